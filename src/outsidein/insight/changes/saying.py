"""Saying: a change as one plain sentence, with its size and how sure that is.

What lives here: the wording of changes and incidents. Not here: what changed (find). Nothing here says why.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from outsidein.ground.writing import day_written, figure, listed, percent, quoted
from outsidein.insight.changes.change import Shape
from outsidein.insight.changes.tally import Watched, What
from outsidein.insight.phrases import say
from outsidein.measures.estimate import Estimate, Period

_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86_400


def sentence(
    watched: Watched,
    segment: str,
    value: str,
    shape: Shape,
    period: Period,
    before: Estimate,
    during: Estimate,
    difference: Estimate,
) -> str:
    """What changed, when, by how much; estimates are shares of 1."""
    whom = say("changes.whom.some", segment=segment, value=value) if segment else say("changes.whom.all")
    first, last = period.first or date.min, period.last or date.max
    said = say(
        f"changes.{watched.what}.{shape}",
        first=day_written(first),
        last=day_written(last),
        whom=whom,
        event=watched.event,
        to=watched.to,
        slower=duration(watched.slower),
        segment=segment,
        value=value,
        before=_share(before),
        during=_share(during),
    )
    return f"{said} {_size(difference, during)}"


def gathered(says: str, others: list[str]) -> str:
    """The sentence of an incident: its lead's, and what else changed in these days."""
    return f"{says} {say('changes.with', n=len(others), others=listed(others))}" if others else says


def title(watched: Watched, segment: str, value: str) -> str:
    """A change in a few words, as it stands in lists."""
    name = say(f"changes.title.{watched.what}", event=quoted(watched.event), to=quoted(watched.to), value=quoted(value))
    return say("changes.title.within", name=name, value=value) if segment and watched.what is not What.MIX else name


def duration(seconds: float) -> str:
    """A time as people say it, in its largest fitting unit.

    >>> duration(90), duration(5400), duration(200000)
    ('1.5 minutes', '1.5 hours', '2.3 days')
    """
    unit = "second" if seconds < _MINUTE else "minute" if seconds < _HOUR else "hour" if seconds < _DAY else "day"
    size = {"second": 1, "minute": _MINUTE, "hour": _HOUR, "day": _DAY}[unit]
    return say("changes.duration", unit=unit, n=figure(seconds / size, 0 if unit == "second" else 1))


def days(first: date, start: int, stop: int, unit: int) -> Period:
    """The days of the periods [start, stop) of a log that began on ``first``."""
    return Period(first + timedelta(days=start * unit), first + timedelta(days=stop * unit - 1))


def _share(estimate: Estimate) -> str:
    return percent(estimate.value, 1 if estimate.value < 0.1 else 0)


def _size(difference: Estimate, during: Estimate) -> str:
    points = difference.map(100)
    ends = sorted((points.low, points.high), key=abs)
    return say(
        "changes.size",
        points=figure(abs(points.value)),
        more="more" if points.value > 0 else "fewer",
        low=figure(ends[0] if points.value > 0 else -ends[0]),
        high=figure(ends[1] if points.value > 0 else -ends[1]),
        n=during.n,
    )
