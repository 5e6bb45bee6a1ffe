// @vitest-environment jsdom
import { openLocal } from "@outsidein/store";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { likeABrowser } from "../../test/jsdom";
import { KIND, reading, RECORDS } from "../../test/world";
import { LivingMap, type CardMark } from "../index";

beforeEach(likeABrowser);

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("what people said about a record", () => {
  const marks = new Map<string, readonly CardMark[]>([["card:one", [{ icon: "alert", says: "Doubt", tone: "warn" }]]]);
  const comments = new Map([["card:one", 2], ["step:fly", 1]]);

  it("shows as a badge with its signs in words, on cards and heads of steps, and opens what was said", () => {
    const opened = vi.fn();
    render(<LivingMap store={openLocal(RECORDS)} kind={KIND} reading={reading()} comments={comments} marks={marks} onOpen={opened} />);
    fireEvent.click(screen.getByRole("button", { name: /^2 .*, Doubt$/ }));
    expect(opened).toHaveBeenCalledWith({ what: "comments", id: "card:one" });
    expect(document.querySelector(`.oi-map-step[data-id="step:fly"] .oi-map-badge`)?.getAttribute("aria-label")).toBe("1 comment of colleagues");
  });
});

describe("a record to go to", () => {
  it("is selected, and again when it is asked for again", async () => {
    const selected = vi.fn();
    const store = openLocal(RECORDS);
    const drawn = (id: string) => <LivingMap store={store} kind={KIND} reading={null} at={{ id }} onSelect={selected} />;
    const { rerender } = render(drawn("card:two"));
    await waitFor(() => expect(selected).toHaveBeenLastCalledWith(["card:two"]));
    rerender(drawn("step:fly"));
    await waitFor(() => expect(selected).toHaveBeenLastCalledWith(["step:fly"]));
  });
});
