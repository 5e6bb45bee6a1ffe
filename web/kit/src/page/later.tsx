/**
 * Parts of a page that are loaded when somebody wants them, and fetched beforehand once a page stands, so that who then
 * loses the line still has them. What lives here: loading, and saying it where a part cannot be had: the page around it
 * stays. Not here: which parts these are (whoever writes `later`).
 */
import { lazy, useEffect, type ComponentType, type ReactNode } from "react";
import { toast } from "../toast/toast";
import { wordsReady } from "../words/catalogue";
import { words } from "../words/useT";

/** A part that is loaded later; stands within a Suspense. */
export interface Later<P> {
  (props: P): ReactNode;
  /** Somebody is about to want it. */
  readonly expect: () => void;
}

/** Everything that may still be wanted: from its loading to whether it arrived. */
const parts = new Set<() => Promise<boolean>>();

/** Something else than a part that is loaded only when it is wanted: `fetchLater` fetches it, too. */
export function foresee(load: () => Promise<unknown>): void {
  const fetch = (): Promise<boolean> => load().then(() => parts.delete(fetch), () => false);
  parts.add(fetch);
}

/** Say that something cannot be loaded just now. */
export function toastMissing(): void {
  const t = words();
  toast({ says: t("kit.missing"), fix: t("kit.missing.fix"), tone: "warn" });
}

export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let loaded: ComponentType<P> | null = null;
  let attempt: ComponentType<P> | null = null;
  const arrive = async (): Promise<ComponentType<P>> => {
    const part = await load();
    await wordsReady();
    parts.delete(fetch);
    return (loaded = part);
  };
  // Whoever opens it tries again and is told; fetching beforehand is nobody's wish yet.
  const fetch = (): Promise<boolean> => arrive().then(Boolean, () => false);
  parts.add(fetch);

  function Missing({ onClose }: { readonly onClose?: () => void }): ReactNode {
    useEffect(() => {
      toastMissing();
      onClose?.();
      return () => {
        attempt = null;
      };
      // Once for each time that it is wanted.
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, []);
    return null;
  }

  function Part(props: P): ReactNode {
    const Shown = loaded ?? (attempt ??= lazy(async () => ({ default: await arrive().catch(() => Missing) })));
    return <Shown {...props} />;
  }
  return Object.assign(Part, { expect: () => void (loaded ?? fetch()) });
}

/** Fetch, one after the other, what may still be wanted on this page; ends where the line does. */
export async function fetchLater(): Promise<void> {
  for (let [next] = parts; next; [next] = parts) if (!(await next())) return;
}
