"""Hotspots and bright spots: where the journey is worse or better, by more than chance and more than a trifle.

What lives here: from looks to Findings. Not here: the looks (compare), their arithmetic (contrast).
Every look is tested against the smallest effect that matters, and all looks together are corrected by the method of
Benjamini and Hochberg, so that of what is shown at most one in twenty is expected to be a false alarm.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outsidein.ground.writing import figure, listed, span
from outsidein.insight.category import PERSON, categorise, read_category
from outsidein.insight.compare import Look
from outsidein.insight.contrast import interval, many, surpasses
from outsidein.insight.finding import Against, Finding, FindingKind
from outsidein.insight.phrases import say
from outsidein.insight.place import UNIT
from outsidein.insight.sentence import bearable, name_of
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
    return Cite(formula=look.how, filter=say("hotspots.against", against=look.against.said))


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
    reasons += [say("hotspots.yet-it-is", reason=_reason(one)) for one in others]
    return Finding(
        kind,
        where,
        title,
        _says(title, main),
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


def _says(title: str, one: Seen) -> str:
    places = bearable(one.effect)
    far = abs(one.effect.value)
    return say(
        "hotspots.says",
        title=title,
        points=figure(far, places),
        n=round(far, places),
        worse=one.worse,
        against=one.look.against.name.lower(),
    )


def _reason(one: Seen) -> str:
    places = bearable(one.effect)
    near, far = sorted((abs(one.effect.low), abs(one.effect.high)))
    return say(
        f"hotspots.reason.{one.look.against.name.lower()}",
        points=figure(abs(one.effect.value), places),
        worse=one.worse,
        interval=say("hotspots.interval", level=100 * one.effect.level, ends=span(near, far, places)),
        same=one.look.paired,
        mark=one.look.mark,
        n=one.effect.n,
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
        measured = f" {_measured(level)}" if level.known else say("hotspots.nothing-was-measured-there")
        reasons = (
            say("hotspots.placed-by-hand", text=card.text),
            *((say("hotspots.owned-by", owner=card.owner),) if card.owner else ()),
        )
        says = say("hotspots.placed-by-hand-at", where=name_of(document, where), measured=measured)
        found.append(
            Finding(kind, where, card.text, says, level, category=category, category_by=PERSON, reasons=reasons)
        )
    return tuple(found)


def _measured(level: Estimate) -> str:
    return say("hotspots.it-feels-of-n", value=figure(level.value), ends=span(level.low, level.high), n=level.n)


def say_nothing_stands_out(seen: Sequence[Seen], *, smallest: float) -> str:
    """What was looked at in vain, in a sentence."""
    kinds = listed([kind.said for kind in Against if any(one.look.against is kind for one in seen)])
    if not seen:
        return say("hotspots.nothing-could-be-compared-too")
    largest = max((abs(one.effect.value) for one in seen if one.effect.known), default=math.nan)
    far = say("hotspots.the-largest-difference-is", largest=figure(largest)) if not math.isnan(largest) else ""
    return say("hotspots.in-looks-nothing-differs-by", n=len(seen), kinds=kinds, smallest=smallest, far=far)
