"""What a measure is: what it counts, on which scale, in which words.

What lives here: Measure and its parts, as data. Not here: reading the catalogue of them (catalogue), the few engines
that compute them (scan, reckon) and their intervals.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from outsidein.measures.phrases import say

ANY: Final = "any"


class Engine(StrEnum):
    """How a measure is computed. All but the count are the mean of a score that each answer gets."""

    MEAN = "mean"
    """The answer itself; Student's t."""
    SHARE = "share"
    """1 for an answer in the box, else 0; Wilson."""
    NET = "net"
    """1 for a promoter, −1 for a detractor, else 0; adjusted Wald."""
    NOT_APPLICABLE = "not-applicable"
    """1 where the question did not apply, else 0, over all answers; Wilson."""
    RESPONSES = "responses"
    """Distinct responses; a count, so exact."""


class Others(StrEnum):
    """What to do with answers on another scale than the one wanted."""

    REFUSE = "refuse"
    MAP = "map"
    """Map them linearly, lowest to lowest and highest to highest, and show it."""
    KEEP = "keep"
    """Take the scale as asked, but never two different ones in one number."""
    ANY = "any"
    """The scale plays no part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale wanted: from ``low`` to ``high``, or any with that many ``points``."""

    low: float | None = None
    high: float | None = None
    points: int | None = None
    others: Others = Others.REFUSE

    def fits(self, low: float, high: float) -> bool:
        """Whether answers from ``low`` to ``high`` can be taken, as they are or mapped."""
        if self.others in (Others.ANY, Others.KEEP):
            return True
        if self.others is Others.MAP:
            return math.isfinite(low) and math.isfinite(high) and low < high
        if self.points is not None:
            return high - low == self.points - 1
        return (low, high) == (self.low, self.high)

    def __str__(self) -> str:
        """As it is said to people.

        >>> str(Scale(points=5)), str(Scale(low=0, high=10))
        ('a scale of 5 points', '0–10')
        """
        if self.points is not None:
            return say("measure.a-scale-of-points", points=self.points)
        return say("measure.any-scale") if self.low is None or self.high is None else scale_words(self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of the catalogue.

    ``asks`` names what a question must ask for; answers to a ``stand_in`` are used where those are missing, and said to
    be. The box of a share is its ``top`` so many points, or ``box`` from–to. The mean score is multiplied by ``times``
    to be in ``unit`` (empty: the scale as asked). Fewer than ``minimum`` answers, or customers, are marked small;
    ``caution`` is noted beside every result.
    """

    id: str
    name: str
    label: str
    engine: Engine
    asks: tuple[str, ...]
    formula: str
    interval: str
    sources: tuple[str, ...]
    stand_in: tuple[str, ...] = ()
    scale: Scale = Scale(others=Others.ANY)
    top: int | None = None
    box: tuple[float, float] | None = None
    promoters: tuple[float, float] | None = None
    detractors: tuple[float, float] | None = None
    times: float = 1.0
    unit: str = ""
    better: str = "higher"
    minimum: int = 30
    caution: str = ""

    @property
    def pooled(self) -> bool:
        """Whether answers to different kinds of question count together."""
        return self.asks == (ANY,) or len(self.asks) > 1


def scale_words(low: float, high: float) -> str:
    """A scale as people write it; empty where it has no ends.

    >>> scale_words(1, 5), scale_words(float("-inf"), float("inf")), scale_words(-2, 2)
    ('1–5', '', '−2 to 2')
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return f"{low:g}–{high:g}" if low >= 0 else say("measure.to", low=low, high=high).replace("-", "−")
