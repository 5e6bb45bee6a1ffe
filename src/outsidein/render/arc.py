"""Where the names of beats stand on the arc of a story: over their points, or under, where a line would run through.

What lives here: below. Not here: the arc in pixels (story) or on paper (storyboard).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from outsidein.maps import Frame

LOW: Final = 0.28
"""From which tension on there is room under a point, over the ground."""
_OVER, _UNDER = (0.06, 0.19), (-0.25, -0.08)
"""The height of a name over and under its point, as a share of the height of the arc."""
_LOOKS: Final = 13


def below(frames: Sequence[Frame], *, half: float = 0.42) -> frozenset[int]:
    """The places of frames whose beat is better named under its point; ``half`` a name is so wide, in columns.

    A drawn level 1–10 fills the same height as a tension 0–1.
    """
    arc = [(at, one.tension) for at, one in enumerate(frames) if one.tension is not None]
    felt = [(at, (one.level - 1) / 9) for at, one in enumerate(frames) if one.level is not None]
    lines = [*pairwise(arc), *(pair for pair in pairwise(felt) if pair[1][0] - pair[0][0] == 1)]
    found = set()
    for at, tension in arc:
        if frames[at].beat and tension >= LOW:
            over, under = (_met(lines, at, tension, band, half) for band in (_OVER, _UNDER))
            if under < over:
                found.add(at)
    return frozenset(found)


def _met(
    lines: Sequence[tuple[tuple[int, float], tuple[int, float]]],
    at: int,
    tension: float,
    band: tuple[float, float],
    half: float,
) -> int:
    """At how many looks along its width a line runs through a name."""
    looks = [at + half * (2 * one / (_LOOKS - 1) - 1) for one in range(_LOOKS)]
    met = 0
    for (x, y), (u, v) in lines:
        heights = [y + (v - y) * (look - x) / (u - x) for look in looks if x <= look <= u]
        met += sum(band[0] <= height - tension <= band[1] for height in heights)
    return met
