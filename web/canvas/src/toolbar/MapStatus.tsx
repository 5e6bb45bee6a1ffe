/** Where the map stands, in words: saved, not yet saved, offline, locked, for reading only and why. */
import { Icon, type IconName } from "@outsidein/kit";
import { useStatus } from "../session/watch";
import { useSpeech } from "../words";

export function MapStatus() {
  const { t } = useSpeech();
  const status = useStatus();
  const [tone, icon, says] = ((): readonly [string, IconName, string] => {
    if (status.connection === "closed") return ["bad", "stop", t("canvas.status.closed", { reason: status.reason || "broken".replace("-", "_") })];
    if (status.locked) return ["plain", "lock", t("canvas.status.locked")];
    if (status.connection === "offline") return ["warn", "offline", t("canvas.status.offline", { n: status.unsaved })];
    if (!status.canEdit) return ["plain", "eye", t("canvas.status.reading", { role: status.role || "viewer" })];
    if (status.connection === "loading") return ["busy", "sync", t("canvas.status.loading")];
    return status.unsaved > 0 ? ["busy", "sync", t("canvas.status.saving")] : ["good", "check", t("canvas.status.saved")];
  })();
  return (
    <span className={`oi-map-status is-${tone}`} role="status">
      <Icon name={icon} size={14} />
      {says}
    </span>
  );
}
