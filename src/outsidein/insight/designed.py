"""Designed against observed: the way that a map draws, held against the ways that customers walk.

What lives here: per step who comes by and who passes it by, whether steps are taken in the order drawn, and what
customers do that no step foresees. Not here: journeys themselves (measures.journeys), proposing a map (discovery).
Each figure is counted where the events lie, on any engine; only counts come back. Association, not cause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Final

from outsidein.ground import slug
from outsidein.insight.phrases import say
from outsidein.maps.document import Document
from outsidein.measures.estimate import Estimate

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.journeys import Journeys
    from outsidein.measures.journeys.comparing import Contrast, Key

NEVER: Final = 1 << 40
"""The place of a step in a journey that never comes to it."""
MOST: Final = 20
"""Touchpoints beside the map that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignedStep:
    """A step of the map and what becomes of it.

    ``visited`` is the share of journeys on the map that come by, ``skipped`` the share of those who got as far or
    farther that did not, ``in_order`` the share of those who took both this and the step before (of those recorded)
    that took them in the order drawn; nothing for the first. ``recorded`` is False where no event could show the step:
    then nothing is said of it. ``shared`` says that its touchpoints are met at other steps, too, so that a visit may
    have been one there.
    """

    step: str
    name: str
    touchpoints: tuple[str, ...]
    recorded: bool
    shared: bool
    visited: Estimate
    skipped: Estimate
    in_order: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    """Something customers do that no step foresees: the share of journeys with it, and after which step mostly."""

    touchpoint: str
    share: Estimate
    after: str
    """The id of the step; empty where nothing of the map went before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Designed:
    """The designed path against the observed ones.

    ``cases`` journeys in all; ``touched`` the share that comes by any step; of those: ``in_order`` the share that takes
    whichever steps it takes in the order drawn, ``complete`` the share that takes every recorded step.
    """

    steps: tuple[DesignedStep, ...]
    inserted: tuple[Inserted, ...]
    cases: int
    touched: Estimate
    in_order: Estimate
    complete: Estimate
    notes: tuple[str, ...] = ()


def hold_against(document: Document, journeys: Journeys, *, level: float = 0.95) -> Designed:
    """The steps of ``document``, in their order, held against ``journeys``.

    A journey comes by a step with its first event at one of the step's touchpoints: those met nowhere else on the map
    where there are any, else all of them. Equal places cannot be: events of a journey are in a strict order.
    """
    plan = planned(document, journeys)
    counts = _counts(journeys, [codes for _, _, codes, _ in plan if codes])
    return _told(document, journeys, plan, counts, level)


def compare_designed(
    document: Document, this: Journeys, against: Journeys, *, level: float = 0.95
) -> tuple[Contrast, ...]:
    """Of the journeys on the map, the share that comes by each recorded step (its id), on both sides; in map order.

    Raises MeasureError for two logs.
    """
    from outsidein.measures.journeys.comparing import contrasts, of_one_log

    of_one_log(this, against)
    drawn = [(step, codes) for step, _, codes, _ in planned(document, this) if codes]
    sides: list[tuple[dict[Key, int], int]] = []
    for side in (this, against):
        counts = _counts(side, [codes for _, codes in drawn])
        visited: dict[Key, int] = {(step,): n for (step, _), n in zip(drawn, counts.visited, strict=True)}
        sides.append((visited, counts.touched))
    made = contrasts(sides[0], sides[1], formula=say("designed.formula.visited"), level=level)
    order = [(step,) for step, _ in drawn]
    return tuple(sorted(made, key=lambda one: order.index((one.key[0],))))


Planned = tuple[str, tuple[str, ...], tuple[int, ...], bool]
"""A step (its id), the keys of its touchpoints, their codes, whether they are shared with other steps."""


def planned(document: Document, journeys: Journeys) -> list[Planned]:
    """The steps of a map, in order, with the codes that show them; no codes where no event could."""
    known = {slug(name): code for code, name in enumerate(journeys.names, start=1)}
    met = {step.id: tuple(one.key for _, one in document.encounters(step.id)) for step in document.steps}
    times = Counter(key for keys in met.values() for key in dict.fromkeys(keys))
    plan = []
    for step, keys in met.items():
        seen = [key for key in dict.fromkeys(keys) if slug(key) in known]
        own = [key for key in seen if times[key] == 1]
        plan.append((step, tuple(own or seen), tuple(known[slug(key)] for key in own or seen), not own))
    return plan


@dataclass(frozen=True, slots=True)
class _Counts:
    """Per recorded step: visited, got as far, passed by; both this and the one before, and those in order."""

    cases: int
    touched: int
    in_order: int
    complete: int
    visited: tuple[int, ...]
    reached: tuple[int, ...]
    passed: tuple[int, ...]
    both: tuple[int, ...]
    ordered: tuple[int, ...]


def _counts(journeys: Journeys, steps: Sequence[tuple[int, ...]]) -> _Counts:
    import ibis

    cases = int(journeys.cases.count().to_pyarrow().as_py())
    if not steps:
        return _Counts(cases, 0, 0, 0, (), (), (), (), ())
    events = journeys.events
    wanted = sorted({code for codes in steps for code in codes})
    places = (
        events.filter(events.code.isin(wanted))
        .group_by("case")
        .aggregate(
            **{
                f"p{at}": ibis.ifelse(events.code.isin(codes), events.seq, NEVER).min()
                for at, codes in enumerate(steps)
            }
        )
    )
    row = places.aggregate(**_sums(places, len(steps))).to_pyarrow().to_pylist()[0]

    def each(name: str) -> tuple[int, ...]:
        return tuple(int(row[f"{name}{at}"] or 0) for at in range(len(steps)))

    touched, in_order, complete = (int(row[name] or 0) for name in ("touched", "in_order", "complete"))
    return _Counts(
        cases, touched, in_order, complete, each("v"), each("r"), each("s"), (0, *each("b")[1:]), (0, *each("o")[1:])
    )  # fmt: skip


def _sums(places: ir.Table, steps: int) -> dict[str, ir.Value]:
    """What is summed over journeys, from the place of each step in each."""
    import ibis

    def count(condition: ir.BooleanValue) -> ir.Value:
        return ibis.ifelse(condition, 1, 0).sum().cast("int64")

    at = [places[f"p{step}"] for step in range(steps)]
    been = [place < NEVER for place in at]
    farther = [reduce(lambda a, b: a | b, been[step:]) for step in range(steps)]
    # Going along the steps: the latest place so far of those that were come by.
    so_far: list[ir.Value] = []
    for place in at:
        here = ibis.ifelse(place < NEVER, place, 0)
        so_far.append(here if not so_far else ibis.greatest(so_far[-1], here))
    right = [~been[step] | (at[step] > so_far[step - 1]) for step in range(1, steps)]
    sums = {
        "touched": places.count().cast("int64"),
        "in_order": count(reduce(lambda a, b: a & b, right)) if right else places.count().cast("int64"),
        "complete": count(reduce(lambda a, b: a & b, been)),
    }
    for step in range(steps):
        sums |= {f"v{step}": count(been[step]), f"r{step}": count(farther[step])}
        sums[f"s{step}"] = count(farther[step] & ~been[step])
        both = been[step] & been[step - 1] if step else been[step]
        sums |= {f"b{step}": count(both), f"o{step}": count(both & (at[step] > at[step - 1])) if step else count(both)}
    return sums


def _told(document: Document, journeys: Journeys, plan: list[Planned], counts: _Counts, level: float) -> Designed:
    from outsidein.measures.journeys.shares import share

    def of(x: int, n: int, formula: str) -> Estimate:
        return share(x, n, formula=say(f"designed.formula.{formula}"), level=level, about=journeys.narrowed)

    steps, at = [], 0
    for step, keys, codes, shared in plan:
        name = getattr(document.records[step], "name", step)
        nothing = Estimate.nothing()
        if not codes:
            steps.append(
                DesignedStep(
                    step=step, name=name, touchpoints=keys, recorded=False, shared=False, visited=nothing,
                    skipped=nothing, in_order=nothing,
                )
            )  # fmt: skip
            continue
        steps.append(
            DesignedStep(
                step=step,
                name=name,
                touchpoints=keys,
                recorded=True,
                shared=shared,
                visited=of(counts.visited[at], counts.touched, "visited"),
                skipped=of(counts.passed[at], counts.reached[at], "skipped"),
                in_order=of(counts.ordered[at], counts.both[at], "in-order") if at else nothing,
            )
        )
        at += 1
    notes = []
    if missing := [one.name for one in steps if not one.recorded]:
        notes.append(say("designed.not-recorded", n=len(missing), names=", ".join(missing)))
    if doubtful := [one.name for one in steps if one.recorded and one.shared]:
        notes.append(say("designed.shared", n=len(doubtful), names=", ".join(doubtful)))
    return Designed(
        steps=tuple(steps),
        inserted=_inserted(journeys, plan, counts.cases, level),
        cases=counts.cases,
        touched=of(counts.touched, counts.cases, "touched"),
        in_order=of(counts.in_order, counts.touched, "whole-in-order"),
        complete=of(counts.complete, counts.touched, "complete"),
        notes=tuple(notes),
    )


def _inserted(journeys: Journeys, plan: list[Planned], cases: int, level: float) -> tuple[Inserted, ...]:
    from outsidein.measures.journeys.shares import share

    step_of = {code: step for step, _, codes, _ in reversed(plan) for code in codes}
    events = journeys.events
    mine = sorted(step_of)
    beside = events.filter(~events.code.isin(mine)) if mine else events
    rows = beside.group_by("code").aggregate(n=beside["case"].nunique().cast("int64"))
    best = rows.order_by(rows.n.desc(), rows.code).limit(MOST).to_pyarrow().to_pylist()
    before: dict[int, int] = {}
    if mine:
        along = events.filter(events.code.isin(mine) & events.nxt.isin([row["code"] for row in best]))
        pairs = along.group_by("code", "nxt").aggregate(n=along.count().cast("int64"))
        for row in sorted(pairs.to_pyarrow().to_pylist(), key=lambda row: (row["n"], -row["code"])):
            before[row["nxt"]] = row["code"]
    return tuple(
        Inserted(
            touchpoint=journeys.names[row["code"] - 1],
            share=share(
                row["n"], cases, formula=say("designed.formula.inserted"), level=level, about=journeys.narrowed
            ),
            after=step_of.get(before.get(row["code"], 0), ""),
        )
        for row in best
    )
