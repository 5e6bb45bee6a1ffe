/** The table of a draft: what each column becomes, what it looks like, how sure that is, and how to change it. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Icon, Popover, Table, Tag, useFormat, useT, type Column, type IconName } from "@outsidein/kit";
import type { Draft, DraftChange, Line } from "../../data/evidence";
import { Bars } from "./Bars";
import { LineChange } from "./LineChange";
import { isUnsure, rowsOf, touchpointName, yesOf, type Row } from "./told";

interface LinesProps {
  readonly draft: Draft;
  readonly decide: (change: DraftChange) => void;
}

export function Lines({ draft, decide }: LinesProps): ReactNode {
  const t = useT();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (group: string): void => setOpened((was) => new Set(was.has(group) ? [...was].filter((one) => one !== group) : [...was, group]));
  const columns: readonly Column<Row>[] = [
    { id: "about", title: t("evidence.line.column"), width: "26%", cell: (row) => <About row={row} /> },
    { id: "becomes", title: t("evidence.line.becomes"), width: "30%", cell: (row) => <Becomes row={row} draft={draft} decide={decide} open={() => toggle(row.key)} /> },
    { id: "looks", title: t("evidence.line.looks"), cell: (row) => <Looks row={row} /> },
    { id: "sure", title: t("evidence.line.sure"), width: 132, cell: (row) => <SureOf row={row} decide={decide} /> },
  ];
  return (
    <div className="oi-lines">
      <Table
        label={t("evidence.table")}
        columns={columns}
        rows={rowsOf(draft.lines, opened)}
        rowKey={(row) => row.key}
        rowTone={(row) => (row.lines.some(isUnsure) ? "warn" : "plain")}
      />
      {opened.size ? (
        <p className="oi-lines__less">
          <Button look="ghost" size="s" onPress={() => setOpened(new Set())}>
            {t("evidence.group.hide")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

/** What a line is about, in words. */
function useAbout(): (line: Line) => string {
  const t = useT();
  return (line) => {
    if (line.kind === "codes") return t("evidence.codes.about", { codes: line.values.map((one) => one.text).join(", "), n: line.columns.length });
    return line.kind === "day" ? t("evidence.day.about") : line.about;
  };
}

function About({ row }: { readonly row: Row }): ReactNode {
  const about = useAbout();
  return <strong>{row.lines.map(about).join(", ")}</strong>;
}

function Becomes({ row, draft, decide, open }: LinesProps & { readonly row: Row; readonly open: () => void }): ReactNode {
  const t = useT();
  const [line] = row.lines;
  if (!line) return null;
  if (row.lines.length > 1) {
    return (
      <span className="oi-becomes__what">
        <span>{t.dynamic(`evidence.role.${line.role}`)}</span>
        <button type="button" className="oi-alter" onClick={open}>
          {t("evidence.group.show")}
          <Icon name="chevron-down" size={12} />
        </button>
      </span>
    );
  }
  return (
    <span className="oi-becomes">
      <span className="oi-becomes__what">
        <What line={line} />
        <Change draft={draft} line={line} decide={decide} />
      </span>
      {line.touchpoint ? <Touchpoint draft={draft} line={line} /> : null}
    </span>
  );
}

function What({ line }: { readonly line: Line }): ReactNode {
  const t = useT();
  if (line.kind === "codes") return t.dynamic(`evidence.codes.${line.stands_for}`);
  if (line.kind === "day") return t("evidence.day.period");
  const role = t.dynamic(`evidence.role.${line.role}`);
  if (line.role === "answer") return `${role} · ${t.dynamic(`evidence.asks.${line.asks}`)}`;
  if (line.role === "segment" && line.name !== line.about) return `${role} · ${line.name}`;
  return role;
}

function Touchpoint({ draft, line }: { readonly draft: Draft; readonly line: Line }): ReactNode {
  const t = useT();
  const known = draft.touchpoints.some((one) => one.key === line.touchpoint);
  return (
    <Tag tone={known ? "org" : "plain"} icon={known ? "touch" : "plus"}>
      {touchpointName(draft, line.touchpoint, line.about)}
      {known ? null : <span className="oi-unseen"> ({t("evidence.touchpoint.new")})</span>}
    </Tag>
  );
}

function Change({ draft, line, decide }: LinesProps & { readonly line: Line }): ReactNode {
  const t = useT();
  const format = useFormat();
  const about = useAbout();
  const yes = yesOf(line);
  const words = line.kind === "day" ? (line.day ? format.date(line.day) : t("evidence.day.none")) : yes ? t("evidence.yes", { text: yes }) : t("evidence.change");
  const loud = isUnsure(line) || line.kind === "day" || (line.sure === "decided" && yes !== "");
  return (
    <Popover
      label={t("evidence.change.of", { about: about(line) })}
      width="m"
      trigger={({ onPress, ...popover }) => (
        <button
          {...popover}
          type="button"
          className={loud ? "oi-alter" : "oi-alter oi-alter--quiet"}
          onClick={onPress}
          aria-label={`${words}: ${t("evidence.change.of", { about: about(line) })}`}
        >
          {loud ? words : null}
          <Icon name={loud ? "chevron-down" : "edit"} size={loud ? 12 : 14} />
        </button>
      )}
    >
      <LineChange draft={draft} line={line} decide={decide} />
    </Popover>
  );
}

function Looks({ row }: { readonly row: Row }): ReactNode {
  const t = useT();
  const [line] = row.lines;
  if (!line) return null;
  if (row.lines.length > 1) return <span className="oi-looks">{t("evidence.group", { n: row.lines.length })}</span>;
  return (
    <span className="oi-looks">
      {line.bars.length > 1 ? <Bars bars={line.bars} /> : null}
      <span>{line.kind === "day" ? t("evidence.day.says") : line.looks_like}</span>
      {isUnsure(line) && line.why ? <span className="oi-looks__why">{line.why}</span> : null}
    </span>
  );
}

const SIGNS: Readonly<Record<string, readonly [sign: string, word: "sure" | "check" | "optional" | "decided"]>> = {
  sure: ["●", "sure"],
  "please check": ["◐", "check"],
  optional: ["○", "optional"],
  decided: ["✓", "decided"],
};

function SureOf({ row, decide }: { readonly row: Row; readonly decide: (change: DraftChange) => void }): ReactNode {
  const t = useT();
  const about = useAbout();
  const line = row.lines.find(isUnsure) ?? row.lines[0];
  if (!line) return null;
  const [sign, word] = SIGNS[line.sure] ?? ["○", "optional"];
  const agree: IconName = "check";
  return (
    <span className={`oi-sure oi-sure--${word}`}>
      <span>
        <span aria-hidden="true">{sign}</span> {t(`evidence.sure.${word}`)}
      </span>
      {word === "check" ? (
        <Button
          size="s"
          icon={agree}
          aria-label={t("evidence.sure.agree.of", { about: about(line) })}
          onPress={() => decide({ choices: [{ key: line.key, values: [], as_guessed: true }], of: "" })}
        >
          {t("evidence.sure.agree")}
        </Button>
      ) : null}
    </span>
  );
}
