// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { KIND, open } from "../../test/trip";
import type { Focus } from "../contract";
import { gridOf } from "../grid";
import { lanesOf } from "../lanes";
import { copy } from "./copy";
import { lines, paste, type Paste, type Pasted } from "./paste";
import { fromHtml, fromTabs } from "./readSheet";
import { toHtml, toTabs } from "./sheet";

type Store = ReturnType<typeof open>;
const grid = (store: Store): ReturnType<typeof gridOf> => gridOf(store, lanesOf(store, KIND));
const put = (store: Store, parent: string, lane: string, from: Paste, id = ""): Pasted => {
  const focus: Focus = { parent, lane, id };
  return paste(store, grid(store), focus, from);
};
const texts = (store: Store, parent: string, lane: string): unknown[] =>
  store.cell(parent, lane).map((id) => store.get<"card">(id)?.text ?? store.get<"card">(id)?.value);

describe("a table", () => {
  const tables = [
    [["a", "b"], ["c", "d"]],
    [['say "go"', "two\nlines"], ["tab\there", ""]],
    [["=1+1", "-5", "+49 30", "@home"], ["'quoted", "7,5", "x", "<b>&</b>"]],
    [["", ""], ["", "last"]],
  ];
  test.each(tables)("is the same after it went through tab-separated text and HTML", (...table) => {
    expect(fromTabs(toTabs(table))).toEqual(table);
    const plain = table.map((row) => row.map((cell) => cell.replaceAll("\t", " ")));
    expect(fromHtml(toHtml(plain))).toEqual(plain);
  });

  test("runs no formula in the spreadsheet it is pasted into", () => {
    expect(toTabs([["=HYPERLINK(1)", "-5"]])).toBe("'=HYPERLINK(1)\t-5");
    expect(toHtml([["<script>"]])).toBe("<table><tr><td>&lt;script&gt;</td></tr></table>");
  });

  test("is read with the quotes that are only quotes", () => {
    expect(fromTabs('"I said so\tyes')).toEqual([['"I said so', "yes"]]);
    expect(fromTabs('5" pipe')).toEqual([['5" pipe']]);
    expect(fromTabs("a\r\nb\r\n")).toEqual([["a"], ["b"]]);
  });

  test("of a word processor is read with its lines, and runs nothing", () => {
    const html = '<html><body><table><tr><td><p>One</p><p>Two <img src=x onerror="globalThis.bad=1"></p></td><td colspan="2">Wide</td></tr></table></body></html>';
    expect(fromHtml(html)).toEqual([["One\nTwo", "Wide", ""]]);
    expect("bad" in globalThis).toBe(false);
    expect(fromHtml("<p>No table</p>")).toBeNull();
  });
});

describe("copying", () => {
  test("one card is its text; several are a table of lanes and steps", () => {
    const store = open();
    expect(copy(store, grid(store), new Set(["card:apart"]))?.text).toBe("Sitting apart");
    const clip = copy(store, grid(store), new Set(["card:fold", "card:weigh", "card:board", "card:apart"]));
    expect(fromTabs(clip?.text ?? "")).toEqual([["Actions", "fold\nweigh", "board"], ["Pains", "", "Sitting apart"]]);
    expect(copy(store, grid(store), new Set(["moment:m"]))).toBeNull();
  });

  test("and pasting elsewhere keeps lanes, columns and what a card says, not what backs it", () => {
    const store = open();
    const clip = copy(store, grid(store), new Set(["card:weigh", "card:apart", "encounter:pack"]));
    const { ids, left } = put(store, "step:fly", "actions", { own: clip?.own });
    expect(left).toBe(0);
    expect(ids).toHaveLength(3);
    expect(texts(store, "step:fly", "actions")).toEqual(["board", "weigh"]);
    expect(texts(store, "step:land", "pains")).toEqual(["Sitting apart"]);
    const copied = store.get<"card">(store.cell("step:fly", "actions")[1] ?? "");
    expect(copied).toMatchObject({ personas: ["persona:family"] });
    expect(copied?.evidence).toBeUndefined();
    store.undo();
    expect(texts(store, "step:land", "pains")).toEqual([]);
  });

  test("cards of one lane go into the lane in focus", () => {
    const store = open();
    const clip = copy(store, grid(store), new Set(["card:fold", "card:weigh"]));
    put(store, "step:fly", "pains", { own: clip?.own }, "card:apart");
    expect(texts(store, "step:fly", "pains")).toEqual(["Sitting apart", "fold", "weigh"]);
  });

  test("a step brings everything that stands in it, under ids of its own", () => {
    const store = open();
    const clip = copy(store, grid(store), new Set(["step:pack"]));
    const { ids } = put(store, "step:land", "", { own: clip?.own }, "step:land");
    expect(store.children("stage:come", "step")).toEqual(["step:land", ids[0]]);
    expect(texts(store, ids[0] ?? "", "actions")).toEqual(["fold", "weigh"]);
    expect(store.children(ids[0] ?? "", "encounter")).toHaveLength(1);
    expect(texts(store, "step:pack", "actions")).toEqual(["fold", "weigh"]);
  });

  test("a stage brings its steps", () => {
    const store = open();
    const clip = copy(store, grid(store), new Set(["stage:go"]));
    const { ids } = put(store, "stage:after", "", { own: clip?.own }, "stage:after");
    expect(store.children("journey:trip", "stage").at(-1)).toBe(ids[0]);
    expect(store.children(ids[0] ?? "", "step")).toHaveLength(2);
  });

  test("takes from a forged clip only what a card may say", () => {
    const store = open();
    const forged = { clip: "outsidein-clip", version: 1, items: [
      { column: 0, record: { type: "card", id: "card:x", parent: "p", lane: "pains", text: "ok", deleted: 5, evil: true, touchpoint: "touchpoint:none" } },
      { column: 0, record: { type: "journey", id: "journey:x" } },
      { column: 0, record: { type: "step", id: "step:x", name: "S" }, below: [{ type: "journey", id: "journey:y" }] },
      { column: -3, record: { type: "card", id: "card:y", lane: "pains" } },
      null,
    ] };
    const { ids } = put(store, "step:land", "pains", { own: JSON.stringify(forged) });
    expect(ids).toHaveLength(1);
    expect(Object.keys(store.get(ids[0] ?? "") ?? {}).sort()).toEqual(["id", "lane", "order", "parent", "text", "type"]);
    expect(store.ids("journey")).toEqual(["journey:trip"]);
    expect(put(store, "step:land", "pains", { own: "{not json", text: "Then the text" }).ids).toHaveLength(1);
  });
});

describe("pasting from elsewhere", () => {
  test("lines become cards behind the one in focus, without their bullets", () => {
    const store = open();
    put(store, "step:pack", "actions", { text: "- One\n• Two\r\n3. Three\n\n  Four  " }, "card:fold");
    expect(texts(store, "step:pack", "actions")).toEqual(["fold", "One", "Two", "Three", "Four", "weigh"]);
    expect(lines("10 minutes of waiting\n2024 was better")).toEqual(["10 minutes of waiting", "2024 was better"]);
  });

  test("a table goes lane by lane and step by step from the focus on, and says what had no place", () => {
    const store = open();
    const { left } = put(store, "step:fly", "actions", { text: "a\tb\tc\nd\te\n7,5\tx\nApp\tKiosk" });
    expect(texts(store, "step:fly", "actions")).toEqual(["board", "a"]);
    expect(texts(store, "step:land", "actions")).toEqual(["b"]);
    expect(texts(store, "step:land", "pains")).toEqual(["e"]);
    expect(texts(store, "step:fly", "emotion")).toEqual([4, 7.5]);
    expect(store.children("step:fly", "encounter").map((id) => store.get<"encounter">(id)?.touchpoint)).toEqual(["touchpoint:desk", "touchpoint:app"]);
    expect(store.get("touchpoint:kiosk")).toMatchObject({ name: "Kiosk" });
    expect(left).toBe(1);
  });

  test("levels that no curve shows go to the nearest end, and are counted", () => {
    const store = open();
    const { held, ids } = put(store, "step:pack", "emotion", { text: "99\n7\n-3\nTense" });
    expect(texts(store, "step:pack", "emotion")).toEqual([10, 7, 1, "Tense"]);
    expect(ids).toHaveLength(4);
    expect(held).toBe(2);
    expect(put(store, "step:pack", "actions", { text: "99\n-3" }).held).toBe(0);
  });

  test("two thousand lines are one undo step, in their order", () => {
    const store = open();
    const said = Array.from({ length: 2_000 }, (_, at) => `Line ${String(at)}`);
    const { ids, left } = put(store, "step:fly", "actions", { text: said.join("\n") }, "card:board");
    expect(ids).toHaveLength(2_000);
    expect(left).toBe(0);
    expect(texts(store, "step:fly", "actions")).toEqual(["board", ...said]);
    store.undo();
    expect(texts(store, "step:fly", "actions")).toEqual(["board"]);
    expect(store.canUndo).toBe(false);
  });

  test("a table that names lanes and steps goes where it says", () => {
    const store = open();
    const { left } = put(store, "step:land", "actions", { text: "\tFly\tPack\nPains\tp1\tp2\nACTIONS\ta1\t\"a2\na3\"\nNothing\tn\t" });
    expect(texts(store, "step:fly", "pains")).toEqual(["Sitting apart", "p1"]);
    expect(texts(store, "step:pack", "pains")).toEqual(["p2"]);
    expect(texts(store, "step:pack", "actions")).toEqual(["fold", "weigh", "a2", "a3"]);
    expect(left).toBe(1);
  });

  test("on the head of a step, lines become steps; on the head of a stage, stages", () => {
    const store = open();
    put(store, "step:pack", "", { text: "Check in\nDrop the bag" }, "step:pack");
    expect(store.children("stage:go", "step").map((id) => store.get<"step">(id)?.name)).toEqual(["Pack", "Check in", "Drop the bag", "Fly"]);
    put(store, "stage:come", "", { text: "Tell" }, "stage:come");
    expect(store.children("journey:trip", "stage").map((id) => store.get<"stage">(id)?.name)).toEqual(["Go", "Come back", "Tell", "Afterwards"]);
  });

  test("where no card can stand nothing is made, and that is said", () => {
    const store = open();
    expect(put(store, "step:pack", "measures", { text: "one\ntwo" })).toEqual({ ids: [], left: 2, held: 0 });
    expect(put(store, "journey:trip", "pains", { text: "one" }, "lane:pains")).toEqual({ ids: [], left: 1, held: 0 });
    expect(store.canUndo).toBe(false);
  });

  test("more than a paste takes is counted, not dropped in silence", () => {
    const text = Array.from({ length: 2_005 }, (_, line) => `Line ${line}`).join("\n");
    expect(put(open(), "step:pack", "measures", { text })).toEqual({ ids: [], left: 2_005, held: 0 });
  });

  test("characters that nobody can see stay behind, since no map takes them", () => {
    const store = open();
    put(store, "step:land", "actions", { text: "Ring\u0007 the\u0000 bell" });
    expect(texts(store, "step:land", "actions").at(-1)).toBe("Ring the bell");
  });

  test("two things of the same name get ids of their own", () => {
    const store = open();
    const { ids } = put(store, "step:pack", "", { text: "Again\nAgain" }, "step:pack");
    expect(new Set(ids).size).toBe(2);
    expect(store.children("stage:go", "step")).toHaveLength(4);
  });
});
