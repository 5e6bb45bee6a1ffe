/**
 * The development page of the canvas: the sample map over a local store. Query: theme=dark, lang=de, compare, people,
 * readonly, view=list, arrows, panel. Not part of the product.
 */
import "@outsidein/kit/base.css";
import { LivingMap, type Opened, type View } from "@outsidein/canvas";
import { Kit, setLanguage } from "@outsidein/kit";
import type { AnyRecord } from "@outsidein/schema";
import { openLocal } from "@outsidein/store";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { loadSample, withOthers, type Sample } from "./sample";
import "./page.css";

const query = new URLSearchParams(location.search);
document.documentElement.dataset["theme"] = query.get("theme") ?? "light";

const ARROWS: readonly AnyRecord[] = [
  { type: "arrow", id: "arrow:a", parent: "step:check-in", to: "step:bags", label: "if the form is lost" },
  { type: "arrow", id: "arrow:b", parent: "step:bags", to: "step:check-in", label: "passes missing", kind: "returns" },
  { type: "arrow", id: "arrow:c", parent: "step:claim", label: "gives up", kind: "leaves" },
];

function open(sample: Sample) {
  const store = openLocal([...sample.records, ...(query.has("arrows") ? ARROWS : [])], { canEdit: !query.has("readonly"), me: { id: "me", name: "Ines", color: "#5242d4" } });
  if (!query.has("people")) return store;
  const cards = store.ids("card");
  const quiet = { editing: "", dragging: null } as const;
  return withOthers(store, [
    { ...quiet, id: "b", client: 2, name: "Ben", color: "#27608c", selected: [cards[3] ?? ""] },
    { ...quiet, id: "a", client: 3, name: "Ana", color: "#b8324a", selected: [], editing: cards[24] ?? "" },
    { ...quiet, id: "c", client: 4, name: "Cem", color: "#12775a", selected: [], dragging: { id: cards[9] ?? "", parent: "step:passes", lane: "pains" } },
  ]);
}

function Page({ sample }: { readonly sample: Sample }) {
  const [store] = useState(() => open(sample));
  const [view, setView] = useState<View>((query.get("view") as View | null) ?? "map");
  const [opened, setOpened] = useState<Opened | null>(null);
  const [none] = useState(() => []);
  const comments = useState(() => new Map([[store.ids("card")[4] ?? "", 3], [store.ids("card")[31] ?? "", 1]]))[0];
  Object.assign(window, { store });
  return (
    <main className="dev">
      <h1 className="oi-unseen">The living map</h1>
      <LivingMap
        store={store}
        kind={sample.kind}
        reading={query.has("blank") ? null : sample.reading}
        compare={query.has("compare") ? sample.compare : none}
        measures={sample.measures}
        names={sample.names}
        diagnostics={sample.diagnostics}
        comments={comments}
        view={view}
        onView={setView}
        onOpen={setOpened}
      />
      {query.has("panel") && <aside>{JSON.stringify(opened, null, 2)}</aside>}
    </main>
  );
}

const root = document.getElementById("root");
void setLanguage(query.get("lang") === "de" ? "de" : "en")
  .then(loadSample)
  .then((sample) => {
    if (!root) return;
    createRoot(root).render(
      <StrictMode>
        <Kit navigate={(href) => location.assign(href)}>
          <Page sample={sample} />
        </Kit>
      </StrictMode>,
    );
  });
