/**
 * What React Aria's components need around them: the language in which they say their few words, and the way to pages.
 * Each part that is loaded later (…Part, …Panel, MenuList) brings it along, so that nothing of it is in a first load.
 */
import type { ReactNode } from "react";
import { useContext } from "react";
import { RouterProvider } from "react-aria-components";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { NavigateContext } from "../navigate/navigate";
import { LOCALES } from "../words/catalogue";
import { useLanguage } from "../words/useT";

export function Aria({ children }: { readonly children: ReactNode }): ReactNode {
  const language = useLanguage();
  const navigate = useContext(NavigateContext);
  return (
    <I18nProvider locale={LOCALES[language]}>
      <RouterProvider navigate={navigate ?? ((href) => location.assign(href))}>{children}</RouterProvider>
    </I18nProvider>
  );
}
