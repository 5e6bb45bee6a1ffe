/** Changes as a list of sentences with what was and is; the first few, and all of them when asked. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, useFormat, useT } from "@outsidein/kit";
import type { SpineWords } from "@outsidein/schema";
import type { MapStore } from "@outsidein/store";
import type { Change } from "../../data/talk";
import { calledOn } from "../comments/record";
import { told } from "./told";

const FEW = 4;

export interface ChangesProps {
  readonly changes: readonly Change[];
  /** How many there are, where `changes` holds only the first. */
  readonly count: number;
  readonly store: MapStore;
  /** What the kind of map calls its stages and steps. */
  readonly spine: SpineWords;
  readonly onGo?: (id: string) => void;
  readonly all?: boolean;
}

export function Changes({ changes, count, store, spine, onGo, all: begun = false }: ChangesProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const [all, setAll] = useState(begun);
  const shown = all ? changes : changes.slice(0, FEW);
  const number = (value: number): string => format.number(value, { decimals: Number.isInteger(value) ? 0 : 1 });
  return (
    <>
      <ul className="oi-changes">
        {shown.map((change, index) => {
          const said = told(change, t, (id) => calledOn(store, id), number, spine);
          const there = onGo && change.what !== "removed" && store.get(change.id) && change.type !== "lane";
          return (
            <li key={`${change.id} ${change.field} ${index}`} className={`oi-changes__one oi-changes__one--${change.what}`}>
              {there ? (
                <button type="button" className="oi-thread__go" onClick={() => onGo(change.id)}>
                  {said.says}
                </button>
              ) : (
                <span>{said.says}</span>
              )}
              {said.old || said.new ? (
                <span className="oi-changes__values">
                  <del>{said.old}</del> <ins>{said.new}</ins>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {!all && changes.length > FEW ? (
        <Button size="s" look="ghost" onPress={() => setAll(true)}>
          {t("history.deeds.all", { n: count })}
        </Button>
      ) : null}
      {all && count > changes.length ? <p className="oi-faint">{t("history.deeds.rest", { n: count - changes.length })}</p> : null}
    </>
  );
}
