/** What protects an account: authenticator app, recovery codes, passkeys. What lives here: asking for and changing them. */
import { queryOptions } from "@tanstack/react-query";
import { problemOf } from "../api/problem";
import { queries } from "../api/queries";
import type { AuthAnswer } from "./auth";
import { auth } from "./auth";
import type { makePasskey } from "./passkeys";

/** As allauth tells of it; times are seconds since 1970. */
export type Authenticator =
  | { readonly type: "totp"; readonly created_at: number; readonly last_used_at: number | null }
  | { readonly type: "recovery_codes"; readonly created_at: number; readonly total_code_count: number; readonly unused_code_count: number }
  | { readonly type: "webauthn"; readonly id: number; readonly name: string; readonly created_at: number; readonly last_used_at: number | null };

const KEY = ["auth", "authenticators"] as const;

export const authenticatorsQuery = queryOptions({
  queryKey: KEY,
  queryFn: async () => dataOf(await auth<readonly Authenticator[]>("/account/authenticators")),
});

export async function renewAuthenticators(): Promise<void> {
  await queries.invalidateQueries({ queryKey: KEY });
}

/** What an authenticator app is told: its secret, and the address a QR code would hold. */
export interface NewTotp {
  readonly secret: string;
  readonly totp_url: string;
}

/** The secret for a new app; allauth answers “not found” with it, since there is no app yet. */
export async function newTotp(): Promise<NewTotp> {
  const response = await fetch("/_allauth/browser/v1/account/authenticators/totp", { headers: { Accept: "application/json" } });
  const body = (await response.json()) as { readonly meta?: NewTotp };
  if (!body.meta?.secret) throw problemOf(response.status, body);
  return body.meta;
}

export const setTotp = (code: string): Promise<AuthAnswer> => auth("/account/authenticators/totp", { method: "POST", body: { code } });
export const removeTotp = (): Promise<AuthAnswer> => auth("/account/authenticators/totp", { method: "DELETE" });

export interface RecoveryCodes {
  readonly unused_codes: readonly string[];
}
export const readRecoveryCodes = (): Promise<AuthAnswer<RecoveryCodes>> => auth("/account/authenticators/recovery-codes");
export const newRecoveryCodes = (): Promise<AuthAnswer<RecoveryCodes>> => auth("/account/authenticators/recovery-codes", { method: "POST" });

export interface PasskeyOptions {
  readonly creation_options: Parameters<typeof makePasskey>[0];
}
export const passkeyOptions = (): Promise<AuthAnswer<PasskeyOptions>> => auth("/account/authenticators/webauthn?passwordless");
export const addPasskey = (name: string, credential: unknown): Promise<AuthAnswer> =>
  auth("/account/authenticators/webauthn", { method: "POST", body: { name, credential } });
export const removePasskey = (id: number): Promise<AuthAnswer> =>
  auth("/account/authenticators/webauthn", { method: "DELETE", body: { authenticators: [id] } });

export const reauthenticate = (password: string): Promise<AuthAnswer> => auth("/auth/reauthenticate", { method: "POST", body: { password } });
export const changePassword = (current: string, next: string): Promise<AuthAnswer> =>
  auth("/account/password/change", { method: "POST", body: { current_password: current, new_password: next } });

function dataOf<D>(answer: AuthAnswer<D>): D {
  if (answer.is === "in") return answer.data;
  throw problemOf(answer.is === "next" ? 401 : 400, {});
}
