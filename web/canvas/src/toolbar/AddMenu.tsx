/** The button that adds. Not here: what can be added (ask/AddList), which is asked as the menu opens. */
import { Button, later, Menu } from "@outsidein/kit";
import { useSpeech } from "../words";

const AddList = later(async () => (await import("../ask/AddList")).AddList);

export function AddMenu() {
  const { t } = useSpeech();
  return (
    <Menu
      label={t("canvas.add")}
      trigger={(menu) => (
        <Button {...menu} icon="plus" size="s" iconAfter="chevron-down">
          {t("canvas.add")}
        </Button>
      )}
      list={(place) => <AddList {...place} />}
    />
  );
}
