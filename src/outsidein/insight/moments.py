"""Moments of truth that the evidence proposes: where loyalty hangs, feelings run high or effort is great.

What lives here: the clues at each touchpoint and the proposals made of them, always with the reasons. Not here: moments
that people marked, which stand on the map with a reason of their own. How many people a moment reaches is told, and
plays no part in the choice: a rare make-or-break event must not be buried. Never certain, and never about cause.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from outsidein.ground.writing import figure
from outsidein.insight.compare import LEAST
from outsidein.insight.contrast import Difference, many, surpasses
from outsidein.insight.finding import Finding, FindingKind
from outsidein.insight.impact import Gap
from outsidein.insight.phrases import say
from outsidein.insight.place import UNIT, Place
from outsidein.insight.reading import Driver, Drivers
from outsidein.insight.sentence import name_of
from outsidein.insight.sums import Shapes
from outsidein.maps.document import Document
from outsidein.measures.ask import Row
from outsidein.measures.estimate import Estimate
from outsidein.measures.intervals import t_value, wilson

MORE_EXTREME: Final = 0.05
"""Share of extreme answers by which a touchpoint must surpass the others to count as charged."""

WIDER: Final = 1.1
"""Standard deviation, times that of the others, beyond which a touchpoint counts as charged."""

HARDER: Final = 0.3
"""Points of CES by which a touchpoint must be harder than the others."""

STRONGER: Final = 0.05
"""How much wider than the usual gap in loyalty the gap at a touchpoint must be, as a share of its scale."""

RARE: Final = 0.25
"""Share of respondents below which a touchpoint is rare: what hangs on it is asked between people."""

FEW: Final = 5
"""People for whom it went well, and badly, that this needs at the least."""

_NORMAL: Final = 1e9
"""Degrees of freedom at which t is normal."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that speaks for a moment of truth at a touchpoint; ``says`` is empty where it speaks against.

    ``p`` is None where an interval decided.
    """

    touchpoint: str
    kind: str
    says: str
    p: float | None = None


def find_moments(
    document: Document,
    *,
    places: Sequence[Place],
    levels: Mapping[str, Estimate],
    shapes: Shapes,
    drivers: Drivers | None,
    gaps: Sequence[Gap],
    effort: Sequence[Row],
    spots: Sequence[Finding],
    respondents: int,
    level: float = 0.95,
) -> tuple[Finding, ...]:
    """Proposals, the touchpoint with the largest part in loyalty first.

    ``places`` are touchpoints in the order of ``shapes``; ``effort`` are the rows of CES by touchpoint; ``spots`` the
    hotspots and bright spots that were found; ``respondents`` how many rated anything.
    """
    shares = {driver.touchpoint: driver for driver in drivers.drivers} if drivers else {}
    reach = {place.keys[0]: float(n) / respondents for place, n in zip(places, shapes.n, strict=True)}
    clues = [
        *_impacts(drivers),
        *_rare(gaps, reach),
        *_charges(places, shapes, level),
        *_efforts(effort),
        *_spots(spots),
    ]
    held: dict[str, list[Clue]] = {}
    for kind in dict.fromkeys(clue.kind for clue in clues):
        for clue in _beyond_chance([clue for clue in clues if clue.kind == kind], level):
            held.setdefault(clue.touchpoint, []).append(clue)
    chosen = [key for key, found in held.items() if _enough({clue.kind for clue in found})]
    chosen.sort(key=lambda key: (-_part(shares.get(key)), key))
    looks = sum(clue.p is not None for clue in clues) + len(shares)
    kinds = {finding.where: finding.kind for finding in spots}
    return tuple(_finding(document, key, held[key], levels, reach[key], kinds, looks) for key in chosen)


def _beyond_chance(clues: Sequence[Clue], level: float) -> list[Clue]:
    """Those of one kind that hold after correction for all looks of that kind."""
    chance = many([clue.p or 0.0 for clue in clues])
    return [clue for clue, q in zip(clues, chance, strict=True) if q <= 1 - level and clue.says]


def _enough(kinds: set[str]) -> bool:
    """What it takes: a large part in loyalty, or some part and a strong feeling, effort or level that stands out."""
    if kinds & {"strong", "rare"}:
        return True
    if "impact" in kinds:
        return bool(kinds & {"charge", "effort", "spot"})
    return {"charge", "effort"} <= kinds


def _part(driver: Driver | None) -> float:
    return driver.share.value if driver else 0.0


def _impacts(drivers: Drivers | None) -> list[Clue]:
    """Touchpoints whose share of what explains loyalty is, at the least, more than an even one (strong: twice)."""
    if not drivers or len(drivers.drivers) < 2:
        return []
    fair = 100 / len(drivers.drivers)
    found = []
    for one in drivers.drivers:
        if one.share.low > fair:
            said = say(
                "moments.of-the-loyalty-that-touchpoints",
                value=figure(one.share.value, 0),
                low=figure(one.share.low, 0),
                high=figure(one.share.high, 0),
                fair=figure(fair, 0),
            )
            found.append(Clue(one.touchpoint, "strong" if one.share.low > 2 * fair else "impact", said))
    return found


def _rare(gaps: Sequence[Gap], reach: Mapping[str, float]) -> list[Clue]:
    """Touchpoints that few rated: is loyalty parted more widely there than usual?"""
    known = [gap for gap in gaps if gap.difference.usable and gap.difference.n >= FEW]
    usual = [gap.difference.value for gap in known if reach[gap.touchpoint] >= RARE]
    if not usual:
        return []
    middle = median(usual)
    found = []
    for gap in (gap for gap in known if reach[gap.touchpoint] < RARE):
        one = gap.difference
        beyond = Difference(one.value - middle, one.error, one.freedom, one.n)
        half = float(t_value(one.freedom)) * one.error
        said = say(
            "moments.those-for-whom-it-went",
            n_well=gap.n_well,
            well=figure(100 * gap.well, 0),
            n_badly=gap.n_badly,
            badly=figure(100 * gap.badly, 0),
            gap=figure(100 * one.value, 0),
            low=figure(100 * (one.value - half), 0),
            high=figure(100 * (one.value + half), 0),
            middle=figure(100 * middle, 0),
        )
        found.append(Clue(gap.touchpoint, "rare", said if beyond.value > 0 else "", surpasses(beyond, STRONGER)))
    return found


def _charges(places: Sequence[Place], shapes: Shapes, level: float) -> list[Clue]:
    """Touchpoints with more extreme answers, or a wider spread, than those asked about on the same scale."""
    found = []
    for at, place in enumerate(places):
        alike = [
            other
            for other, one in enumerate(places)
            if other != at and (one.asks, one.scales) == (place.asks, place.scales) and shapes.n[other] >= LEAST
        ]
        n = float(shapes.n[at])
        if n < LEAST or not alike:
            continue
        rest, extreme = float(shapes.n[alike].sum()), float(shapes.extreme[alike].sum())
        own, others = float(shapes.extreme[at]) / n, extreme / rest
        error = math.sqrt(own * (1 - own) / n + others * (1 - others) / rest)
        p = surpasses(Difference(own - others, error, _NORMAL, int(n)), MORE_EXTREME)
        low, high = (float(end) for end in wilson(shapes.extreme[at], n, level=level))
        said = say(
            "moments.feelings-run-high-of-its",
            own=figure(100 * own, 0),
            low=figure(100 * low, 0),
            high=figure(100 * high, 0),
            others=figure(100 * others, 0),
        )
        found.append(Clue(place.keys[0], "charge", said if own > others else "", p))
        found += _wider(place, at, alike, shapes, level)
    return found


def _wider(place: Place, at: int, alike: Sequence[int], shapes: Shapes, level: float) -> list[Clue]:
    """The ratio of spreads on the log scale: the variance of log s² is (kurtosis − 1) / n."""
    held = [one for one in (at, *alike) if shapes.variance[one] > 0 and math.isfinite(shapes.kurtosis[one])]
    if at not in held or len(held) < 2:
        return []
    logs = {one: math.log(float(shapes.variance[one])) / 2 for one in held}
    errors = {one: max(float(shapes.kurtosis[one]) - 1, 0.0) / float(shapes.n[one]) / 4 for one in held}
    rest = [one for one in held if one != at]
    value = logs[at] - sum(logs[one] for one in rest) / len(rest)
    error = math.sqrt(errors[at] + sum(errors[one] for one in rest) / len(rest) ** 2)
    half = float(t_value(_NORMAL, level)) * error
    p = surpasses(Difference(value, error, _NORMAL, int(shapes.n[at])), math.log(WIDER))
    said = say(
        "moments.opinions-differ-widely-its-ratings",
        times=figure(math.exp(value), 2),
        low=figure(math.exp(value - half), 2),
        high=figure(math.exp(value + half), 2),
    )
    return [Clue(place.keys[0], "charge", said if value > 0 else "", p)]


def _efforts(rows: Sequence[Row]) -> list[Clue]:
    """Touchpoints that customers found harder than the others, where they were asked (CES 2.0, 1–7)."""
    known = [row for row in rows if row.keys[0] and row.estimate.known and row.customers >= LEAST and row.df > 0]
    found = []
    for row in known:
        others = [one for one in known if one is not row]
        if not others:
            continue
        rest = sum(one.estimate.value for one in others) / len(others)
        error = math.hypot(row.error, math.sqrt(sum(one.error**2 for one in others)) / len(others))
        harder = Difference(rest - row.estimate.value, error, row.df, row.customers)
        said = say(
            "moments.it-takes-effort-ease-is",
            value=figure(row.estimate.value),
            low=figure(row.estimate.low),
            high=figure(row.estimate.high),
            rest=figure(rest),
        )
        found.append(Clue(str(row.keys[0]), "effort", said if harder.value > 0 else "", surpasses(harder, HARDER)))
    return found


def _spots(spots: Sequence[Finding]) -> list[Clue]:
    return [
        Clue(spot.where.partition(":")[2], "spot", spot.reasons[0] if spot.reasons else spot.says)
        for spot in spots
        if spot.where.startswith("touchpoint:") and spot.effect
    ]


def _finding(
    document: Document,
    key: str,
    clues: Sequence[Clue],
    levels: Mapping[str, Estimate],
    reach: float,
    spots: Mapping[str, FindingKind],
    looks: int,
) -> Finding:
    where = f"touchpoint:{key}"
    name = name_of(document, where)
    kinds = {clue.kind for clue in clues}
    why = (
        say("moments.loyalty-hangs-on-it")
        if kinds & {"strong", "impact"}
        else say("moments.loyalty-parts-there")
        if "rare" in kinds
        else ""
    )
    spot = spots.get(where)
    how = say("moments.it-disappoints") if spot is FindingKind.HOTSPOT else say("moments.it-delights") if spot else ""
    felt = (
        say("moments.feelings-run-high")
        if "charge" in kinds
        else say("moments.it-takes-effort")
        if "effort" in kinds
        else ""
    )
    said = ", and ".join(part for part in (why, how or felt) if part)
    order = ("strong", "impact", "rare", "charge", "effort", "spot")
    reasons = [clue.says for clue in sorted(clues, key=lambda clue: order.index(clue.kind))]
    share = 100 * reach
    reasons.append(say("moments.reach-of-those-who-rated", share=figure(share, 0 if share >= 10 else 1)))
    return Finding(
        FindingKind.MOMENT_OF_TRUTH,
        where,
        name,
        say("moments.proposed-from-the-evidence-may", name=name, said=said),
        levels.get(where) or Estimate.nothing(unit=UNIT),
        looks=looks,
        reasons=tuple(reasons),
    )
