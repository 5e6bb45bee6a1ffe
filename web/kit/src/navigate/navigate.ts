/** Going to a page of the app without loading it anew. What lives here: the way, and when a click is one. */
import type { MouseEvent } from "react";
import { createContext, useContext } from "react";

export type Navigate = (href: string) => void;

/** Given once by `<Kit navigate>`; without it links load the page. */
export const NavigateContext = createContext<Navigate | null>(null);

/** Whether a click on a link is meant to go there in this tab: the left button alone, on a page of ours. */
function staysHere(event: MouseEvent<HTMLAnchorElement>): boolean {
  const { target, origin, href } = event.currentTarget;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  return plain && !event.defaultPrevented && (!target || target === "_self") && origin === location.origin && !/^[^#?]*#/.test(href);
}

/** What a link does when it is clicked. */
export function useFollow(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const navigate = useContext(NavigateContext);
  return (event) => {
    if (!navigate || !staysHere(event)) return;
    event.preventDefault();
    const { pathname, search } = event.currentTarget;
    navigate(pathname + search);
  };
}
