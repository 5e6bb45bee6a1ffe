// @vitest-environment jsdom
import type { AnyRecord } from "@outsidein/schema";
import { openLocal } from "@outsidein/store";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { likeABrowser } from "../../test/jsdom";
import { KIND, lane, reading, RECORDS } from "../../test/world";
import { LivingMap } from "../index";

const OWN: readonly AnyRecord[] = [
  { type: "persona", id: "persona:user", name: "Plant Manager" },
  { type: "persona", id: "persona:buyer", name: "Head Buyer" },
  { type: "lane", id: "lane:buyer-feels", parent: "journey:trip", order: "a0", of: "emotion", name: "Emotion", persona: "persona:buyer" },
  { type: "lane", id: "lane:buyer-thinks", parent: "journey:trip", order: "a1", of: "tools", name: "Tools", persona: "persona:buyer" },
  { type: "card", id: "card:low", parent: "step:search", order: "a0", lane: "buyer-feels", value: 3 },
  { type: "card", id: "card:high", parent: "step:book", order: "a0", lane: "buyer-feels", value: 8 },
  { type: "card", id: "card:spanner", parent: "step:book", order: "a0", lane: "buyer-thinks", text: "Price list" },
];

/** Parts that come later are waited for as long as a busy machine needs. */
const PATIENCE = { timeout: 20_000 };
vi.setConfig({ testTimeout: 30_000 });

beforeEach(likeABrowser);
afterEach(cleanup);

function show() {
  const store = openLocal([...RECORDS, ...OWN]);
  const kind = { ...KIND, catalogue: [...KIND.catalogue, lane("", { of: "emotion", title: "Emotion", look: "chart" as const })] };
  render(<LivingMap store={store} kind={kind} reading={reading()} compare={[]} />);
  return store;
}

describe("several roles on one journey", () => {
  it("draw the emotion of a role as her own curve, with what people drew and nothing that was measured of everybody", async () => {
    show();
    const row = (await screen.findByText(/How Head Buyer feels/, {}, PATIENCE)).closest<HTMLElement>("[role=row]");
    if (!row) throw new Error("no row");
    expect(within(row).getAllByRole("slider").map((one) => one.getAttribute("aria-valuenow"))).toEqual(["3", "8"]);
    expect(row.textContent).toContain("How Head Buyer feels, from 1 to 10, as people drew it: Search 3.0 and Book 8.0.");
    expect(row.querySelector(".oi-map-role-line")?.getAttribute("d")).toContain("C");
    expect(row.querySelector(".oi-map-point")).toBeNull();
  });

  it("let a level of hers be moved by the arrow keys, in one step of undo", async () => {
    const store = show();
    const row = (await screen.findByText(/How Head Buyer feels/, {}, PATIENCE)).closest<HTMLElement>("[role=row]");
    if (!row) throw new Error("no row");
    const [low] = within(row).getAllByRole("slider");
    if (!low) throw new Error("no level");
    fireEvent.keyDown(low, { key: "ArrowUp" });
    expect(store.get<"card">("card:low")?.value).toBe(3.5);
    store.undo();
    expect(store.get<"card">("card:low")?.value).toBe(3);
  });

  it("mark a card that is about some of them, and not one that is for everybody", async () => {
    const store = show();
    const [card = ""] = store.ids("card").filter((id) => store.get<"card">(id)?.lane === "actions");
    const drawn = (): HTMLElement => document.querySelector<HTMLElement>(`.oi-map-card[data-id="${card}"]`) ?? document.body;
    expect(within(drawn()).queryByRole("img", { name: "Plant Manager" })).toBeNull();
    act(() => void store.edit("editor.undo.edit", (tx) => void tx.set<"card">(card, { personas: ["persona:user", "persona:buyer"] })));
    await within(drawn()).findByRole("img", { name: "Plant Manager" }, PATIENCE);
    expect(within(drawn()).getByRole("img", { name: "Head Buyer" }).textContent).toBe("HB");
  });

  it("mark the cards of her other lanes with her initials and her name", async () => {
    show();
    const mark = await within(document.querySelector<HTMLElement>('.oi-map-card[data-id="card:spanner"]') ?? document.body).findByRole("img", { name: "Head Buyer" }, PATIENCE);
    expect(mark.textContent).toBe("HB");
    expect(document.querySelector('.oi-map-card[data-id="card:one"] .oi-map-role-mark')).toBeNull();
  });
});
