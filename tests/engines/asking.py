"""Every analysis of journeys, as a question that any engine can be asked; the answers are compared whole.

What lives here: ASKED by name, and ``plain``, which makes of an answer what can be compared. Not here: the logs
(walking), the engines (places).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any, Final

import ibis.expr.types as ir
import numpy as np
from walking import drawn

from outsidein.evidence.journeys import Journeys
from outsidein.evidence.notions import sessions
from outsidein.insight.changes import tally_of
from outsidein.insight.designed import hold_against
from outsidein.measures import journeys as asks
from outsidein.measures.journeys.along import along
from outsidein.measures.journeys.flows import Spot, Standing

DAYS: Final = timedelta(days=3)
STEPS: Final = ("search", ("basket", "a"), "call")

ASKED: Final[dict[str, Callable[[Journeys], Any]]] = {
    "touchpoints": lambda j: (j.names, dict(j.segments)),
    "transitions": asks.transitions,
    "transitions with times": lambda j: asks.transitions(j, times=True),
    "funnel": lambda j: asks.funnel(j, STEPS),
    "funnel without times": lambda j: asks.funnel(j, STEPS, times=False),
    "funnel in a window": lambda j: asks.funnel(j, STEPS, window=DAYS),
    "funnel in a window without times": lambda j: asks.funnel(j, STEPS, window=DAYS, times=False),
    "step matrix": asks.step_matrix,
    "top paths": lambda j: asks.top_paths(j, first=5),
    "top paths of many words": lambda j: asks.top_paths(j, first=14, top=50),
    "variants": lambda j: asks.variants(j, top=25),
    "loops": asks.loops,
    "drop-off": lambda j: asks.drop_off(j),
    "drop-off of those who did not convert": lambda j: asks.drop_off(j, converted=["call"]),
    "time between": lambda j: asks.time_between(j, "search", "call"),
    "conversion": lambda j: asks.conversion(j, ["call"]),
    "conversion by segment": lambda j: asks.conversion(j, ["call", "B"], entered=["search"], by="land"),
    "contacts": lambda j: asks.contacts(j, ["call", "🙂 chat"], window=DAYS),
    "retention by month": asks.retention,
    "retention by week": lambda j: asks.retention(j, every=asks.Every.WEEK),
    "retention by day": lambda j: asks.retention(j, every=asks.Every.DAY),
    "engagement": asks.engagement,
    "compared funnels": lambda j: asks.compare_funnels(*_sides(j), STEPS),
    "compared reach": lambda j: asks.compare_reach(*_sides(j)),
    "compared transitions": lambda j: asks.compare_transitions(*_sides(j)),
    "compared drop-off": lambda j: asks.compare_drop_off(*_sides(j), converted=["call"]),
    "compared loops": lambda j: asks.compare_loops(*_sides(j)),
    "compared variants": lambda j: asks.compare_variants(*_sides(j), top=8),
    "compared beginnings": lambda j: asks.compare_paths(*_sides(j), first=14, top=8),
    "compared steps": lambda j: asks.compare_steps(*_sides(j), first=4, top=5),
    "compared times between": lambda j: asks.compare_between(*_sides(j), "search", "call"),
    "compared times of a funnel": lambda j: asks.compare_funnel_times(*_sides(j), STEPS, window=DAYS),
    "compared waits": lambda j: asks.compare_waits(*_sides(j)),
    "compared conversion": lambda j: asks.compare_conversion(*_sides(j), ["call"], entered=["search"]),
    "compared contacts": lambda j: asks.compare_contacts(*_sides(j), ["call", "🙂 chat"], window=DAYS),
    "compared retention": lambda j: asks.compare_retention(*_sides(j), every=asks.Every.WEEK),
    "compared engagement": lambda j: asks.compare_engagement(*_sides(j), days=7),
    "a segment in a period": lambda j: asks.transitions(
        j.segment(land="日本").period(date(2026, 2, 1), date(2026, 3, 15)), times=True
    ),
    "flows": asks.flows,
    "flows without repetitions": lambda j: asks.flows(j, first=4, top=3, merged=True),
    "compared flows": lambda j: asks.compare_flows(*_sides(j)),
    "walkers of a flow": lambda j: _walkers(j, Spot(2, Standing.OTHERS), None),
    "walkers from one to the next": lambda j: _walkers(
        j, Spot(1, Standing.TOUCHPOINT, "search"), Spot(2, Standing.TOUCHPOINT, "basket")
    ),
    "along a drawn way": lambda j: along(j, [["search"], ["basket", "a"], ["B"], ["call"]]),
    "sessions": lambda j: _sessions(j),
    "designed against observed": lambda j: hold_against(drawn(), j),
    "changes": tally_of,
    "changes, customers told apart": lambda j: tally_of(j, customers=_alike(j), pairs=4),
}
"""The analyses; each name says which."""


def plain(answer: Any) -> Any:
    """``answer`` as nested lists of plain values; all that the answer holds counts."""
    if is_dataclass(answer):
        return [(one.name, plain(getattr(answer, one.name))) for one in fields(answer)]
    if isinstance(answer, np.ndarray):
        return plain(answer.tolist())
    if isinstance(answer, dict):
        return sorted((key, plain(value)) for key, value in answer.items())
    if isinstance(answer, (list, tuple)):
        return [plain(one) for one in answer]
    if isinstance(answer, float):
        return "nan" if answer != answer else answer
    return answer


def _walkers(journeys: Journeys, at: Spot, to: Spot | None) -> tuple[Any, list[str]]:
    found, table = asks.walkers(journeys, at, to)
    # Who they are is looked at page by page; the table stays where it is until somebody asks for one.
    return found, sorted(table.select("key").to_pyarrow()["key"].to_pylist())


def _sessions(journeys: Journeys) -> list[dict[str, int]]:
    events = journeys.events
    if journeys.laid_out:
        named = journeys.cases.select("case", "key")
        events = events.inner_join(named, "case").drop("case").rename(case="key")
    found = sessions(events.select("case", "time", "order", "code"), gap=60_000_000)
    rows = found.group_by("case").aggregate(n=found.count().cast("int64"), codes=found.code.sum().cast("int64"))
    counted = rows.group_by("n", "codes").aggregate(sessions=rows.count().cast("int64"))
    return sorted(counted.to_pyarrow().to_pylist(), key=str)


def _alike(journeys: Journeys) -> ir.Table:
    """Few customers with many journeys each: those of as many events are one’s, but of nobody known where it is one."""
    cases = journeys.cases
    return cases.select(key=cases.key, customer=cases.length.nullif(1).cast("string"))


def _sides(journeys: Journeys) -> tuple[Journeys, Journeys]:
    return journeys.segment(land="日本"), journeys.segment(land="Österreich")
