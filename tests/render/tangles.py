"""Blueprints whose cards are tied this way and that, for the tests of every writer that draws arrows.

What lives here: one such map per seed. Not here: what a writer makes of it.
"""

from __future__ import annotations

import random

from outsidein import maps
from outsidein.maps import Document


def tangled(*, seed: int) -> Document:
    """A blueprint whose cards are tied this way and that."""
    rng = random.Random(seed)
    document = maps.begin_from("hotel-blueprint", "map", title="Map")
    cards = [card for card in document.all(maps.Card) if card.lane in ("actions", "onstage", "backstage", "support")]
    more = [
        maps.Card(id=f"card:more-{n}", parent=card.parent, order="z", lane=card.lane, text=f"More of {card.text}")
        for n, card in enumerate(rng.sample(cards, 6))
    ]
    ends = [card.id for card in (*cards, *more)]
    pairs = {tuple(rng.sample(ends, 2)) for _ in range(14)}
    arrows = [
        maps.Arrow(id=f"arrow:{n}", parent=one, to=other, label="with a note" if n % 3 == 0 else "")
        for n, (one, other) in enumerate(sorted(pairs))
    ]
    return document.put(*more, *arrows)
