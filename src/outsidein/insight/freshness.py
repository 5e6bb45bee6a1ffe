"""Freshness: how old the evidence is, and whether that is too old by the rhythm in which the map is reviewed.

What lives here: ages in days. Not here: the dates (grounds). The clock is an argument.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from outsidein.ground.writing import day_written
from outsidein.insight.phrases import say
from outsidein.insight.reading import Freshness
from outsidein.maps.document import Document

RHYTHM: Final = 180
"""Days after which evidence is stale where a map does not say how often it is reviewed."""


def rhythm(document: Document) -> int:
    """Days after which evidence on this map is stale."""
    return document.journey.review_every or RHYTHM


def age(newest: datetime | None, now: datetime) -> int | None:
    """Whole days since ``newest``, none below zero; None where it is undated. A time without zone is UTC.

    >>> age(datetime(2026, 11, 20, 23), datetime(2026, 11, 21, 1))
    1
    """
    if newest is None:
        return None
    return max((_day(now) - _day(newest)).days, 0)


def _day(moment: datetime) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def find_freshness(
    document: Document, *, newest: datetime | None, undated: int, responses: int, now: datetime
) -> Freshness:
    """How fresh ``responses`` are, of which ``undated`` carry no time."""
    days = age(newest, now)
    if not responses:
        return Freshness(None, None, False, say("freshness.no-evidence-yet"))
    if newest is None or days is None:
        return Freshness(None, None, False, say("freshness.the-evidence-is-undated-nobody"))
    stale = days > rhythm(document)
    said = say("freshness.the-newest-evidence-is-from", day=day_written(newest), ago=say("freshness.ago", n=days))
    if newest > (now if now.tzinfo else now.replace(tzinfo=UTC)):
        said = say("freshness.the-newest-evidence-is-dated", day=day_written(newest))
    if stale:
        said += say("freshness.that-is-older-than-the", n=rhythm(document))
    if undated:
        said += say("freshness.undated", n=undated)
    return Freshness(newest, days, stale, said)
