"""What stands behind the flows and actors of a network and the places of a plan, beside what backs their cards.

What lives here: stand. Not here: what backs a card (backing), the evidence itself (grounds).
The rule: a flow is backed by what it cites. An actor is backed by the best backed of its cards. A place is, too, and
besides by what people said, rated or did at the touchpoint that is met there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from outsidein.insight.backing import Piece, cited, weighed
from outsidein.insight.contrast import ENOUGH
from outsidein.insight.grounds import Ground, Grounds
from outsidein.insight.phrases import say
from outsidein.insight.reading import Backing, Strength
from outsidein.maps.cells import Card
from outsidein.maps.document import Document

_ORDER = (Strength.MEASURED, Strength.HEARD, Strength.ASSUMPTION)


def stand(document: Document, backing: Sequence[Backing], grounds: Grounds, *, now: datetime) -> tuple[Backing, ...]:
    """The backing of every flow, actor and place, by its id; an actor that nobody wrote a card for has none."""
    return tuple(_standing(document, {one.card: one for one in backing}, grounds, now))


def _standing(document: Document, cards: Mapping[str, Backing], grounds: Grounds, now: datetime) -> Iterator[Backing]:
    for flow in document.flows:
        yield weighed(document, flow.id, flow.evidence, cited(flow.evidence, grounds), grounds, now=now)
    for actor in document.actors:
        if best := _best(document, actor.id, cards):
            yield best
    for place in document.places:
        met = weighed(document, place.id, (), _met(place.touchpoint.partition(":")[2], grounds), grounds, now=now)
        best = _best(document, place.id, cards)
        yield best if best and _rank(best) <= _rank(met) else met


def _best(document: Document, id: str, cards: Mapping[str, Backing]) -> Backing | None:
    """The best backed card that stands there, told as what backs the whole: the strongest, then the most."""
    held = [cards[one.id] for one in document.children(id, Card) if one.id in cards]
    best = min(held, key=_rank, default=None)
    if best is None:
        return None
    kept = sum(one.strength is not Strength.ASSUMPTION for one in held)
    if not kept:
        return Backing(id, best.strength, best.n, best.age, best.stale, say("standing.none-of-its-cards", n=len(held)))
    told = say("standing.of-its-cards", kept=kept, n=len(held))
    return Backing(id, best.strength, best.n, best.age, best.stale, f"{told} {best.says}".strip())


def _rank(one: Backing) -> tuple[int, int]:
    return _ORDER.index(one.strength), -one.n


def _met(key: str, grounds: Grounds) -> list[Piece]:
    """What is known of a touchpoint, by its key."""
    rated, said, done = (table.get(key, Ground()) for table in (grounds.rated, grounds.comments, grounds.events))
    found = []
    if rated.n >= ENOUGH:
        found.append(Piece(Strength.MEASURED, rated.n, rated.newest, say("standing.rated", n=rated.n)))
    if done.n >= ENOUGH:
        found.append(Piece(Strength.MEASURED, done.n, done.newest, say("backing.events-recorded", n=done.n)))
    if said.n:
        found.append(Piece(Strength.HEARD, said.n, said.newest, say("backing.comments-about-it", n=said.n)))
    return found
