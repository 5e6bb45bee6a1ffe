/** Sending a form to allauth: pending, what is wrong, and the steps on the way in that follow. */
import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import { asProblem } from "../api/problem";
import { renewSession } from "../session/session";
import type { AuthAnswer, AuthError } from "./auth";
import { nextOf } from "./auth";

export interface AuthForm {
  readonly pending: boolean;
  readonly errors: readonly AuthError[];
  /** Send, and go where the answer leads; gives the answer where the form itself has to go on. */
  readonly send: <D>(ask: () => Promise<AuthAnswer<D>>) => Promise<AuthAnswer<D> | null>;
  /** Signed in: on to the page that was asked for. */
  readonly goIn: () => Promise<void>;
}

export function useAuthForm(): AuthForm {
  const [pending, setPending] = useState(false);
  const [errors, setErrors] = useState<readonly AuthError[]>([]);
  const [, navigate] = useLocation();
  const search = useSearch();

  const goIn = async (): Promise<void> => {
    await renewSession();
    navigate(nextOf(search), { replace: true });
  };
  const send: AuthForm["send"] = async (ask) => {
    setPending(true);
    setErrors([]);
    try {
      const answer = await ask();
      if (answer.is === "no") setErrors(answer.errors);
      const waits = answer.is === "next" && answer.flows.some((flow) => flow.id === "mfa_authenticate" && flow.is_pending);
      if (waits) navigate(`/sign-in/second-factor${search ? `?${search}` : ""}`);
      return waits ? null : answer;
    } catch (thrown) {
      const { says, fix, code } = asProblem(thrown).first;
      setErrors([{ message: [says, fix].filter(Boolean).join(" "), code }]);
      return null;
    } finally {
      setPending(false);
    }
  };
  return { pending, errors, send, goIn };
}
