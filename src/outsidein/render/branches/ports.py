"""Where the legs of arcs stand at the head of a step, side by side, so that arcs nest and none crosses needlessly.

What lives here: strands and their legs, in slots. Not here: heights (levels).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SLOTS: Final = 24
"""How many slots a column has."""
_EDGE, _APART = 3, 5

Leg = tuple[int | None, int | None]
"""The slots in which a strand goes up and comes down; None where it does so outside the picture."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The slots that a label would like, on one line, and those of its longest word, below which it cannot be read."""

    most: int
    least: int


@dataclass(frozen=True, slots=True)
class Strand:
    """A way between two columns (None: outside), and what its labels would like: one, or two where the way is long."""

    source: int | None
    target: int | None
    wishes: tuple[Wish, ...] = ()


def ports(strands: Sequence[Strand]) -> tuple[Leg, ...]:
    """The legs of each strand. Ways to the left stand left, the shortest outermost, for it runs within the others.

    >>> ports([Strand(0, 2), Strand(0, 1), Strand(1, None)])
    ((10, 60), (15, 34), (39, None))
    """
    ends: dict[int, list[tuple[tuple[int, int, int], int, int]]] = {}
    for at, strand in enumerate(strands):
        for which, (own, other) in enumerate(((strand.source, strand.target), (strand.target, strand.source))):
            if own is not None:
                ends.setdefault(own, []).append((_turn(own, other, at, which), at, which))
    found: list[list[int | None]] = [[None, None] for _ in strands]
    for column, here in ends.items():
        apart = min(_APART, (SLOTS - 2 * _EDGE) / max(1, len(here) - 1))
        first = column * SLOTS + SLOTS / 2 - (len(here) - 1) * apart / 2
        for place, (_, at, which) in enumerate(sorted(here)):
            found[at][which] = int(first + place * apart + 0.5)
    return tuple((start, end) for start, end in found)


def _turn(own: int, other: int | None, at: int, which: int) -> tuple[int, int, int]:
    """Where an end stands among those of its column: ways to the left, those that go out, ways to the right."""
    if other is None or other == own:
        return 0, at, which
    far = abs(other - own)
    return (-1, far, at) if other < own else (1, -far, -at)
