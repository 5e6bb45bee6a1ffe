/** Where one is signed in, and signing out there. */
import { Button, Card, Pill, toast, useFormat, useT } from "@outsidein/kit";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { csrf } from "../../api/client";
import { asProblem, problemOf } from "../../api/problem";
import { browserOf } from "./browsers";

interface SignedIn {
  readonly id: number;
  readonly user_agent: string;
  readonly ip: string;
  readonly created_at: number;
  readonly is_current: boolean;
}

const ADDRESS = "/_allauth/browser/v1/auth/sessions";

async function sessions(method: "GET" | "DELETE", ids?: readonly number[]): Promise<readonly SignedIn[]> {
  const response = await fetch(ADDRESS, {
    method,
    headers: { Accept: "application/json", ...(ids ? { "Content-Type": "application/json", "X-CSRFToken": csrf() } : {}) },
    body: ids ? JSON.stringify({ sessions: ids }) : undefined,
  });
  if (!response.ok) throw problemOf(response.status, undefined);
  return ((await response.json()) as { readonly data: readonly SignedIn[] }).data;
}

export function Sessions(): ReactNode {
  const t = useT();
  const format = useFormat();
  const { data = [], refetch } = useQuery({ queryKey: ["sessions"], queryFn: () => sessions("GET") });
  const end = async (one: SignedIn): Promise<void> => {
    await sessions("DELETE", [one.id]);
    toast({ says: t("team.me.sessions.ended") });
    await refetch();
  };
  if (!data.length) return null;
  const named = (one: SignedIn): string => browserOf(one.user_agent) || t("team.me.sessions.unknown");
  return (
    <Card title={t("team.me.sessions")}>
      <ul className="oi-team__list">
        {data.map((one) => (
          <li key={one.id}>
            <span>
              {named(one)}
              <small>
                {one.ip} · {format.date(one.created_at * 1000, { time: true })}
              </small>
            </span>
            {one.is_current ? (
              <Pill tone="good" dot>
                {t("team.me.sessions.here")}
              </Pill>
            ) : (
              <Button
                size="s"
                aria-label={t("team.me.sessions.end_of", { name: named(one) })}
                onPress={() => void end(one).catch((thrown: unknown) => toast({ ...asProblem(thrown).first, tone: "bad" }))}
              >
                {t("team.me.sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
