/** Under which theme a comment stands: told to everybody, chosen by whoever may edit. Not here: the themes (pages/themes). */
import type { ReactNode } from "react";
import { Menu, useT, type MenuTrigger } from "@outsidein/kit";
import { useBook, useLabel } from "../../data/themes";
import { usePlace } from "../../session/place";
import "../themes/words";

const NONE = "none";

export function ThemeLabel({ comment }: { readonly comment: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const book = useBook(place.id).data;
  const label = useLabel(place.id);
  const themes = book?.themes ?? [];
  if (!themes.length) return null;
  const id = book?.labels[comment] ?? "";
  const title = themes.find((one) => one.id === id)?.title ?? "";
  if (!place.may("editor")) return title ? <span>{t("themes.label.of", { title })}</span> : null;
  const onChoose = (theme: string): void => label.mutate({ comment, theme: theme === NONE ? "" : theme });
  return (
    <Menu
      label={t("themes.label.menu")}
      trigger={(menu) => <LabelButton menu={menu} says={title ? t("themes.label.of", { title }) : t("themes.label.give")} busy={label.isPending} />}
      selection={{ mode: "one", chosen: [id || NONE], onChoose: ([theme = NONE]) => onChoose(theme) }}
      entries={[...themes.map((one) => ({ id: one.id, label: one.title })), { id: NONE, label: t("themes.label.none") }]}
    />
  );
}

function LabelButton({ menu: { onPress, ...menu }, says, busy }: { readonly menu: MenuTrigger; readonly says: string; readonly busy: boolean }): ReactNode {
  return (
    <button type="button" {...menu} onClick={onPress} className="oi-quotes__label" aria-busy={busy || undefined}>
      {says}
    </button>
  );
}
