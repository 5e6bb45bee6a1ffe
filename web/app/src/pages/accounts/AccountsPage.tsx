/**
 * Every customer organisation: its people by role, how they fare, and the steps that hurt which role. What lives here: the
 * choices and the two tables. Not here: the numbers (the server), what they are called (told.ts).
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { ButtonLink, Callout, EmptyState, Figure, Link, Page, Select, Skeleton, Table, useFormat, useT, type Column } from "@outsidein/kit";
import { useParams, useLocation } from "wouter";
import { ACCOUNT, SMALLEST, useAccounts, type Account, type AccountRow, type AccountsOnMap } from "../../data/accounts";
import { mainMap, useDimensions, useMaps } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Suffering } from "./Suffering";
import { roleName, rolesOf, rowOf, stepsOf } from "./told";
import "./accounts.css";

const SEGMENT = "segment:";
/** What whoever may see the rows may choose as the smallest group. */
const GROUPS = [SMALLEST, 3, 1] as const;

export function AccountsPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const maps = useMaps(place.id);
  const { map: asked = "" } = useParams<{ map?: string }>();
  const map = asked || (mainMap(maps.data)?.id ?? "");
  const dimensions = useDimensions(place.id, map);
  const segments = (dimensions.data ?? []).flatMap((one) => (one.name.startsWith(SEGMENT) ? [one.name.slice(SEGMENT.length)] : []));
  const [chosen, setChosen] = useState("");
  const account = chosen || (segments.includes(ACCOUNT) ? ACCOUNT : "");
  const [k, setK] = useState<number>(SMALLEST);
  const told = useAccounts(place.id, account ? map : "", account, k);
  const choose = segments.length ? <Select label={t("accounts.by")} choices={segments.map((id) => ({ id, label: id }))} value={account} onChange={setChosen} /> : null;
  if ((dimensions.data && !account) || maps.data?.length === 0) {
    return (
      <Page title={t("accounts.title")} filters={choose}>
        <EmptyState drawing="evidence" title={t("accounts.empty.title")} says={t("accounts.empty.says")} action={<ButtonLink look="primary" icon="upload" href={place.href("/evidence")}>{t("accounts.empty.action")}</ButtonLink>} />
      </Page>
    );
  }
  const found = told.data;
  const hurt = found?.found.accounts.filter((one) => one.hurts.length > 0).length ?? 0;
  return (
    <Page
      width="wide"
      title={found ? t("accounts.headline", { n: hurt, all: found.found.accounts.length }) : <Skeleton lines={1} width="50%" />}
      lead={t("accounts.lead", { map: maps.data?.find((one) => one.id === map)?.title ?? "" })}
      busy={told.isFetching}
      filters={
        <>
          <Select label={t("accounts.map")} choices={(maps.data ?? []).map((one) => ({ id: one.id, label: one.title }))} value={map} onChange={(id) => go(place.href(`/accounts/${id}`))} />
          {choose}
          {place.may("editor") ? <Select label={t("accounts.smallest")} choices={GROUPS.map((one) => ({ id: `${one}`, label: t("accounts.smallest.of", { k: one }) }))} value={`${k}`} onChange={(id) => setK(Number(id))} /> : null}
        </>
      }
    >
      {told.isError ? <Callout tone="error" title={t("accounts.failed")} /> : null}
      {found ? found.found.accounts.length ? <Found told={found} map={map} /> : <EmptyState title={t("accounts.none.title")} says={t("accounts.none.says")} /> : null}
    </Page>
  );
}

function Found({ told, map }: { readonly told: AccountsOnMap; readonly map: string }): ReactNode {
  const t = useT();
  const { found } = told;
  return (
    <>
      <ByAccount told={told} map={map} />
      <section className="oi-accounts__over">
        <h2>{t("accounts.over")}</h2>
        <p className="oi-soft">{t("accounts.over.lead")}</p>
        <Over told={told} map={map} />
      </section>
      <ul className="oi-accounts__notes">
        {[...found.notes, t("accounts.beyond"), ...(found.k > 1 ? [t("accounts.k", { k: found.k })] : []), ...(found.unnamed ? [t("accounts.unnamed", { n: found.unnamed })] : [])].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

/** A row per account, a column per role: how many people, their level with its interval. */
function ByAccount({ told, map }: { readonly told: AccountsOnMap; readonly map: string }): ReactNode {
  const t = useT();
  const unsaid = t("accounts.role.unsaid");
  const roles = told.role ? rolesOf(told) : [];
  const columns: readonly Column<Account>[] = [
    { id: "account", title: t("accounts.column.account"), cell: (one) => <strong dir="auto">{one.key}</strong> },
    { id: "level", title: t("accounts.column.level"), numeric: true, width: 130, cell: (one) => <Level row={one.level} title={one.key} /> },
    ...roles.map((role): Column<Account> => {
      const name = roleName(told, role, unsaid);
      return { id: `role ${role ?? ""}`, title: name, numeric: true, width: 130, cell: (one) => <Level row={rowOf(one, role)} title={`${one.key}, ${name}`} /> };
    }),
    { id: "hurts", title: t("accounts.column.hurts"), width: 300, cell: (one) => <Hurts account={one} told={told} map={map} /> },
  ];
  return <Table label={t("accounts.title")} columns={columns} rows={told.found.accounts} rowKey={(one) => one.key} />;
}

function Level({ row, title }: { readonly row: AccountRow | undefined; readonly title: string }): ReactNode {
  const t = useT();
  if (!row) return "–";
  if (row.refused) return <span className="oi-faint" title={row.refused.says}>{t("accounts.few")}</span>;
  return (
    <span className="oi-accounts__place">
      <Figure estimate={row.estimate} title={title} size="s" decimals={1} stacked showN={false} />
      <small>{t("accounts.people", { n: row.customers })}</small>
    </span>
  );
}

function Hurts({ account, told, map }: { readonly account: Account; readonly told: AccountsOnMap; readonly map: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  if (!account.hurts.length) return <span className="oi-faint">{t("accounts.hurts.none")}</span>;
  return (
    <ul className="oi-accounts__hurts">
      {account.hurts.map((row) => {
        const [, role, step] = row.keys;
        const name = told.steps.find((one) => one.id === step)?.name ?? "";
        return (
          <li key={`${role} ${step}`}>
            <Link href={place.href(`/maps/${map}?at=${encodeURIComponent(step ?? "")}`)}>{t("accounts.hurt", { role: roleName(told, role ?? null, t("accounts.role.unsaid")), step: name, level: format.number(row.estimate.value, { decimals: 1 }), n: row.estimate.n })}</Link>
          </li>
        );
      })}
    </ul>
  );
}

/** A row per step, a column per role, over all accounts. */
function Over({ told, map }: { readonly told: AccountsOnMap; readonly map: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const unsaid = t("accounts.role.unsaid");
  type Row = ReturnType<typeof stepsOf>[number];
  const columns: readonly Column<Row>[] = [
    { id: "step", title: t("accounts.step"), cell: (one) => <Link href={place.href(`/maps/${map}?at=${encodeURIComponent(one.id)}`)}>{one.name}</Link> },
    ...rolesOf(told).map((role): Column<Row> => {
      const name = told.role ? roleName(told, role, unsaid) : t("accounts.column.level");
      return { id: `role ${role ?? ""}`, title: name, numeric: true, width: 220, cell: (one) => <Suffering place={one.at.get(role)} title={`${name}, ${one.name}`} /> };
    }),
  ];
  return <Table label={t("accounts.over")} columns={columns} rows={stepsOf(told)} rowKey={(one) => one.id} />;
}
