/** The audit log of a workspace, for its owners: filtered, a page at a time, to take away as CSV. */
import type { Column } from "@outsidein/kit";
import { Button, ButtonLink, Card, DateField, Select, Skeleton, Table, useFormat, useT } from "@outsidein/kit";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { addressOf, api, ask } from "../../api/client";
import type { components } from "../../api/openapi";
import { usePlace } from "../../session/place";
import { Trouble } from "../../shell/Trouble";
import { teamKeys, useMembers } from "../../team/questions";
import { aboutOf, actKey, KINDS } from "./told";

type Entry = components["schemas"]["AuditOut"];

const ALL = "*";

export function Audit(): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const { data: members = [] } = useMembers(place.id);
  const [kind, setKind] = useState(ALL);
  const [person, setPerson] = useState(ALL);
  const [first, setFirst] = useState<string | null>(null);
  const [last, setLast] = useState<string | null>(null);
  const only = {
    act: kind === ALL ? undefined : kind,
    person: person === ALL ? undefined : Number(person),
    first: first ?? undefined,
    last: last ?? undefined,
  };
  const path = { workspace: place.id };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...teamKeys.audit(place.id), only],
    queryFn: ({ pageParam: cursor }) =>
      ask(api.GET("/api/v1/workspaces/{workspace}/audit", { params: { path, query: { ...only, cursor } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
  if (error) return <Trouble thrown={error} retry={() => void refetch()} />;
  const columns: Column<Entry>[] = [
    { id: "when", title: t("team.audit.when"), width: 190, cell: (one) => format.date(one.when, { time: true }) },
    { id: "who", title: t("team.audit.who"), cell: (one) => one.who },
    { id: "act", title: t("team.audit.act"), cell: (one) => <span title={one.act}>{t("team.audit.act.of", { act: actKey(one.act) })}</span> },
    { id: "about", title: t("team.audit.about"), cell: (one) => <span className="oi-team__about">{aboutOf(one.about)}</span> },
  ];
  return (
    <Card
      title={t("team.audit")}
      aside={
        <ButtonLink size="s" icon="download" href={addressOf("/api/v1/workspaces/{workspace}/audit/export", { path, query: only })} download>
          {t("team.audit.export")}
        </ButtonLink>
      }
    >
      <p className="oi-team__says">{t("team.audit.says")}</p>
      <div className="oi-team__filters">
        <Select
          label={t("team.audit.kind")}
          choices={[{ id: ALL, label: t("team.audit.kind.all") }, ...KINDS.map((id) => ({ id, label: t("team.audit.kind.of", { kind: id }) }))]}
          value={kind}
          onChange={setKind}
        />
        <Select
          label={t("team.audit.person")}
          choices={[{ id: ALL, label: t("team.audit.person.all") }, ...members.map((one) => ({ id: String(one.id), label: one.name, hint: one.email }))]}
          value={person}
          onChange={setPerson}
        />
        <DateField label={t("team.audit.first")} value={first} onChange={setFirst} max={last ?? undefined} />
        <DateField label={t("team.audit.last")} value={last} onChange={setLast} min={first ?? undefined} />
      </div>
      {data ? (
        <Table
          label={t("team.list_of", { what: t("team.audit") })}
          columns={columns}
          rows={data.pages.flatMap((page) => page.items)}
          rowKey={(one) => String(one.id)}
          empty={<p className="oi-team__says">{t("team.audit.none")}</p>}
        />
      ) : (
        <Skeleton height={240} />
      )}
      {hasNextPage ? (
        <Button onPress={() => void fetchNextPage()} pending={isFetchingNextPage}>
          {t("team.audit.more")}
        </Button>
      ) : null}
    </Card>
  );
}
