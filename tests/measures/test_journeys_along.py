"""Along a drawn way: counted by hand, the store’s query and the portable definition alike, against plain Python."""

from __future__ import annotations

import random
from statistics import median

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein.evidence.journeys import Journeys
from outsidein.ground import MeasureError
from outsidein.measures import Estimate
from outsidein.measures.journeys.along import along

WALKS = st.lists(st.lists(st.sampled_from("abcx"), min_size=1, max_size=7), min_size=1, max_size=25)
STEPS = (("a",), ("b", "c"), ("x",))
MINUTE = 60_000_000


def log(walks: list[list[str]], *, seed: int = 0) -> pa.Table:
    """Walks with times that rise by whole minutes, sometimes not at all."""
    rng = random.Random(seed)
    rows = []
    for case, walk in enumerate(walks):
        time = rng.randrange(1_000) * MINUTE
        for at, event in enumerate(walk):
            rows.append((f"case {case}", time, event, at))
            time += rng.randrange(4) * MINUTE
    return pa.table(dict(zip(("case", "time", "event", "order"), map(list, zip(*rows, strict=True)), strict=True)))


def by_hand(table: pa.Table, steps: tuple[tuple[str, ...], ...]) -> list[tuple[int, int, int, int, list[int]]]:
    """Per step: came, got as far, passed, ended, and the seconds until the next."""
    cases: dict[str, list[tuple[int, str]]] = {}
    for row in table.to_pylist():
        cases.setdefault(row["case"], []).append((row["time"], row["event"]))
    found = []
    for at, step in enumerate(steps):
        came = farther = passed = ended = 0
        waits = []
        for walk in cases.values():
            first = [next((k for k, (_, event) in enumerate(walk) if event in one), None) for one in steps]
            here, then = first[at], first[at + 1] if at + 1 < len(steps) else None
            far = any(place is not None for place in first[at:])
            came += here is not None
            farther += far
            passed += far and here is None
            ended += walk[-1][1] in step
            if here is not None and then is not None and then > here:
                waits.append((walk[then][0] - walk[here][0]) // 1_000_000)
        found.append((came, farther, passed, ended, waits))
    return found


def counted(share: Estimate) -> int:
    return round(share.value * share.n) if share.known else 0


def held(journeys: Journeys) -> list[tuple[float, ...]]:
    return [
        (
            *(counted(share) for share in (one.came, one.passed, one.ended)),
            one.passed.n,
            one.onwards.n,
            one.onwards.median.value if one.onwards.n else -1.0,
        )
        for one in along(journeys, STEPS)
    ]


@given(WALKS, st.integers(0, 99))
@settings(max_examples=12, deadline=None)
def test_store_and_definition_agree_with_plain_python_on_any_walks(walks: list[list[str]], seed: int) -> None:
    walks = [*walks, ["a", "b", "c", "x"]]  # every touchpoint is seen
    table = log(walks, seed=seed)
    expected = [
        (came, passed, ended, farther, len(waits), median(waits) if waits else -1.0)
        for came, farther, passed, ended, waits in by_hand(table, STEPS)
    ]
    with Journeys.open(table, order="order") as journeys:
        assert held(journeys) == expected
    assert held(Journeys.over(ibis.memtable(table), order="order")) == expected


def test_who_comes_by_passes_by_and_ends_is_counted_by_hand() -> None:
    with Journeys.open(log([["a", "b", "x"], ["a", "x"], ["b"], ["a"]])) as journeys:
        first, second, last = along(journeys, (*STEPS[:1], ("b",), ("x",)))
    assert [one.came.value for one in (first, second, last)] == [0.75, 0.5, 0.5]
    assert (second.passed.value, second.passed.n) == (1 / 3, 3)
    assert [one.ended.value for one in (first, second, last)] == [1 / 3, 0.5, 1.0]
    assert not last.onwards.median.known


def test_no_step_is_no_answer_and_a_touchpoint_never_seen_is_named() -> None:
    with Journeys.open(log([["a"]])) as journeys:
        assert along(journeys, []) == ()
        assert along(journeys, [["a"]])[0].ended.value == 1.0
        with pytest.raises(MeasureError) as caught:
            along(journeys, [["nowhere"]])
    assert caught.value.diagnostics[0].code == "measures/never-seen"
