/** Keeps a fault of one part from taking the page with it. What lives here: catching. What is shown, the app says. */
import type { ErrorInfo, ReactNode } from "react";
import { Component } from "react";

export interface ErrorBoundaryProps {
  /** Shown instead; `retry` draws the part anew. */
  readonly fallback: (error: unknown, retry: () => void) => ReactNode;
  /** A fault is forgotten when this changes: the address of the page. */
  readonly resetKey?: string;
  readonly onFault?: (error: unknown, info: ErrorInfo) => void;
  readonly children: ReactNode;
}

interface State {
  readonly error: { readonly thrown: unknown } | null;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: { thrown } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onFault?.(error, info);
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (this.state.error && before.resetKey !== this.props.resetKey) this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error ? this.props.fallback(error.thrown, () => this.setState({ error: null })) : this.props.children;
  }
}
