"""The effect of a change: its intervals cover at their rate, also of places that were chosen for standing out."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from given_answers import Given, store

from outsidein.measures import (
    Ask,
    Difference,
    Estimate,
    Period,
    Row,
    Side,
    beyond_return,
    difference,
    difference_in_differences,
    expect_return,
    fingerprint,
)

BEFORE, AFTER = Period(date(2026, 1, 1), date(2026, 6, 30)), Period(date(2026, 7, 1), date(2026, 12, 31))
EARLY, LATE = date(2026, 3, 1), date(2026, 9, 1)


def row(key: str, value: float, error: float, n: int = 100, asked: str = "a") -> Row:
    estimate = Estimate(value, value - 2 * error, value + 2 * error, n, "t", unit="1–10")
    return Row((key,), estimate, asked=asked, error=error, df=n - 1, customers=n)


def change(this: Row, against: Row, *, shared: float = 0.0) -> Difference:
    value = this.estimate.value - against.estimate.value
    error = math.sqrt(this.error**2 + against.error**2 - 2 * shared)
    estimate = Estimate(value, value - 2 * error, value + 2 * error, this.estimate.n, "t", unit="1–10")
    return Difference((), this, against, estimate, "", error, this.df)


def test_far_from_all_others_by_little_chance_little_is_to_be_expected() -> None:
    rows = [row("low", 3.0, 0.01), *(row(f"{at}", 6.0 + at, 0.01) for at in range(5))]
    back = expect_return(rows, ("low",))
    assert back is not None
    assert 0 < back.expected.value < 0.01
    assert back.reliability > 0.99
    assert back.peers == 6


def test_where_places_differ_by_chance_alone_most_of_the_way_is_to_be_expected() -> None:
    rng = np.random.default_rng(1)
    rows = [row(f"{at}", float(rng.normal(6, 0.5)), 0.5) for at in range(40)]
    lowest = min(rows, key=lambda one: one.estimate.value)
    back = expect_return(rows, lowest.keys)
    assert back is not None
    assert back.expected.value == pytest.approx(back.mean - lowest.estimate.value, rel=0.25)


def test_with_fewer_than_five_places_nobody_can_tell() -> None:
    rows = [row(f"{at}", 5.0 + at, 0.1) for at in range(4)]
    assert expect_return(rows, ("0",)) is None
    assert expect_return([*rows, row("4", 5.0, 0.1)], ("elsewhere",)) is None
    assert expect_return([*rows, row("4", 5.0, 0.1, asked="b")], ("0",)) is None


@pytest.mark.parametrize(
    ("places", "spread", "n", "effect"), [(6, 0.3, 60, 0.0), (14, 0.0, 60, 0.0), (10, 0.4, 80, 0.6)]
)
def test_the_interval_beyond_chance_covers_of_the_lowest_place(
    places: int, spread: float, n: int, effect: float
) -> None:
    """1,500 worlds in which the lowest place is chosen: the plain interval misses too often, ours does not."""
    rng = np.random.default_rng(20261122)
    held = plain = 0
    worlds, off = 1500, []
    for _ in range(worlds):
        true = rng.normal(6, spread, places)
        errors = 2.0 / np.sqrt(n * rng.uniform(0.5, 2, places))
        seen = rng.normal(true, errors)
        at = int(np.argmin(seen))
        later = row("x", float(rng.normal(true[at] + effect, errors[at])), float(errors[at]), n)
        rows = [row(str(one), float(seen[one]), float(errors[one]), n) for one in range(places)]
        back = expect_return(rows, (str(at),))
        assert back is not None
        found = change(later, rows[at])
        beyond = beyond_return(found, back)
        held += beyond.low <= effect <= beyond.high
        plain += found.change.low <= effect <= found.change.high
        off.append((found.change.value - effect, beyond.value - effect))
    assert 0.93 <= held / worlds <= 0.98
    assert plain < held
    raw, left = np.abs(np.mean(off, axis=0))
    assert left < 0.45 * raw


def test_the_same_people_before_and_after_bring_less_of_their_chance_back() -> None:
    rng = np.random.default_rng(3)
    rows = [row(f"{at}", float(rng.normal(6, 0.6)), 0.3) for at in range(12)]
    lowest = min(rows, key=lambda one: one.estimate.value)
    back = expect_return(rows, lowest.keys)
    assert back is not None
    later = row("x", lowest.estimate.value + 0.2, 0.3)
    apart = beyond_return(change(later, lowest), back)
    paired = beyond_return(change(later, lowest, shared=0.07), back)
    assert apart.value < paired.value < 0.2
    assert paired.high - paired.low < apart.high - apart.low


@pytest.mark.parametrize("repeated", [False, True])
def test_the_difference_in_differences_covers_at_its_rate(repeated: bool) -> None:
    """150 worlds in one store, told apart by a segment: one of two places is mended by half a point.

    Where customers repeat, the same stand on all four sides.
    """
    rng = np.random.default_rng(17)
    worlds, size, given = 150, 60, []
    sides = (("gate", EARLY, 3.0), ("gate", LATE, 3.3), ("seat", EARLY, 3.2), ("seat", LATE, 3.0))
    for world in range(worlds):
        people = rng.normal(0, 0.6, size)
        for key, day, mean in sides:
            own = people if repeated else rng.normal(0, 0.6, size)
            values = mean + own + rng.normal(0, 0.7, size)
            given += [
                Given(
                    float(value), asks="emotion", touchpoint=key, day=day, segments={"world": f"{world:03d}"},
                    customer=f"{world}.{at}" if repeated else None,
                )
                for at, value in enumerate(values)
            ]  # fmt: skip
    gate, seat = (("touchpoint", ("gate",)),), (("touchpoint", ("seat",)),)
    with store(given) as evidence:
        found = difference_in_differences(
            evidence, Ask("emotional-level", by=("segment:world",)), before=Side(gate, BEFORE), after=Side(gate, AFTER),
            others_before=Side(seat, BEFORE), others_after=Side(seat, AFTER),
        )  # fmt: skip
    assert len(found) == worlds
    held = sum(row.estimate.low <= 0.5 <= row.estimate.high for row in found)
    assert 0.90 <= held / worlds <= 0.995
    width = np.mean([row.estimate.high - row.estimate.low for row in found])
    noise = math.sqrt(0.7**2 + (0 if repeated else 0.6**2))
    assert width == pytest.approx(2 * 2.0 * noise * math.sqrt(4 / size), rel=0.05)


def test_four_sides_give_the_difference_of_two_differences() -> None:
    given = [
        Given(value, touchpoint=key, day=day)
        for key, day, values in (
            ("gate", EARLY, (1, 2, 3)),
            ("gate", LATE, (3, 4, 5)),
            ("seat", EARLY, (2, 3, 4)),
            ("seat", LATE, (3, 4, 5)),
        )
        for value in values
    ]  # fmt: skip
    gate, seat = (("touchpoint", ("gate",)),), (("touchpoint", ("seat",)),)
    with store(given) as evidence:
        found = difference_in_differences(
            evidence, Ask("satisfaction"), before=Side(gate, BEFORE), after=Side(gate, AFTER),
            others_before=Side(seat, BEFORE), others_after=Side(seat, AFTER),
        )  # fmt: skip
        assert (found[0].estimate.value, found[0].estimate.n) == (1.0, 12)
        one = difference(
            evidence, Ask("satisfaction", where=gate), this=Side(period=AFTER), against=Side(period=BEFORE)
        )
        assert one[0].error == pytest.approx(math.sqrt(2 / 3))
        assert found[0].error == pytest.approx(math.sqrt(4 / 3))
        assert (found[0].estimate.high - found[0].estimate.low) / 2 == pytest.approx(
            4.3027 * math.sqrt(4 / 3), rel=1e-3
        )
        nothing = difference_in_differences(
            evidence, Ask("satisfaction"), before=Side(gate, BEFORE), after=Side(gate, AFTER),
            others_before=Side((("touchpoint", ("lounge",)),), BEFORE), others_after=Side(seat, AFTER),
        )  # fmt: skip
        assert nothing == ()


def test_the_mark_of_a_number_changes_with_any_of_its_answers_and_with_no_other() -> None:
    given = [Given(float(1 + at % 5), day=EARLY, response=at) for at in range(40)]
    ask = Ask("csat", where=(("touchpoint", ("gate",)),))

    def mark(answers: list[Given]) -> str:
        with store(answers) as evidence:
            return fingerprint(evidence, ask)

    same = mark(given)
    assert mark(given) == same
    assert mark([*given, Given(3.0, touchpoint="seat", response=99)]) == same
    assert mark(given[:-1]) != same
    assert mark([*given, Given(3.0, response=99)]) != same
    swapped = [Given(given[1].value, day=EARLY, response=0), Given(given[0].value, day=EARLY, response=1), *given[2:]]
    assert mark(swapped) != same
