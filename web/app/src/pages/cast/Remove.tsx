/**
 * Taking a shared thing out of the workspace: asked first, refused with every use where a map uses it. What lives here:
 * the button and the list of uses. Not here: the act (data/cast).
 */
import type { ReactNode } from "react";
import { Button, Callout, confirm, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { useRemoveCast } from "../../data/cast";
import { usePlace } from "../../session/place";

export function Remove({ record, name, onRemoved }: { readonly record: string; readonly name: string; readonly onRemoved: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const remove = useRemoveCast(place.id);
  const refused = remove.error ? asProblem(remove.error).diagnostics : [];
  const ask = async (): Promise<void> => {
    const yes = await confirm({ title: t("cast.remove.title", { name }), says: t("cast.remove.says"), action: t("cast.remove"), danger: true });
    if (yes) remove.mutate(record, { onSuccess: onRemoved });
  };
  return (
    <div>
      <Button icon="trash" look="quiet" pending={remove.isPending} onPress={() => void ask()}>
        {t("cast.remove")}
      </Button>
      {refused.length ? (
        <Callout tone="error" title={t("cast.remove.used", { name })}>
          <ul>{refused.map((one, at) => <li key={at}>{one.says}</li>)}</ul>
        </Callout>
      ) : null}
    </div>
  );
}
