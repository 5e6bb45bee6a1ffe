/** The switch between a picture and the table behind it. */
import type { ReactNode } from "react";
import { ToggleGroup, useT } from "@outsidein/kit";

export function AsTable({ table, onTable }: { readonly table: boolean; readonly onTable: (table: boolean) => void }): ReactNode {
  const t = useT();
  return (
    <ToggleGroup
      label={t("paths.shown-as")}
      segments={[
        { id: "picture", label: t("paths.as-picture"), icon: "bars", iconOnly: true },
        { id: "table", label: t("paths.as-table"), icon: "table", iconOnly: true },
      ]}
      value={table ? "table" : "picture"}
      onChange={(id) => onTable(id === "table")}
    />
  );
}
