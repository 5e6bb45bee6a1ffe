/** A theme of one's own, that no group was proposed for. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, useT } from "@outsidein/kit";
import { useAdopt, type Where } from "../../data/themes";
import { usePlace } from "../../session/place";
import { Naming } from "./Naming";

export function OwnTheme({ where }: { readonly where: Where }): ReactNode {
  const t = useT();
  const adopt = useAdopt(usePlace().id);
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button size="s" icon="plus" onPress={() => setOpen(true)}>
        {t("themes.own")}
      </Button>
    );
  }
  return <Naming action={t("themes.own.save")} pending={adopt.isPending} onCancel={() => setOpen(false)} onName={(name) => adopt.mutate({ ...where, proposal: "", name, into: "" }, { onSuccess: () => setOpen(false) })} />;
}
