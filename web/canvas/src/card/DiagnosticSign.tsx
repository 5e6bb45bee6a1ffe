/** A small sign where something needs explanation; opens what it is and how to mend it. Not here: the words of it. */
import { Icon } from "@outsidein/kit";
import type { Diagnostic } from "@outsidein/schema";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

const WORST = ["error", "warning", "hint"] as const;

export function DiagnosticSign({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  const { asking } = useSession();
  const { t } = useSpeech();
  const worst = WORST.find((severity) => diagnostics.some((one) => one.severity === severity)) ?? "hint";
  return (
    <button
      type="button"
      className={`oi-map-diagnostic is-${worst}`}
      tabIndex={-1}
      aria-label={t("canvas.diagnostics", { n: diagnostics.length, severity: worst })}
      title={diagnostics.map((one) => one.says).join("\n")}
      onClick={(event) => {
        event.stopPropagation();
        asking.ask({ what: "diagnostics", from: event.currentTarget, diagnostics });
      }}
    >
      <Icon name={worst === "hint" ? "info" : "alert"} size={13} />
    </button>
  );
}
