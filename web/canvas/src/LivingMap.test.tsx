// @vitest-environment jsdom
import { setLanguage } from "@outsidein/kit";
import { openLocal, type MapStore, type Topic } from "@outsidein/store";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { likeABrowser } from "../test/jsdom";
import { estimate, KIND, large, reading, RECORDS } from "../test/world";
import { countRenders, LivingMap, type LivingMapProps } from "./index";

const NONE: readonly never[] = [];

function show(props: Partial<LivingMapProps> = {}, store: MapStore = openLocal(RECORDS)) {
  const drawn = render(<LivingMap store={store} kind={KIND} reading={reading()} compare={NONE} {...props} />);
  return { store, ...drawn };
}

const card = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`.oi-map-card[data-id="${id}"]`);
  if (!found) throw new Error(`no card ${id}`);
  return found;
};

/** Dialogues are loaded when they are first asked for, which takes a while where much runs at once. */
const PATIENCE = { timeout: 20_000 };
vi.setConfig({ testTimeout: 30_000 });

/** The map follows the focus a frame later. */
const settle = () => act(() => new Promise((done) => setTimeout(done, 60)));

beforeEach(likeABrowser);

afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await setLanguage("en");
});

describe("the living map", () => {
  it("draws stages over steps over lanes as a grid with whole counts", () => {
    show();
    const grid = screen.getByRole("grid", { name: "Map “A trip”" });
    expect(grid.getAttribute("aria-colcount")).toBe("4");
    expect(Number(grid.getAttribute("aria-rowcount"))).toBe(within(grid).getAllByRole("row").filter((row) => row.hasAttribute("aria-rowindex")).length);
    expect(screen.getByRole("columnheader", { name: /Before/ }).getAttribute("aria-colspan")).toBe("2");
    expect(screen.getByRole("rowheader", { name: /Lane thoughts/ })).toBeTruthy();
    expect(screen.getByText("Line of visibility")).toBeTruthy();
  });

  it("says under each card what backs it", () => {
    show();
    expect(card("card:one").textContent).toContain("n\u00a0=\u00a01,502");
    expect(within(card("card:two")).getByRole("img", { name: "assumption" })).toBeTruthy();
    expect(card("card:three").textContent).toContain("7 comments");
    expect(card("card:three").textContent).toContain("old");
    expect(card("card:three").textContent).toContain("moment of truth");
  });

  it("draws one card anew when one card is edited", () => {
    const { store } = show();
    const counts = countRenders();
    act(() => store.edit("x", (tx) => tx.set<"card">("card:one", { text: "Compare trains" })));
    expect(card("card:one").textContent).toContain("Compare trains");
    expect([...counts]).toEqual([["card:one", 1]]);
  });

  it("draws no card anew when a reading says the same as before", () => {
    const { rerender, store } = show();
    const counts = countRenders();
    rerender(<LivingMap store={store} kind={KIND} reading={reading()} compare={NONE} />);
    expect([...counts]).toEqual([]);
  });

  it("keeps what is being written when the page is reloaded or closed", async () => {
    const { store } = show();
    const grid = screen.getByRole("grid");
    act(() => grid.focus());
    await settle();
    for (const key of ["ArrowDown", "Enter"]) fireEvent.keyDown(document.activeElement ?? grid, { key });
    const field = screen.getByRole("textbox", { name: "Card in Lane actions" });
    fireEvent.change(field, { target: { value: "Half a sent" } });
    act(() => void window.dispatchEvent(new Event("beforeunload")));
    expect(store.get<"card">("card:one")?.text).toBe("Half a sent");
  });

  it("is walked and written by keyboard alone", async () => {
    const { store } = show();
    const grid = screen.getByRole("grid");
    act(() => grid.focus());
    await settle();
    expect((document.activeElement as HTMLElement).dataset["id"]).toBe("step:search");
    for (const key of ["ArrowDown", "Enter"]) fireEvent.keyDown(document.activeElement ?? grid, { key });
    const field = screen.getByRole("textbox", { name: "Card in Lane actions" });
    fireEvent.change(field, { target: { value: "Compare all fares" } });
    fireEvent.keyDown(field, { key: "Enter" });
    await settle();
    expect(store.get<"card">("card:one")?.text).toBe("Compare all fares");
    expect((document.activeElement as HTMLElement).dataset["id"]).toBe("card:one");
  });

  it("takes a new card away again that was left empty", async () => {
    const { store } = show();
    fireEvent.click(card("card:three"));
    fireEvent.keyDown(card("card:three"), { key: "n" });
    expect(store.cell("step:book", "actions")).toHaveLength(2);
    fireEvent.keyDown(screen.getByRole("textbox", { name: "Card in Lane actions" }), { key: "Escape" });
    await settle();
    expect(store.cell("step:book", "actions")).toEqual(["card:three"]);
  });

  it("selects one more with Control and everything between with Shift", () => {
    const onSelect = vi.fn();
    show({ onSelect });
    fireEvent.click(card("card:one"));
    fireEvent.click(card("card:three"), { ctrlKey: true });
    expect(onSelect).toHaveBeenLastCalledWith(["card:one", "card:three"]);
    fireEvent.click(card("card:one"));
    fireEvent.click(card("card:three"), { shiftKey: true });
    expect(onSelect.mock.lastCall?.[0]).toEqual(["card:one", "card:two", "card:three"]);
  });

  it("opens a point of the curve and says its numbers", () => {
    const onOpen = vi.fn();
    show({ onOpen });
    fireEvent.click(screen.getByRole("button", { name: /^Fly\. 4\.2 \(4\.0–4\.4\).*n\u00a0=\u00a012.*too few to lean on.*hotspot/ }));
    expect(onOpen).toHaveBeenCalledWith({ what: "point", step: "step:fly", series: "" });
  });

  it("keeps a gap a gap and says why", () => {
    show();
    expect(screen.getByTitle("Nobody was asked here.").textContent).toBe("no number");
    const line = document.querySelector(".oi-map-curve .oi-map-level-line:not([class*=series])");
    expect(line?.getAttribute("d")).toBe("");
  });

  it("draws a series for each reading that is compared, with numbers in the table", async () => {
    show({ compare: [{ label: "Families", reading: reading({ search: 5, fly: 8 }) }] });
    expect(screen.getByRole("button", { name: /^Families, Search: 5\.0/ })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "As a table" }));
    const table = await screen.findByRole("table", {}, PATIENCE);
    expect(within(table).getByRole("columnheader", { name: "Families" })).toBeTruthy();
    expect(within(table).getAllByText("5.0")).toHaveLength(1);
  });

  it("moves a drawn level by arrow keys, one undo each, beside what was measured", () => {
    const { store } = show();
    const handle = screen.getByRole("slider", { name: "Drawn level at “Search”" });
    fireEvent.keyDown(handle, { key: "ArrowUp" });
    expect(store.get<"card">("card:drawn")?.value).toBe(6.5);
    act(() => void store.undo());
    expect(store.get<"card">("card:drawn")?.value).toBe(6);
    expect(screen.getByRole("slider", { name: "Target at “Book”" }).getAttribute("aria-valuenow")).toBe("8");
  });

  it("shows importance and measures of the touchpoints that count at a step", () => {
    const onOpen = vi.fn();
    show({ onOpen, measures: [{ id: "csat", label: "CSAT", name: "Customer satisfaction", top: 100 }] });
    expect(screen.getByRole("rowheader", { name: /Importance/ })).toBeTruthy();
    fireEvent.click(screen.getByTitle(/^Cabin crew: 43/));
    expect(onOpen).toHaveBeenCalledWith({ what: "measure", measure: "csat", step: "step:fly", touchpoint: "crew" });
  });

  it("shows how a step is walked where a log says so", () => {
    const onOpen = vi.fn();
    const share = estimate(39, { unit: "%", n: 3200 });
    const walked = {
      journeys: 3200,
      people: 3200,
      steps: [{ step: "step:fly", touchpoints: ["crew"], measures: [["walk-come-by", share]] as const, crowd: null }],
    };
    show({ onOpen, reading: { ...reading(), walked }, measures: [{ id: "walk-come-by", label: "Come by", name: "share of all journeys", top: 100 }] });
    expect(screen.getByRole("rowheader", { name: /Come by/ })).toBeTruthy();
    fireEvent.click(screen.getByTitle(/^Fly: 39/));
    expect(onOpen).toHaveBeenCalledWith({ what: "measure", measure: "walk-come-by", step: "step:fly", touchpoint: "" });
  });

  it("lets nobody write who may only read, and says so", () => {
    show({}, openLocal(RECORDS, { canEdit: false }));
    expect(screen.getByText("You can read")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Add/ })).toBeNull();
    expect(screen.queryByRole("slider")).toBeNull();
    fireEvent.doubleClick(card("card:one"));
    expect(document.querySelector("textarea")).toBeNull();
    expect(screen.getByRole("grid").getAttribute("aria-readonly")).toBe("true");
  });

  it("dims what a search did not find and counts what it did", () => {
    show();
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "friend" } });
    expect(card("card:one").className).toContain("dimmed");
    expect(card("card:two").className).toContain("found");
    expect(screen.getByText("1 match")).toBeTruthy();
  });

  it("shows who else is at a card, and draws only that card anew", () => {
    const { store } = show();
    // A store as a room gives it: others come and go.
    let others = store.others;
    const told = new Set<() => void>();
    cleanup();
    const room = new Proxy(store, {
      get(target, key) {
        if (key === "others") return others;
        if (key === "subscribe") {
          return (topic: string, listener: () => void) => {
            if (topic !== "presence") return target.subscribe(topic as Topic, listener);
            told.add(listener);
            return () => told.delete(listener);
          };
        }
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? (value as () => unknown).bind(target) : value;
      },
    });
    show({}, room);
    const counts = countRenders();
    act(() => {
      others = [{ id: "b", client: 2, name: "Ben", color: "#27608c", selected: ["card:two"], editing: "card:two", dragging: null }];
      told.forEach((listener) => listener());
    });
    expect(within(card("card:two")).getByText("Ben is writing")).toBeTruthy();
    expect([...counts]).toEqual([["card:two", 1]]);
  });

  it("draws an arrow that can be changed and taken away by keyboard", async () => {
    const { store } = show();
    const arrow = screen.getByRole("button", { name: /From “Book” back to “Search” too dear/ });
    fireEvent.click(arrow);
    expect(await screen.findByRole("dialog", { name: "Branch at “Book”" }, PATIENCE)).toBeTruthy();
    fireEvent.keyDown(screen.getByRole("dialog"), { key: "Escape" });
    fireEvent.keyDown(arrow, { key: "Delete" });
    expect(store.ids("arrow")).toEqual([]);
  });

  it("asks for the reason of a moment of truth and marks none without", async () => {
    const { store } = show();
    fireEvent.click(card("card:one"));
    fireEvent.keyDown(card("card:one"), { key: "*", shiftKey: true });
    const dialog = await screen.findByRole("dialog", { name: "Moment of truth at “Search”" }, PATIENCE);
    fireEvent.submit(dialog.querySelector("form") ?? dialog);
    expect(store.ids("moment")).toHaveLength(1);
    expect(within(dialog).getByText("A moment of truth needs its reason.")).toBeTruthy();
    fireEvent.change(within(dialog).getByRole("textbox"), { target: { value: "The first click" } });
    fireEvent.submit(dialog.querySelector("form") ?? dialog);
    await waitFor(() => expect(store.ids("moment").map((id) => store.get<"moment">(id)?.reason)).toContain("The first click"));
  });

  it("copies cards as a table and pastes lines of text as cards", async () => {
    const { store } = show();
    fireEvent.click(card("card:one"));
    const copied = new Map<string, string>();
    fireEvent.copy(card("card:one"), { clipboardData: { setData: (type: string, text: string) => copied.set(type, text) } });
    expect(copied.get("text/plain")).toBe("Compare fares");
    fireEvent.click(card("card:three"));
    fireEvent.paste(card("card:three"), { clipboardData: { getData: (type: string) => (type === "text/plain" ? "Sign in\nLook up the seat" : "") } });
    const texts = () => store.ids("card").map((id) => store.get<"card">(id)?.text);
    await waitFor(() => expect(texts()).toContain("Sign in"));
    expect(texts()).toContain("Look up the seat");
  });

  it("speaks German whole", async () => {
    await setLanguage("de");
    show();
    expect(screen.getByText("Sichtbarkeitslinie")).toBeTruthy();
    expect(card("card:three").textContent).toContain("7 Kommentare");
    expect(screen.getByRole("grid", { name: "Map „A trip“" })).toBeTruthy();
  });

  it("draws another structure by a view of its own", async () => {
    show({ kind: { ...KIND, structure: "spatial" } });
    expect(await screen.findByText("There is no plan yet", {}, PATIENCE)).toBeTruthy();
    expect(screen.queryByRole("grid")).toBeNull();
  });
});

describe("a large map", () => {
  it("mounts only what is in view, says how large it is, and is read whole in the list", async () => {
    const store = openLocal(large(120));
    const { rerender } = show({ reading: null }, store);
    const grid = screen.getByRole("grid");
    expect(grid.getAttribute("aria-colcount")).toBe("121");
    expect(document.querySelectorAll(".oi-map-card").length).toBeLessThan(120);
    rerender(<LivingMap store={store} kind={KIND} reading={null} compare={NONE} view="list" />);
    await screen.findByRole("region", { name: /as a list/ }, PATIENCE);
    expect(document.querySelectorAll(".oi-map-list-card")).toHaveLength(360);
  });

  it("is plain up to three hundred cards, so that the browser finds everything", () => {
    show({ reading: null }, openLocal(large(100)));
    expect(document.querySelectorAll(".oi-map-card")).toHaveLength(300);
  });
});

describe("presenting", () => {
  it("goes through the steps by keys and ends with Escape", async () => {
    const onView = vi.fn();
    show({ view: "present", onView });
    const dialog = await screen.findByRole("dialog", { hidden: true }, PATIENCE);
    expect(within(dialog).getByRole("heading", { level: 1, hidden: true }).textContent).toBe("Flying hurts.");
    fireEvent.keyDown(dialog, { key: "ArrowRight" });
    expect(within(dialog).getByRole("heading", { level: 1, hidden: true }).textContent).toContain("Search");
    fireEvent.keyDown(dialog, { key: " " });
    expect(within(dialog).getByRole("heading", { level: 1, hidden: true }).textContent).toContain("Book");
    fireEvent.keyDown(dialog, { key: "Escape" });
    expect(onView).toHaveBeenCalledWith("map");
  });
});
