// @vitest-environment jsdom
import { openLocal } from "@outsidein/store";
import { act, cleanup, fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { likeABrowser } from "../../test/jsdom";
import { KIND, RECORDS } from "../../test/world";
import { LivingMap } from "../index";

const NONE: readonly never[] = [];

beforeEach(likeABrowser);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function at(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing at ${selector}`);
  return found;
}

/** jsdom has no layout: what lies under the pointer is said by the test. */
function under(element: Element): void {
  document.elementFromPoint = () => element;
}

describe("dragging", () => {
  it("writes nothing until the drop, tells others where it would drop, and then is one edit", () => {
    const store = openLocal(RECORDS);
    const show = vi.spyOn(store, "show");
    const edit = vi.spyOn(store, "edit");
    render(<LivingMap store={store} kind={KIND} reading={null} compare={NONE} />);
    const card = at('[data-id="card:one"]');
    under(at('.oi-map-cell[data-parent="step:fly"][data-lane="actions"]'));
    fireEvent.pointerDown(card, { pointerId: 1, button: 0, clientX: 10, clientY: 10 });
    fireEvent.pointerMove(card, { pointerId: 1, clientX: 60, clientY: 30 });
    fireEvent.pointerMove(card, { pointerId: 1, clientX: 90, clientY: 40 });
    expect(edit).not.toHaveBeenCalled();
    expect(show).toHaveBeenCalledWith({ dragging: { id: "card:one", parent: "step:fly", lane: "actions" } });
    expect(at(".oi-map-dragged").textContent).toBe("Compare fares");
    act(() => void fireEvent.pointerUp(card, { pointerId: 1, clientX: 90, clientY: 40 }));
    expect(edit).toHaveBeenCalledTimes(1);
    expect(show).toHaveBeenCalledWith({ dragging: null });
    expect(store.get<"card">("card:one")?.parent).toBe("step:fly");
    act(() => void store.undo());
    expect(store.cell("step:search", "actions")).toEqual(["card:one", "card:two"]);
  });

  it("is given up with Escape", () => {
    const store = openLocal(RECORDS);
    render(<LivingMap store={store} kind={KIND} reading={null} compare={NONE} />);
    const card = at('[data-id="card:one"]');
    under(at('.oi-map-cell[data-parent="step:fly"][data-lane="actions"]'));
    fireEvent.pointerDown(card, { pointerId: 1, button: 0, clientX: 10, clientY: 10 });
    fireEvent.pointerMove(card, { pointerId: 1, clientX: 60, clientY: 30 });
    fireEvent.keyDown(window, { key: "Escape" });
    fireEvent.pointerUp(card, { pointerId: 1, clientX: 60, clientY: 30 });
    expect(document.querySelector(".oi-map-dragged")).toBeNull();
    expect(store.get<"card">("card:one")?.parent).toBe("step:search");
  });

  it("does not begin where one may only read", () => {
    const store = openLocal(RECORDS, { canEdit: false });
    render(<LivingMap store={store} kind={KIND} reading={null} compare={NONE} />);
    const card = at('[data-id="card:one"]');
    fireEvent.pointerDown(card, { pointerId: 1, button: 0, clientX: 10, clientY: 10 });
    fireEvent.pointerMove(card, { pointerId: 1, clientX: 60, clientY: 30 });
    expect(document.querySelector(".oi-map-dragged")).toBeNull();
  });

  it("keeps touchpoints to their own lane", () => {
    const store = openLocal(RECORDS);
    render(<LivingMap store={store} kind={KIND} reading={null} compare={NONE} />);
    const pill = at('[data-id="encounter:a"]');
    under(at('.oi-map-cell[data-parent="step:fly"][data-lane="actions"]'));
    fireEvent.pointerDown(pill, { pointerId: 1, button: 0, clientX: 10, clientY: 10 });
    fireEvent.pointerMove(pill, { pointerId: 1, clientX: 60, clientY: 30 });
    fireEvent.pointerUp(pill, { pointerId: 1, clientX: 60, clientY: 30 });
    expect(store.get<"encounter">("encounter:a")?.parent).toBe("step:book");
    under(at('.oi-map-cell[data-parent="step:fly"][data-lane="met"]'));
    fireEvent.pointerDown(pill, { pointerId: 1, button: 0, clientX: 10, clientY: 10 });
    fireEvent.pointerMove(pill, { pointerId: 1, clientX: 60, clientY: 30 });
    fireEvent.pointerMove(pill, { pointerId: 1, clientX: 61, clientY: 30 });
    act(() => void fireEvent.pointerUp(pill, { pointerId: 1, clientX: 61, clientY: 30 }));
    expect(store.get<"encounter">("encounter:a")?.parent).toBe("step:fly");
  });
});
