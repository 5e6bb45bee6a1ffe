/** Says that a map is locked, and lets an owner unlock it. */
import type { ReactNode } from "react";
import { Button, Icon, useT } from "@outsidein/kit";
import { useVersionActs } from "../../data/talk";
import { usePlace } from "../../session/place";
import "./words";

export function Locked({ map }: { readonly map: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const { lock } = useVersionActs(place.id, map);
  return (
    <div className="oi-mappage__locked" role="status">
      <Icon name="lock" size={15} />
      <p>{t("beside.locked.says")}</p>
      {place.may("owner") ? (
        <Button size="s" icon="unlock" pending={lock.isPending} onPress={() => lock.mutate(false)}>
          {t("beside.unlock")}
        </Button>
      ) : null}
    </div>
  );
}
