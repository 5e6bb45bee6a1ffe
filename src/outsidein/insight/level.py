"""Levels: how a step or touchpoint feels on 1–10, as an Estimate with its interval and an account of itself.

What lives here: from sums to Estimates. Not here: the sums (rated), the curve (emotion), comparing levels (compare).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from outsidein.evidence.asked import Asked
from outsidein.evidence.tables import Asks
from outsidein.insight.contrast import ENOUGH
from outsidein.insight.phrases import say
from outsidein.insight.place import HIGH, LOW, UNIT, Place
from outsidein.insight.sums import Sums
from outsidein.measures.estimate import Cite, Estimate, Period
from outsidein.measures.intervals import alike, t_bounds

MEASURE: Final = "emotional-level"
"""Its id in the catalogue of measures."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What an Estimate says of where it comes from, besides its own figures."""

    questions: tuple[Asked, ...] = ()
    scope: str = ""
    level: float = 0.95
    names: tuple[tuple[str, str], ...] = ()
    """Touchpoint keys and how the map calls them."""

    def cite(self, place: Place) -> Cite:
        """Where the level of ``place`` comes from."""
        asked = [one for one in self.questions if one.key in place.questions and one.asks is place.asks]
        wordings = tuple(dict.fromkeys(one.wording for one in asked if one.wording))
        more = say("level.and-more", n=len(wordings) - 2) if len(wordings) > 2 else ""
        names = dict(self.names)
        about = ", ".join(names.get(key, key) for key in place.keys)
        pooled = (
            say("level.each-persons-answers-averaged-first") if len(place.keys) > 1 or len(place.questions) > 1 else ""
        )
        scales = " and ".join(f"{low:g}–{high:g}" for low, high in place.scales)
        mapped = (
            say("level.lowest-mapped-to-and-highest", low=LOW, high=HIGH)
            if place.measured_as
            else say("level.as-asked")
        )
        return Cite(
            formula=say("level.mean-of-the-answers-about", about=about, pooled=pooled),
            filter="; ".join(part for part in (say("level.touchpoint", about=about), self.scope) if part),
            sources=tuple(dict.fromkeys(one.source for one in asked)),
            asked=" / ".join(wordings[:2]) + more,
            scale=f"{scales}{mapped}",
        )


def levels(
    sums: Sums, places: Sequence[Place], *, telling: Telling, repeated: bool, period: Period | None = None
) -> tuple[Estimate, ...]:
    """The level of each place: Student's t, kept within the scale; the exact bound where all answers are alike."""
    low, high = t_bounds(sums.mean, sums.error**0.5, sums.people - 1, level=telling.level)
    same = sums.error == 0
    bound = alike(sums.mean, sums.people, LOW, HIGH, level=telling.level)
    found = []
    for at, place in enumerate(places):
        if not sums.n[at]:
            found.append(Estimate.nothing(measure=MEASURE, unit=UNIT, period=period))
            continue
        value = min(max(float(sums.mean[at]), LOW), HIGH)
        ends = (bound[0][at], bound[1][at]) if same[at] else (low[at], high[at])
        method = say("level.exact-bound-all-answers-alike") if same[at] else "t"
        found.append(
            Estimate(
                value,
                min(max(float(ends[0]), LOW), value),
                max(min(float(ends[1]), HIGH), value),
                round(float(sums.n[at])),
                method
                + (say("level.answers-clustered-by-customer") if repeated and sums.people[at] < sums.n[at] else ""),
                measure=MEASURE,
                unit=UNIT,
                period=period,
                cites=(telling.cite(place),),
                small=bool(sums.people[at] < ENOUGH),
                level=telling.level,
                notes=_notes(place),
                people=round(float(sums.people[at])),
            )
        )
    return tuple(found)


def _notes(place: Place) -> tuple[str, ...]:
    if not place.measured_as:
        return ()
    what = (
        say("level.a-satisfaction-rating-not-an")
        if place.asks is Asks.SATISFACTION
        else say("level.asked-on-another-scale")
    )
    return (f"{what}: {place.measured_as}.",)


def is_known(estimate: Estimate | None) -> bool:
    """Whether there is a level, with enough answers to lean on."""
    return estimate is not None and not math.isnan(estimate.value) and not estimate.small
