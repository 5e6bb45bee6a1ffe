"""The emotion curve: how each step feels, with its interval and n, and why there is a gap where there is one.

What lives here: one CurvePoint per step, and the touchpoints whose answers count for none. Not here: drawing the curve
(render), what was drawn by hand is only passed on. Gaps stay gaps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outsidein.evidence.tables import Asks
from outsidein.insight.anchor import Anchors
from outsidein.insight.place import HIGH, LOW, UNIT, Counted, Place
from outsidein.insight.reading import CurvePoint, Unallocated
from outsidein.insight.sentence import name_of, plural
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, lanes_of
from outsidein.maps.spine import Step
from outsidein.measures.estimate import Estimate

_FELT = (Asks.EMOTION, Asks.SATISFACTION)


def curve(
    document: Document,
    anchors: Anchors,
    *,
    places: Sequence[Place],
    levels: Mapping[str, Estimate],
    counted: Sequence[Counted],
    scope: str = "",
) -> tuple[CurvePoint, ...]:
    """A point per step of ``document``, in order. ``levels`` are by step id, ``counted`` what was asked at all."""
    by_step = {place.where: place for place in places}
    lanes = {lane.key for lane in lanes_of(document, hidden=True) if lane.role is Role.CURVE}
    points = []
    for step in document.steps:
        place, level = by_step.get(step.id), levels.get(step.id)
        if place is None or level is None or not level.known:
            place, level = None, None
        points.append(
            CurvePoint(
                step.id,
                level,
                gap="" if level else _gap(document, anchors, step, counted, scope),
                drawn=_drawn(document, step, lanes),
                target=step.target,
                touchpoints=place.keys if place else (),
                measured_as=place.measured_as if place else "",
            )
        )
    return tuple(points)


def _drawn(document: Document, step: Step, lanes: set[str]) -> float | None:
    """What people drew: the mean of the values on the cards of the curve's own lane; None where none is on 1–10."""
    cards = [card for card in document.children(step.id, Card) if card.lane in lanes]
    values = [card.value for card in cards if card.value is not None and LOW <= card.value <= HIGH]
    return sum(values) / len(values) if values else None


def _gap(document: Document, anchors: Anchors, step: Step, counted: Sequence[Counted], scope: str) -> str:
    met = document.encounters(step.id)
    if not met:
        return "No touchpoint is met here, so no answer can count for this step."
    keys = anchors.at(step.id)
    if not keys:
        reasons = [f"{touchpoint.name}: {_uncapped(_why(anchors, touchpoint.key))}" for _, touchpoint in met]
        return "No answer counts for this step. " + " ".join(dict.fromkeys(reasons))
    names = {touchpoint.key: touchpoint.name for _, touchpoint in met}
    named = ", ".join(f"“{names.get(key, key)}”" for key in keys)
    asked = [one for one in counted if one.touchpoint in keys and one.asks in _FELT]
    if asked:
        return f"Everybody who was asked about {named} said that it did not apply."
    within = f" by those in scope ({scope})" if scope else ""
    return f"Nobody was asked{within} how {named} felt, or nobody answered."


def _why(anchors: Anchors, key: str) -> str:
    anchored = anchors.of(key)
    if anchored is None or not anchored.why:
        return "its answers count for another step."
    return anchored.why


def _uncapped(text: str) -> str:
    return text[:1].lower() + text[1:]


def unallocated(
    document: Document,
    anchors: Anchors,
    *,
    levels: Mapping[str, Estimate],
    counted: Sequence[Counted],
    comments: Mapping[str, int],
) -> tuple[Unallocated, ...]:
    """The touchpoints that evidence speaks of and that count for no step, with what they feel like and why.

    ``levels`` are by touchpoint key; ``n`` are the answers of any kind, once each.
    """
    found = []
    for one in anchors.unallocated():
        n = sum(asked.n for asked in counted if asked.touchpoint == one.touchpoint)
        said = comments.get(one.touchpoint, 0)
        if not n and not said:
            continue
        level = levels.get(one.touchpoint) or Estimate.nothing(unit=UNIT)
        held = [plural(n, "answer")] if n else []
        held += [plural(said, "comment")] if said else []
        name = name_of(document, f"touchpoint:{one.touchpoint}")
        says = f"Counted for no step: {' and '.join(held)} about “{name}”. {one.why}"
        found.append(Unallocated(one.touchpoint, n, one.met, says, level))
    return tuple(found)
