"""The panel of movements: a column per stretch of time, gaps stay gaps, nothing where there is no movement to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import samples

from outsidein.measures import Estimate, Period
from outsidein.render import Scene, compose
from outsidein.render.scene import Number, Panel

FIRST, SECOND = Period(date(2026, 1, 1), date(2026, 3, 31)), Period(date(2026, 4, 1), date(2026, 6, 30))


def level(value: float, period: Period) -> Estimate:
    return Estimate(value, value - 0.2, value + 0.2, 200, "t", unit="1–10", period=period)


def panel(scene: Scene) -> Panel | None:
    return next((one for one in scene.panels if one.key == "trends"), None)


def composed(*trends: tuple[Estimate, ...]) -> Panel | None:
    document = samples.family_trip().document
    reading = samples.trip_reading(document)
    known = reading.touchpoints[: len(trends)]
    touchpoints = tuple(replace(one, trend=trend) for one, trend in zip(known, trends, strict=True))
    return panel(compose(document, replace(reading, touchpoints=touchpoints), today=date(2026, 11, 21)))


def test_each_stretch_is_a_column_in_order_and_a_gap_stays_a_gap() -> None:
    whole = (level(6.0, FIRST), level(4.5, SECOND))
    third = Period(date(2026, 7, 1), date(2026, 9, 30))
    found = composed(whole, (level(7.0, FIRST), level(7.1, third)))
    assert found is not None
    assert [column.title for column in found.columns[1:]] == [str(FIRST), str(SECOND), str(third)]
    first, second = found.rows
    assert isinstance(first[2], Number)
    assert (first[2].text, first[3], second[2]) == ("4.5", "–", "–")
    assert found.notes


def test_one_stretch_alone_is_no_movement() -> None:
    assert composed((level(6.0, FIRST),)) is None
    assert composed(()) is None
