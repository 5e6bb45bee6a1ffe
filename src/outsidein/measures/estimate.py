"""The only number a user ever sees: a value with its uncertainty, its n, and where it comes from.

What lives here: Estimate, Period and Cite. Not here: how one is computed (intervals, attitude, compute).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

from outsidein.ground.writing import day_brief
from outsidein.measures.phrases import say


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``first`` to ``last`` day, both counted; a missing end is open."""

    first: date | None = None
    last: date | None = None

    def __str__(self) -> str:
        """Short, as it is shown.

        >>> str(Period(date(2026, 7, 1), date(2026, 9, 30)))
        '1 Jul 2026 – 30 Sep 2026'
        >>> str(Period())
        'undated'
        """
        if self.first is None and self.last is None:
            return say("period.undated")
        ends = [day_brief(day) if day else "" for day in (self.first, self.last)]
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}".strip()


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a number comes from, in words that a person can check: enough to open it down to its rows.

    ``formula`` in words, ``filter`` what was counted, ``sources`` their ids, ``asked`` the wording of the question,
    ``scale`` as it was asked (and the mapping, where one was applied).
    """

    formula: str
    filter: str = ""
    sources: tuple[str, ...] = ()
    asked: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with interval [``low``, ``high``], ``n`` independent observations and the ``method`` of the interval.

    Counts, costs and targets are Estimates with method ``exact`` or ``entered`` and low = value = high. Where nothing
    can be said (n = 0) the three numbers are NaN. ``small`` marks too few observations to lean on. ``measure`` is the
    id in the catalogue, ``unit`` how the number is read (``1–10``, ``%``, ``points``), ``notes`` what one must know,
    ``people`` how many independent customers or responses stand behind ``n`` (0 where nobody was counted apart).
    """

    value: float
    low: float
    high: float
    n: int
    method: str
    measure: str = ""
    unit: str = ""
    period: Period | None = None
    cites: tuple[Cite, ...] = ()
    small: bool = False
    level: float = 0.95
    notes: tuple[str, ...] = ()
    people: int = 0

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError("n cannot be negative")
        if not math.isnan(self.value) and not (self.low <= self.value <= self.high):
            raise ValueError(f"{self.value} lies outside its interval [{self.low}, {self.high}]")

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return not math.isnan(self.value)

    def map(self, slope: float, offset: float = 0.0) -> Estimate:
        """The estimate on another linear scale, ``slope · value + offset``; a negative slope turns the interval.

        >>> Estimate(0.5, 0.4, 0.6, 100, "Wilson").map(100).high
        60.0
        """
        ends = sorted((self.low * slope + offset, self.high * slope + offset))
        return replace(self, value=self.value * slope + offset, low=ends[0], high=ends[1])

    @classmethod
    def nothing(cls, *, measure: str = "", unit: str = "", period: Period | None = None) -> Estimate:
        """What there is to say of no observations: that there are none."""
        return cls(math.nan, math.nan, math.nan, 0, "none", measure=measure, unit=unit, period=period)


def exact(value: float, *, unit: str = "", measure: str = "", n: int | None = None) -> Estimate:
    """A count: known, not estimated.

    >>> exact(120).low
    120
    """
    return Estimate(value, value, value, int(value) if n is None else n, "exact", measure=measure, unit=unit)


def entered(value: float, *, unit: str = "", measure: str = "") -> Estimate:
    """A number that a person set, such as a target or a cost."""
    return Estimate(value, value, value, 0, "entered", measure=measure, unit=unit)
