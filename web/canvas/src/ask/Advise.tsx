/** The buttons of a hint of the writing guide, fetched when first shown. Not here: the buttons (AdviceButtons). */
import { later } from "@outsidein/kit";
import type { Advice } from "@outsidein/editor";
import type { MapStore } from "@outsidein/store";
import { Suspense } from "react";

const AdviceButtons = later(async () => (await import("./AdviceButtons")).AdviceButtons);

export function Advise(props: { readonly store: MapStore; readonly advice: Advice; readonly onDone?: () => void }) {
  return (
    <Suspense>
      <AdviceButtons {...props} />
    </Suspense>
  );
}
