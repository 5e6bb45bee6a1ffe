"""New order keys for siblings that somebody rearranged: as many as can keep theirs.

What lives here: rekeyed. Not here: keys themselves (order).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outsidein.maps.order import between, spread
from outsidein.maps.sequencing import longest_rising


def rekeyed(ids: Sequence[str], old: Mapping[str, str]) -> dict[str, str]:
    """An order key for each of ``ids``, which stand in the order that is wanted; ``old`` has the keys of those before.

    >>> rekeyed(["a", "new", "b"], {"a": "F", "b": "V"})
    {'a': 'F', 'new': 'N', 'b': 'V'}
    """
    known = [id for id in ids if id in old]
    if len(known) == len(ids) and list(ids) == sorted(ids, key=lambda id: (old[id], id)):
        return {id: old[id] for id in ids}
    places = {key: place for place, key in enumerate(sorted({old[id] for id in known}))}
    still = {known[at] for at in longest_rising([places[old[id]] for id in known])}
    found: dict[str, str] = {}
    low = ""
    try:
        for at, id in enumerate(ids):
            high = next((old[one] for one in ids[at:] if one in still), "")
            low = found[id] = old[id] if id in still else between(low, high)
    except ValueError:  # keys of a file that nothing fits between
        return dict(zip(ids, spread(len(ids)), strict=True))
    return found
