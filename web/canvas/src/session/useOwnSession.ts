/**
 * Makes the session of one map and keeps it up to date with what the map's owner says. What lives here: its life.
 * Not here: what its members do.
 */
import { openEditor, type Editor } from "@outsidein/editor";
import { isApple } from "@outsidein/kit";
import type { Touchpoint } from "@outsidein/schema";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { Asking } from "../ask/Asking";
import { useAskedCommands } from "../ask/useAskedCommands";
import { Drag } from "../drag/Drag";
import { Facts, type CardMark, type Known } from "../facts/Facts";
import type { LivingMapProps } from "../LivingMap";
import type { Speech } from "../words";
import { Hover } from "./hover";
import { Peers } from "./peers";
import { placeOf } from "./place";
import type { Opened, Session } from "./Session";

const NO_TOUCHPOINTS: readonly Touchpoint[] = [];
const NOTHING: readonly never[] = [];
const NO_COMMENTS: ReadonlyMap<string, number> = new Map();
const NO_MARKS: ReadonlyMap<string, readonly CardMark[]> = new Map();
const samePicture = (name: string): string => name;

export function useOwnSession(props: LivingMapProps, speech: Speech): Session {
  const { store, kind, reading, compare = NOTHING, measures = NOTHING, names = NOTHING, diagnostics = NOTHING, comments = NO_COMMENTS, marks = NO_MARKS } = props;
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  const { t, spine } = speech;
  const editor = useMemo(
    () => openEditor(store, kind, { mac: isApple(), names: { step: t("canvas.step.new", spine), stage: t("canvas.stage.new", spine) } }),
    // The names are only what a new step is called: another language must not end what somebody is writing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [store, kind],
  );
  const parts = useMemo(
    () => ({
      editor,
      follow: (listener: () => void) => editor.subscribe(listener),
      facts: new Facts(store),
      peers: new Peers(store),
      hover: new Hover(),
      drag: new Drag(),
      asking: new Asking(),
      drawn: { lanes: new Set<string>() },
      open: (what: Opened) => latest.current.onOpen?.(what),
    }),
    [store, editor],
  );

  const known = useMemo<Known>(
    () => ({ reading, compare, measures, names: new Map(names.map((one) => [one.id, one])), diagnostics, comments, marks }),
    [reading, compare, measures, names, diagnostics, comments, marks],
  );
  // The first drawing already needs what is known; later changes are told to those whose answer differs.
  const told = useRef<{ facts: Facts; known: Known } | null>(null);
  if (told.current?.facts !== parts.facts) {
    parts.facts.know(known);
    told.current = { facts: parts.facts, known };
  }
  useLayoutEffect(() => {
    if (told.current?.known === known && told.current.facts === parts.facts) return;
    parts.facts.know(known);
    told.current = { facts: parts.facts, known };
  }, [parts, known]);

  useEffect(() => {
    parts.editor.know(new Map([...(reading?.backing ?? []), ...(reading?.standing ?? [])].map((one) => [one.card, one.strength])));
  }, [parts, reading]);

  useEffect(() => {
    let before: ReadonlySet<string> | null = null;
    return parts.editor.subscribe(() => {
      const { ids } = parts.editor.state.selection;
      if (ids === before) return;
      before = ids;
      latest.current.onSelect?.([...ids]);
    });
  }, [parts]);

  // Closed when this map goes, not when React only pretends that it goes (as it does while one develops).
  const held = useRef<Editor | null>(null);
  useEffect(() => {
    held.current = editor;
    return () => {
      held.current = null;
      setTimeout(() => {
        if (held.current !== editor) editor.close();
      });
    };
  }, [editor]);

  const { at } = props;
  useEffect(() => {
    const focus = at ? placeOf(store, kind, at.id) : null;
    if (focus) parts.editor.select({ ids: new Set([focus.id]), focus, anchor: focus });
  }, [at, store, kind, parts]);

  const touchpoints = props.inventory?.touchpoints ?? NO_TOUCHPOINTS;
  const personas = props.inventory?.personas ?? NOTHING;
  const picture = props.picture ?? samePicture;
  const { arrange, upload } = props;
  const session = useMemo<Session>(() => ({ store, kind, ...parts, touchpoints, personas, picture, arrange, upload }), [store, kind, parts, touchpoints, personas, picture, arrange, upload]);
  useAskedCommands(session);
  return session;
}
