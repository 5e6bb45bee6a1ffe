"""Discovery finds the journeys that were planted, and is not led astray by how a log is laid out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.discovery import World, halves, planted_logs, read_walks
from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein.ground import MeasureError
from outsidein.ground.speech import speaking
from outsidein.insight.discovery import Context, Walks, cover, discover, jaccard_distance, representatives, resample
from outsidein.insight.discovery.distance import Rows, fits
from outsidein.insight.discovery.slips import KINDS, Noise, Slips

SHOP = [["ask", "order", "pay"]] * 60 + [["ask", "leave"]] * 38 + [["ask", "pay"]] * 2

paths = st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=6), min_size=0, max_size=25)


def found_in(journeys, **how):
    return {one.path for one in discover(Walks.of(journeys), **how).representatives}


@pytest.mark.realdata
def test_planted_journeys_are_found_without_being_told_how_many(realdata: Path) -> None:
    apart, wrong = [], []
    for _, log in planted_logs(realdata / "journeys_ground_truth"):
        found = found_in(log.journeys)
        apart.append(jaccard_distance(found, log.truth))
        wrong.append(abs(len(found) - len(log.truth)))
    assert len(apart) == 20
    assert np.mean(apart) <= 0.05
    assert np.mean(wrong) <= 0.2


@pytest.mark.realdata
def test_journeys_of_the_help_desk_stand_for_journeys_that_were_not_looked_at(realdata: Path) -> None:
    walks = read_walks("helpdesk", realdata / "event_logs")
    assert (walks.n, walks.events) == (4580, 21348)
    first, other = halves(walks, 1)
    held = cover(discover(first), other)
    assert held.n == 2290
    assert held.low > 0.95
    again = resample(walks, times=3, seed=1)
    assert again.weighed.value > 0.8
    assert again.steps.value == 1


def test_planted_journeys_are_found_in_logs_of_another_making() -> None:
    rng = np.random.default_rng(7)
    apart = []
    for noise in (0.0, 0.2, 0.4, 0.6):
        for _ in range(3):
            log = World.any(rng, noise).draw(rng)
            apart.append(jaccard_distance(found_in(log.journeys), log.truth))
    assert np.mean(apart) <= 0.05


def test_a_journey_is_found_that_nobody_walked_without_a_slip() -> None:
    path = tuple("abcdefgh")
    rng = np.random.default_rng(3)
    slipped = []
    for _ in range(120):
        walked = list(path)
        del walked[rng.integers(8)]
        walked.insert(int(rng.integers(8)), str(rng.choice(list("xyzuvw"))))
        slipped.append(walked)
    assert path not in {tuple(one) for one in slipped}
    assert found_in(slipped) == {path}


def test_the_order_of_the_lines_plays_no_part() -> None:
    rng = np.random.default_rng(1)
    log = World(k=4, touchpoints=9, lengths=(3, 7), n=150, noise=0.4).draw(rng)
    journeys = list(log.journeys)
    before = discover(Walks.of(journeys))
    rng.shuffle(journeys)
    assert discover(Walks.of(journeys)) == before


def test_the_names_of_events_play_no_part() -> None:
    log = World(k=4, touchpoints=9, lengths=(3, 7), n=150, noise=0.3).draw(np.random.default_rng(2))
    other = {name: f"{9 - at}{name}" for at, name in enumerate(sorted({n for j in log.journeys for n in j}))}
    told = found_in([[other[name] for name in one] for one in log.journeys])
    assert told == {tuple(other[name] for name in path) for path in found_in(log.journeys)}


@pytest.mark.parametrize("times", [2, 3])
def test_a_log_that_was_delivered_again_gives_the_same_journeys_and_says_so(times: int) -> None:
    log = World(k=3, touchpoints=8, lengths=(3, 6), n=120, noise=0.6).draw(np.random.default_rng(4))
    once, again = discover(Walks.of(log.journeys)), discover(Walks.of(log.journeys * times))
    assert again.representatives == once.representatives
    assert again.n == once.n == 120
    assert any(f"{times} times" in note for note in again.notes)


def test_shares_are_estimates_with_their_interval_and_add_up() -> None:
    found = discover(Walks.of(SHOP))
    assert [one.path for one in found.representatives] == [("ask", "order", "pay"), ("ask", "leave")]
    assert sum(one.share.value for one in found.representatives) + found.unlike.value == pytest.approx(1)
    first = found.representatives[0].share
    assert (first.n, first.method) == (100, "Wilson")
    assert first.low < 0.62 == first.value < first.high
    assert found.coverage.value == 1
    assert 0.5 < found.sure <= 1 - sum(one.sure for one in found.rivals) + 1e-6


def test_nothing_gives_nothing() -> None:
    found = discover(Walks.of([]))
    assert (found.k, found.n, found.steps, found.stages) == (0, 0, (), ())
    assert not found.coverage.known
    assert found.notes


def test_one_event_is_one_journey_of_one_step() -> None:
    found = discover(Walks.of([["ask"]]))
    assert [step.events for step in found.steps] == [("ask",)]
    assert found.n == 1


@given(paths)
@settings(max_examples=25)
def test_any_log_is_told_within_its_bounds(journeys: list[list[str]]) -> None:
    found = discover(Walks.of(journeys), most=3, most_steps=4)
    assert found.n == len(journeys)
    assert found.k <= 3
    assert len(found.steps) <= 4
    assert [place for stage in found.stages for place in range(stage.first, stage.last + 1)] == list(
        range(len(found.steps))
    )
    told = {event for step in found.steps for event in step.events} | {one.event for one in found.left_out}
    assert told == {name for one in journeys for name in one}


def test_ten_thousand_touchpoints_are_not_too_many() -> None:
    rng = np.random.default_rng(5)
    usual = [[f"t{at}" for at in range(5)]] * 3000
    found = discover(Walks.of(usual + [[f"t{code}" for code in rng.integers(10_000, size=6)] for _ in range(1500)]))
    assert found.representatives[0].path == tuple(f"t{at}" for at in range(5))
    assert found.k == 1
    assert found.unlike.value > 0.3


def test_a_journey_of_100_000_events_is_said_to_be_too_long() -> None:
    endless = [f"t{at % 7}" for at in range(100_000)]
    found = discover(Walks.of([*SHOP, endless]))
    assert {one.path for one in found.representatives} == {("ask", "order", "pay"), ("ask", "leave")}
    assert (found.n, found.looked_at) == (101, 100)
    assert any("256" in note for note in found.notes)


def test_of_many_different_paths_a_sample_is_compared_which_the_seed_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(representatives, "_COMPARED", 1000)
    rng = np.random.default_rng(6)
    codes = rng.integers(1, 13, size=(1_100, 7))
    walks = Walks.counted([f"t{at}" for at in range(12)], [tuple(row) for row in codes.tolist()], np.full(1_100, 3))
    walks = Walks.counted(walks.names, [*walks.variants, (1, 2, 3, 4)], np.r_[walks.counts, 2_000])
    one, same, other = (discover(walks, seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert (one.n, one.looked_at) == (walks.n, 1_000)
    assert one.representatives[0].path == other.representatives[0].path == walks.named((1, 2, 3, 4))


def test_repeats_count_once_where_their_number_tells_nothing_and_stay_where_it_does() -> None:
    rng = np.random.default_rng(8)
    chatty = [["ask", *["mail"] * int(rng.integers(1, 9)), "pay"] for _ in range(200)]
    found = discover(Walks.of(chatty))
    assert found.merged
    assert [(one.path, one.again) for one in found.representatives] == [(("ask", "mail", "pay"), (False, True, False))]
    always = discover(Walks.of([["ask", "mail", "mail", "pay"]] * 90 + [["ask", "mail", "pay"]] * 90))
    assert not always.merged
    assert always.k == 2


def test_representatives_tell_in_which_contexts_they_are_walked() -> None:
    walks = _by_segment()
    found = discover(walks)
    quick = next(one for one in found.representatives if one.path == ("ask", "pay"))
    assert [(one.context, one.value) for one in quick.profile if one.change.value > 0] == [("segment", "new")]
    assert {one.path for one in found.representatives} == {("ask", "pay"), ("ask", "call", "wait", "pay")}


def test_contexts_that_have_nothing_to_do_with_it_are_told_of_no_journey() -> None:
    rng = np.random.default_rng(6)
    walks = _by_segment().together()
    paths = [path for path, n in zip(walks.variants, walks.counts, strict=True) for _ in range(int(n))]
    told = 0
    for _ in range(20):
        lots = [Context(f"lot {at}", ("x", "y", "z"), rng.integers(0, 3, len(paths))) for at in range(6)]
        mixed = Walks.counted(walks.names, paths, [1] * len(paths), contexts=lots)
        told += any(one.profile for one in discover(mixed).representatives)
    assert told <= 4, "one in twenty is expected, of all that were looked at"


def test_contexts_decide_where_a_path_alone_cannot_once_they_have_weight() -> None:
    """A path half way between two representatives belongs to the one that those in its context walk."""
    rows = [
        (("a", "b", "c", "d"), "old", 100), (("a", "x", "y", "d"), "new", 100),
        (("a", "b", "y", "d"), "old", 12), (("a", "x", "c", "d"), "new", 12),
    ]  # fmt: skip
    names = sorted({name for path, _, _ in rows for name in path})
    walks = Walks.counted(
        names,
        [tuple(names.index(name) + 1 for name in path) for path, _, _ in rows],
        [count for _, _, count in rows],
        contexts=[Context("who", ("old", "new"), np.array([0, 1, 0, 1]))],
    )
    found = discover(walks, context_weight=1.0)
    assert {one.path for one in found.representatives} >= {("a", "b", "c", "d"), ("a", "x", "y", "d")}
    first = next(one for one in found.representatives if one.path == ("a", "b", "c", "d"))
    assert all(one.value == "old" for one in first.profile if one.change.value > 0)


def _by_segment() -> Walks:
    case, time, event, segment = [], [], [], []
    for at in range(200):
        new = at % 2 == 0
        walked = ["ask", "pay"] if new else ["ask", "call", "wait", "pay"]
        for place, name in enumerate(walked):
            case.append(at)
            time.append(1000 * at + 60 * place)
            event.append(name)
            segment.append("new" if new or at % 20 == 1 else "known")
    return Walks.from_events(case, time, event, contexts={"segment": segment})


def test_walks_from_events_keep_tied_events_in_their_order_and_know_the_waits() -> None:
    walks = Walks.from_events(["b", "a", "a", "a"], [5, 9, 9, 0], ["x", "pay", "mail", "ask"], order=[0, 1, 2, 3])
    told = {walks.named(path) for path in walks.variants}
    assert told == {("ask", "pay", "mail"), ("x",)}
    waits = {walks.names[one.touchpoint - 1]: one for one in walks.waits if one.touchpoint}
    assert (waits["pay"].median, waits["mail"].median, waits["pay"].n) == (9, 0, 1)


@pytest.mark.parametrize("how", [{"least_share": 1.0}, {"most": 0}, {"most_steps": 0}, {"context_weight": -1.0}])
def test_bounds_that_make_no_sense_are_named(how: dict[str, float]) -> None:
    with pytest.raises(MeasureError) as raised:
        discover(Walks.of(SHOP), **how)
    assert raised.value.diagnostics[0].code == "insight/discovery-bounds"
    assert next(iter(how)) in raised.value.diagnostics[0].says


def test_notes_are_said_in_the_language_spoken() -> None:
    with speaking("de"):
        assert "Reise" in discover(Walks.of([])).notes[0]


@given(st.lists(st.lists(st.integers(1, 4), min_size=0, max_size=9), min_size=1, max_size=8), st.data())
def test_distances_are_those_of_the_textbook(rows: list[list[int]], data: st.DataObject) -> None:
    path = data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=64))
    packed = Rows.of(rows, symbols=4)
    assert packed.levenshtein(path).tolist() == [_levenshtein(one, path) for one in rows]
    assert packed.common(path).tolist() == [_common(one, path) for one in rows]


def test_ways_to_fit_are_counted_as_by_enumeration() -> None:
    row, path = (1, 1, 2, 1), (1, 2, 1, 1)
    matrix = np.array([row], dtype=np.int32)
    assert fits(matrix, np.array([4]), path, apart=2).tolist() == [5.0]  # 1 2 1 in four ways, 1 1 1 in one


def test_slips_tell_what_kind_they_are() -> None:
    path = (1, 2, 3, 4)
    rows = [(1, 2, 3, 4), (1, 3, 2, 4), (1, 2, 5, 4), (1, 2, 3, 5, 4), (1, 2, 4)]
    slips = Slips.between(Rows.of(rows, symbols=5), [path])
    told = [
        {kind: int(n) for kind, n in zip(KINDS, slips.kinds[:, row, 0], strict=True) if n} for row in range(len(rows))
    ]
    assert told == [{}, {"moved": 1}, {"replaced": 1}, {"added": 1}, {"missing": 1}]
    chances = np.exp(slips.log_probability(Noise()))[:, 0]
    assert chances[0] == pytest.approx(0.7)
    assert (chances <= 1).all()


def _levenshtein(one: list[int], other: list[int]) -> int:
    row = list(range(len(other) + 1))
    for i, x in enumerate(one):
        before, row = row, [i + 1]
        for j, y in enumerate(other):
            row.append(min(before[j] + (x != y), before[j + 1] + 1, row[-1] + 1))
    return row[-1]


def _common(one: list[int], other: list[int]) -> int:
    row = [0] * (len(other) + 1)
    for x in one:
        before, row = row, [0]
        for j, y in enumerate(other):
            row.append(before[j] + 1 if x == y else max(before[j + 1], row[-1]))
    return row[-1]
