/** What can stand beside the map, one at a time. Not here: drawing it (Beside.tsx), which is loaded later. */
export const PARTS = [
  { id: "inspector", icon: "info" },
  { id: "comments", icon: "comment" },
  { id: "history", icon: "history" },
] as const;
export type Part = (typeof PARTS)[number]["id"];
