/** Short messages in the corner: what was done, and the way back. What lives here: the queue. Not here: their look. */
import type { Diagnostic } from "@outsidein/schema";

export interface ToastAction {
  readonly label: string;
  readonly onAction: () => void;
}

export interface Toast {
  readonly says: string;
  readonly tone?: "plain" | "good" | "warn" | "bad";
  /** Mostly: undo. */
  readonly action?: ToastAction;
  /** What to do, below what it says. */
  readonly fix?: string;
}

export interface ShownToast extends Toast {
  readonly id: number;
  /** Milliseconds until it goes; 0 stays until it is closed. */
  readonly stays: number;
}

const MOST = 4;
const listeners = new Set<() => void>();
let shown: readonly ShownToast[] = [];
let last = 0;

/** Show a message; gives what takes it away again. One with an action stays longer, a bad one until it is closed. */
export function toast(message: Toast): () => void {
  const id = ++last;
  const stays = message.tone === "bad" ? 0 : message.action ? 10_000 : 5_000;
  // Said again, it is one message that stays longer; what offers a way back offers its own.
  const others = shown.filter((one) => one.says !== message.says || one.action);
  set([...others.slice(1 - MOST), { ...message, id, stays }]);
  return () => closeToast(id);
}

/** Show a Diagnostic as a message. */
export function toastDiagnostic(diagnostic: Pick<Diagnostic, "says" | "fix" | "severity">): () => void {
  const tone = ({ error: "bad", warning: "warn", hint: "plain" } as const)[diagnostic.severity];
  return toast({ says: diagnostic.says, fix: diagnostic.fix, tone });
}

export function closeToast(id: number): void {
  set(shown.filter((one) => one.id !== id));
}

export function toasts(): readonly ShownToast[] {
  return shown;
}

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: readonly ShownToast[]): void {
  shown = next;
  listeners.forEach((listener) => listener());
}
