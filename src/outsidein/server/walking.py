"""What workers work out of journeys: how they are walked, who walks them, and a draft map of them, as plain JSON.

What lives here: functions that a worker process runs, like those of studying. Not here: what is counted
(measures.journeys, insight), asking for any of this (api.journeys).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from outsidein import workspace
from outsidein.ground import EvidenceError
from outsidein.ground.speech import speaking
from outsidein.server.plain import plain
from outsidein.server.studying import document_of
from outsidein.server.watching import tell

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys
    from outsidein.measures.journeys import Spot

_BUSY: Final = frozenset({"evidence/busy", "evidence/journeys-moved"})
_PATIENCE: Final = 600.0
"""Seconds to wait while another worker lays the same journeys out; what it lays out serves both."""
_LOOK: Final = 0.3
SESSION: Final = "session:30"
_MOST_ROWS: Final = 200
"""Differences that are told of one kind, the surest first."""


class Part(StrEnum):
    """The parts of the page whose two sides can be compared."""

    FUNNEL = "funnel"
    VARIANTS = "variants"
    PATHS = "paths"
    TRANSITIONS = "transitions"
    PLACES = "places"
    RETURN = "return"
    DESIGNED = "designed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Which journeys: those of these segments that began from ``first`` to ``last`` day."""

    segments: tuple[tuple[str, str], ...] = ()
    first: date | None = None
    last: date | None = None

    def of(self, journeys: Journeys) -> Journeys:
        """The journeys that it means."""
        last = None if self.last == date.max else self.last  # the day after that one cannot be told
        return journeys.segment(**dict(self.segments)).period(self.first, last)


@contextmanager
def opened(folder: Path, notion: str) -> Iterator[Journeys]:
    """The journeys of a workspace, laid out first where they are not; waits while somebody else is at that."""
    log = workspace.Log(notion=notion)
    until = time.monotonic() + _PATIENCE
    while True:
        walked = workspace.open_journeys(folder, log=log, progress=tell)
        try:
            journeys = walked.__enter__().journeys
        except EvidenceError as error:
            if time.monotonic() > until or not any(one.code in _BUSY for one in error.diagnostics):
                raise
            time.sleep(_LOOK)
            continue
        try:
            yield journeys
        finally:
            walked.__exit__(None, None, None)
        return


def overview(folder: Path, *, notion: str, side: Side, language: str) -> dict[str, Any]:
    """What journeys there are: whose they can be, touchpoints with their reach, segments, days; ``events`` 0: none."""
    from outsidein.evidence.notions import happened

    with workspace.open_study(workspace.find(folder)) as study:
        table = happened(study.store.responses, study.store.events)
        row = (
            table.aggregate(n=table.count(), cases=table["case"].count(), customers=table.customer.count())
            .to_pyarrow()
            .to_pylist()[0]
        )
    notions = [*(["case"] if row["cases"] else []), *(["customer", SESSION] if row["customers"] else [])]
    if not notions:
        return {"events": 0, "cases": 0, "notions": [], "notion": notion, "touchpoints": [], "segments": []}
    chosen = notion or notions[0]
    with speaking(language), opened(folder, chosen) as journeys:
        return {**_overview(journeys, side), "notions": notions, "notion": chosen}


def _overview(everybody: Journeys, side: Side) -> dict[str, Any]:
    from outsidein.measures.journeys.shares import Shares
    from outsidein.measures.phrases import say

    journeys = side.of(everybody)
    cases = journeys.cases
    whole = cases.aggregate(
        n=cases.count(), events=cases.length.sum(), first=cases["first"].min(), last=cases["last"].max()
    )
    ends = whole.to_pyarrow().to_pylist()[0]
    events = journeys.events
    own = events.group_by("case", "code").aggregate(visits=events.count(), place=events.seq.min())
    reached = own.group_by("code").aggregate(n=own.count(), visits=own.visits.sum(), place=own.place.mean())
    rows = sorted(reached.to_pyarrow().to_pylist(), key=lambda row: (-row["n"], row["code"]))
    shares = Shares.of(
        [row["n"] for row in rows], int(ends["n"]), formula=say("journeys.formula-reach"), about=journeys.narrowed
    )
    return {
        "events": int(ends["events"] or 0),
        "cases": int(ends["n"]),
        "longest": everybody.longest,
        "left_out": everybody.left_out,
        "first": _day(ends["first"]),
        "last": _day(ends["last"]),
        "touchpoints": [
            {
                "name": journeys.names[row["code"] - 1],
                "reach": plain(shares[at]),
                "visits": int(row["visits"]),
                "place": float(row["place"]),
            }
            for at, row in enumerate(rows)
        ],
        "segments": _segments(everybody),
    }


def _segments(journeys: Journeys) -> list[dict[str, Any]]:
    """Segments of few enough values to choose from, each value with its cases, the largest first."""
    from outsidein.measures.journeys.walkers import MOST_VALUES

    found = []
    for name, values in journeys.segments.items():
        if not values or len(values) > MOST_VALUES:
            continue
        column = f"segment:{name}"
        counted = journeys.cases.group_by(column).aggregate(n=journeys.cases.count()).to_pyarrow().to_pylist()
        sized = [(values[int(row[column]) - 1], int(row["n"])) for row in counted if row[column]]
        ranked = sorted(sized, key=lambda one: (-one[1], one[0]))
        found.append({"name": name, "values": [{"value": value, "cases": n} for value, n in ranked]})
    return found


def _day(micros: int | None) -> str | None:
    if micros is None:
        return None
    return (date(1970, 1, 1) + timedelta(microseconds=int(micros))).isoformat()


def flows_of(folder: Path, *, notion: str, side: Side, first: int, top: int, merged: bool, language: str) -> Any:
    """Where journeys stand with their first events and where they go: ``Flows``."""
    from outsidein.measures import journeys as walked

    with speaking(language), opened(folder, notion) as journeys:
        return plain(walked.flows(side.of(journeys), first=first, top=top, merged=merged))


def funnel_of(
    folder: Path, *, notion: str, side: Side, steps: Sequence[str], within: timedelta | None, language: str
) -> dict[str, Any]:
    """How many get from step to step, in order and in any: ``Funnel``, its window in seconds."""
    from outsidein.measures import journeys as walked

    with speaking(language), opened(folder, notion) as journeys:
        found = walked.funnel(side.of(journeys), steps, window=within)
        return {
            "steps": plain(found.steps),
            "cases": found.cases,
            "window": found.window.total_seconds() if found.window else None,
        }


def paths_of(folder: Path, *, notion: str, side: Side, first: int, top: int, language: str) -> dict[str, Any]:
    """The most frequent beginnings, and the most frequent whole journeys with how many different ones there are."""
    from outsidein.measures import journeys as walked

    with speaking(language), opened(folder, notion) as everybody:
        journeys = side.of(everybody)
        whole = walked.variants(journeys, top=top)
        return {
            "paths": plain(walked.top_paths(journeys, first=first, top=top)),
            "variants": plain(whole.top),
            "distinct": whole.distinct,
            "cases": whole.cases,
        }


def transitions_of(folder: Path, *, notion: str, side: Side, top: int, language: str) -> dict[str, Any]:
    """What follows what, how often and after how long: the ``top`` most frequent."""
    from itertools import islice

    from outsidein.measures import journeys as walked

    with speaking(language), opened(folder, notion) as journeys:
        found = walked.transitions(side.of(journeys), times=True)
        return {"transitions": plain(tuple(islice(found, top))), "edges": found.edges, "steps": found.steps}


def places_of(folder: Path, *, notion: str, side: Side, language: str) -> dict[str, Any]:
    """Touchpoint by touchpoint: who comes there, twice in a row or again later, and whose journey ends there."""
    from outsidein.measures import journeys as walked
    from outsidein.measures.journeys.shares import Shares
    from outsidein.measures.phrases import say

    with speaking(language), opened(folder, notion) as everybody:
        journeys = side.of(everybody)
        ended = {one.touchpoint: one for one in walked.drop_off(journeys)}
        again = sorted(walked.loops(journeys), key=lambda one: (-one.cases.value, one.touchpoint))
        cases = int(journeys.cases.count().to_pyarrow().as_py())
        reach = Shares.of(
            [int(one.cases.value) for one in again], cases, formula=say("journeys.formula-reach"),
            about=journeys.narrowed,
        )  # fmt: skip
        return {
            "cases": cases,
            "places": [
                {
                    "touchpoint": one.touchpoint,
                    "reach": plain(reach[at]),
                    "visits": plain(one.visits),
                    "repeated": plain(one.repeated),
                    "returned": plain(one.returned),
                    "ended": plain(ended[one.touchpoint].share),
                }
                for at, one in enumerate(again)
            ],
        }


def retention_of(folder: Path, *, notion: str, side: Side, every: str, language: str) -> dict[str, Any]:
    """Who comes back, by when they first came: ``Cohort``s. Journeys that are visits are told by their customers."""
    from outsidein.measures import journeys as walked

    with speaking(language), opened(folder, notion) as journeys:
        return {"cohorts": plain(walked.retention(side.of(journeys), every=walked.Every(every))), "notion": notion}


def compared(
    folder: Path,
    *,
    notion: str,
    side: Side,
    against: Side,
    first: int,
    top: int,
    merged: bool,
    steps: Sequence[str],
    within: timedelta | None,
    language: str,
) -> dict[str, Any]:
    """These journeys against others: flows, reach and, with ``steps``, the funnel, each with its differences."""
    from outsidein.measures import journeys as walked

    with speaking(language), opened(folder, notion) as everybody:
        this, other = side.of(everybody), against.of(everybody)
        mine, theirs, between = walked.compare_flows(this, other, first=first, top=top, merged=merged)
        return {
            "this": plain(mine),
            "against": plain(theirs),
            "flows": plain(between),
            "reach": plain(walked.compare_reach(this, other)),
            "funnel": plain(walked.compare_funnels(this, other, steps, window=within)) if steps else [],
        }


def differences(
    folder: Path,
    *,
    part: Part,
    notion: str,
    side: Side,
    against: Side,
    first: int,
    top: int,
    steps: Sequence[str],
    within: timedelta | None,
    every: str,
    text: str,
    language: str,
) -> dict[str, Any]:
    """What two sides differ by in one part of the page: tuples of ``Contrast`` by name, corrected together."""
    from outsidein.measures import journeys as walked

    more: dict[str, Any] = {}
    with speaking(language), opened(folder, notion) as everybody:
        this, other = side.of(everybody), against.of(everybody)
        found: dict[str, tuple[walked.Contrast, ...]]
        match part:
            case Part.FUNNEL:
                found = {
                    "reached": walked.compare_funnels(this, other, steps, window=within) if steps else (),
                    "times": walked.compare_funnel_times(this, other, steps, window=within) if steps else (),
                }
            case Part.VARIANTS:
                found = {"variants": walked.compare_variants(this, other, top=top)}
            case Part.PATHS:
                found = {"paths": walked.compare_paths(this, other, first=first, top=top)}
            case Part.TRANSITIONS:
                found = {
                    "transitions": walked.compare_transitions(this, other), "waits": walked.compare_waits(this, other),
                }  # fmt: skip
            case Part.PLACES:
                repeated, returned = walked.compare_loops(this, other)
                found = {
                    "reach": walked.compare_reach(this, other), "ended": walked.compare_drop_off(this, other),
                    "repeated": repeated, "returned": returned,
                }  # fmt: skip
            case Part.RETURN:
                days, engaged = walked.compare_engagement(this, other)
                more["days"] = days
                found = {
                    "retention": walked.compare_retention(this, other, every=walked.Every(every)), "engaged": engaged,
                }  # fmt: skip
            case Part.DESIGNED:
                from outsidein.insight import compare_designed

                found = {"steps": compare_designed(document_of(text), this, other)}
        as_one = dict(zip(found, walked.together(*found.values()), strict=True))
        return {
            "looks": sum(one.change.known for rows in as_one.values() for one in rows),
            "parts": {name: plain(rows[:_MOST_ROWS]) for name, rows in as_one.items()},
            **more,
        }


def designed_of(folder: Path, *, text: str, notion: str, side: Side, language: str) -> dict[str, Any]:
    """The way that a map draws against those that are walked: ``Designed``, with the map's title and stages."""
    from outsidein.insight import hold_against

    document = document_of(text)
    with speaking(language), opened(folder, notion) as journeys:
        found: dict[str, Any] = plain(hold_against(document, side.of(journeys)))
    stages = {step.id: stage.name for stage in document.stages for step in document.steps if step.parent == stage.id}
    return {**found, "title": document.journey.title, "stages": stages}


def people_of(
    folder: Path,
    *,
    notion: str,
    side: Side,
    at: Spot,
    to: Spot | None,
    top: int,
    merged: bool,
    limit: int,
    language: str,
) -> dict[str, Any]:
    """Who walks a flow, beside everybody else, and what these customers said: ``Walkers`` and ``HeardFrom``."""
    from outsidein.insight import heard_from
    from outsidein.measures import journeys as walked

    with speaking(language), opened(folder, notion) as everybody:
        journeys = side.of(everybody)
        found, through = walked.walkers(journeys, at, to, top=top, merged=merged)
        keys = through.select("key").to_pyarrow()["key"]
        with workspace.open_study(workspace.find(folder)) as study:
            heard = heard_from(study.store, keys, notion=notion, limit=limit)
    return {"walkers": plain(found), "heard": plain(heard)}


def draft_of(folder: Path, *, notion: str, side: Side, name: str, title: str, language: str) -> str:
    """A draft map of the journeys, as the text of a map file."""
    from outsidein import maps

    with speaking(language), opened(folder, notion) as journeys:
        with workspace.open_study(workspace.find(folder)) as study:
            evidence = workspace.sources_of_events(study)
        _, draft = workspace.discover(side.of(journeys), key=name, title=title, evidence=evidence, progress=tell)
    return maps.write(draft)
