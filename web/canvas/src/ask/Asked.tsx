/** What the map asks just now, drawn. What lives here: the choice among askers. Not here: any of them. */
import { later } from "@outsidein/kit";
import { Suspense, useSyncExternalStore } from "react";
import { useSession } from "../session/Session";

const MapMenu = later(async () => (await import("./MapMenu")).MapMenu);
const AskMoment = later(async () => (await import("./AskMoment")).AskMoment);
const PickTouchpoints = later(async () => (await import("./PickTouchpoints")).PickTouchpoints);
const PickPersonas = later(async () => (await import("./PickPersonas")).PickPersonas);
const AskArrow = later(async () => (await import("./AskArrow")).AskArrow);
const AddLane = later(async () => (await import("./AddLane")).AddLane);
const KeyHelp = later(async () => (await import("./KeyHelp")).KeyHelp);
const Explained = later(async () => (await import("./Explained")).Explained);

export function Asked() {
  const { asking } = useSession();
  const asked = useSyncExternalStore(asking.subscribe, () => asking.asked);
  const close = () => asking.ask(null);
  if (!asked) return null;
  return (
    <Suspense>
      {asked.what === "menu" && <MapMenu x={asked.x} y={asked.y} onClose={close} />}
      {asked.what === "moment" && <AskMoment step={asked.step} touchpoint={asked.touchpoint} onClose={close} />}
      {asked.what === "touchpoints" && <PickTouchpoints step={asked.step} onClose={close} />}
      {asked.what === "personas" && <PickPersonas cards={asked.cards} onClose={close} />}
      {asked.what === "arrow" && <AskArrow from={asked.from} arrow={asked.arrow} onClose={close} />}
      {asked.what === "lane" && <AddLane onClose={close} />}
      {asked.what === "help" && <KeyHelp onClose={close} />}
      {asked.what === "diagnostics" && <Explained from={asked.from} diagnostics={asked.diagnostics} onClose={close} />}
    </Suspense>
  );
}
