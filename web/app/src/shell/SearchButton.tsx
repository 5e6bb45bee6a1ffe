/** Opens the search for pages, maps and acts. */
import { Icon, IconButton, Kbd, useT } from "@outsidein/kit";
import type { ReactNode } from "react";

export interface SearchButtonProps {
  readonly folded?: boolean;
  readonly onSearch: () => void;
}

export function SearchButton({ folded, onSearch }: SearchButtonProps): ReactNode {
  const t = useT();
  if (folded) return <IconButton icon="search" label={t("shell.search")} keys="Ctrl+K" onPress={onSearch} className="oi-rail__search-sign" />;
  return (
    <button type="button" className="oi-rail__search" onClick={onSearch}>
      <Icon name="search" size={15} />
      <span>{t("shell.search")}</span>
      <Kbd keys="Ctrl+K" />
    </button>
  );
}
