/** Numbers and times in components: `useFormat` gives the functions that write them in the language spoken now. */
import { useMemo } from "react";
import { useT } from "../words/useT";
import type { Formats } from "./formats";
import { formatsOf } from "./formats";

/** How to write numbers, intervals and times; renders anew when the language changes. */
export function useFormat(): Formats {
  const t = useT();
  return useMemo(
    () =>
      formatsOf(t.language, {
        to: (low, high) => t("kit.interval", { low, high }),
        of: (top) => t("kit.of", { top }),
        size: (n, size) => t(`kit.${size}`, { n }),
        undated: t("kit.undated"),
      }),
    [t],
  );
}
