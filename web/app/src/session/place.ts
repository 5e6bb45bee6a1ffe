/** The workspace one is in. What lives here: its name, the role there, addresses in it. */
import { createContext, useContext } from "react";
import type { WorkspaceRole } from "./session";

const RANKS = ["viewer", "commenter", "editor", "owner"] as const;
export type Role = (typeof RANKS)[number];

export interface Place extends Omit<WorkspaceRole, "role"> {
  readonly role: Role;
  /** The address of a page here: `href("/maps")`. */
  href(path: string): string;
  /** Whether one may do what this role may; the server decides anew each time, this only hides what would be refused. */
  may(least: Role): boolean;
}

export const PlaceContext = createContext<Place | null>(null);

/** The workspace of the page; throws on pages that stand outside of one. */
export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error("This page stands outside of a workspace.");
  return place;
}

export function placeOf(workspace: WorkspaceRole): Place {
  const role = RANKS.find((one) => one === workspace.role) ?? "viewer";
  return {
    id: workspace.id,
    name: workspace.name,
    role,
    href: (path) => `/w/${workspace.id}${path === "/" ? "" : path}`,
    may: (least) => RANKS.indexOf(role) >= RANKS.indexOf(least),
  };
}
