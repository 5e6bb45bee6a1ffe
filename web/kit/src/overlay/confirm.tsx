/** Asking before something is done that cannot be undone: `if (await confirm({…}))`. The page shows `<Confirmations/>`. */
import type { ReactNode } from "react";
import { useSyncExternalStore } from "react";
import { Button } from "../button/Button";
import { useT } from "../words/useT";
import { Dialog } from "./Dialog";

export interface Question {
  readonly title: string;
  readonly says?: ReactNode;
  /** What the button does, as a verb: “Delete map”. */
  readonly action: string;
  readonly danger?: boolean;
}

interface Asked extends Question {
  readonly answer: (yes: boolean) => void;
}

const listeners = new Set<() => void>();
let asked: Asked | null = null;

/** Ask, and wait for the answer. Prefer an act that can be undone over a question. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false);
  return new Promise((resolve) => {
    asked = { ...question, answer: resolve };
    listeners.forEach((listener) => listener());
  });
}

function settle(yes: boolean): void {
  const question = asked;
  asked = null;
  listeners.forEach((listener) => listener());
  question?.answer(yes);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows what `confirm` asks; stands once in the app. */
export function Confirmations(): ReactNode {
  const question = useSyncExternalStore(subscribe, () => asked);
  const t = useT();
  if (!question) return null;
  return (
    <Dialog
      open
      alert
      size="s"
      title={question.title}
      lead={question.says}
      onClose={() => settle(false)}
      actions={
        <>
          <Button onPress={() => settle(false)} autoFocus={question.danger}>
            {t("kit.cancel")}
          </Button>
          <Button look={question.danger ? "danger" : "primary"} onPress={() => settle(true)} autoFocus={!question.danger}>
            {question.action}
          </Button>
        </>
      }
    />
  );
}
