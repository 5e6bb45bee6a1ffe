"""Who stands beside whom, and with which order key: ties and overlong keys are found here and given new keys.

What lives here: Places. Siblings are records of one type under one parent, cards also of one lane; what lies in the
trash counts, so that it can come back to its place. Not here: making keys (maps.between), writing them (mending).
"""

from __future__ import annotations

import re
from typing import Final

from outsidein.maps import Card, Placed, between, spread

LONGEST: Final = 40
_GOOD: Final = re.compile(r"[0-9A-Za-z]*[1-9A-Za-z]")

Spot = tuple[str, str, str]


def spot_of(record: Placed) -> Spot:
    """The sequence a record stands in: its type, its parent, and a card's lane."""
    return record.type, record.parent, record.lane if isinstance(record, Card) else ""


class Places:
    """The order keys of all placed records, by sequence."""

    def __init__(self) -> None:
        self._spots: dict[Spot, dict[str, str]] = {}
        self._where: dict[str, Spot] = {}
        self._touched: set[Spot] = set()

    def stand(self, record: Placed) -> None:
        """A record stands where it says; perhaps it stood elsewhere before."""
        spot = spot_of(record)
        if self._where.get(record.id) != spot:
            self.leave(record.id)
            self._where[record.id] = spot
        siblings = self._spots.setdefault(spot, {})
        if siblings.get(record.id) != record.order:
            siblings[record.id] = record.order
            self._touched.add(spot)

    def leave(self, id: str) -> None:
        """A record stands nowhere any more."""
        spot = self._where.pop(id, None)
        if spot is not None:
            del self._spots[spot][id]
            if not self._spots[spot]:
                del self._spots[spot]

    def siblings(self, spot: Spot) -> list[tuple[str, str]]:
        """Order key and id of all who stand there, in order."""
        return sorted((order, id) for id, order in self._spots.get(spot, {}).items())

    def mended(self) -> dict[str, str]:
        """By id the new order keys of those who need one, since it was last asked."""
        found: dict[str, str] = {}
        touched, self._touched = self._touched, set()
        for spot in sorted(touched):
            found |= rekeyed(self.siblings(spot))
        return found


def rekeyed(siblings: list[tuple[str, str]]) -> dict[str, str]:
    """New keys for those whose key ties with the one before; for all, evenly, where a key is overlong or none at all.

    >>> rekeyed([("V", "a"), ("V", "b"), ("W", "c")])
    {'b': 'VV'}
    >>> rekeyed([("V", "a"), ("k", "b")])
    {}
    >>> rekeyed([("", "a"), ("V", "b")])
    {'a': 'K', 'b': 'f'}
    """
    orders = [order for order, _ in siblings]
    if any(len(order) > LONGEST or not _GOOD.fullmatch(order) for order in orders):
        return _spaced(siblings)
    if len(set(orders)) == len(orders):
        return {}
    found: dict[str, str] = {}
    last = ""
    for at, (order, id) in enumerate(siblings):
        if order > last:
            last = order
            continue
        later = next((other for other in orders[at + 1 :] if other > last), "")
        last = found[id] = between(last, later)
        if len(last) > LONGEST:
            return _spaced(siblings)
    return found


def _spaced(siblings: list[tuple[str, str]]) -> dict[str, str]:
    keys = spread(len(siblings))
    return {id: key for (order, id), key in zip(siblings, keys, strict=True) if order != key}
