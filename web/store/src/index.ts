/** The door of the store: a live map as records, from a room of the server or from memory. */
export type * from "./contract";
export { forgetCopies } from "./cellar";
export { openLocal } from "./local";
export { openMap } from "./open";
export { MapClosed } from "./surroundings";
