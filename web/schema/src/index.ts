/** The one door of the room: what the server and the browser speak of, generated from the Python code. */
export type * from "./action";
export type * from "./behind";
export type * from "./reading";
export type * from "./records";
export * from "./words";
export type * from "./kind";
export * from "./spine";
