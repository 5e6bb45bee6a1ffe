"""How a map is walked, in its reading: filtered like all else, nothing where no log touches it, nobody given away."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from insight_evidence import evidence, journey

from outsidein.evidence.store import Store
from outsidein.insight import Reading, confine, read, suppress
from outsidein.insight.walked import Walk, Walked, WalkedStep
from outsidein.maps import Document, chosen
from outsidein.measures import Estimate, Period

sys.path.append(str(Path(__file__).parents[1] / "measures"))
from attacker import attack

NOW = datetime(2026, 11, 22, tzinfo=UTC)
START = datetime(2026, 3, 1, tzinfo=UTC)


def drawn() -> Document:
    return journey({"find": ["search"], "try": ["shop", "app"], "buy": ["desk"], "fly": ["cabin"]})


def walked_store(walks: dict[str, int], *, folder: Path | None = None) -> Store:
    """Who searches, tries and buys: letters of touchpoints by how many walk so; class Eco or Business in turn."""
    names = {"s": "search", "a": "app", "d": "desk", "x": "newsletter"}
    people = [walk for walk, n in walks.items() for _ in range(n)]
    rows = [
        (f"c{at}", START + timedelta(days=at % 200, hours=k), names[letter])
        for at, walk in enumerate(people)
        for k, letter in enumerate(walk)
    ]
    responses = pa.table(
        {
            "customer": [row[0] for row in rows],
            "time": pa.array([row[1] for row in rows], pa.timestamp("us", "UTC")),
            "segment:class": ["Eco" if int(row[0][1:]) % 2 else "Business" for row in rows],
        }
    )
    return evidence_with(responses, [row[2] for row in rows])


def evidence_with(responses: pa.Table, touchpoints: list[str]) -> Store:
    n = responses.num_rows
    events = pa.table(
        {
            "response": pa.array(range(1, n + 1), pa.int64()),
            "event": pa.array(["visit"] * n),
            "touchpoint": pa.array(touchpoints),
        }
    )
    return evidence(
        np.full((n, 1), np.nan), ["search"], customers=responses["customer"].to_pylist(),
        times=responses["time"].to_pylist(), segments={"class": responses["segment:class"].to_pylist()}, events=events,
    )  # fmt: skip


def told(reading: Reading, step: str) -> dict[str, Estimate]:
    assert reading.walked is not None
    return dict(next(one for one in reading.walked.steps if one.step == f"step:{step}").measures)


def test_a_reading_says_who_comes_by_passes_by_and_ends_and_how_long_it_takes() -> None:
    with walked_store({"s": 40, "sa": 30, "sd": 10, "sad": 20}) as store:
        reading = read(drawn(), store, now=NOW)
    assert reading.walked is not None
    assert reading.walked.journeys == 100
    assert [one.step for one in reading.walked.steps] == ["step:find", "step:try", "step:buy"], (
        "no event shows the cabin"
    )
    find, buy = told(reading, "find"), told(reading, "buy")
    trying = told(reading, "try")
    assert (find[Walk.COME_BY].value, trying[Walk.COME_BY].value, buy[Walk.COME_BY].value) == (100, 50, 30)
    assert (trying[Walk.PASS_BY].value, trying[Walk.PASS_BY].n) == (pytest.approx(100 / 6), 60)
    assert (find[Walk.END_HERE].value, find[Walk.END_HERE].n) == (40, 100)
    assert (trying[Walk.ONWARDS].value, trying[Walk.ONWARDS].unit, trying[Walk.ONWARDS].n) == (3600, "s", 20)
    assert Walk.ONWARDS not in buy
    assert all(estimate.low <= estimate.value <= estimate.high for estimate in find.values())


def test_filters_count_the_journeys_of_those_people_only() -> None:
    with walked_store({"sa": 60}) as store:
        everybody = read(drawn(), store, now=NOW).walked
        eco = read(drawn(), store, now=NOW, where=(("segment:class", ("Eco",)),)).walked
        both = read(drawn(), store, now=NOW, where=(("segment:class", ("Eco", "Business")),)).walked
        early = read(drawn(), store, now=NOW, period=Period(date(2026, 3, 1), date(2026, 3, 10))).walked
        channel = read(drawn(), store, now=NOW, where=(("channel", (None,)),)).walked
    assert [one.journeys if one else 0 for one in (everybody, eco, both, early)] == [60, 30, 60, 10]
    assert channel is None, "a journey has no one channel"


def test_nothing_is_said_where_no_log_touches_the_map() -> None:
    with walked_store({"x": 10}) as store:
        assert read(drawn(), store, now=NOW).walked is None
    with evidence(np.full((3, 1), 4.0), ["search"]) as store:
        assert read(drawn(), store, now=NOW).walked is None


def shares(*parts: tuple[str, int, int]) -> tuple[tuple[str, Estimate], ...]:
    return tuple((name, Estimate(100 * x / n, 0, 100, n, "Wilson", unit="%")) for name, x, n in parts)


def suppressed(*steps: tuple[tuple[str, int, int], ...]) -> Walked | None:
    with evidence(np.full((40, 1), 4.0), ["search"]) as store:
        reading = read(drawn(), store, now=NOW)
    found = tuple(WalkedStep(f"step:{at}", ("search",), shares(*parts)) for at, parts in enumerate(steps))
    return suppress(replace(reading, walked=Walked(100, found))).walked


def names(walked: Walked | None) -> list[list[str]]:
    return [[name for name, _ in one.measures] for one in walked.steps] if walked else []


def test_a_shared_reading_hides_small_groups_of_walkers_and_what_would_give_them_away() -> None:
    come, passed, end = Walk.COME_BY.value, Walk.PASS_BY.value, Walk.END_HERE.value
    assert names(suppressed(((come, 60, 100), (end, 20, 60)))) == [[come, end]]
    assert names(suppressed(((come, 3, 100),))) == [], "three came by"
    assert names(suppressed(((come, 98, 100),))) == [], "two did not"
    assert names(suppressed(((come, 60, 100), (end, 58, 60)))) in ([[come]], []), "two went on"
    assert names(suppressed(((come, 60, 100), (passed, 2, 62)))) in ([[come]], [])


def visits_of(people: dict[str, list[str]]) -> Store:
    """Visits by customer, letters of touchpoints each: the source names the visit, so that a journey is one."""
    names = {"s": "search", "a": "app", "d": "desk"}
    rows = [
        (customer, f"{customer} {visit}", START + timedelta(days=visit, hours=k), names[letter])
        for customer, visits in people.items()
        for visit, walk in enumerate(visits)
        for k, letter in enumerate(walk)
    ]
    events = pa.table(
        {
            "response": pa.array(range(1, len(rows) + 1), pa.int64()),
            "event": pa.array(["visit"] * len(rows)),
            "touchpoint": pa.array([row[3] for row in rows]),
        }
    )
    responses = pa.table(
        {
            "response": pa.array(range(1, len(rows) + 1), pa.int64()),
            "customer": [row[0] for row in rows],
            "case": [row[1] for row in rows],
            "time": pa.array([row[2] for row in rows], pa.timestamp("us", "UTC")),
            "source": ["log"] * len(rows),
        }
    )
    return evidence(np.empty((0, 1)), ["search"], more_responses=responses, events=events)


def test_many_visits_of_few_customers_are_a_small_group() -> None:
    people = {f"c{at}": ["sa", "s"] for at in range(40)} | {f"d{at}": ["sd"] * 10 for at in range(2)}
    with visits_of(people) as store:
        reading = read(drawn(), store, now=NOW)
    assert reading.walked is not None
    assert (reading.walked.journeys, reading.walked.people) == (100, 42)
    crowd = {one.step: one.crowd for one in reading.walked.steps}
    assert crowd["step:buy"] is not None
    assert (told(reading, "buy")["walk-come-by"].value, crowd["step:buy"].came) == (20.0, 2), "20 visits, two customers"
    assert (crowd["step:find"].came, crowd["step:find"].away, crowd["step:try"].passed) == (42, 0, 2)
    left = suppress(reading)
    hidden = left.walked.steps if left.walked else ()
    assert "step:buy" not in {one.step for one in hidden}
    alike = replace(reading.walked, people=0, steps=tuple(replace(one, crowd=None) for one in reading.walked.steps))
    naive = suppress(replace(reading, walked=alike)).walked
    assert naive is not None
    assert "step:buy" in {one.step for one in naive.steps}, "as if each visit were a customer of its own"
    assert all(one.crowd is None for one in hidden), "how many they are is not published"


@pytest.mark.parametrize("seed", range(6))
def test_no_count_of_few_customers_can_be_had_from_what_is_left(seed: int) -> None:
    """The truth by hand, every sum that holds, and an attacker who knows all that is shown."""
    rng = np.random.default_rng(seed)
    ways = ["s", "sa", "sd", "sad", "a", "ad", "d"]
    people = {
        f"c{at}": [str(way) for way in rng.choice(ways[: int(rng.integers(1, 8))], size=int(rng.integers(1, 9)))]
        for at in range(int(rng.integers(6, 40)))
    }
    with visits_of(people) as store:
        reading = read(drawn(), store, now=NOW)
    assert reading.walked is not None
    cells: dict[tuple[str, str], dict[str, set[str]]] = {}

    def count(cell: tuple[str, str], *, of: str, visit: str) -> None:
        cells.setdefault(cell, {}).setdefault(of, set()).add(visit)

    steps = [one.step for one in reading.walked.steps]
    letters = {"step:find": "s", "step:try": "a", "step:buy": "d"}
    for customer, visits in people.items():
        for at, walk in enumerate(visits):
            visit = f"{customer} {at}"
            for step in steps:
                here = letters[step] in walk
                count((step, "came" if here else "away"), of=customer, visit=visit)
                if here:
                    count((step, "ended" if walk[-1] == letters[step] else "on"), of=customer, visit=visit)
    sizes = {cell: sum(map(len, found.values())) for cell, found in cells.items()}
    equations = []
    for step in steps:
        equations.append((("", "all"), [(step, "came"), (step, "away")]))
        equations.append(((step, "came"), [(step, "ended"), (step, "on")]))
    sizes[("", "all")] = sum(map(len, people.values()))
    for _, parts in equations:
        for part in parts:
            sizes.setdefault(part, 0)
    left = suppress(reading).walked
    shown: dict[tuple[str, str], int] = {}
    if left is not None:
        shown["", "all"] = left.journeys
        for one in left.steps:
            for name, estimate in one.measures:
                if name == Walk.COME_BY:
                    shown[one.step, "came"] = round(estimate.value * estimate.n / 100)
                    shown["", "all"] = estimate.n
                if name == Walk.END_HERE:
                    shown[one.step, "ended"] = round(estimate.value * estimate.n / 100)
                    shown[one.step, "came"] = estimate.n
    small = [cell for cell, found in cells.items() if 0 < len(found) < 5]
    assert not set(small) & shown.keys()
    bounds = attack(equations, shown, {}, small)
    for cell in small:
        low, high = bounds[cell]
        assert high - low > 1e-6, f"{cell}: {sizes[cell]} visits of {len(cells[cell])} customers could be had"


def test_a_chosen_part_of_a_map_tells_only_of_steps_whose_touchpoints_are_there() -> None:
    document = drawn()
    with walked_store({"sad": 50}) as store:
        reading = suppress(read(document, store, now=NOW))
    part = chosen(document, lanes=frozenset({"measures", "touchpoints"}), touchpoints=frozenset({"touchpoint:search"}))
    walked = confine(reading, part).walked
    assert walked is not None
    assert [one.step for one in walked.steps] == ["step:find"]
    bare = chosen(document, lanes=frozenset({"touchpoints"}))
    assert confine(reading, bare).walked is None, "the lane of measures is not shared"
