"""Backing: what stands behind each card – measured, heard, or an assumption – and the coverage of the map.

What lives here: the rule, applied to every card. Not here: the evidence itself (grounds, level).
The rule: a card's own touchpoint is the one it names; without one, those whose answers count for its step. By the lane:
what people do is measured by events there; pains and weaknesses by ratings there that are clearly bad, strengths by
clearly good ones, a drawn level by any. A rating names no feeling, and backs nothing that it does not fit. A
citation of a source with answers measures any card. A card is heard where it cites a comment (or a source of comments)
that exists, or names a touchpoint that is commented on. Everything else is an assumption, and may yet be true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from outsidein.ground.writing import figure, listed
from outsidein.insight.anchor import Anchors
from outsidein.insight.contrast import ENOUGH
from outsidein.insight.freshness import age, rhythm
from outsidein.insight.grounds import COMMENT, SOURCE, Ground, Grounds
from outsidein.insight.phrases import say
from outsidein.insight.reading import Backing, Strength
from outsidein.maps.catalog import LaneEntry
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import lanes_of
from outsidein.maps.spine import Step
from outsidein.measures.estimate import Cite, Estimate

_DONE: Final = frozenset({"actions", "activities", "tasks"})
_FELT: Final = frozenset({"feelings", "emotion"})
_BAD: Final = frozenset({"pains", "constraints", "barriers", "failures", "weaknesses"})
_GOOD: Final = frozenset({"strengths"})

_LEVEL: Final = frozenset({"emotion"})

_WELL: Final = 7.0
_BADLY: Final = 4.0
_MIDDLE: Final = 5.5
"""The middle of 1–10: a rating backs a pain where its whole interval lies below, a strength where it lies above."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One kind of evidence behind a card, a flow or a place."""

    strength: Strength
    n: int
    newest: datetime | None
    says: str


def back(
    document: Document, anchors: Anchors, grounds: Grounds, *, levels: Mapping[str, Estimate], now: datetime
) -> tuple[Backing, ...]:
    """The backing of every card, in the order of the map. ``levels`` are by id of step and touchpoint."""
    lanes = {lane.key: lane.of for lane in lanes_of(document, hidden=True)}
    found = []
    for card in _in_order(document):
        pieces = _pieces(document, anchors, grounds, levels, card, lanes.get(card.lane))
        found.append(weighed(document, card.id, card.evidence, pieces, grounds, now=now))
    return tuple(found)


def coverage(backing: Sequence[Backing]) -> Estimate:
    """The share of cards that are measured or heard, in percent: counted, so exact. Nothing for a map without cards."""
    if not backing:
        return Estimate.nothing(measure="coverage", unit="%")
    kept = sum(one.strength is not Strength.ASSUMPTION for one in backing)
    share = 100 * kept / len(backing)
    cite = Cite(say("backing.cards-that-are-measured-or"), filter=say("backing.every-card-of-the-map"))
    return Estimate(share, share, share, len(backing), "exact", "coverage", "%", cites=(cite,))


def _in_order(document: Document) -> list[Card]:
    """All cards: stage by stage, step by step, then any that stand elsewhere."""
    parents = [parent.id for stage in document.stages for parent in (stage, *document.children(stage.id, Step))]
    place = {parent: at for at, parent in enumerate(parents)}
    return sorted(document.all(Card), key=lambda card: place.get(card.parent, len(place)))


def weighed(
    document: Document, id: str, evidence: Sequence[str], pieces: Sequence[Piece], grounds: Grounds, *, now: datetime
) -> Backing:
    """What backs the record ``id``: the strongest of ``pieces``; what of the ``evidence`` it cites is not there."""
    lost = [one for one in evidence if one not in grounds.cited]
    note = say("backing.it-cites-which-is-not", lost=listed(lost)) if lost else ""
    for strength in (Strength.MEASURED, Strength.HEARD):
        of_it = [piece for piece in pieces if piece.strength is strength]
        if not of_it:
            continue
        best = max(of_it, key=lambda piece: piece.n)
        days = age(max((piece.newest for piece in of_it if piece.newest), default=None), now)
        old = days is not None and days > rhythm(document)
        told = " ".join(piece.says for piece in (best, *(piece for piece in pieces if piece is not best)))
        return Backing(id, strength, best.n, days, old, told + note)
    told = " ".join(piece.says for piece in pieces) or say("backing.no-evidence-speaks-of-it")
    return Backing(id, Strength.ASSUMPTION, says=say("backing.an-assumption", told=told, note=note))


def _pieces(
    document: Document,
    anchors: Anchors,
    grounds: Grounds,
    levels: Mapping[str, Estimate],
    card: Card,
    entry: LaneEntry | None,
) -> list[Piece]:
    lane = entry.id if entry else ""
    keys = (card.touchpoint.partition(":")[2],) if card.touchpoint else anchors.at(card.parent)
    pieces = cited(card.evidence, grounds)
    if lane in _DONE:
        pieces += _done(keys, grounds)
    if lane in _FELT | _BAD | _GOOD:
        pieces += _rated(card.touchpoint or card.parent, keys, levels, grounds, lane)
    said = _sum([grounds.comments.get(keys[0], Ground())]) if card.touchpoint else Ground()
    if said.n:
        pieces.append(Piece(Strength.HEARD, said.n, said.newest, say("backing.comments-about-it", n=said.n)))
    return pieces


def cited(evidence: Sequence[str], grounds: Grounds) -> list[Piece]:
    """What is cited by id (``comment:…``, ``source:…``) and is really there."""
    comments = [grounds.cited[one] for one in evidence if one.startswith(COMMENT) and one in grounds.cited]
    pieces = []
    if comments:
        whole = _sum(comments)
        pieces.append(Piece(Strength.HEARD, whole.n, whole.newest, say("backing.cites-comments", n=whole.n)))
    for one in evidence:
        if one.startswith(SOURCE) and one in grounds.cited:
            ground = grounds.cited[one]
            strength = Strength.MEASURED if one in grounds.answering else Strength.HEARD
            said = say("backing.cites-a-source", source=one.removeprefix(SOURCE), n=ground.n)
            pieces.append(Piece(strength, ground.n, ground.newest, said))
    return pieces


def _done(keys: Sequence[str], grounds: Grounds) -> list[Piece]:
    whole = _sum([grounds.events.get(key, Ground()) for key in keys])
    if whole.n < ENOUGH:
        return []
    return [Piece(Strength.MEASURED, whole.n, whole.newest, say("backing.events-recorded", n=whole.n))]


def _rated(where: str, keys: Sequence[str], levels: Mapping[str, Estimate], grounds: Grounds, lane: str) -> list[Piece]:
    level = levels.get(where)
    if level is None or not level.known or level.n < ENOUGH:
        return []
    newest = _sum([grounds.rated.get(key, Ground()) for key in keys]).newest
    said = say("backing.rated-of-by", value=figure(level.value), n=level.n)
    if lane in _BAD | _GOOD:
        side = lane in _GOOD
        if not (level.low > _MIDDLE if side else level.high < _MIDDLE):
            against = level.value <= _BADLY if side else level.value >= _WELL
            told = (
                say("backing.which-speaks-against-it") if against else say("backing.that-neither-confirms-nor-denies")
            )
            return [Piece(Strength.ASSUMPTION, 0, None, f"{said}{told}.")]
        said += say("backing.fits-a-strength") if side else say("backing.fits-a-pain")
    elif lane not in _LEVEL:
        return [Piece(Strength.ASSUMPTION, 0, None, say("backing.that-names-no-feeling", said=said))]
    return [Piece(Strength.MEASURED, level.n, newest, f"{said}.")]


def _sum(grounds: Sequence[Ground]) -> Ground:
    newest = max((one.newest for one in grounds if one.newest), default=None)
    return replace(Ground(), n=sum(one.n for one in grounds), newest=newest)
