/**
 * Coming to a page: its title in the window, the focus on its first heading so that screen readers say where one is,
 * faults and waiting kept inside its frame. Not here: the frame.
 */
import { ErrorBoundary, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { Suspense, useEffect } from "react";
import { useLocation } from "wouter";
import type { PageRoute } from "../routes";
import { useTitle } from "./title";
import { Trouble } from "./Trouble";
import { WaitingPage } from "./Waiting";

export function Arrival({ route, children }: { readonly route: PageRoute; readonly children: ReactNode }): ReactNode {
  const [path] = useLocation();
  const t = useT();
  useTitle(t(route.title));
  return (
    <ErrorBoundary resetKey={path} fallback={(thrown, retry) => <Trouble thrown={thrown} retry={retry} />}>
      <Suspense fallback={<WaitingPage />}>
        {children}
        <Landing key={path} />
      </Suspense>
    </ErrorBoundary>
  );
}

let landed = false;

/** Stands behind the page inside its Suspense: it is mounted when the page is. */
function Landing(): null {
  useEffect(() => {
    // The first page of a visit leaves the focus where the browser put it.
    if (landed) {
      const main = document.querySelector<HTMLElement>("main");
      const busy = main?.contains(document.activeElement) && document.activeElement !== main;
      if (!busy) (main?.querySelector<HTMLElement>("h1[tabindex]") ?? main)?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    landed = true;
  }, []);
  return null;
}
