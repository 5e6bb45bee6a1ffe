/** The one door of the canvas: the living map. */
import "./words";

export { Advise } from "./ask/Advise";
export { LivingMap, type LivingMapProps } from "./LivingMap";
export type { Opened } from "./session/Session";
export type { CardMark, MeasureName, MeasureRow, Series, Truth } from "./facts/Facts";
export type { View } from "./toolbar/useView";
export { countRenders } from "./card/renders";
