"""Made-up opportunities, initiatives and results, whole ones, for the tests of action."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from outsidein.action import (
    Actions,
    Baseline,
    Basis,
    Compared,
    Effect,
    Initiative,
    Opportunity,
    Result,
    State,
    Turn,
)
from outsidein.insight import Against, Category, Finding, FindingKind
from outsidein.measures import Ask, Cite, Estimate, Period, Return

NOW = datetime(2026, 8, 1, 9, 30, tzinfo=UTC)
EARLY = Period(date(2026, 1, 1), date(2026, 7, 31))
LATE = Period(date(2026, 9, 1), date(2026, 10, 31))


def csat(value: float, half: float = 3.0, n: int = 900, **more: object) -> Estimate:
    """A satisfaction in percent."""
    return Estimate(value, value - half, value + half, n, "Wilson", measure="csat", unit="%", **more)  # type: ignore[arg-type]


def points(value: float, half: float = 4.0) -> Estimate:
    """A change of it."""
    return Estimate(value, value - half, value + half, 1800, "Newcombe", measure="csat", unit="% points")


def back(expected: float = 1.5) -> Return:
    """What was to be expected by chance."""
    return Return(points(expected), 0.9, 60.0, 8.0, 12)


def initiative(*, selected: bool = True, returns: Return | None = None, target: float | None = 60.0) -> Initiative:
    """One that began in August."""
    ask = Ask("csat", where=(("touchpoint", ("form",)),), period=EARLY)
    frozen = Baseline(ask, csat(41.0), NOW, (1, 2), "abcd1234", returns)
    return Initiative(
        "initiative:a", "trip", "touchpoint:form", "Shorter form", "Forms team", date(2026, 8, 15), frozen,
        (Turn(NOW, "Ines", State.IN_PROGRESS),), opportunity="opportunity:a", target=target, selected=selected,
    )  # fmt: skip


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda time: time.replace(fold=0)
)
NUMBERS = st.floats(-1e6, 1e6)
PERIODS = st.builds(Period, st.none() | DAYS, st.none() | DAYS)


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    """Any estimate, unknown and unbounded ones among them."""
    if draw(st.booleans()):
        return Estimate.nothing(measure=draw(WORDS))
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    cites = tuple(Cite(draw(WORDS), draw(WORDS), (draw(WORDS),)) for _ in range(draw(st.integers(0, 2))))
    period = draw(st.none() | PERIODS)
    ends = (-math.inf, math.inf) if draw(st.booleans()) else (low, high)
    return Estimate(
        value, *ends, draw(st.integers(0, 9999)), "t", period=period, cites=cites, small=draw(st.booleans())
    )


@st.composite
def turns(draw: st.DrawFn) -> tuple[Turn, ...]:
    """A history."""
    start = draw(TIMES)
    some = draw(st.lists(st.sampled_from(State), min_size=1, max_size=4))
    return tuple(Turn(start + timedelta(days=at), draw(WORDS), state, draw(WORDS)) for at, state in enumerate(some))


FINDINGS = st.builds(
    Finding, kind=st.sampled_from(FindingKind), where=WORDS, title=WORDS, says=WORDS, level=estimates(),
    effect=st.none() | estimates(), against=st.none() | st.sampled_from(Against), p=st.none() | st.floats(0, 1),
    category=st.none() | st.sampled_from(Category), reasons=st.lists(WORDS, max_size=3).map(tuple),
)  # fmt: skip
OPPORTUNITIES = st.builds(
    Opportunity, id=WORDS, map=WORDS, where=WORDS, title=WORDS, question=WORDS, history=turns(), owner=WORDS,
    finding=st.none() | FINDINGS, score=st.none() | estimates(), cards=st.lists(WORDS, max_size=2).map(tuple),
)  # fmt: skip
FILTERS = st.tuples(WORDS, st.lists(st.none() | WORDS, max_size=2).map(tuple))
ASKS = st.builds(
    Ask, measure=WORDS, by=st.just(()), where=st.lists(FILTERS, max_size=2).map(tuple),
    period=st.none() | PERIODS, target=st.none() | NUMBERS,
)  # fmt: skip
BASELINES = st.builds(
    Baseline, ask=ASKS, estimate=estimates(), taken=TIMES, imports=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    mark=WORDS, back=st.none() | st.builds(Return, estimates(), NUMBERS, NUMBERS, NUMBERS, st.integers(5, 40)),
)  # fmt: skip
INITIATIVES = st.builds(
    Initiative, id=WORDS, map=WORDS, where=WORDS, title=WORDS, owner=WORDS, start=DAYS, baseline=BASELINES,
    history=turns(), due=st.none() | DAYS, target=st.none() | NUMBERS, selected=st.booleans(), about=WORDS,
)  # fmt: skip
RESULTS = st.builds(
    Result, id=WORDS, initiative=WORDS, when=TIMES, by=WORDS, period=PERIODS, before=estimates(), after=estimates(),
    change=estimates(), effect=st.sampled_from(Effect), basis=st.sampled_from(Basis), beyond=st.none() | estimates(),
    compared=st.none() | st.builds(Compared, st.just((("touchpoint", ("a", None)),)), estimates()),
    met=st.none() | st.booleans(), moved=st.booleans(), note=WORDS,
)  # fmt: skip
ACTIONS = st.builds(
    Actions,
    *(
        st.lists(some, max_size=2, unique_by=lambda one: one.id).map(tuple)
        for some in (OPPORTUNITIES, INITIATIVES, RESULTS)
    ),
)
