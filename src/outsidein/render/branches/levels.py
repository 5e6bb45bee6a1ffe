"""Which arc lies over which: interval colouring, the short ones lowest, so that arcs nest (Golumbic 1980, ch. 8).

What lives here: levels, raised or lowered where legs from above would leave a label no room. Not here: legs (ports),
the labels of one arc (labelling).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from outsidein.render.branches.labelling import Tag, rooms, tagged
from outsidein.render.branches.ports import Leg, Strand

_AIR: Final = 2
"""Slots between two arcs on one level."""
_MOST_LOOKS: Final = 200_000
"""How many pairs of arcs are looked at in search of room for labels: enough for a busy map, quick on an endless one."""

Span = tuple[int, int]


def levelled(strands: Sequence[Strand], legs: Sequence[Leg], *, width: int) -> tuple[tuple[int, tuple[Tag, ...]], ...]:
    """The level and the labels of each arc over a picture of ``width`` slots.

    >>> levelled([Strand(0, 1), Strand(0, 2)], [(14, 36), (10, 60)], width=72)
    ((0, ()), (1, ()))
    """
    choices = [rooms(leg, strand.wishes, width=width) for leg, strand in zip(legs, strands, strict=True)]
    spans = [choice[0] for choice in choices]
    order = sorted(range(len(spans)), key=lambda at: (_long(legs[at]), spans[at][1] - spans[at][0], at))
    levels = _coloured(spans, order)
    tags, short = _labelled(strands, legs, spans, levels)
    looks = _MOST_LOOKS // max(1, len(strands)) ** 2
    while sum(short) and looks > 0:
        best = None
        # The arc whose label has least room is put where all labels together have more, or nothing helps.
        for at in sorted((at for at in range(len(short)) if short[at]), key=lambda at: (-short[at], at)):
            for level, span in product(range(max(levels) + 2), choices[at]):
                if (level, span) == (levels[at], spans[at]) or not _fits(at, level, span, spans, levels):
                    continue
                moved = [*levels[:at], level, *levels[at + 1 :]], [*spans[:at], span, *spans[at + 1 :]]
                looks -= 1
                made = _labelled(strands, legs, moved[1], moved[0])
                if sum(made[1]) < sum(short if best is None else best[2]):
                    best = (*moved, made[1], made[0])
            if best or looks <= 0:
                break
        if best is None:
            break
        levels, spans, short, tags = best
    used = {level: at for at, level in enumerate(sorted(set(levels)))}
    return tuple((used[level], tag) for level, tag in zip(levels, tags, strict=True))


def _long(leg: Leg) -> int:
    start, end = leg
    return 0 if start is None or end is None else abs(end - start)


def _apart(one: Span, other: Span) -> bool:
    return one[1] + _AIR <= other[0] or other[1] + _AIR <= one[0]


def _coloured(spans: Sequence[Span], order: Sequence[int]) -> list[int]:
    """The lowest free level for each, in their order."""
    taken: list[list[Span]] = []
    levels = [0] * len(spans)
    for at in order:
        level = next((k for k, row in enumerate(taken) if all(_apart(spans[at], one) for one in row)), len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append(spans[at])
        levels[at] = level
    return levels


def _fits(at: int, level: int, span: Span, spans: Sequence[Span], levels: Sequence[int]) -> bool:
    return all(other == at or one != level or _apart(span, spans[other]) for other, one in enumerate(levels))


def _labelled(
    strands: Sequence[Strand], legs: Sequence[Leg], spans: Sequence[Span], levels: Sequence[int]
) -> tuple[list[tuple[Tag, ...]], list[int]]:
    """The labels of all, and by how much each falls short."""
    tags, short = [], []
    for at, strand in enumerate(strands):
        cuts = (end for other, leg in enumerate(legs) if levels[other] > levels[at] for end in leg if end is not None)
        made, lacking = tagged(legs[at], strand.wishes, spans[at], cuts)
        tags.append(made)
        short.append(lacking)
    return tags, short
