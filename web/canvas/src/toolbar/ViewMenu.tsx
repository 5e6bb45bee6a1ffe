/** What of the map is drawn: lanes in which nothing stands yet. */
import { IconButton } from "@outsidein/kit";
import { useSpeech } from "../words";

export interface Settings {
  readonly zoom: number;
  /** Draw lanes in which nothing stands yet. */
  readonly empty: boolean;
}

interface Props {
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
}

export function ViewMenu({ settings, onSettings }: Props) {
  const { t } = useSpeech();
  return (
    <IconButton
      icon={settings.empty ? "eye" : "hide"}
      label={t("canvas.view.empty")}
      selected={settings.empty}
      onPress={() => onSettings({ ...settings, empty: !settings.empty })}
    />
  );
}
