/**
 * What the server says when something did not work: RFC 9457 problems, each a Diagnostic with a status. What lives
 * here: Problem, reading one from an answer. Not here: asking (client.ts).
 */
import type { Diagnostic } from "@outsidein/schema";
import { words } from "@outsidein/kit";

const NOWHERE = { file: null, line: null, row: null, column: null, record: null };

/** An answer that is no success. Status 0: the server could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(diagnostics[0]?.says ?? String(status));
  }

  get first(): Diagnostic {
    return this.diagnostics[0] ?? unexpected(this.status);
  }

  get code(): string {
    return this.first.code;
  }
}

/** The Problem that an answer tells of. */
export function problemOf(status: number, body: unknown): Problem {
  const found = (body as { readonly diagnostics?: unknown } | null | undefined)?.diagnostics;
  const diagnostics = Array.isArray(found) ? found.filter(isDiagnostic) : [];
  return new Problem(status, diagnostics.length ? diagnostics : [unexpected(status)]);
}

/** Anything thrown as a Problem: the server could not be reached, or the app made a mistake. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const t = words();
  if (thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)) {
    return new Problem(0, [diagnostic("web/unreachable", t("shell.unreachable"), t("shell.unreachable.fix"))]);
  }
  return new Problem(-1, [diagnostic("web/fault", t("shell.fault"), t("shell.fault.fix"))]);
}

function unexpected(status: number): Diagnostic {
  const t = words();
  return diagnostic("web/unexpected", t("shell.unexpected", { status }), t("shell.unexpected.fix"));
}

function diagnostic(code: string, says: string, fix: string): Diagnostic {
  return { code, says, fix, severity: "error", where: NOWHERE };
}

function isDiagnostic(one: unknown): one is Diagnostic {
  return typeof (one as Diagnostic | null)?.says === "string" && typeof (one as Diagnostic).code === "string";
}
