"""Which stretch of time is now, and which came before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from outsidein.insight.spans import LEAST, MOST, spans
from outsidein.measures import Period

DAY = timedelta(days=1)


def daily(first, days, n=5):
    return [(first + at * DAY, n) for at in range(days)]


def test_without_a_period_now_is_the_last_three_months():
    found = spans(daily(date(2025, 11, 21), 365))
    assert found[-1] == Period(date(2026, 8, 21), date(2026, 11, 20))
    assert found[-2] == Period(date(2026, 5, 21), date(2026, 8, 20))
    assert len(found) == 4


def test_a_few_months_are_held_against_each_other_month_by_month():
    found = spans(daily(date(2026, 9, 1), 75, 9))
    assert found[-1] == Period(date(2026, 10, 15), date(2026, 11, 14))
    assert len(found) == 3


def test_a_whole_quarter_is_held_against_the_quarter_before():
    found = spans(daily(date(2026, 1, 1), 300), period=Period(date(2026, 7, 1), date(2026, 9, 30)))
    assert found == tuple(
        Period(date(2026, first, 1), date(2026, first + 2, last)) for first, last in ((1, 31), (4, 30), (7, 30))
    )


def test_any_other_period_is_held_against_one_as_long():
    found = spans(daily(date(2026, 1, 1), 300), period=Period(date(2026, 7, 10), date(2026, 8, 18)))
    assert found[-2] == Period(date(2026, 5, 31), date(2026, 7, 9))


def test_too_little_evidence_makes_no_before():
    assert spans([]) == ()
    assert spans(daily(date(2026, 1, 1), 10)) == ()
    assert spans(daily(date(2026, 1, 1), 300), period=Period(None, date(2026, 3, 1))) == ()
    assert spans(daily(date(2026, 1, 1), 300), period=Period(date(2026, 1, 1), date(2026, 1, 31))) == ()


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(1, 900), st.integers(1, 40))
def test_spans_touch_and_never_overlap(first, days, n):
    dated = daily(first, days, n)
    found = spans(dated)
    assert len(found) <= MOST
    for one, other in pairwise(found):
        assert one.last + DAY == other.first
    if found:
        assert found[-1].last == dated[-1][0]
        for span in found[-2:]:
            assert sum(n for day, n in dated if span.first <= day <= span.last) >= LEAST
