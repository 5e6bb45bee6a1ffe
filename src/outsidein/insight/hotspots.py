"""Hotspots and bright spots: where the journey is worse or better, by more than chance and more than a trifle.

What lives here: from looks to Findings. Not here: the looks (compare), their arithmetic (contrast).
Every look is tested against the smallest effect that matters, and all looks together are corrected by the method of
Benjamini and Hochberg, so that of what is shown at most one in twenty is expected to be a false alarm.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outsidein.insight.category import PERSON, categorise, read_category
from outsidein.insight.compare import Look
from outsidein.insight.contrast import interval, many, surpasses
from outsidein.insight.finding import Against, Finding, FindingKind
from outsidein.insight.place import UNIT
from outsidein.insight.sentence import bearable, figure, listed, name_of, span
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import lanes_of
from outsidein.measures.estimate import Cite, Estimate

_HAND = {"challenges": FindingKind.HOTSPOT, "events": FindingKind.HOTSPOT}


@dataclass(frozen=True, slots=True)
class Seen:
    """A look with its verdict: interval, p-value, and q-value over all looks."""

    look: Look
    effect: Estimate
    p: float
    q: float

    @property
    def worse(self) -> bool:
        """Whether it lies below what it was held against."""
        return self.look.difference.value < 0

    @property
    def sure(self) -> float:
        """The effect that is left when chance is taken off: the end of the interval that lies nearer to zero."""
        return max(0.0, -self.effect.high if self.worse else self.effect.low)


def judge(looks: Sequence[Look], *, smallest: float, level: float = 0.95) -> tuple[Seen, ...]:
    """Test every look against ``smallest`` (points of 1–10) and correct over all of them."""
    p = [surpasses(look.difference, smallest) for look in looks]
    return tuple(
        Seen(look, interval(look.difference, level=level, method=look.method, unit=UNIT, cite=_cite(look)), one, q)
        for look, one, q in zip(looks, p, many(p), strict=True)
    )


def _cite(look: Look) -> Cite:
    return Cite(formula=look.how, filter=f"against {look.against}")


def find_spots(
    document: Document,
    seen: Sequence[Seen],
    *,
    levels: Mapping[str, Estimate],
    level: float = 0.95,
    lowest_first: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Finding, ...]:
    """The hotspots, then the bright spots, the surest effect first; several looks at one place make one finding.

    ``levels`` are by id; ``lowest_first`` gives the touchpoint keys of a step, the lowest level first.
    """
    alpha = 1 - level
    groups: dict[tuple[FindingKind, str], list[Seen]] = {}
    for one in seen:
        if one.q <= alpha and one.p <= alpha and one.effect.known:
            kind = FindingKind.HOTSPOT if one.worse else FindingKind.BRIGHT_SPOT
            groups.setdefault((kind, one.look.where), []).append(one)
    found = []
    for (kind, where), hits in groups.items():
        hits.sort(key=lambda one: (-one.sure, one.look.against))
        others = [one for other, at in groups if other is not kind and at == where for one in groups[other, at]]
        found.append(
            (hits[0].sure, _finding(document, kind, where, hits, others, len(seen), levels, lowest_first or {}))
        )
    found.sort(key=lambda pair: (pair[1].kind is FindingKind.BRIGHT_SPOT, -pair[0], pair[1].where))
    return tuple(finding for _, finding in found)


def _finding(
    document: Document,
    kind: FindingKind,
    where: str,
    hits: Sequence[Seen],
    others: Sequence[Seen],
    looks: int,
    levels: Mapping[str, Estimate],
    lowest_first: Mapping[str, Sequence[str]],
) -> Finding:
    main, title = hits[0], name_of(document, where)
    category, by = categorise(document, where, lowest_first.get(where, ()))
    if kind is FindingKind.BRIGHT_SPOT and by != PERSON:
        category, by = None, ""
    reasons = [_reason(one) for one in hits]
    reasons += [f"Yet it is {_reason(one)}" for one in others]
    return Finding(
        kind,
        where,
        title,
        f"{title} {_says(main)}.",
        levels.get(where) or Estimate.nothing(unit=UNIT),
        main.effect,
        main.look.against,
        main.p,
        main.q,
        looks,
        category,
        by,
        tuple(reasons),
    )


def _says(one: Seen) -> str:
    points = figure(abs(one.effect.value), bearable(one.effect))
    far = f"is {points} {'point' if points in ('1', '1.0') else 'points'} {'worse' if one.worse else 'better'} than"
    match one.look.against:
        case Against.REST:
            return f"{far} the rest of the journey"
        case Against.BEFORE:
            return f"{far} before"
        case _:
            return f"{far} its target"


def _reason(one: Seen) -> str:
    places = bearable(one.effect)
    points = figure(abs(one.effect.value), places)
    near, far = sorted((abs(one.effect.low), abs(one.effect.high)))
    said = f"({100 * one.effect.level:g} % interval {span(near, far, places)})"
    people = f"{one.effect.n:,} people"
    match one.look.against:
        case Against.REST:
            same = (
                "as the same people rated both" if one.look.method.startswith("paired") else "as different people rated"
            )
            side = "below" if one.worse else "above"
            return f"{points} points {side} the rest of the journey {said}, {same}; {people}."
        case Against.BEFORE:
            than = f"than before, {one.look.mark}"
            return f"{points} points {'lower' if one.worse else 'higher'} {than} {said}; {people} now."
        case _:
            return (
                f"{points} points {'below' if one.worse else 'above'} its target of {one.look.mark} {said}; {people}."
            )


def by_hand(document: Document, *, levels: Mapping[str, Estimate]) -> tuple[Finding, ...]:
    """Hotspots that people put on the map: cards about what is hard for the customer that were given a category."""
    groups = {lane.key: lane.of.group for lane in lanes_of(document, hidden=True)}
    found = []
    for card in document.all(Card):
        category = read_category(card.category)
        kind = _HAND.get(groups.get(card.lane, ""))
        if category is None or kind is None:
            continue
        where = card.touchpoint or card.parent
        level = levels.get(where) or Estimate.nothing(unit=UNIT)
        measured = f" {_measured(level)}" if level.known else " Nothing was measured there."
        reasons = (f"Placed by hand: “{card.text}”.", *((f"Owned by {card.owner}.",) if card.owner else ()))
        says = f"Placed by hand at {name_of(document, where)}.{measured}"
        found.append(
            Finding(kind, where, card.text, says, level, category=category, category_by=PERSON, reasons=reasons)
        )
    return tuple(found)


def _measured(level: Estimate) -> str:
    return f"It feels {figure(level.value)} of 10 ({span(level.low, level.high)}, n = {level.n:,})."


def say_nothing_stands_out(seen: Sequence[Seen], *, smallest: float) -> str:
    """What was looked at in vain, in a sentence."""
    kinds = listed([str(kind) for kind in Against if any(one.look.against is kind for one in seen)])
    if not seen:
        return "Nothing could be compared: too few people rated any step or touchpoint."
    largest = max((abs(one.effect.value) for one in seen if one.effect.known), default=math.nan)
    far = f" The largest difference is {figure(largest)}." if not math.isnan(largest) else ""
    return f"In {len(seen)} looks ({kinds}) nothing differs by more than {smallest:g} points beyond chance.{far}"
