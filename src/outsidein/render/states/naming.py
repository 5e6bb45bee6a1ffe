"""What a record is called in a picture of two states, and between or in what it stands.

What lives here: called, standing. Not here: what became of it (composing).
"""

from __future__ import annotations

from outsidein.ground.writing import quoted
from outsidein.maps import Actor, Arrow, Card, Document, Encounter, Flow, PlanPlace, Record, lanes_of
from outsidein.maps.kind import kind
from outsidein.maps.pairing import words_of
from outsidein.render.composition.network import said
from outsidein.render.phrases import say


def called(record: Record, document: Document) -> str:
    """The name of a record of ``document``: what is met at a place or step without one, the word for a flow’s kind."""
    if isinstance(record, Flow):
        return said(record)
    words = words_of(record)
    if not words and isinstance(record, Encounter | PlanPlace):
        met = document.records.get(record.touchpoint)
        return words_of(met) if met else ""
    return words


def standing(record: Record, document: Document) -> str:
    """Where a record stands: the name of what it stands in, the lane of a card, the ring of an actor; between what a
    flow or an arrow runs. Empty for what stands on the map itself."""
    if isinstance(record, Flow) or (isinstance(record, Arrow) and record.to):
        ends = [document.records.get(id) for id in (record.parent, record.to)]
        names = [quoted(called(one, document) or one.key) if one else "–" for one in ends]
        return say("states.between", source=names[0], target=names[1])
    if isinstance(record, Actor):
        rings = kind(document).rings
        return quoted(rings[record.ring]) if record.ring < len(rings) else ""
    parent = document.records.get(getattr(record, "parent", ""))
    named = quoted(called(parent, document)) if parent and parent.type != "journey" else ""
    if not isinstance(record, Card):
        return named
    title = next((lane.title for lane in lanes_of(document, hidden=True) if lane.key == record.lane), record.lane)
    return say("states.cell", parent=named, lane=title)
