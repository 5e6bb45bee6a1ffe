/**
 * Asking the server. What lives here: the client typed by the server's OpenAPI document, the headers that every request
 * carries, answers as data or Problem. Not here: what is asked (each page's queries).
 */
import { language } from "@outsidein/kit";
import type { Client } from "openapi-fetch";
import type { paths } from "./openapi";
import { asProblem, problemOf } from "./problem";

/** Called when an answer says that nobody is signed in (any more). */
let onSignedOut: () => void = () => undefined;

export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

/** The token that shows a request to be ours: the server's cookie, which no other site can read. */
export function csrf(): string {
  return /(?:^|; )outsidein_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

interface Asking {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, string>>;
  };
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly parseAs?: "json" | "text" | "blob" | "arrayBuffer" | "stream";
}

interface Answer<D> {
  readonly data?: D;
  readonly error?: unknown;
  readonly response: Response;
}

/** The address of a path with its places and query filled; a list repeats its name. */
export function addressOf(path: string, params: Asking["params"] = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params.path?.[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null) query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `${filled}?${text}` : filled;
}

async function request(method: string, path: string, asking: Asking = {}): Promise<Answer<unknown>> {
  const { params, body, headers, signal, parseAs = "json" } = asking;
  const form = body instanceof FormData || body instanceof Blob;
  const response = await fetch(addressOf(path, params), {
    method,
    signal,
    headers: {
      Accept: "application/json",
      "Accept-Language": language(),
      ...(method === "GET" ? {} : { "X-CSRFToken": csrf() }),
      ...(body === undefined || form ? {} : { "Content-Type": "application/json" }),
      ...params?.header,
      ...headers,
    },
    body: body === undefined ? undefined : form ? body : JSON.stringify(body),
  });
  if (response.status === 401) onSignedOut();
  if (!response.ok) return { error: await response.json().catch(() => undefined), response };
  if (response.status === 204 || response.headers.get("Content-Length") === "0") return { response };
  return { data: parseAs === "stream" ? response.body : await response[parseAs](), response };
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * `api.GET("/api/v1/workspaces/{workspace}/maps", …)`; wrap it in `ask`. It speaks as openapi-fetch does, whose types it
 * borrows, and is a tenth of its size.
 */
export const api = Object.fromEntries(
  ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [method, (path: string, asking?: Asking) => request(method, path, asking)]),
) as unknown as Pick<Client<paths>, Method>;

/** The data of an answer; throws Problem for everything else. */
export async function ask<D>(answer: Promise<Answer<D>>): Promise<D> {
  return (await askWithTag(answer)).data;
}

/** The same, with the ETag to send as `If-Match` when changing what was read. */
export async function askWithTag<D>(answer: Promise<Answer<D>>): Promise<{ readonly data: D; readonly tag: string }> {
  let found: Answer<D>;
  try {
    found = await answer;
  } catch (thrown) {
    throw asProblem(thrown);
  }
  if (!found.response.ok) throw problemOf(found.response.status, found.error);
  return { data: found.data as D, tag: found.response.headers.get("ETag") ?? "" };
}

/** The header that makes a POST count once, however often it is sent: one key for each act of a person. */
export function once(key: string = crypto.randomUUID()): { readonly "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}

/** The header that lets a change through only where nothing changed meanwhile. */
export function ifMatch(tag: string): { readonly "If-Match": string } {
  return { "If-Match": tag };
}
