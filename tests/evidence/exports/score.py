"""How well exports are guessed: roles, rating scales, and above all what is wrong and not marked.

What lives here: comparing a Draft with the truth. It judges what an import would do (the Source), not what is shown.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from outsidein.evidence.guess import Draft, Sure
from outsidein.evidence.guessing.drafting import draft as drafted
from outsidein.evidence.source import Format, Question, Source

from .truth import Export, Truth

SEED = 20261121


@dataclass
class Score:
    """Counts for one export, and a line for everything wrong. ``silent`` is what is wrong and not marked."""

    name: str
    columns: int = 0
    roles: int = 0
    ratings: int = 0
    scales: int = 0
    facts: int = 0
    facts_right: int = 0
    asked: int = 0
    """Questions put to the person (doubts that are more than a hint)."""
    in_vain: int = 0
    """Columns that are marked to be checked although they are right."""
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


def roles_in(source: Source) -> dict[str, str]:
    """What each column becomes, by what an import would do with it."""
    out: dict[str, str] = {}
    fields = ("customer", "case", "response", "time", "end", "channel", "touchpoint", "question", "value")
    fields += ("event", "lifecycle", "text", "invited")
    for name in fields:
        at = getattr(source, name)
        if at is not None and at.column:
            out.setdefault(at.column, name)
    out |= {column: "ignore" for column in source.ignore if column not in out}
    out |= {s.column: "segment" for s in source.segments}
    out |= {c.column: "comment" for c in source.comments}
    out |= {q.column: "rating" for q in source.questions if q.column}
    return out


def score(export: Export, folder: Path, *, seed: int = SEED) -> tuple[Score, Draft]:
    """Build an export, guess it, compare."""
    path = folder / export.file
    path.write_bytes(export.build(Random(f"{seed}/{export.name}")))
    draft = drafted(path, Format(), export.known)
    out = Score(export.name)
    _facts(out, export, draft)
    _columns(out, export, draft)
    out.asked = sum(d.severity.value != "hint" for d in draft.doubts)
    return out, draft


def _facts(out: Score, export: Export, draft: Draft) -> None:
    form = draft.source.format
    codes = {d.code for d in draft.doubts}
    facts: list[tuple[str, object, object, set[str]]] = [
        ("reads", draft.source.reads.value in export.reads, True, {"evidence/unsure-shape"}),
        ("type", form.type, export.type, set()),
        (
            "header",
            (form.header, form.skip, form.join_header),
            (export.header, export.skip, export.join),
            {"evidence/unsure-header", "evidence/no-column-names"},
        ),
    ]
    if export.type == "csv":
        facts.append(("delimiter", form.delimiter, export.delimiter, {"evidence/unsure-delimiter"}))
        facts.append(("encoding", _codec(form.encoding), _codec(export.encoding), {"evidence/unsure-encoding"}))
        facts.append(("decimal", form.decimal, export.decimal, {"evidence/unsure-decimal", "evidence/mixed-decimals"}))
    if export.sheet:
        facts.append(("sheet", form.sheet, export.sheet, {"evidence/several-sheets"}))
    if export.time_format:
        doubts = {"evidence/unsure-date-order", "evidence/mixed-dates", "evidence/unsure-time"}
        facts.append(("time format", draft.source.time_format in export.time_format, True, doubts))
    if export.time_zone:
        facts.append(("time zone", draft.source.time_zone, export.time_zone, {"evidence/unknown-time-zone"}))
    for name, found, true, marks in facts:
        out.facts += 1
        if found == true:
            out.facts_right += 1
            continue
        says = f"{name}: {found!r}, not {true!r}" if not isinstance(true, bool) else f"{name} is wrong"
        if name == "reads":
            says = f"reads {draft.source.reads.value}, not {export.reads}"
        if name == "time format":
            says = f"time format {draft.source.time_format!r}, not one of {export.time_format}"
        out.wrong.append(says)
        if not marks & codes:
            out.silent.append(says)


def _codec(name: str) -> str:
    return codecs.lookup(name).name.replace("-sig", "") if name else ""


def _columns(out: Score, export: Export, draft: Draft) -> None:
    roles = roles_in(draft.source)
    questions = {q.column: q for q in draft.source.questions}
    shown = [c for c in draft.columns if len(c.columns) == 1 and c.role is not None]
    unsure = {c for line in draft.columns if line.sure is not Sure.SURE for c in line.columns}
    unsure |= {d.where.column for d in draft.doubts if d.where.column and d.severity.value != "hint"}
    names = [line.columns[0] for line in shown]
    by_name = export.type in {"jsonl", "parquet"}
    worded = {q.wording: q for q in draft.source.questions}
    for text, truth in export.questions:
        out.ratings += 1
        says = _wrong(text, truth, "rating" if text in worded else "missing", worded.get(text), draft)
        out.scales += not says
        if says:
            out.wrong.append(f"{text}: {says}")
            if not {"evidence/unsure-scale"} & {d.code for d in draft.doubts if text in d.says}:
                out.silent.append(f"{text}: {says}")
    for place, (label, truth) in enumerate(export.columns):
        name = label if by_name else names[place] if place < len(names) else label
        out.columns += 1
        says = _wrong(name, truth, roles.get(name, "missing"), questions.get(name), draft)
        out.roles += not says.startswith("role")
        if truth.roles == ("rating",):
            out.ratings += 1
            out.scales += not says
        out.in_vain += name in unsure and not says
        if says:
            out.wrong.append(f"{label}: {says}")
            # A touchpoint that is on no map is always listed as such, with its proposed key.
            new = says.startswith("touchpoint") and "evidence/new-touchpoints" in {d.code for d in draft.doubts}
            if name not in unsure and not (new and questions[name].touchpoint not in dict(export.known.touchpoints)):
                out.silent.append(f"{label}: {says}")


def _wrong(name: str, truth: Truth, role: str, question: Question | None, draft: Draft) -> str:
    if role not in truth.roles:
        return f"role {role}, not {' or '.join(truth.roles)}"
    if role != "rating" or question is None or truth.scale is None:
        return ""
    if truth.asks and question.asks.value not in truth.asks:
        return f"asks {question.asks.value}, not {' or '.join(truth.asks)}"
    if tuple(question.scale) != tuple(truth.scale):
        return f"scale {question.scale}, not {truth.scale}"
    if question.shift != truth.shift:
        return f"shift {question.shift}, not {truth.shift}"
    if question.reversed != truth.reversed:
        return f"reversed {question.reversed}"
    recode = {k.casefold(): v for k, v in question.recode}
    for text, value in truth.recode:
        if text.casefold() in recode and recode[text.casefold()] != value:
            return f"“{text}” is {recode[text.casefold()]}, not {value}"
    out_of_use = {*question.not_applicable, *question.blank}
    missing = [t for t in truth.off if t not in out_of_use]
    if missing and not (recode and not any(t.casefold() in recode for t in missing)):
        return f"{missing} not taken out"
    if truth.touchpoint is not None and question.touchpoint != truth.touchpoint:
        return f"touchpoint “{question.touchpoint}”, not “{truth.touchpoint}”"
    return ""


def table(scores: list[Score]) -> str:
    """The scores as a table for people."""
    columns = ("columns", 8), ("roles", 6), ("ratings", 8), ("scales", 7), ("form", 7), ("asked", 6), ("in vain", 8)
    head = f"{'export':44}" + "".join(f" {name:>{width}}" for name, width in columns) + f" {'silent':>7}"
    lines = [head, "-" * len(head)]
    for s in scores:
        lines.append(
            f"{s.name[:44]:44} {s.columns:8} {s.roles:6} {s.ratings:8} {s.scales:7} {f'{s.facts_right}/{s.facts}':>7} "
            f"{s.asked:6} {s.in_vain:8} {len(s.silent):7}"
        )
    total = [sum(getattr(s, f) for s in scores) for f in ("columns", "roles", "ratings", "scales", "in_vain", "asked")]
    right, facts = sum(s.facts_right for s in scores), sum(s.facts for s in scores)
    silent = sum(len(s.silent) for s in scores)
    lines.append("-" * len(head))
    lines.append(
        f"{f'{len(scores)} exports':44} {total[0]:8} {total[1] / total[0]:6.1%} {total[2]:8} "
        f"{total[3] / max(1, total[2]):7.1%} {right / facts:7.1%} {total[5]:6} {total[4] / total[0]:8.1%} {silent:7}"
    )
    return "\n".join(lines)
