"""The questions about journeys that the command line knows, each with its answer for people and for programs.

What lives here: one function a question, and QUESTIONS. Not here: what is computed (measures.journeys), the table
itself (grid). An answer for programs is made of the same results that Python gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import typer

from outsidein.cli.walking.grid import count, lasting, mean, percent, share, span, way
from outsidein.measures import journeys as walked

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys
    from outsidein.maps import Document

WILSON: Final = "95 % intervals by Wilson"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the options say."""

    steps: Sequence[str | tuple[str, ...]] = ()
    within: timedelta | None = None
    top: int = 20
    first: int = 6
    goal: Sequence[str] = ()
    entered: Sequence[str] = ()
    by: str = ""
    against: Journeys | None = None
    every: str = "month"
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A table for people, and ``parts`` for programs."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    names: int = 1
    under: str = ""
    picture: int | None = None
    """The column that a picture shows, from 0; None: there is none to show."""
    parts: Mapping[str, Any] = field(default_factory=dict)


Question = Callable[["Journeys", Wanted], Answer]
"""A question of some journeys; ``wanted.against`` are the others where two sides are held against each other."""


def transitions(journeys: Journeys, wanted: Wanted) -> Answer:
    """Which touchpoint follows which, how often, after how long."""
    found = walked.transitions(journeys, times=True)
    shown = tuple(islice(found, wanted.top))
    return Answer(
        title="What follows what",
        columns=("touchpoint", "then", "times", "share of its visits", "median time"),
        rows=[
            (
                one.touchpoint,
                one.then or "(the end)",
                count(one.count),
                share(one.share),
                lasting(one.time.median if one.time else None),
            )
            for one in shown
        ],
        names=2,
        picture=3,
        under=f"{found.edges:,} different, {found.steps:,} in all. {WILSON}, over visits.",
        parts={"edges": found.edges, "steps": found.steps, "transitions": shown},
    )


def funnel(journeys: Journeys, wanted: Wanted) -> Answer:
    """How many get from step to step: in this order, and in any; how long it takes them."""
    found = walked.funnel(journeys, wanted.steps, window=wanted.within)
    within = f", the last step within {span(wanted.within.total_seconds())} of the first" if wanted.within else ""
    return Answer(
        title="Funnel",
        columns=("step", "in order", "of the first", "of the one before", "median since", "at all", "of all"),
        rows=[
            (
                " | ".join(one.touchpoints),
                count(one.ordered),
                share(one.of_first),
                share(one.of_previous),
                lasting(one.time.median if at else None),
                count(one.open),
                share(one.open_of_all),
            )
            for at, one in enumerate(found.steps)
        ],
        picture=2,
        under=f"{found.cases:,} journeys{within}; other events may come between. {WILSON}.",
        parts={"cases": found.cases, "within": found.window and found.window.total_seconds(), "steps": found.steps},
    )


def paths(journeys: Journeys, wanted: Wanted) -> Answer:
    """The most frequent beginnings of journeys."""
    found = walked.top_paths(journeys, first=wanted.first, top=wanted.top)
    return Answer(
        title=f"How journeys begin: their first {wanted.first} events",
        columns=("path", "journeys", "share"),
        rows=[(way(one.touchpoints, " ■" if one.whole else " …"), count(one.count), share(one.share)) for one in found],
        picture=2,
        under=f"■ the whole journey, … it goes on. {WILSON}, over journeys.",
        parts={"first": wanted.first, "paths": found},
    )


def variants(journeys: Journeys, wanted: Wanted) -> Answer:
    """The different journeys, event for event, and how many walk each."""
    found = walked.variants(journeys, top=wanted.top)
    covered = found.coverage(len(found.top))
    return Answer(
        title="Different journeys",
        columns=("journey", "walked", "share"),
        rows=[(way(one.touchpoints), count(one.count), share(one.share)) for one in found.top],
        picture=2,
        under=f"{found.distinct:,} different among {found.cases:,}; those shown cover {share(covered)}. {WILSON}.",
        parts={"cases": found.cases, "distinct": found.distinct, "covered": covered, "variants": found.top},
    )


def matrix(journeys: Journeys, wanted: Wanted) -> Answer:
    """Where journeys are with their first, second, third … event."""
    found = walked.step_matrix(journeys, first=wanted.first)
    order = found.counts[:, 1:].sum(axis=0).argsort()[::-1][: wanted.top]
    names = [found.names[at] for at in order] + [None]
    return Answer(
        title="Where journeys are, event by event",
        columns=("touchpoint", *(str(at) for at in range(1, wanted.first + 1))),
        rows=[
            (name or "(over)", *(percent(found.at(at, name)) for at in range(1, wanted.first + 1))) for name in names
        ],
        under=f"% of {found.cases:,} journeys.",
        parts={
            "cases": found.cases,
            "matrix": {
                name or "": [found.at(at, name) for at in range(1, wanted.first + 1)] for name in (*found.names, None)
            },
        },
    )


def between(journeys: Journeys, wanted: Wanted) -> Answer:
    """How long it takes from one touchpoint to another (--steps A,B)."""
    if len(wanted.steps) != 2:
        raise typer.BadParameter("Name two touchpoints: --steps A,B.", param_hint="--steps")
    found = walked.time_between(journeys, wanted.steps[0], wanted.steps[1], window=wanted.within)
    quartiles = (("a quarter", found.time.lower), ("half", found.time.median), ("three quarters", found.time.upper))
    return Answer(
        title=f"From {_said(wanted.steps[0])} to {_said(wanted.steps[1])}",
        columns=("of them within", "time", "at least", "at most"),
        rows=[(name, lasting(one), lasting(one, "low"), lasting(one, "high")) for name, one in quartiles],
        picture=1,
        under=f"{share(found.arrived)} of those who set out arrived; n = {found.time.n:,}; intervals by ranks.",
        parts={"between": found},
    )


def loops(journeys: Journeys, wanted: Wanted) -> Answer:
    """Where people stay, and where they come back to."""
    found = walked.loops(journeys)[: wanted.top]
    return Answer(
        title="Loops and returns",
        columns=("touchpoint", "journeys", "visits", "twice in a row", "came back later"),
        rows=[
            (one.touchpoint, count(one.cases), count(one.visits), share(one.repeated), share(one.returned))
            for one in found
        ],
        picture=3,
        under=f"Shares of the journeys that were there. {WILSON}.",
        parts={"loops": found},
    )


def drop_off(journeys: Journeys, wanted: Wanted) -> Answer:
    """Where journeys end without the goal (--goal)."""
    found = walked.drop_off(journeys, converted=wanted.goal)[: wanted.top]
    return Answer(
        title="Where journeys end",
        columns=("touchpoint", "ended here", "share of those who came"),
        rows=[(one.touchpoint, count(one.ended), share(one.share)) for one in found],
        picture=2,
        under=f"{'Without those who reached ' + ', '.join(wanted.goal) + '. ' if wanted.goal else ''}{WILSON}.",
        parts={"drop_off": found},
    )


def conversion(journeys: Journeys, wanted: Wanted) -> Answer:
    """Who reaches the goal (--goal), of those who entered (--entered), by a segment (--by)."""
    if not wanted.goal:
        raise typer.BadParameter("Name what counts as the goal: --goal TOUCHPOINT.", param_hint="--goal")
    found = walked.conversion(journeys, wanted.goal, entered=wanted.entered, by=wanted.by)
    return Answer(
        title=f"Reached {', '.join(wanted.goal)}",
        columns=(wanted.by or "journeys", "share", "n"),
        rows=[
            (one.value or ("(not said)" if wanted.by else "all"), share(one.share), f"{one.share.n:,}") for one in found
        ],
        picture=1,
        under=f"Counted: journeys as they were opened. {WILSON}.",
        parts={"conversion": found},
    )


def contacts(journeys: Journeys, wanted: Wanted) -> Answer:
    """First-contact resolution and repeat contacts at touchpoints (--goal call,chat --within 7d)."""
    if not wanted.goal:
        raise typer.BadParameter("Name the touchpoints that are contacts: --goal call,chat.", param_hint="--goal")
    found = walked.contacts(journeys, wanted.goal, window=wanted.within or timedelta(days=7))
    return Answer(
        title=f"Contacts at {', '.join(wanted.goal)}",
        columns=("", "share", "n"),
        rows=[
            (name, share(one), f"{one.n:,}")
            for name, one in (
                ("solved at the first contact", found.first_resolved),
                ("contacts that neither repeat nor are repeated", found.resolved),
                ("followed by another", found.repeated),
            )
        ],
        picture=1,
        under=f"Solved: no further contact within {found.window}. {count(found.unknown)} too late in the log to know.",
        parts={"contacts": found},
    )


def retention(journeys: Journeys, wanted: Wanted) -> Answer:
    """Who comes back: cohorts by when they first came (--every day, week, month)."""
    try:
        every = walked.Every(wanted.every)
    except ValueError as error:
        known = ", ".join(walked.Every)
        raise typer.BadParameter(f"{wanted.every!r} is none of {known}.", param_hint="--every") from error
    found = walked.retention(journeys, every=every)
    longest = min(max((len(one.retained) for one in found), default=0), 13)
    return Answer(
        title=f"Retention by {every}",
        columns=("first came", "customers", *(str(at) for at in range(longest))),
        rows=[
            _filled(
                [str(one.first), count(one.size), *(percent(kept) for kept in one.retained[:longest])],
                longest + 2,
            )
            for one in found
        ],
        under=f"% there again so many {every}s later; --json has the intervals.",
        parts={"every": every, "cohorts": found},
    )


def engagement(journeys: Journeys, wanted: Wanted) -> Answer:
    """How often they come: active days, sessions, daily of monthly actives."""
    found = walked.engagement(journeys, gap=wanted.within or timedelta(minutes=30))
    return Answer(
        title="Engagement by month",
        columns=("month", "active", "daily of monthly", "active days", "sessions"),
        rows=[
            (
                f"{one.month:%Y-%m}",
                count(one.active),
                share(one.stickiness),
                mean(one.active_days),
                mean(one.sessions),
            )
            for one in found
        ],
        picture=2,
        under="Days and sessions per active customer; a month that the log covers in part has fewer days.",
        parts={"engagement": found},
    )


def designed(journeys: Journeys, wanted: Wanted) -> Answer:
    """The path that a map draws against those that are walked (--map)."""
    from outsidein.insight import hold_against

    if wanted.document is None:
        raise typer.BadParameter("Say which map: --map KEY of the workspace, or a map file.", param_hint="--map")
    found = hold_against(wanted.document, journeys)
    names = {one.step: one.name for one in found.steps}
    beside = "; ".join(
        f"{one.touchpoint} {share(one.share)}{' after ' + names[one.after] if one.after else ''}"
        for one in found.inserted[:5]
    )
    said = (
        f"{share(found.touched)} of {found.cases:,} journeys come by the map, {share(found.in_order)} of them in order"
    )
    return Answer(
        title=f"{wanted.document.journey.title}: as designed, as walked",
        columns=("step", "come by", "pass it by", "after the one before"),
        rows=[
            (one.name, share(one.visited), share(one.skipped), share(one.in_order))
            if one.recorded
            else (one.name, "not recorded", "", "")
            for one in found.steps
        ],
        picture=1,
        under=" ".join((f"{said}. {WILSON}.", f"Beside the map: {beside}." if beside else "", *found.notes)),
        parts={"designed": found},
    )


QUESTIONS: Final[Mapping[str, Question]] = {
    "transitions": transitions,
    "funnel": funnel,
    "paths": paths,
    "variants": variants,
    "matrix": matrix,
    "between": between,
    "loops": loops,
    "drop-off": drop_off,
    "conversion": conversion,
    "contacts": contacts,
    "retention": retention,
    "engagement": engagement,
    "designed": designed,
}


def _filled(cells: list[str], most: int) -> list[str]:
    return [*cells, *[""] * most][:most]


def _said(step: str | tuple[str, ...]) -> str:
    return step if isinstance(step, str) else " | ".join(step)
