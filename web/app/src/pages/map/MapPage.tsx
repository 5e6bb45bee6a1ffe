/**
 * The page of a live map: its head, the map, and the inspector beside it. What lives here: putting them together, which
 * record is looked at, whose answers count. Not here: drawing the map (canvas), what the inspector says.
 */
import type { ReactNode } from "react";
import { Suspense, useCallback, useMemo, useRef, useState } from "react";
import { Button, Callout, EmptyState, later, Spinner, useT } from "@outsidein/kit";
import { LivingMap, type MeasureRow, type Opened } from "@outsidein/canvas";
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { useLocation, useParams, useSearch } from "wouter";
import { useInventory, useKinds, useReading, useRemarks, useMeasureCatalogue, useSetting } from "../../data/questions";
import { useComments, type Mark } from "../../data/comments";
import { usePlace } from "../../session/place";
import { useCommands } from "../../shell/commands";
import { drawnMarks } from "../comments/marks";
import { openByRecord, signsByRecord, threadsOf } from "../comments/threads";
import type { Part } from "./parts";
import { Canvas } from "./Canvas";
import type { ComparedReading } from "./Compared";
import { Head } from "./Head";
import { Refusals } from "./Refusals";
import { noFilter, type Shown } from "./shown";
import { useFollowing, useLiveMap, useTopic } from "./useLiveMap";
import "./map.css";

// Loaded beside the map: a first load carries the map alone.
const Beside = later(async () => (await import("./Beside")).Beside);
const Finer = later(async () => (await import("../kin/Finer")).Finer);
const Compared = later(async () => (await import("./Compared")).Compared);
const ShareDialog = later(async () => (await import("../share/ShareDialog")).ShareDialog);
const Marking = later(async () => (await import("../comments/Marking")).Marking);
const Locked = later(async () => (await import("./Locked")).Locked);
const Tour = later(async () => (await import("../tour/Tour")).Tour);

const NO_ROWS: readonly MeasureRow[] = [];
const NOBODY: readonly ComparedReading[] = [];

export function MapPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { map = "" } = useParams<{ map: string }>();
  const { store, failed, again } = useLiveMap(place.id, map);
  const kinds = useKinds();
  if (failed) {
    return (
      <EmptyState
        whole
        title={t.dynamic(`map.closed.${failed}`)}
        action={
          <Button look="primary" onPress={again}>
            {t("map.reload")}
          </Button>
        }
      />
    );
  }
  if (!store || !kinds.data) {
    return (
      <div className="oi-mappage__wait" role="status">
        <Spinner /> {t("map.loading")}
      </div>
    );
  }
  return <Open key={map} store={store} kinds={kinds.data} map={map} />;
}

/** Whether the inspector leaves the map room enough to be drawn as a map: on a tablet it opens when it is asked for. */
function roomy(): boolean {
  return innerWidth >= 1280;
}

function Open({ store, kinds, map }: { readonly store: MapStore; readonly kinds: readonly Kind[]; readonly map: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const search = new URLSearchParams(useSearch());
  const { part } = useParams<{ part?: string }>();
  const [shown, setShown] = useState<Shown>(noFilter);
  const asked = search.get("at") ?? "";
  const [selected, setSelected] = useState<Id>(asked);
  const [at, setAt] = useState<{ readonly id: Id } | null>(asked ? { id: asked } : null);
  const [beside, setBeside] = useState<Part | "">(search.get("beside") === "comments" ? "comments" : roomy() ? "inspector" : "");
  const [marking, setMarking] = useState<Mark | "">("");
  const [finer, setFiner] = useState<Id>("");
  const [sharing, setSharing] = useState(false);
  const [toured, keepToured] = useSetting("tour");
  const [touring, setTouring] = useState(false);
  const journey = useTopic(store, `record:${store.journey}`, () => store.get<"journey">(store.journey));
  const kind = kinds.find((one) => one.id === (journey?.kind ?? "customer-journey")) ?? kinds[0];
  const reading = useReading(place.id, map, shown.filter);
  const remarks = useRemarks(place.id, map);
  const inventory = useInventory(place.id);
  const catalogue = useMeasureCatalogue();
  const [compared, setCompared] = useState(NOBODY);
  const status = useTopic(store, "status", () => store.status);
  useFollowing(store, place.id, map);
  // The map tells of its empty selection when it opens; what the address asked for stays until something is chosen.
  const select = useCallback((ids: readonly Id[]) => ids.length && setSelected(ids.at(-1) ?? ""), []);
  const open = useCallback((what: Opened) => {
    if (what.what === "finer") return setFiner(what.id);
    // Who comments goes on commenting on what they click; a point or a number is opened to see what stands behind it.
    const comments = what.what === "comments";
    const record = what.what === "card" || what.what === "step" || what.what === "stage" || what.what === "touchpoint" || what.what === "actor" || what.what === "flow" || what.what === "place";
    setBeside((was) => (comments ? "comments" : record && was === "comments" ? was : "inspector"));
    if (what.what === "point" || what.what === "measure") setSelected(what.step);
    else setSelected(what.id);
  }, []);
  const show = useCallback((id: Id) => {
    setSelected(id);
    setAt({ id });
  }, []);
  const comments = useComments(place.id, map);
  const talk = useMemo(() => ({ count: threadsOf(comments.data ?? []).filter((one) => !one.first.resolved).length, open: openByRecord(comments.data ?? []), signs: drawnMarks(signsByRecord(comments.data ?? []), t) }), [comments.data, t]);
  const arrange = useCallback(async (anew: boolean) => (await import("../../data/arranging")).arranged(place.id, map, anew), [place.id, map]);
  const upload = useCallback(async (file: File) => (await import("../../data/talk")).sendPicture(place.id, file), [place.id]);
  const endFiner = useCallback(() => setFiner(""), []);
  const endMarking = useCallback(() => setMarking(""), []);
  const around = useRef<HTMLDivElement>(null);
  const endTour = useCallback(() => {
    setTouring(false);
    keepToured(true);
  }, [keepToured]);
  const startTour = useCallback(() => setTouring(true), []);
  useCommands(useMemo(() => [{ id: "map.tour", label: t("map.tour"), icon: "sparkle" as const, onAction: startTour }], [t, startTour]));
  const shelf = useMemo(
    () => ({ touchpoints: inventory.data?.touchpoints.map((one) => one.record) ?? [], personas: inventory.data?.personas.map((one) => one.record) ?? [] }),
    [inventory.data],
  );
  const found = reading.data;
  const unsettled = useMemo(() => {
    const settled = new Set((found?.settled ?? []).map(([code, record]) => `${code} ${record}`));
    return (remarks.data ?? []).filter((one) => !settled.has(`${one.code} ${one.where.record ?? ""}`));
  }, [remarks.data, found]);
  const view = part === "list" || part === "present" ? part : "map";
  if (!kind) return null;
  return (
    <div className="oi-mappage">
      <Head
        store={store}
        kind={kind}
        map={map}
        reading={reading.data ?? null}
        failed={reading.isError}
        shown={shown}
        onShown={setShown}
        beside={beside}
        onBeside={setBeside}
        said={talk.count}
        onShare={() => setSharing(true)}
      />
      {status.connection === "closed" && status.reason ? <Callout tone="warning" live title={t.dynamic(`map.closed.${status.reason}`)} /> : null}
      <Refusals store={store} />
      <Suspense>{finer ? <Finer store={store} map={map} step={finer} onEnd={endFiner} /> : null}</Suspense>
      <Suspense>{shown.compare.length ? <Compared workspace={place.id} map={map} compare={shown.compare} onFound={setCompared} /> : null}</Suspense>
      <Suspense>{status.locked ? <Locked map={map} /> : null}</Suspense>
      <Suspense>{marking ? <Marking store={store} workspace={place.id} map={map} mark={marking} around={around} onEnd={endMarking} /> : null}</Suspense>
      <div className="oi-mappage__body">
        <Canvas store={store} kind={kind} workspace={place.id} onPut={show} ref={around}>
        <LivingMap
          store={store}
          kind={kind}
          reading={reading.data ?? null}
          compare={shown.compare.length ? compared : NOBODY}
          names={catalogue}
          diagnostics={unsettled}
          measures={found?.rows ?? NO_ROWS}
          inventory={shelf}
          arrange={arrange}
          upload={upload}
          picture={(name) => `/api/v1/workspaces/${place.id}/images/${encodeURIComponent(name)}`}
          comments={talk.open}
          marks={talk.signs}
          at={at}
          view={view}
          onView={(next) => go(place.href(next === "map" ? `/maps/${map}` : `/maps/${map}/${next}`))}
          onSelect={select}
          onOpen={open}
        />
        </Canvas>
        {beside ? (
          <Suspense fallback={<aside className="oi-inspector" aria-busy="true" />}>
            <Beside {...{ store, kind, map, selected, marking }} part={beside} said={talk.count} onPart={setBeside} reading={reading.data ?? null} filter={shown.filter} remarks={unsettled} onMarking={setMarking} onGo={show} onTour={startTour} />
          </Suspense>
        ) : null}
      </div>
      <Suspense>
        {sharing ? <ShareDialog store={store} kind={kind} map={map} onClose={() => setSharing(false)} /> : null}
        {(touring || toured === null) && view === "map" && (reading.data || reading.isError) ? <Tour canEdit={status.canEdit} onEnd={endTour} /> : null}
      </Suspense>
    </div>
  );
}
