"""The ways that journeys are walked, gathered for a report: flows, funnel, beginnings, cohorts, designed or not.

What lives here: which of the analyses a report of a map asks, with which steps. Not here: any analysis
(measures.journeys, designed, measures.value, prediction), or drawing them (render).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from outsidein.insight.designed import Designed, hold_against, planned
from outsidein.maps.document import Document
from outsidein.measures.journeys import (
    Cohort,
    Contrast,
    Every,
    Flows,
    Funnel,
    Path,
    flows,
    funnel,
    retention,
    top_paths,
)

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys
    from outsidein.insight.prediction import Calibration
    from outsidein.measures.value import Survival

FIRST: Final = 6
"""Events from the beginning of journeys that a report follows."""
MOST_PATHS: Final = 8
WORTH: Final = 0.05
"""Cohorts are told where at least this share of one came back at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two groups of journeys by their names, and the share of each that comes by each touchpoint, compared."""

    this: str
    against: str
    reach: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What is known of the ways of ``journeys`` journeys; what was not asked, or has no answer, is None or empty.

    ``steps`` are the ids of the steps of ``funnel``. Survival curves and calibrations come with what they are about.
    """

    journeys: int
    flows: Flows | None = None
    funnel: Funnel | None = None
    steps: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    designed: Designed | None = None
    survival: tuple[tuple[str, Survival], ...] = ()
    calibration: tuple[tuple[str, Calibration], ...] = ()
    compared: Compared | None = None
    stays: tuple[str, ...] = ()
    """What is to be known of the survival curves: when somebody counts as gone."""
    notes: tuple[str, ...] = ()
    """What is to be known of all of it: what was left out, and why."""


def find_ways(
    document: Document,
    journeys: Journeys,
    *,
    customers: Journeys | None = None,
    named: Collection[str] | None = None,
    level: float = 0.95,
) -> Ways:
    """The ways of ``journeys``, in the steps of ``document``; cohorts are of ``customers``, where they are given.

    Touchpoints that are not ``named``, where that is given, are told nowhere by their names.
    """
    drawn = [(step, codes) for step, _, codes, _ in planned(document, journeys) if codes]
    steps = [tuple(journeys.names[code - 1] for code in codes) for _, codes in drawn]
    found = flows(journeys, first=FIRST, named=named, level=level)
    paths = top_paths(journeys, first=FIRST, top=MOST_PATHS, level=level)
    designed = hold_against(document, journeys, level=level) if steps else None
    if named is not None:
        paths = tuple(path for path in paths if set(path.touchpoints) <= set(named))
        beside = tuple(one for one in designed.inserted if one.touchpoint in named) if designed else ()
        designed = replace(designed, inserted=beside) if designed else None
    return Ways(
        journeys=found.cases,
        flows=found,
        funnel=funnel(journeys, steps, level=level) if len(steps) > 1 else None,
        steps=tuple(step for step, _ in drawn),
        paths=paths,
        cohorts=find_cohorts(customers, level=level) if customers is not None else (),
        designed=designed,
    )


def find_cohorts(customers: Journeys, *, level: float = 0.95) -> tuple[Cohort, ...]:
    """Who came back month by month; nothing where hardly anybody did."""
    found = retention(customers, every=Every.MONTH, level=level)
    return found if any(one.value >= WORTH for cohort in found for one in cohort.retained[1:]) else ()
