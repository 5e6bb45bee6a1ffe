/** What is shown for a kind of map whose structure has no view yet: what it is, and what can be done meanwhile. */
import { EmptyState } from "@outsidein/kit";
import type { Kind } from "@outsidein/schema";
import { ListView } from "./list/ListView";
import { useSpeech } from "./words";

export function LaterStructure({ kind }: { readonly kind: Kind }) {
  const { t } = useSpeech();
  return (
    <div className="oi-map-later">
      <EmptyState title={t("canvas.later.title", { kind: kind.name })} says={t("canvas.later.says", { structure: kind.structure })} />
      <ListView />
    </div>
  );
}
