/** Where a step or a card leads beside what comes next, in words. Not here: how ways are drawn (arrow). */
import type { Arrow } from "@outsidein/schema";
import { memo } from "react";
import "../arrow/words";
import { columnsOf } from "../grid/columns";
import { useSession } from "../session/Session";
import { useGrid, useTopics } from "../session/watch";
import { useSpeech } from "../words";

export const ListWays = memo(function ListWays({ from }: { readonly from: string }) {
  const { t } = useSpeech();
  const { store } = useSession();
  const grid = useGrid();
  // As text, so that only a way that changed is said anew.
  const found = useTopics(["any"], () => JSON.stringify(store.ids("arrow").flatMap((id) => told(store.get<"arrow">(id)))));
  const ways = JSON.parse(found) as readonly Way[];
  if (ways.length === 0) return null;
  const numbers = new Map(columnsOf(grid.columns).map((column) => [column.step, column.number]));
  return (
    <ul className="oi-map-list-ways" aria-label={t("arrows.branches")}>
      {ways.map(({ id, to, name, kind, label }) => {
        const number = numbers.get(to);
        const what = kind === "leaves" ? t("arrows.leaves") : number === undefined ? t("arrows.onward", { kind, name }) : t("arrows.far.onward", { kind, number, name });
        return (
          <li key={id} className={`is-${kind}`}>
            {label ? t("arrows.far.with", { what, label }) : what}
          </li>
        );
      })}
    </ul>
  );

  function told(arrow: Arrow | undefined): readonly Way[] {
    if (arrow?.parent !== from) return [];
    const goal = arrow.to ? store.get(arrow.to) : undefined;
    if (arrow.to && !goal) return [];
    const name = goal?.type === "card" ? (goal.text ?? "") : goal && "name" in goal ? (goal.name ?? "") : "";
    return [{ id: arrow.id, to: arrow.to ?? "", name, kind: goal ? (arrow.kind === "returns" ? "returns" : "leads") : "leaves", label: arrow.label ?? "" }];
  }
});

interface Way {
  readonly id: string;
  readonly to: string;
  readonly name: string;
  readonly kind: "leads" | "returns" | "leaves";
  readonly label: string;
}
