"""Priority: which touchpoint is worth working on, by importance × performance and by score.

What lives here: the matrix of positions, and driver share × gap to target, for where nobody stated what is important.
Not here: the opportunity score from stated importance (opportunity), drivers, levels (emotion).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import fmean
from typing import Final

from outsidein.insight.phrases import say
from outsidein.insight.reading import Driver, Drivers, Position, Priority, Quadrant
from outsidein.measures.estimate import Cite, Estimate

GAP_SCORE: Final = "driver share × gap to target"

_QUADRANTS: Final = {
    (True, False): Quadrant.MEND_FIRST,
    (True, True): Quadrant.KEEP,
    (False, False): Quadrant.WATCH,
    (False, True): Quadrant.DO_NOT_OVERDO,
}


def positions(
    drivers: Drivers | None, performance: Mapping[str, Estimate]
) -> tuple[tuple[Position, ...], tuple[float, float] | None]:
    """Where each driver stands, most important first, and the cross hairs (performance, importance).

    ``performance`` is the level on 1–10 by touchpoint. The hairs are the mean level of the touchpoints that have one,
    and the fair share 100/p. A touchpoint is in a quadrant only when both intervals clear the hairs; one whose better
    ratings go with a lower outcome is in none.
    """
    if drivers is None or not drivers.drivers:
        return (), None
    placed = [(one, performance[one.touchpoint]) for one in drivers.drivers if _known(performance, one)]
    if not placed:
        return (), None
    hairs = fmean(level.value for _, level in placed), 100 / len(drivers.drivers)
    found = tuple(Position(one.touchpoint, one.share, level, _quadrant(one, level, hairs)) for one, level in placed)
    return found, hairs


def gap_priorities(
    drivers: Drivers | None, performance: Mapping[str, Estimate], targets: Mapping[str, float]
) -> tuple[Priority, ...]:
    """Driver share × gap to target, largest first: how many points of 1–10 are missing, weighed by what hangs on them.

    For touchpoints with a driver share, a level and a target on 1–10; a level at or above its target scores 0, and one
    whose better ratings go with a lower outcome has no score. It is no opportunity score: nobody was asked what is
    important. The interval joins those of share and level as if they were independent (MOVER, Zou and Donner 2008, with
    the spread of a product by Goodman 1960).
    """
    rows = [
        Priority(
            touchpoint=one.touchpoint,
            name=GAP_SCORE,
            score=_gap_score(one.share, performance[one.touchpoint], targets[one.touchpoint]),
            importance=one.share,
            satisfaction=performance[one.touchpoint],
        )
        for one in (drivers.drivers if drivers else ())
        if one.touchpoint in targets and _known(performance, one) and one.sign >= 0
    ]
    return tuple(sorted(rows, key=lambda row: -row.score.value))


def _gap_score(share: Estimate, level: Estimate, target: float) -> Estimate:
    """The product of two numbers that cannot be negative; ``share`` in percent."""
    weight, least, most = share.value / 100, share.low / 100, share.high / 100
    gap, narrowest, widest = (max(target - end, 0.0) for end in (level.value, level.high, level.low))
    value = weight * gap
    below, above = (weight - least, gap - narrowest), (most - weight, widest - gap)
    low, high = (math.hypot(gap * w, weight * g, w * g) for w, g in (below, above))
    return Estimate(
        value,
        max(value - low, 0.0),
        value + high,
        min(share.n, level.n),
        "MOVER",
        measure="gap-score",
        unit="points",
        period=level.period,
        cites=(
            Cite(say("priority.driver-share-target-level-nothing", target=target), scale="0–9"),
            *share.cites,
            *level.cites,
        ),
        small=share.small or level.small,
        level=min(share.level, level.level),
    )


def _quadrant(driver: Driver, level: Estimate, hairs: tuple[float, float]) -> Quadrant:
    important, well = _side(driver.share, hairs[1]), _side(level, hairs[0])
    if important is None or well is None or driver.sign < 0:
        return Quadrant.UNSURE
    return _QUADRANTS[important, well]


def _side(estimate: Estimate, hair: float) -> bool | None:
    """Above the hair, below it, or (None) not to be told apart from it."""
    if estimate.low > hair:
        return True
    return False if estimate.high < hair else None


def _known(performance: Mapping[str, Estimate], driver: Driver) -> bool:
    return driver.touchpoint in performance and performance[driver.touchpoint].known
