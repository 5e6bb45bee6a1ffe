/**
 * Signing in and up, second factors, passwords: what allauth's headless API offers. What lives here: asking it, its
 * answers as values. Not here: our own API (api/client.ts), forms (pages).
 */
import { language } from "@outsidein/kit";
import { csrf } from "../api/client";
import { asProblem, problemOf } from "../api/problem";

const BASE = "/_allauth/browser/v1";

/** Something wrong with a field (`param`), or with all of it. */
export interface AuthError {
  readonly message: string;
  readonly code: string;
  readonly param?: string;
}

/** A step on the way in that waits to be taken. */
export interface Flow {
  readonly id: string;
  readonly is_pending?: boolean;
  readonly types?: readonly string[];
  readonly provider?: { readonly id: string; readonly name: string };
}

/** How it went: `in` with the session, `next` with the steps that are left, `no` with what is wrong. */
export type AuthAnswer<D = unknown> =
  | { readonly is: "in"; readonly data: D }
  | { readonly is: "next"; readonly flows: readonly Flow[] }
  | { readonly is: "no"; readonly errors: readonly AuthError[] };

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly AuthError[];
}

interface Asking {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ask allauth. Throws Problem where it cannot be reached or gives an answer that it should not. */
export async function auth<D = unknown>(path: string, { method = "GET", body, headers }: Asking = {}): Promise<AuthAnswer<D>> {
  let response: Response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers: {
        Accept: "application/json",
        "Accept-Language": language(),
        ...(method === "GET" ? {} : { "X-CSRFToken": csrf() }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (thrown) {
    throw asProblem(thrown);
  }
  const found = (await response.json().catch(() => ({}))) as Body;
  if (response.ok) return { is: "in", data: (found.data ?? found) as D };
  if (response.status === 401 || response.status === 410) {
    return { is: "next", flows: (found.data as { readonly flows?: readonly Flow[] } | undefined)?.flows ?? [] };
  }
  if (found.errors?.length) return { is: "no", errors: found.errors };
  throw problemOf(response.status, found);
}

/** What is wrong with one field, in the server's words. */
export function errorOf(errors: readonly AuthError[], param: string): string {
  return errors.filter((one) => one.param === param).map((one) => one.message).join(" ");
}

/** What is wrong with none of these fields. */
export function otherErrors(errors: readonly AuthError[], params: readonly string[]): string {
  return errors.filter((one) => !one.param || !params.includes(one.param)).map((one) => one.message).join(" ");
}

export interface AuthConfig {
  readonly socialaccount?: {
    readonly providers: readonly { readonly id: string; readonly name: string; readonly flows: readonly string[] }[];
  };
}

/** Sign in through another house: the browser leaves, and comes back to `callback` signed in. */
export function redirectToProvider(provider: string, callback: string): void {
  const form = document.createElement("form");
  form.method = "POST";
  form.action = `${BASE}/auth/provider/redirect`;
  const fields = { provider, process: "login", callback_url: callback, csrfmiddlewaretoken: csrf() };
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

/** The address to go to after signing in: only one of ours. */
export function nextOf(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return next.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
}
