// @vitest-environment jsdom
import type { AnyRecord, Kind } from "@outsidein/schema";
import { openLocal, type MapStore } from "@outsidein/store";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { likeABrowser } from "../../test/jsdom";
import { KIND, lane } from "../../test/world";
import { LivingMap } from "../index";

const MINDS: Kind = {
  ...KIND,
  id: "minds",
  structure: "hierarchical",
  records: ["journey", "persona", "lane", "stage", "step", "card"],
  spine: { stage: "Mental space", step: "Tower", stages: "Mental spaces", steps: "Towers" },
  lines: [{ key: "support", name: "Line of support", after: "beliefs" }],
  lanes: [lane("mind"), lane("beliefs", { look: "quote", tone: "human" }), lane("support", { inside: true, offers: true, side: "organisation", tone: "org" })],
  quads: [],
};
const RECORDS: readonly AnyRecord[] = [
  { type: "journey", id: "journey:fly", kind: "minds", title: "Flying" },
  { type: "stage", id: "stage:choose", parent: "journey:fly", order: "a0", name: "Choose" },
  { type: "step", id: "step:price", parent: "stage:choose", order: "a0", name: "Find a price" },
  { type: "step", id: "step:trust", parent: "stage:choose", order: "a1", name: "Judge whom to trust" },
  { type: "card", id: "card:compare", parent: "step:price", order: "a0", lane: "mind", text: "Compare sites" },
  { type: "card", id: "card:belief", parent: "step:price", order: "a0", lane: "beliefs", text: "Tuesdays are cheap" },
  { type: "card", id: "card:alert", parent: "step:price", order: "a0", lane: "support", text: "Price alert" },
  { type: "card", id: "card:ask", parent: "step:trust", order: "a0", lane: "mind", text: "Ask a colleague" },
];

vi.setConfig({ testTimeout: 30_000 });
const settle = () => act(() => new Promise((done) => setTimeout(done, 60)));

async function show(store: MapStore = openLocal(RECORDS), kind: Kind = MINDS) {
  const drawn = render(<LivingMap store={store} kind={kind} reading={null} />);
  await waitFor(() => expect(document.querySelector(".oi-towers, .oi-map[role=grid]")).not.toBeNull(), { timeout: 20_000 });
  return { store, ...drawn };
}

const base = (name: RegExp): HTMLElement => screen.getByRole("group", { name });
const at = (place: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-at="${place}"]`);
  if (!found) throw new Error(`nothing at ${place}`);
  return found;
};

beforeEach(likeABrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("towers", () => {
  it("stack boxes over the line, and beneath it what the organisation has or the gap that it leaves", async () => {
    await show();
    const tower = base(/^Tower 1: Find a price$/).parentElement as HTMLElement;
    expect(tower.textContent).toMatch(/Compare sites.*Tuesdays are cheap.*Find a price.*Price alert/);
    expect(screen.getByText("Line of support")).toBeTruthy();
    expect(screen.getAllByText("Nothing for it yet")).toHaveLength(1);
    expect(screen.getByText("Without support: 1 of 2")).toBeTruthy();
  });

  it("close their gap when something is written beneath them, and show it again on undo", async () => {
    const { store } = await show();
    act(() => store.edit("x", (tx) => tx.put({ type: "card", id: "card:new", parent: "step:trust", order: "a0", lane: "support", text: "Reviews" })));
    expect(screen.queryByText("Nothing for it yet")).toBeNull();
    act(() => store.undo());
    expect(screen.getAllByText("Nothing for it yet")).toHaveLength(1);
  });

  it("are walked by arrows as they stand: boxes, base, what hangs beneath", async () => {
    await show();
    fireEvent.click(document.querySelector(`[data-id="card:belief"]`) as HTMLElement);
    await settle();
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: "ArrowDown" });
    await settle();
    expect(document.activeElement).toBe(base(/^Tower 1/));
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: "ArrowDown" });
    await settle();
    expect((document.activeElement as HTMLElement).dataset["id"]).toBe("card:alert");
  });

  it("take a box from another tower by keyboard and under the line by drag", async () => {
    const { store } = await show();
    fireEvent.click(document.querySelector(`[data-id="card:compare"]`) as HTMLElement);
    await settle();
    for (const key of ["m", "ArrowRight", "Enter"]) {
      fireEvent.keyDown(document.activeElement as HTMLElement, { key });
      await settle();
    }
    expect(store.cell("step:trust", "mind")).toContain("card:compare");
    const target = at("step:trust|support|");
    document.elementFromPoint = () => target;
    const card = document.querySelector(`[data-id="card:ask"]`) as HTMLElement;
    fireEvent.pointerDown(card, { button: 0, pointerId: 1, clientX: 5, clientY: 5, pointerType: "mouse" });
    const scroller = document.querySelector(".oi-map-scroller") as HTMLElement;
    scroller.setPointerCapture = () => undefined;
    fireEvent.pointerMove(scroller, { pointerId: 1, clientX: 40, clientY: 40, pointerType: "mouse" });
    fireEvent.pointerUp(scroller, { pointerId: 1, clientX: 40, clientY: 40, pointerType: "mouse" });
    expect(store.cell("step:trust", "support")).toEqual(["card:ask"]);
  });

  it("are added and named by the kind's own words", async () => {
    const { store } = await show();
    fireEvent.click(screen.getByRole("button", { name: "New mental space" }));
    expect(store.children("journey:fly", "stage")).toHaveLength(2);
    const first = base(/^Tower 1: Find a price$/);
    fireEvent.click(within(first).getByRole("button", { name: "New tower", hidden: true }));
    expect(store.children("stage:choose", "step")).toHaveLength(3);
  });

  it("give way to the grid where a kind of one's own draws a curve, too", async () => {
    await show(openLocal(RECORDS), { ...MINDS, lanes: [...MINDS.lanes, lane("emotion", { role: "curve", look: "chart" })] });
    expect(screen.getByRole("grid")).toBeTruthy();
  });
});
