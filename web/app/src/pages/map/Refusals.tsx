/** Edits that the server would not take: what was wrong, and the way to try again or to let them go. Nothing is lost. */
import type { ReactNode } from "react";
import { Button, Callout, useT } from "@outsidein/kit";
import type { MapStore } from "@outsidein/store";
import { useTopic } from "./useLiveMap";

export function Refusals({ store }: { readonly store: MapStore }): ReactNode {
  const t = useT();
  const refusals = useTopic(store, "refusals", () => store.refusals);
  return refusals.map((one, index) => (
    <Callout
      key={index}
      tone="warning"
      live
      title={t("map.refused")}
      action={
        <>
          {one.changes.length ? (
            <Button size="s" onPress={() => store.retry(one)}>
              {t("map.refused.again")}
            </Button>
          ) : null}
          <Button size="s" look="ghost" onPress={() => store.dismiss(one)}>
            {t("map.refused.drop")}
          </Button>
        </>
      }
    >
      {one.diagnostics.map((found) => (
        <p key={found.code}>
          {found.says} {found.fix}
        </p>
      ))}
    </Callout>
  ));
}
