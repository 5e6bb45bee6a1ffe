/**
 * Questions on their way to the server, each with a ticket by which it can be watched and stopped there. What lives here:
 * tickets, how far the work is, and stopping it. Not here: what is asked (journeys), how waiting looks (pages/paths).
 */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";

/** How far the work is: `share` of 0–1, null where nobody knows. */
export interface Told {
  readonly waits: boolean;
  readonly share: number | null;
  readonly doing: string;
}

const waiting = new Map<string, Set<string>>();

/** Questions that are stopped and watched together: those of a workspace, apart from those asked `about` something of their own. */
const together = (workspace: string, about: string): string => `${workspace} ${about}`;

/** What `send` gives, which sends the ticket along; as long as it takes, the question can be watched and stopped. */
export async function withTicket<D>(workspace: string, send: (headers: Readonly<Record<string, string>>) => Promise<D>, about = ""): Promise<D> {
  const ticket = crypto.randomUUID();
  const mine = waiting.get(together(workspace, about)) ?? new Set<string>();
  waiting.set(together(workspace, about), mine.add(ticket));
  try {
    return await send({ "X-Ticket": ticket });
  } finally {
    mine.delete(ticket);
  }
}

const place = (workspace: string, ticket: string): { readonly params: { readonly path: { readonly workspace: string; readonly ticket: string } } } => ({ params: { path: { workspace, ticket } } });

/** Have the server stop whatever is on its way; who asked is told by the request itself. */
export async function stopAsking(workspace: string, about = ""): Promise<void> {
  const tickets = [...(waiting.get(together(workspace, about)) ?? [])];
  await Promise.allSettled(tickets.map((ticket) => ask(api.DELETE("/api/v1/workspaces/{workspace}/journeys/asked/{ticket}", place(workspace, ticket)))));
}

/** How far the question is that tells most, looked at every second while `watching`. */
export function useTold(workspace: string, watching: boolean, about = ""): Told | null {
  const { data } = useQuery({
    queryKey: ["asked", workspace, about],
    queryFn: async () => {
      const told = await Promise.all([...(waiting.get(together(workspace, about)) ?? [])].map((ticket) => ask(api.GET("/api/v1/workspaces/{workspace}/journeys/asked/{ticket}", place(workspace, ticket))) as Promise<Told>));
      return told.find((one) => one.share !== null) ?? null;
    },
    enabled: watching,
    refetchInterval: 1000,
    gcTime: 0,
  });
  return watching ? (data ?? null) : null;
}
