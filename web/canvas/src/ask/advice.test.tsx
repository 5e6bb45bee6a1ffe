// @vitest-environment jsdom
import type { Advice } from "@outsidein/editor";
import { openLocal } from "@outsidein/store";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { likeABrowser } from "../../test/jsdom";
import { KIND, RECORDS } from "../../test/world";
import { LivingMap } from "../index";

const HINT: Advice = {
  code: "maps/guide-action",
  says: "“Ask a friend” does not begin with a verb.",
  fix: "Perhaps “Ask somebody”.",
  where: { file: null, line: null, row: null, column: null, record: "card:two" },
  severity: "hint",
  suggestion: "Ask somebody",
  word: "friend",
};

function drawn() {
  const store = openLocal(RECORDS);
  render(<LivingMap store={store} kind={KIND} reading={null} diagnostics={[HINT]} />);
  return store;
}

async function opened() {
  const store = drawn();
  fireEvent.click(screen.getByRole("button", { name: "1 hint" }));
  await screen.findByRole("button", { name: "Fine here", hidden: true }, { timeout: 8000 });
  return store;
}

beforeEach(likeABrowser);

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("a hint of the writing guide", () => {
  it("is taken at a press, as an edit that can be undone", async () => {
    const store = await opened();
    fireEvent.click(screen.getByRole("button", { name: "Write “Ask somebody”", hidden: true }));
    expect(store.get<"card">("card:two")?.text).toBe("Ask somebody");
    store.undo();
    expect(store.get<"card">("card:two")?.text).toBe("Ask a friend");
  });

  it("is let be on the card, and undone again", async () => {
    const store = await opened();
    fireEvent.click(screen.getByRole("button", { name: "Fine here", hidden: true }));
    expect(store.get<"card">("card:two")?.fine).toBe(true);
    store.undo();
    expect(store.get<"card">("card:two")?.fine ?? false).toBe(false);
  });

  it("teaches the map a word of its own", async () => {
    const store = await opened();
    fireEvent.click(screen.getByRole("button", { name: "“friend” is our word", hidden: true }));
    expect(store.get<"journey">("journey:trip")?.dictionary).toEqual(["friend"]);
    store.undo();
    expect(store.get<"journey">("journey:trip")?.dictionary ?? []).toEqual([]);
  });

  it("opens by keyboard at the card in focus", async () => {
    drawn();
    const card = document.querySelector<HTMLElement>(`.oi-map-card[data-id="card:two"]`);
    fireEvent.pointerDown(card!);
    fireEvent.click(card!);
    fireEvent.keyDown(document.querySelector(".oi-map")!, { key: "g" });
    await waitFor(() => expect(screen.getByRole("button", { name: "Fine here", hidden: true })).toBeTruthy(), { timeout: 8000 });
  });
});
