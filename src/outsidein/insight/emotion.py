"""The emotion curve: how each step feels, with its interval and n, and why there is a gap where there is one.

What lives here: one CurvePoint per step, and the touchpoints whose answers count for none. Not here: drawing the curve
(render), what was drawn by hand is only passed on. Gaps stay gaps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outsidein.evidence.tables import Asks
from outsidein.ground.writing import listed, quoted
from outsidein.insight.anchor import Anchors
from outsidein.insight.phrases import say
from outsidein.insight.place import HIGH, LOW, UNIT, Counted, Place
from outsidein.insight.reading import CurvePoint, Unallocated
from outsidein.insight.sentence import name_of
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, kind, lanes_of
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
    """A point per step of ``document``, in order. ``levels`` are by step id, ``counted`` what was asked at all.

    No point where steps of this kind meet no touchpoint and carry no curve, as the towers of a mental model.
    """
    meets = "encounter" in kind(document).records
    by_step = {place.where: place for place in places}
    lanes = {lane.key for lane in lanes_of(document, hidden=True) if lane.role is Role.CURVE}
    if not meets and not lanes:
        return ()
    points = []
    for step in document.steps:
        place, level = by_step.get(step.id), levels.get(step.id)
        if place is None or level is None or not level.known:
            place, level = None, None
        points.append(
            CurvePoint(
                step.id,
                level,
                gap="" if level or not meets else _gap(document, anchors, step, counted, scope),
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
        return say("emotion.no-touchpoint-is-met-here")
    keys = anchors.at(step.id)
    if not keys:
        reasons = [f"{touchpoint.name}: {_uncapped(_why(anchors, touchpoint.key))}" for _, touchpoint in met]
        return say("emotion.no-answer-counts-for-this") + " ".join(dict.fromkeys(reasons))
    names = {touchpoint.key: touchpoint.name for _, touchpoint in met}
    named = ", ".join(quoted(names.get(key, key)) for key in keys)
    asked = [one for one in counted if one.touchpoint in keys and one.asks in _FELT]
    if asked:
        return say("emotion.everybody-who-was-asked-about", named=named)
    within = say("emotion.by-those-in-scope", scope=scope) if scope else ""
    return say("emotion.nobody-was-asked-how-felt", within=within, named=named)


def _why(anchors: Anchors, key: str) -> str:
    anchored = anchors.of(key)
    if anchored is None or not anchored.why:
        return say("emotion.its-answers-count-for-another")
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
        held = [say("emotion.answers", n=n)] if n else []
        held += [say("shared.comments", n=said)] if said else []
        name = name_of(document, f"touchpoint:{one.touchpoint}")
        says = say("emotion.counted-for-no-step-about", held=listed(held, most=99), name=name, why=one.why)
        found.append(Unallocated(one.touchpoint, n, one.met, says, level))
    return tuple(found)
