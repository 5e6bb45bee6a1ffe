"""How what is foretold is written for people: one Answer a question, its tables and its sentences.

What lives here: writing. Not here: the commands (foretelling, valuing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outsidein.cli.walking.grid import number, share, way

if TYPE_CHECKING:
    from outsidein.insight.behaviour import Behaviours
    from outsidein.measures import Estimate
    from outsidein.workspace.foretelling import Following, Foretold, WhatIfs
    from outsidein.workspace.valuing import Credited, Curve, Staying, Worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its title; the first ``names`` columns are words."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    names: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said first, the tables, and what one must know."""

    said: Sequence[str]
    tables: Sequence[Table] = ()
    notes: Sequence[str] = ()

    def show(self) -> None:
        """Print it."""
        from outsidein.cli import say
        from outsidein.cli.walking import grid

        for line in self.said:
            say.out.print(line, markup=False)
        if self.said:
            say.out.print()
        for one in self.tables:
            grid.show(one.title, one.columns, one.rows, names=one.names)
            say.out.print()
        for note in self.notes:
            say.out.print(note, style="dim", markup=False)


def figure(estimate: Estimate | None, digits: int = 1, unit: str = "") -> str:
    """A number with its interval, marked where it rests on few.

    >>> from outsidein.measures import Estimate
    >>> figure(Estimate(12.0, 9.5, 15.25, 40, "t"), unit=" %")
    '12.0 % (9.5–15.2)'
    """
    if estimate is None or not estimate.known:
        return "–"
    value, low, high = (_edge(one, digits) for one in (estimate.value, estimate.low, estimate.high))
    return f"{value}{unit} ({low}–{high}){' few' if estimate.small else ''}"


def _edge(value: float, digits: int) -> str:
    return "∞" if value == float("inf") else number(value, digits)


def foretold(found: Foretold) -> Answer:
    """The verdict, the days of the split, and the calibration."""
    verdict, *notes = found.said[1:]
    split = (
        f"Learnt from what was known on {found.learnt_at:%Y-%m-%d}, judged on what was foretold on "
        f"{found.judged_at:%Y-%m-%d} and came by {found.now:%Y-%m-%d}."
    )
    rates = (
        f"Base rate {figure(found.base, unit=' %')}, n = {found.base.n:,}; it happened to "
        f"{figure(found.happened, unit=' %')}, n = {found.happened.n:,}. "
        f"AUC {figure(found.ranking, 3)}; Brier score {figure(found.calibration.brier, 4)}."
    )
    tables = [
        Table(
            title="Calibration",
            columns=("told", "came true", "n"),
            rows=[
                (f"{number(100 * one.told, 1)} %", share(one.true), f"{one.true.n:,}") for one in found.calibration.bins
            ],
        )
    ]
    if found.likely:
        tables.append(
            Table(
                title=f"Likeliest now, of {found.cases:,}",
                columns=("case", "chance"),
                rows=[(case, f"{number(100 * chance, 1)} %") for case, chance in found.likely],
            )
        )
    return Answer(said=(found.outcome, verdict, split, rates), tables=tables, notes=notes)


def following(found: Following) -> Answer:
    """What comes next, and how well each way foretells it."""
    tables = []
    if found.after:
        tables.append(
            Table(
                title=f"After {way(found.path)}",
                columns=("next", "share", "seen"),
                rows=[(name, share(one), f"{one.n:,}") for name, one in found.after],
            )
        )
    tables.append(
        Table(
            title="How well the next step is foretold",
            columns=("by", "first guess right", "one of three right"),
            rows=[
                (f"{one.said}{' (used)' if one.way == found.chosen else ''}", figure(one.first, unit=" %"),
                 figure(one.of_three, unit=" %"))
                for one in found.ways
            ],
        )
    )  # fmt: skip
    verdict, *notes = found.said
    split = (
        f"Learnt from moves before {found.cutoff:%Y-%m-%d %H:%M}, judged on {found.moves:,} later ones of "
        f"{found.cases:,} journeys."
    )
    return Answer(said=(verdict, split), tables=tables, notes=notes)


def behaviour(found: Behaviours, *, top: int) -> Answer:
    """What goes with the outcome, the clearest first."""
    shown = found.drivers[:top]
    base = f"{found.outcome}: base rate {share(found.base)}, n = {found.base.n:,}; AUC {figure(found.auc, 3)}."
    table = Table(
        title=f"What goes with it ({found.looks:,} looked at)",
        columns=("behaviour", "those who", "the others", "all else equal", "q"),
        rows=[(one.name, share(one.share), share(one.others), share(one.adjusted), f"{one.q:.3f}") for one in shown],
    )
    left_out = [one.says for one in found.excluded]
    return Answer(said=(base,), tables=[table] if shown else [], notes=(*left_out, *found.notes))


def what_if(found: WhatIfs) -> Answer:
    """The effect of moving each touchpoint's score, with the assumptions."""
    rows, refused, first = [], [], None
    for one in found.touchpoints:
        for each in one.changes:
            first = first or each
            scale = f"{number(one.scale[0], 0)}–{number(one.scale[1], 0)}"
            rows.append(
                (one.name, f"{each.change:+g} of {scale}".replace("-", "−"), figure(each.now, unit=" %"),
                 figure(each.effect, unit=" points"), f"{one.rated:,}", f"{one.held}")
            )  # fmt: skip
        refused += [f"{one.name}: {said.says}" for said in one.refused]
    table = Table(
        title=f"What if: the share that {found.outcome}",
        columns=("touchpoint", "moved by", "now", "would change by", "rated", "held"),
        rows=rows,
    )
    said = [first.said] if first and len(rows) == 1 else []
    return Answer(said=said, tables=[table] if rows else [], notes=(*(first.assumptions if first else ()), *refused))


def worth(found: Worth) -> Answer:
    """Purchases to come, their worth, and the proof."""
    lines = [
        f"{found.customers:,} customers, {found.returned:,} came back, {found.purchases:,} purchases from "
        f"{found.first} to {found.last}.",
        f"Purchases to come within {found.months} months: {figure(found.to_come, 0)}.",
    ]
    if found.mean is not None and found.total is not None:
        lines.append(f"Worth of a customer: {figure(found.mean, 2)}; of all: {figure(found.total, 0)}.")
    tables = []
    if found.proof is not None:
        proof = found.proof
        lines.append(
            f"Put to the proof from {proof.cutoff} on: {figure(proof.foretold, 0)} foretold, "
            f"{number(proof.came.value, 0)} came. {' '.join(proof.said)}"
        )
        tables.append(
            Table(
                title="Customers by what was foretold: purchases each",
                columns=("foretold", "came", "n"),
                rows=[(number(one.told, 2), figure(one.true, 2), f"{one.true.n:,}") for one in proof.bins],
            )
        )
    return Answer(said=lines, tables=tables, notes=(*(one.says for one in found.unproven), *found.notes))


def staying(found: Staying) -> Answer:
    """The curves at a few times, and whether groups differ."""
    curves = [found.whole, *found.groups]
    times = _times(found.whole)
    rows = []
    for one in curves:
        ratio = figure(one.ratio, 2) if one.ratio is not None else "–"
        cells = [_at(one, time) for time in times]
        rows.append((one.group or "all", f"{one.customers:,}", *cells, figure(one.median), ratio))
    what = f"{'Not yet at ' + found.event if found.event else 'Still there'}, after so many days"
    columns = ("", "n", *(number(time, 0) for time in times), "median days", "rate ÷ others")
    said = []
    if found.chance is not None and found.chi_squared is not None:
        said.append(f"{found.said[0]} Log-rank χ² = {found.chi_squared:.2f}, df {found.df}, p = {found.chance:.4f}.")
    notes = found.said[1:] if said else found.said
    return Answer(said=said, tables=[Table(title=what, columns=columns, rows=rows)], notes=notes)


def _times(curve: Curve) -> list[float]:
    """Four times that parts of the observation make, whole days where it is long."""
    return [round(curve.until * part, 0 if curve.until > 8 else 1) for part in (0.1, 0.25, 0.5, 0.9)]


def _at(curve: Curve, time: float) -> str:
    if time > curve.until:
        return "–"
    rows = [at for at, one in enumerate(curve.times) if one <= time]
    if not rows:
        return "100.0 %"
    at = rows[-1]
    value, low, high = (number(100 * one[at], 1) for one in (curve.share, curve.low, curve.high))
    return f"{value} % ({low}–{high})"


def credited(found: Credited, *, top: int) -> Answer:
    """Credit by rule, side by side, the largest by the chain first."""
    names = [one.touchpoint for one in found.rules[-1].credits][:top]
    by_rule = [{one.touchpoint: one for one in rule.credits} for rule in found.rules]
    rows = [(name, *(figure(rule[name].share, unit=" %") for rule in by_rule)) for name in names]
    title = f"Credit for {found.goal}: {found.conversions:,} of {found.journeys:,} journeys reached it"
    columns = ("touchpoint", *(str(rule.rule) for rule in found.rules))
    return Answer(said=(), tables=[Table(title=title, columns=columns, rows=rows)], notes=found.notes)
