/** Lets people to the page they asked for, or to the door that leads there. Not here: what the doors look like. */
import type { ReactNode } from "react";
import { lazy, Suspense } from "react";
import { Redirect, Route, Switch, useLocation, useSearch } from "wouter";
import type { PageRoute } from "../routes";
import { ROUTES } from "../routes";
import { PlaceContext, placeOf } from "../session/place";
import type { Session } from "../session/session";
import { useOwnSettings, useSession } from "../session/session";
import { Arrival } from "./Arrival";
import { Shell } from "./Shell";
import { Trouble } from "./Trouble";
import { NotFound } from "./NotFound";
import { Waiting } from "./Waiting";

const DoorFrame = lazy(async () => ({ default: (await import("./DoorFrame")).DoorFrame }));
const Gallery = import.meta.env.DEV ? lazy(() => import("./gallery").then(({ Gallery }) => ({ default: Gallery }))) : null;

export function Gate(): ReactNode {
  const { session, error, retry } = useSession();
  useOwnSettings(session);
  if (Gallery && location.pathname === "/dev/kit") {
    return (
      <Suspense fallback={<Waiting />}>
        <Gallery />
      </Suspense>
    );
  }
  if (session) return <Pages session={session} />;
  return error ? <Trouble thrown={error} retry={retry} /> : <Waiting />;
}

function Pages({ session }: { readonly session: Session }): ReactNode {
  return (
    <Switch>
      <Route path="/">
        <Start session={session} />
      </Route>
      {ROUTES.map((route) => (
        <Route key={route.path} path={route.path}>
          {({ workspace }: { readonly workspace?: string }) => <Framed route={route} session={session} workspace={workspace} />}
        </Route>
      ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

/** The first address: the workspace one was in last, else the first, else a welcome. */
function Start({ session }: { readonly session: Session }): ReactNode {
  if (!session.user) return <ToDoor session={session} />;
  const last = session.settings["workspace"];
  const home = session.workspaces.find((one) => one.id === last) ?? session.workspaces[0];
  return <Redirect to={home ? `/w/${home.id}` : "/welcome"} replace />;
}

function ToDoor({ session }: { readonly session: Session }): ReactNode {
  const [path] = useLocation();
  const search = useSearch();
  if (session.mode === "local") return <Redirect to="/local" replace />;
  const next = path === "/" ? "" : `?next=${encodeURIComponent(path + (search ? `?${search}` : ""))}`;
  return <Redirect to={`/sign-in${next}`} replace />;
}

interface FramedProps {
  readonly route: PageRoute;
  readonly session: Session;
  readonly workspace: string | undefined;
}

function Framed({ route, session, workspace }: FramedProps): ReactNode {
  const page = (
    <Arrival route={route}>
      <route.Page />
    </Arrival>
  );
  if (route.frame === "door") {
    return (
      <Suspense fallback={<Waiting />}>
        <DoorFrame>{page}</DoorFrame>
      </Suspense>
    );
  }
  if (route.area === "share") return page;
  if (!session.user) return <ToDoor session={session} />;
  if (route.frame === "bare") return page;
  const found = session.workspaces.find((one) => one.id === workspace);
  if (!found) return <NotFound />;
  return (
    <PlaceContext value={placeOf(found)}>
      <Shell route={route} session={session}>
        {page}
      </Shell>
    </PlaceContext>
  );
}
