"""Small stores of evidence for tests of measures, said in one line per answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pyarrow as pa

from outsidein.evidence.asked import Asked
from outsidein.evidence.store import Store

SCALES = {"nps": (0, 10), "ces": (1, 7), "emotion": (1, 10), "outcome": (0, 1)}


@dataclass(frozen=True)
class Given:
    """One answer, with all that can be said of it; ``value`` None is “not applicable”."""

    value: float | None
    asks: str = "satisfaction"
    touchpoint: str | None = "gate"
    question: str = ""
    scale: tuple[float, float] | None = None
    response: int | None = None
    customer: str | None = None
    channel: str | None = "app"
    source: str = "survey"
    day: date | None = date(2026, 9, 15)
    segments: Mapping[str, str | None] = field(default_factory=dict)


def store(given: Iterable[Given], *, questions: Iterable[Asked] = (), customers: pa.Table | None = None) -> Store:
    """A store that holds just these answers; each is a response of its own unless it names one."""
    given = list(given)
    responses: dict[int, Given] = {}
    rows = []
    for at, one in enumerate(given):
        response = at if one.response is None else one.response
        responses.setdefault(response, one)
        low, high = one.scale or SCALES.get(one.asks, (1, 5))
        question = one.question or f"{one.asks} {one.touchpoint}"
        rows.append((response, question, one.touchpoint, one.asks, one.value, low, high, one.value is not None))
    names = ("response", "question", "touchpoint", "asks", "value", "low", "high", "applicable")
    types = (pa.int64(), *[pa.string()] * 3, *[pa.float64()] * 3, pa.bool_())
    answers = {
        name: pa.array([row[at] for row in rows], kind)
        for at, (name, kind) in enumerate(zip(names, types, strict=True))
    }
    who = responses.values()
    times = [datetime(one.day.year, one.day.month, one.day.day, 12, tzinfo=UTC) if one.day else None for one in who]
    columns = {
        "response": pa.array(list(responses), pa.int64()),
        "customer": pa.array([one.customer for one in who], pa.string()),
        "time": pa.array(times, pa.timestamp("us", tz="UTC")),
        "channel": pa.array([one.channel for one in who], pa.string()),
        "source": pa.array([one.source for one in who], pa.string()),
    }
    for name in dict.fromkeys(name for one in who for name in one.segments):
        columns[f"segment:{name}"] = pa.array([one.segments.get(name) for one in who], pa.string())
    return Store.memory(
        questions=questions, responses=pa.table(columns), answers=pa.table(answers), customers=customers
    )
