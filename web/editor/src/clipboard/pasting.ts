/**
 * Pasting is loaded when somebody pastes, or beforehand by who fears for the line: nobody needs its rules to see a map.
 * What lives here: the loading. Not here: the rules (paste).
 */
export const loadPasting = (): Promise<typeof import("./paste")> => import("./paste");
