"""The same questions of two sides: each answered by what one does more often, later or longer than the other.

What lives here: one function a question, and COMPARISONS. Not here: what is computed (measures.journeys.comparing), who
the two sides are (command). An association, never a cause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import typer

from outsidein.cli.walking.grid import mean, share, waited, way
from outsidein.cli.walking.questions import Answer, Question, Wanted
from outsidein.measures import journeys as walked

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys
    from outsidein.measures.journeys import Contrast

COLUMNS: Final = ("this", "against", "difference", "q")
_CHANGE: Final = 3
"""The column of the difference, for the picture."""
_WAYS: Final = {"active-days": "active days", "first_resolved": "solved at the first contact",
                "resolved": "neither repeat nor are repeated", "repeated": "followed by another"}  # fmt: skip


def transitions(this: Journeys, wanted: Wanted) -> Answer:
    """In which share of journeys one directly follows the other, and after how long the first time."""
    other = _other(wanted)
    often, long = walked.compare_transitions(this, other), walked.compare_waits(this, other)
    found, times = walked.together(often, long)
    return _answer(this, wanted, "share of journeys", found, more={"median time until then": times})


def funnel(this: Journeys, wanted: Wanted) -> Answer:
    """Who gets to each step, and how long it takes since the one before."""
    other = _other(wanted)
    found, times = walked.together(
        walked.compare_funnels(this, other, wanted.steps, window=wanted.within),
        walked.compare_funnel_times(this, other, wanted.steps, window=wanted.within),
    )
    return _answer(this, wanted, "of those who took the first step", found, more={"median time since": times})


def paths(this: Journeys, wanted: Wanted) -> Answer:
    """The most frequent beginnings."""
    found = walked.compare_paths(this, _other(wanted), first=wanted.first, top=wanted.top)
    return _answer(this, wanted, f"share of journeys that begin so ({wanted.first} events)", found)


def variants(this: Journeys, wanted: Wanted) -> Answer:
    """Whole journeys, event for event."""
    found = walked.compare_variants(this, _other(wanted), top=wanted.top)
    return _answer(this, wanted, "share of journeys that run so", found)


def matrix(this: Journeys, wanted: Wanted) -> Answer:
    """Where journeys are, event by event."""
    found = walked.compare_steps(this, _other(wanted), first=wanted.first, top=wanted.top)
    return _answer(this, wanted, "share of journeys there with event …", found, word=_position)


def between(this: Journeys, wanted: Wanted) -> Answer:
    """How long it takes from one touchpoint to another, and who arrives."""
    if len(wanted.steps) != 2:
        raise typer.BadParameter("Name two touchpoints: --steps A,B.", param_hint="--steps")
    time, arrived = walked.compare_between(this, _other(wanted), *wanted.steps, window=wanted.within)
    return _answer(this, wanted, "median time", (time,), more={"of those who set out, arrived": (arrived,)})


def loops(this: Journeys, wanted: Wanted) -> Answer:
    """Who stays at a touchpoint, and who comes back to it."""
    repeated, returned = walked.compare_loops(this, _other(wanted))
    return _answer(this, wanted, "there twice in a row", repeated, more={"came back later": returned})


def drop_off(this: Journeys, wanted: Wanted) -> Answer:
    """Where journeys end without the goal."""
    found = walked.compare_drop_off(this, _other(wanted), converted=wanted.goal)
    return _answer(this, wanted, "of those who came, ended here", found)


def conversion(this: Journeys, wanted: Wanted) -> Answer:
    """Who reaches the goal."""
    if not wanted.goal:
        raise typer.BadParameter("Name what counts as the goal: --goal TOUCHPOINT.", param_hint="--goal")
    found = walked.compare_conversion(this, _other(wanted), wanted.goal, entered=wanted.entered, by=wanted.by)
    return _answer(this, wanted, f"reached {', '.join(wanted.goal)}", found)


def contacts(this: Journeys, wanted: Wanted) -> Answer:
    """First-contact resolution and repeat contacts."""
    if not wanted.goal:
        raise typer.BadParameter("Name the touchpoints that are contacts: --goal call,chat.", param_hint="--goal")
    window = wanted.within or timedelta(days=7)
    found = walked.compare_contacts(this, _other(wanted), wanted.goal, window=window)
    return _answer(this, wanted, f"contacts at {', '.join(wanted.goal)}", found)


def retention(this: Journeys, wanted: Wanted) -> Answer:
    """Who is there again so many periods after the first."""
    every = walked.Every(wanted.every)
    found = walked.compare_retention(this, _other(wanted), every=every)
    return _answer(this, wanted, f"there again so many {every}s later", found)


def engagement(this: Journeys, wanted: Wanted) -> Answer:
    """Active days and sessions soon after the first event."""
    days, found = walked.compare_engagement(this, _other(wanted), gap=wanted.within or timedelta(minutes=30))
    return _answer(this, wanted, f"each in the first {days} days", found, figure=mean)


def designed(this: Journeys, wanted: Wanted) -> Answer:
    """Who comes by the steps of a map, and takes them in order."""
    from outsidein.insight import compare_designed

    if wanted.document is None:
        raise typer.BadParameter("Say which map: --map KEY of the workspace, or a map file.", param_hint="--map")
    found = compare_designed(wanted.document, this, _other(wanted))
    names = {step.id: step.name for step in wanted.document.steps}
    return _answer(this, wanted, "of journeys on the map, come by", found, word=lambda key: names.get(key[0], key[0]))


def reach(this: Journeys, wanted: Wanted) -> Answer:
    """Who comes by each touchpoint; with --steps, the funnel."""
    if wanted.steps:
        return funnel(this, wanted)
    return _answer(this, wanted, "share of journeys that come by", walked.compare_reach(this, _other(wanted)))


COMPARISONS: Final[Mapping[str, Question]] = {
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
    "compare": reach,
    "designed": designed,
}


def _answer(
    this: Journeys, wanted: Wanted, title: str, found: Sequence[Contrast], *,
    more: Mapping[str, Sequence[Contrast]] | None = None, figure: Any = share, word: Any = None,
) -> Answer:  # fmt: skip
    """The differences as a table: what was asked first, then ``more`` under names of their own."""
    parts = {title: found, **(more or {})}
    looks = sum(one.change.known for part in parts.values() for one in part)
    rows = [
        (
            (word or _said)(one.key) + (f" · {name}" if name != title else ""),
            *((waited if one.change.unit == "s" else figure)(side) for side in (one.this, one.against, one.change)),
            f"{one.q:.3f}" if one.change.known else "–",
        )
        for name, part in parts.items()
        for one in part[: wanted.top]
    ]
    return Answer(
        title=f"{this.narrowed or 'All'} against {_other(wanted).narrowed or 'all'}",
        columns=(title, *COLUMNS),
        rows=rows,
        under=f"q: corrected for {looks:,} looks; q ≤ 0.05 differs. An association, not a cause.",
        picture=_CHANGE,
        parts={
            "looks": looks, "differences": [*found][: wanted.top],
            **({"more": {name: [*part][: wanted.top] for name, part in more.items()}} if more else {}),
        },
    )  # fmt: skip


def _other(wanted: Wanted) -> Journeys:
    if wanted.against is None:
        raise typer.BadParameter("Say against whom: --against NAME=VALUE or --against-period.", param_hint="--against")
    return wanted.against


def _said(key: Sequence[str]) -> str:
    if len(key) == 1:
        return _WAYS.get(key[0], key[0])
    return way(key)


def _position(key: Sequence[str]) -> str:
    return f"{key[0]}. {key[1] or '(over)'}"
