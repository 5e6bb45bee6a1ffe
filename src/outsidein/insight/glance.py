"""A glance: only the emotion curve of a map, for holding several segments or periods against each other quickly.

What lives here: the shortest way from ratings to the curve, by the same parts as a whole reading, so that both say the
same. Not here: those parts (rated, sums, level, emotion), everything else that a Reading has (reader).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outsidein.insight.anchor import anchor
from outsidein.insight.asked import Loyalty, check_level
from outsidein.insight.beside import own_sources
from outsidein.insight.emotion import curve
from outsidein.insight.felt import Places
from outsidein.insight.inquiry import Inquiry
from outsidein.insight.level import levels
from outsidein.insight.rated import count, respondents
from outsidein.insight.reading import CurvePoint
from outsidein.insight.scope import Scope, find_persona, segment_of
from outsidein.insight.sums import sum_up
from outsidein.maps.document import Document
from outsidein.measures.ask import Where
from outsidein.measures.estimate import Estimate, Period

if TYPE_CHECKING:
    from outsidein.evidence.store import Store


def read_curve(
    document: Document,
    store: Store,
    *,
    persona: str = "",
    where: Where = (),
    period: Period | None = None,
    level: float = 0.95,
) -> tuple[CurvePoint, ...]:
    """A point per step of ``document``, as ``read`` with the same filters has them.

    Raises MeasureError for a filter that the evidence does not know.
    """
    check_level(level, 0.0)
    who = find_persona(document, persona) if persona else None
    chosen = (*(segment_of(who) if who else ()), *where)
    scope = Scope((*chosen, *own_sources(document, store, where=chosen)), period)
    counted = count(store, scope=scope)
    anchors = anchor(document, heard=dict.fromkeys(one.touchpoint for one in counted if one.touchpoint))
    inquiry = Inquiry(document, store, anchors, counted, Loyalty(), scope, level, 0.0)
    places = Places.of(inquiry).steps
    felt: dict[str, Estimate] = {}
    if places:
        with respondents(store, places, scope=scope) as rated:
            sums = sum_up(rated, places, period=period)
            span = period or rated.period
            known = levels(sums, places, telling=inquiry.telling, repeated=rated.repeated, period=span)
            felt = {place.where: one for place, one in zip(places, known, strict=True)}
    return curve(document, anchors, places=places, levels=felt, counted=counted, scope=str(scope))
