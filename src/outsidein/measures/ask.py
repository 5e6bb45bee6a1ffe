"""A question put to the evidence, and the shape of its answers.

What lives here: Ask, Row and the words for dimensions, as plain data. Not here: how an Ask is answered (scan, reckon,
compute) or two answers are held against each other (compare).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from outsidein.ground import Diagnostic
from outsidein.measures.estimate import Estimate, Period

Key: TypeAlias = str | Period | None
"""What a row is about in one dimension; None where the evidence does not say (undated, unallocated, of the whole)."""

Where: TypeAlias = tuple[tuple[str, tuple[str | None, ...]], ...]
"""Dimensions with the values that count: ``(("channel", ("web", "app")),)``. None stands for “not said”."""

PLAIN: Final = ("touchpoint", "question", "channel", "source")
ANCHORED: Final = ("step", "stage")
SEGMENT: Final = "segment:"
PERIOD: Final = "period:"


class Grain(StrEnum):
    """How finely time is cut; weeks start on Monday, days at midnight UTC."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def around(self, day: date) -> Period:
        """The period of this grain that ``day`` lies in.

        >>> str(Grain.QUARTER.around(date(2026, 11, 21)))
        '1 Oct 2026 – 31 Dec 2026'
        """
        match self:
            case Grain.DAY:
                first = day
            case Grain.WEEK:
                first = day - timedelta(days=day.weekday())
            case Grain.MONTH:
                first = day.replace(day=1)
            case Grain.QUARTER:
                first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
            case Grain.YEAR:
                first = day.replace(month=1, day=1)
        try:
            return Period(first, self._after(first) - timedelta(days=1))
        except (ValueError, OverflowError):  # the calendar ends in 9999, a year that files use for “no end”
            return Period(first, date.max)

    def next(self, period: Period) -> Period:
        """The period of this grain that follows ``period``."""
        if period.last is None:
            raise ValueError("nothing follows a period without an end")
        return self.around(period.last + timedelta(days=1))

    def _after(self, first: date) -> date:
        if self in (Grain.DAY, Grain.WEEK):
            return first + timedelta(days=1 if self is Grain.DAY else 7)
        months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[self]
        count = first.month - 1 + months
        return first.replace(year=first.year + count // 12, month=count % 12 + 1)


@dataclass(frozen=True, slots=True)
class Ask:
    """Which measure, by what, of which answers.

    ``by`` and ``where`` name dimensions: ``touchpoint``, ``question``, ``channel``, ``source``, ``segment:<name>``,
    ``step`` and ``stage`` (these two through an anchor table); ``by`` also ``period:<grain>``. ``period`` keeps the
    answers of its days (UTC); ``level`` is the confidence level; ``target`` is in the measure's unit; ``method``
    overrides how the interval is made, where the measure knows another (``wald`` for a net score).
    """

    measure: str
    by: tuple[str, ...] = ()
    where: Where = ()
    period: Period | None = None
    level: float = 0.95
    target: float | None = None
    method: str = ""


class Standing(StrEnum):
    """Where an estimate stands to its target."""

    BELOW = "below"
    AT = "at"
    """The target lies within the interval: the two cannot be told apart."""
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An estimate against its target. ``met`` is None where it cannot be told, or neither direction is better."""

    target: Estimate
    standing: Standing
    met: bool | None
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to an Ask: ``keys`` are in the order of ``by``.

    ``asked`` is what the questions asked for (one of Asks; empty where several kinds count together): it tells a
    satisfaction rating that stands in for an emotion. ``refused`` says why there is no honest estimate, which is then
    nothing. ``error`` is the standard error of the value in its unit and ``df`` its degrees of freedom (NaN where
    there are none), ``customers`` how many independent ones answered (0 where nobody was counted apart).
    """

    keys: tuple[Key, ...]
    estimate: Estimate
    asked: str = ""
    refused: Diagnostic | None = None
    verdict: Verdict | None = None
    error: float = float("nan")
    df: float = float("nan")
    customers: int = 0
