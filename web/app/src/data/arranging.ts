/** Asking the server where the actors of a network would stand. Not here: writing that down (the map does). */
import { api, ask } from "../api/client";
import type { components } from "../api/openapi";

export async function arranged(workspace: string, map: string, anew: boolean): Promise<readonly components["schemas"]["PlacedOut"][]> {
  return ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/arrange", { params: { path: { workspace, map } }, body: { anew } }));
}
