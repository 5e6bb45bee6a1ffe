/** Who is here: the session, and what a person set for themselves. Not here: signing in (account/). */
import type { Language, Theme } from "@outsidein/kit";
import { LANGUAGES, setLanguage, setTheme, THEMES } from "@outsidein/kit";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, ask, whenSignedOut } from "../api/client";
import type { components } from "../api/openapi";
import { queries } from "../api/queries";

export type Session = components["schemas"]["SessionOut"];
export type WorkspaceRole = components["schemas"]["WorkspaceRole"];

const KEY = ["session"] as const;
const read = { queryKey: KEY, queryFn: () => ask(api.GET("/api/v1/session")), staleTime: 60_000 };

whenSignedOut(() => void queries.invalidateQueries({ queryKey: KEY }));

/** The session as it stands; undefined until it was asked for. */
export function useSession(): { readonly session: Session | undefined; readonly error: unknown; readonly retry: () => void } {
  const { data, error, refetch } = useQuery(read);
  return { session: data, error, retry: () => void refetch() };
}

/** Put a session that an answer brought into its place. */
export function keepSession(session: Session): void {
  queries.setQueryData(KEY, session);
}

/** Ask anew who is here: after signing in or out by other doors. */
export async function renewSession(): Promise<Session> {
  await queries.cancelQueries({ queryKey: KEY });
  return queries.fetchQuery({ ...read, staleTime: 0 });
}

/** Sign out: nothing of what was read stays in the browser's memory. */
export async function signOut(): Promise<void> {
  await ask(api.DELETE("/api/v1/session"));
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
  await renewSession();
}

type SessionChange = components["schemas"]["SessionChange"];

/** Set one's name, language, theme, or something the browser remembers; without an account it stays in this browser. */
export async function changeSession(change: SessionChange): Promise<void> {
  keepSession(await ask(api.PATCH("/api/v1/session", { body: change })));
}

/** Choose a theme, here and, for who is signed in, everywhere. */
export function chooseTheme(theme: Theme, session: Session | undefined): void {
  setTheme(theme);
  if (session?.user) void changeSession({ theme: theme === "system" ? "" : theme });
}

/** Choose a language, here and, for who is signed in, everywhere; what the server worded is asked for anew. */
export async function chooseLanguage(language: Language, session: Session | undefined): Promise<void> {
  await setLanguage(language, { keep: true });
  if (session?.user) await changeSession({ language });
  await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
}

/** Take up what a person set elsewhere. */
export function useOwnSettings(session: Session | undefined): void {
  const language = LANGUAGES.find((one) => one === session?.language);
  const theme = THEMES.find((one) => one === session?.theme);
  useEffect(() => {
    if (language) void setLanguage(language, { keep: true });
  }, [language]);
  useEffect(() => {
    if (theme) setTheme(theme);
  }, [theme]);
}
