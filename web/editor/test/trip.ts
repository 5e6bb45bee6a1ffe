/** A small map with its kind, to try the editor on. */
import type { AnyRecord, Card, Kind, KindLane } from "@outsidein/schema";
import { openLocal, type MapStore } from "@outsidein/store";

export function lane(key: string, more: Partial<KindLane> = {}): KindLane {
  return {
    key,
    of: key,
    title: key.charAt(0).toUpperCase() + key.slice(1),
    hint: "",
    meaning: `What ${key} are.`,
    level: "step",
    role: "cards",
    writing: "",
    look: "text",
    tone: "plain",
    icon: "",
    side: "customer",
    inside: false,
    required: false,
    quad: "",
    ...more,
  };
}

export const KIND: Kind = {
  id: "customer-journey",
  name: "Customer journey map",
  meaning: "",
  structure: "chronological",
  records: ["journey", "persona", "touchpoint", "lane", "stage", "step", "card", "encounter", "moment", "arrow"], own: false, starter: "blank",
  spine: { stage: "Stage", step: "Step", stages: "Stages", steps: "Steps" }, lines: [], ties: ["step"], rings: [], flows: [], actors: [], plan: false,
  lanes: [
    lane("actions"),
    lane("pains"),
    lane("emotion", { role: "curve", look: "chart" }),
    lane("touchpoints", { role: "touchpoints" }),
    lane("strengths", { level: "stage", role: "quad", quad: "swot", side: "organisation" }),
    lane("measures", { role: "measure", side: "organisation" }),
  ],
  quads: [],
  catalogue: [lane("", { of: "tools", title: "Tools" }), lane("", { of: "processes", title: "Processes", side: "organisation" }), lane("", { of: "text", title: "Text" })],
  terms: {},
};

export function card(key: string, parent: string, lane: string, order: string, more: Partial<Card> = {}): Card {
  return { type: "card", id: `card:${key}`, parent, lane, order, text: key, ...more };
}

export function records(): AnyRecord[] {
  return [
    { type: "journey", id: "journey:trip", kind: "customer-journey", title: "A trip" },
    { type: "persona", id: "persona:family", name: "Family" },
    { type: "persona", id: "persona:solo", name: "Solo" },
    { type: "touchpoint", id: "touchpoint:app", name: "App" },
    { type: "touchpoint", id: "touchpoint:desk", name: "Desk" },
    { type: "stage", id: "stage:go", parent: "journey:trip", order: "F", name: "Go" },
    { type: "stage", id: "stage:come", parent: "journey:trip", order: "V", name: "Come back" },
    { type: "stage", id: "stage:after", parent: "journey:trip", order: "k", name: "Afterwards" },
    { type: "step", id: "step:pack", parent: "stage:go", order: "F", name: "Pack" },
    { type: "step", id: "step:fly", parent: "stage:go", order: "k", name: "Fly" },
    { type: "step", id: "step:land", parent: "stage:come", order: "V", name: "Land" },
    card("fold", "step:pack", "actions", "F"),
    card("weigh", "step:pack", "actions", "k", { personas: ["persona:family"], evidence: ["source:survey"] }),
    card("board", "step:fly", "actions", "V"),
    card("apart", "step:fly", "pains", "V", { text: "Sitting apart", touchpoint: "touchpoint:app" }),
    card("feel", "step:fly", "emotion", "V", { text: undefined, value: 4 }),
    card("seats", "stage:go", "strengths", "V"),
    { type: "encounter", id: "encounter:pack", parent: "step:pack", order: "V", touchpoint: "touchpoint:app" },
    { type: "encounter", id: "encounter:fly", parent: "step:fly", order: "V", touchpoint: "touchpoint:desk" },
    { type: "moment", id: "moment:m", parent: "step:fly", reason: "Trust is lost here", touchpoint: "touchpoint:app" },
    { type: "arrow", id: "arrow:back", parent: "step:land", to: "step:pack", kind: "returns" },
  ];
}

export const open = (canEdit = true): MapStore => openLocal(records(), { canEdit });
