/** What stands once around everything: the way to pages, toasts, questions, the tooltip. */
import type { ReactNode } from "react";
import type { Navigate } from "./navigate/navigate";
import { NavigateContext } from "./navigate/navigate";
import { Confirmations } from "./overlay/confirm";
import { TooltipHost } from "./overlay/TooltipHost";
import { Toasts } from "./toast/Toasts";

export interface KitProps {
  /** Goes to a page of the app without loading it anew. */
  readonly navigate: Navigate;
  readonly children: ReactNode;
}

export function Kit({ navigate, children }: KitProps): ReactNode {
  return (
    <NavigateContext value={navigate}>
      {children}
      <Toasts />
      <Confirmations />
      <TooltipHost />
    </NavigateContext>
  );
}
