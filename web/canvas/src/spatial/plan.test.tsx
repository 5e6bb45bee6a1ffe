// @vitest-environment jsdom
import type { AnyRecord, Kind } from "@outsidein/schema";
import { openLocal, type MapStore } from "@outsidein/store";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { likeABrowser } from "../../test/jsdom";
import { KIND, lane } from "../../test/world";
import { LivingMap, type LivingMapProps } from "../index";
import { laidOut } from "./layout";
import { along, meets, RADIUS, wayBetween } from "./placing";

const BRANCH: Kind = { ...KIND, id: "branch", structure: "spatial", plan: true, ties: ["place"], records: ["journey", "touchpoint", "lane", "place", "card", "arrow"], lanes: [lane("actions", { level: "place" })], quads: [] };
const RECORDS: readonly AnyRecord[] = [
  { type: "journey", id: "journey:visit", kind: "branch", title: "A visit", plan: "0123456789abcdef.png" },
  { type: "touchpoint", id: "touchpoint:door", name: "Sliding door", kind: "interactive" },
  { type: "place", id: "place:in", parent: "journey:visit", order: "a0", touchpoint: "touchpoint:door", x: 0.1, y: 0.9 },
  { type: "place", id: "place:desk", parent: "journey:visit", order: "a1", name: "Desk", x: 0.5, y: 0.5 },
  { type: "arrow", id: "arrow:a", parent: "place:in", to: "place:desk", label: "straight on" },
  { type: "card", id: "card:walk", parent: "place:in", order: "a0", lane: "actions", text: "Walk in" },
];

vi.setConfig({ testTimeout: 30_000 });

async function show(props: Partial<LivingMapProps> = {}, store: MapStore = openLocal(RECORDS)) {
  const onOpen = vi.fn();
  render(<LivingMap store={store} kind={BRANCH} reading={null} onOpen={onOpen} {...props} />);
  await waitFor(() => expect(document.querySelector(".oi-plan, .oi-plan-list")).not.toBeNull(), { timeout: 20_000 });
  const ground = document.querySelector<HTMLElement>(".oi-plan-ground");
  if (ground) ground.getBoundingClientRect = () => ({ left: 0, top: 0, right: 800, bottom: 500, width: 800, height: 500, x: 0, y: 0, toJSON: () => "" });
  return { store, onOpen, ground: ground as HTMLElement };
}
const pin = (name: RegExp): HTMLElement => screen.getByRole("button", { name });

beforeEach(likeABrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("a floor plan", () => {
  it("says each place with its number, name and where it is", async () => {
    await show();
    expect(pin(/^Place 1: Sliding door, 10 % from the left, 90 % from the top$/)).toBeTruthy();
    expect(pin(/^Place 2: Desk/)).toBeTruthy();
  });

  it("moves a place by arrow keys: one percent, five with shift, never off the picture", async () => {
    const { store } = await show();
    fireEvent.keyDown(pin(/^Place 1/), { key: "ArrowRight" });
    fireEvent.keyDown(pin(/^Place 1/), { key: "ArrowDown", shiftKey: true });
    fireEvent.keyDown(pin(/^Place 1/), { key: "ArrowDown", shiftKey: true });
    fireEvent.keyDown(pin(/^Place 1/), { key: "ArrowDown", shiftKey: true });
    expect(store.get<"place">("place:in")).toMatchObject({ x: 0.11, y: 1 });
    act(() => store.undo());
    expect(store.get<"place">("place:in")?.y).toBeLessThan(1);
  });

  it("moves a place by drag and opens it by a click", async () => {
    const { store, onOpen } = await show();
    const dot = pin(/^Place 2/);
    fireEvent.pointerDown(dot, { button: 0, pointerId: 1, clientX: 400, clientY: 250 });
    fireEvent.pointerMove(dot, { pointerId: 1, clientX: 200, clientY: 125 });
    fireEvent.pointerUp(dot, { pointerId: 1, clientX: 200, clientY: 125 });
    expect(store.get<"place">("place:desk")).toMatchObject({ x: 0.25, y: 0.25 });
    fireEvent.click(pin(/^Place 1/));
    expect(onOpen).toHaveBeenCalledWith({ what: "place", id: "place:in" });
  });

  it("adds a place where one clicks and asks for its name", async () => {
    const { store, ground } = await show();
    fireEvent.click(screen.getByRole("button", { name: "Add a place" }));
    fireEvent.click(ground, { clientX: 600, clientY: 100 });
    const id = store.children("journey:visit", "place").at(-1) ?? "";
    expect(store.get<"place">(id)).toMatchObject({ x: 0.75, y: 0.2, name: "New place" });
    const field = screen.getByRole("textbox", { name: "Name of the place" });
    fireEvent.change(field, { target: { value: "Exit" } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(store.get<"place">(id)?.name).toBe("Exit");
  });

  it("connects places by keys and takes their ways along when one is removed", async () => {
    const { store } = await show();
    fireEvent.keyDown(pin(/^Place 2/), { key: "b" });
    expect(screen.getByText(/way from “Desk” leads/)).toBeTruthy();
    fireEvent.click(pin(/^Place 1/));
    expect(store.ids("arrow")).toHaveLength(2);
    fireEvent.keyDown(pin(/^Place 2/), { key: "Delete" });
    expect(store.children("journey:visit", "place")).toEqual(["place:in"]);
    expect(store.ids("arrow")).toEqual([]);
  });

  it("asks for a picture where there is none, and still lists its places", async () => {
    const upload = vi.fn(async () => "fedcba9876543210.png");
    const { store } = await show({ upload }, openLocal(RECORDS.map((one) => (one.type === "journey" ? { ...one, plan: undefined as never } : one))));
    expect(screen.getByText("There is no plan yet")).toBeTruthy();
    const list = screen.getByRole("region", { name: "Places of “A visit”" });
    expect(within(list).getByText("Walk in")).toBeTruthy();
    fireEvent.change(document.querySelector("input[type=file]") as HTMLInputElement, { target: { files: [new File(["x"], "plan.png")] } });
    await waitFor(() => expect(store.get<"journey">("journey:visit")?.plan).toBe("fedcba9876543210.png"));
  });

  it("is edited as a list, too: name, touchpoint, place, way", async () => {
    const { store } = await show({ view: "list" });
    const [first] = screen.getAllByRole("textbox", { name: "Name of the place" });
    fireEvent.change(first as HTMLElement, { target: { value: "Entrance" } });
    fireEvent.blur(first as HTMLElement);
    expect(store.get<"place">("place:in")?.name).toBe("Entrance");
    fireEvent.change(screen.getByRole("combobox", { name: "Touchpoint at “Desk”" }), { target: { value: "touchpoint:door" } });
    expect(store.get<"place">("place:desk")?.touchpoint).toBe("touchpoint:door");
    fireEvent.change(screen.getByRole("combobox", { name: "Way from “Desk” to …" }), { target: { value: "place:in" } });
    expect(store.ids("arrow")).toHaveLength(2);
  });
});

describe("what stands on a plan", () => {
  it("covers no pin and no other name, however close places are", () => {
    const many = Array.from({ length: 16 }, (_, at) => ({ type: "place" as const, id: `place:${at}`, parent: "j", order: "a0", x: (at % 4) / 6, y: Math.floor(at / 4) / 6 }));
    const plan = { places: many, names: many.map((one) => `A place named ${one.id}`), ways: many.slice(1).map((one, at) => ({ type: "arrow" as const, id: `arrow:${at}`, parent: `place:${at}`, to: one.id, label: "on" })), picture: "" };
    const { names, spots } = laidOut(plan, 800, 500, new Map());
    const boxes = names.flatMap((box) => box ?? []);
    expect(boxes.length).toBeGreaterThan(6);
    boxes.forEach((box, at) => {
      expect(boxes.slice(at + 1).some((other) => meets(box, other))).toBe(false);
      expect(spots.some(({ x, y }) => meets(box, { left: x - RADIUS, top: y - RADIUS, right: x + RADIUS, bottom: y + RADIUS }))).toBe(false);
    });
  });

  it("tells the label of a way beside it where there is no room on it", () => {
    const near = [0.4, 0.5].map((x, at) => ({ type: "place" as const, id: `place:${at}`, parent: "j", order: "a0", x, y: 0.5 }));
    const way = { type: "arrow" as const, id: "arrow:a", parent: "place:0", to: "place:1", label: "with an appointment" };
    const { labels, spots } = laidOut({ places: near, names: ["In", "Desk"], ways: [way], picture: "" }, 800, 500, new Map());
    expect(labels).toHaveLength(1);
    for (const [, { x, y }] of labels) expect(spots.every((spot) => Math.abs(spot.y - y) > RADIUS || Math.abs(spot.x - x) > RADIUS)).toBe(true);
  });

  it("leads a way around a place that stands between", () => {
    const curve = wayBetween({ x: 0, y: 100 }, { x: 400, y: 100 }, [{ x: 200, y: 100 }]);
    for (let at = 0; at <= 20; at += 1) {
      const point = along(curve, at / 20);
      expect(Math.hypot(point.x - 200, point.y - 100)).toBeGreaterThan(RADIUS);
    }
  });
});
