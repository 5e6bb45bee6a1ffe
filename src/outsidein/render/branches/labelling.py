"""Where the labels of an arc stand along it, clear of the legs of arcs above it that come down through it.

What lives here: one arc's labels, given what cuts it. Not here: which arcs lie above it (levels), text and its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from outsidein.render.branches.ports import SLOTS, Leg, Wish

_SHORT: Final = 40
"""How wide a label may be that is wider than its arc."""
_MORE: Final = 3
"""A label gets up to so many times the slots that it would like, for text is larger on some media than on others."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The room of a label, from slot to slot; it wraps within.

    ``lean`` is the share of the room it does not need that lies before it: 0 begins with the room, 1 ends with it.
    """

    first: int
    last: int
    lean: float = 0.5


def rooms(leg: Leg, wishes: Sequence[Wish], *, width: int) -> tuple[tuple[int, int], ...]:
    """The slots that an arc may take up on its level, with its labels where these are wider than it.

    A label on a leg stands over its middle, else left or right of it.

    >>> wishes = (Wish(18, 12),)
    >>> rooms((36, None), wishes, width=96), rooms((10, 60), wishes, width=96), rooms((2, None), wishes, width=96)
    (((27, 45), (20, 38), (34, 52)), ((10, 60),), ((0, 18),))
    """
    ends = [end for end in leg if end is not None]
    low, high = min(ends), max(ends)
    wants = min(max((one.most for one in wishes), default=0), _SHORT, width)
    if len(wishes) > 1 or high - low - 2 >= wants:
        return ((low, high),)
    places = [(low + high - wants) // 2]
    places += [low + 2 - wants, low - 2] if low == high else []
    held = dict.fromkeys(max(0, min(left, width - wants)) for left in places)
    return tuple((min(low, left), max(high, left + wants)) for left in held)


def tagged(leg: Leg, wishes: Sequence[Wish], span: tuple[int, int], cuts: Iterable[int]) -> tuple[tuple[Tag, ...], int]:
    """A place for each label within ``span``, and by how many slots they fall short of what can be read.

    >>> (label,), lacking = tagged((10, 60), (Wish(20, 10),), (10, 60), [33])
    >>> label.first, label.last, lacking
    (34, 54, 0)
    """
    if not wishes:
        return (), 0
    ends = [end for end in leg if end is not None]
    within = _within(ends, span)
    clear = _clear(within, cuts)
    if len(ends) == 1:
        clear = [it for it in clear if it[0] <= ends[0] <= it[1]]  # it stands on its leg
    if len(wishes) == 1:
        tag, short = _one(clear, wishes[0], (ends[0] + ends[-1]) // 2, within)
        return (_on_leg(tag, ends[0]) if len(ends) == 1 else tag,), short
    half = sum(ends) // 2
    onward = ends[0] < ends[-1]
    found, lacking = [], 0
    for wish, leftmost in zip(wishes, (onward, not onward), strict=False):
        side = (within[0], half - 1) if leftmost else (half + 1, within[1])
        inside = [(max(low, side[0]), min(high, side[1])) for low, high in clear]
        tag, short = _ended([it for it in inside if it[0] < it[1]], wish, side, leftmost=leftmost)
        found.append(tag)
        lacking += short
    return tuple(found), lacking


def _within(ends: Sequence[int], span: tuple[int, int]) -> tuple[int, int]:
    """Between its own legs, where the arc is no narrower than its label."""
    wide = len(ends) > 1 and span == (min(ends), max(ends))
    return (span[0] + 1, span[1] - 1) if wide else span


def _clear(within: tuple[int, int], cuts: Iterable[int]) -> list[tuple[int, int]]:
    """What is left of a stretch beside the legs that come down through it."""
    found = []
    low, high = within
    for cut in sorted(cut for cut in cuts if low - 1 < cut < high + 1):
        if cut - 1 > low:
            found.append((low, cut - 1))
        low = cut + 1
    return [*found, (low, high)] if high > low else found


def _one(clear: Sequence[tuple[int, int]], wish: Wish, aim: int, within: tuple[int, int]) -> tuple[Tag, int]:
    """The nearest clear stretch to ``aim`` that is wide enough, else the widest, else room over the legs."""
    wants, needs = wish.most, wish.least
    enough = [it for it in clear if it[1] - it[0] >= wants]
    best = min(enough, key=lambda it: (abs(_held(it, wants, aim) - aim), it)) if enough else None
    best = best or max(clear, key=lambda it: (it[1] - it[0], -it[0]), default=None)
    if best is None or best[1] - best[0] < needs:
        short = needs - (best[1] - best[0] if best else 0)
        wide = min(wants, within[1] - within[0], 2 * SLOTS)
        middle = _held(within, wide, aim)
        return Tag(middle - wide // 2, middle - wide // 2 + wide), short
    middle = _held(best, wants, aim)
    reach = min(middle - best[0], best[1] - middle)
    if reach * 2 < wants:
        return Tag(*best), 0
    reach = min(reach, _MORE * wants // 2)
    return Tag(middle - reach, middle + reach), 0


def _on_leg(tag: Tag, leg: int) -> Tag:
    """The same room with the label leaning to where the leg stands: however short it is, it stands on it."""
    return replace(tag, lean=min(1.0, max(0.0, (leg - tag.first) / (tag.last - tag.first))))


def _held(stretch: tuple[int, int], wants: int, aim: int) -> int:
    """The middle of a label that stands as near to ``aim`` as the stretch allows."""
    low, high = stretch[0] + (wants + 1) // 2, stretch[1] - (wants + 1) // 2
    return (stretch[0] + stretch[1]) // 2 if low > high else max(low, min(aim, high))


def _ended(clear: Sequence[tuple[int, int]], wish: Wish, side: tuple[int, int], *, leftmost: bool) -> tuple[Tag, int]:
    """The clear stretch nearest to a leg of a long arc."""
    wants, needs = wish.most, wish.least
    turned = sorted(clear, reverse=not leftmost)
    best = next((it for it in turned if it[1] - it[0] >= min(wants, SLOTS + needs)), None)
    best = best or next((it for it in turned if it[1] - it[0] >= needs), None)
    short = 0
    if best is None:
        best, short = side, needs - max((it[1] - it[0] for it in clear), default=0)
        wants = min(wants, 2 * SLOTS)
    wide = min(best[1] - best[0], _MORE * wants)
    return (Tag(best[0], best[0] + wide, 0.0) if leftmost else Tag(best[1] - wide, best[1], 1.0)), short
