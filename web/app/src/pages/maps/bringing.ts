/** Files that become maps: what the server says is in them. Not here: the dialog (BringMap.tsx). */
import { api, ask, once } from "../../api/client";
import type { components } from "../../api/openapi";

export type Brought = components["schemas"]["BroughtOut"];
export type Plan = components["schemas"]["PlanOut"];
export type Joined = components["schemas"]["JoinedOut"];
type Sent = components["schemas"]["BringIn"];

/** As large as the server takes one. */
export const MOST = 8_000_000;

/** A file as it was chosen, its bytes in base64. */
export interface Chosen {
  readonly name: string;
  readonly data: string;
}

export async function chosen(file: File): Promise<Chosen> {
  const address = await new Promise<string>((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
  return { name: file.name, data: address.slice(address.indexOf(",") + 1) };
}

/** How a table is to be read: a whole plan, or what only a new guess can follow: another sheet, another direction. */
export interface Wish {
  readonly plan: Plan | null;
  readonly sheet?: string;
  readonly turned?: boolean;
}

function body(file: Chosen, { plan, sheet = plan?.sheet ?? "", turned }: Wish, title = ""): Sent {
  return { ...file, sheet, plan, title, turned: turned ?? null };
}

export const preview = (workspace: string, file: Chosen, wish: Wish): Promise<Brought> =>
  ask(api.POST("/api/v1/workspaces/{workspace}/bring/preview", { params: { path: { workspace } }, body: body(file, wish) }));

export const bring = (workspace: string, file: Chosen, plan: Plan | null, title: string): Promise<{ readonly id: string }> =>
  ask(api.POST("/api/v1/workspaces/{workspace}/bring", { params: { path: { workspace } }, body: body(file, { plan }, title), headers: once() }));

export const previewJoined = (workspace: string, map: string, file: Chosen): Promise<Joined> =>
  ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/bring/preview", { params: { path: { workspace, map } }, body: body(file, { plan: null }) }));

export const join = (workspace: string, map: string, file: Chosen): Promise<Joined> =>
  ask(api.POST("/api/v1/workspaces/{workspace}/maps/{map}/bring", { params: { path: { workspace, map } }, body: body(file, { plan: null }), headers: once() }));

/** The plan with another lane at a line; empty leaves the line out. */
export function withLane(plan: Plan, line: number, of: string): Plan {
  return { ...plan, lanes: plan.lanes.map((lane) => (lane.line === line ? { ...lane, of } : lane)) };
}

/** The plan with its steps or stages named by another line (−1: by none), which is then no lane. */
export function withHead(plan: Plan, head: "steps" | "stages", line: number): Plan {
  const other = head === "steps" ? "stages" : "steps";
  const freed = line >= 0 && plan[other] === line ? { [other]: -1 } : {};
  return { ...plan, ...freed, [head]: line, lanes: plan.lanes.filter((lane) => lane.line !== line) };
}

/** The lines of a table as it is read: its rows, or its columns where steps run down; each with its first words. */
export function linesOf(table: readonly (readonly string[])[], turned: boolean): readonly string[] {
  const width = Math.max(0, ...table.map((row) => row.length));
  const lines = turned ? Array.from({ length: width }, (_, at) => table.map((row) => row[at] ?? "")) : table;
  return lines.map((line) => {
    const said = line.filter((cell) => cell.trim() !== "").slice(0, 3).join(", ");
    return said.length > 60 ? `${said.slice(0, 59)}…` : said;
  });
}
