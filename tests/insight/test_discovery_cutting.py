"""Long histories are cut where journeys end, without being told where any does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bench.discovery import PUBLISHED, auc, join, lcpap, to_cut

from outsidein.ground import MeasureError
from outsidein.insight.discovery import Histories, cut
from outsidein.insight.discovery import cutting as module


@pytest.mark.realdata
@pytest.mark.parametrize("delay", PUBLISHED)
def test_histories_are_cut_as_well_as_by_the_published_network(realdata: Path, delay: str) -> None:
    joined = to_cut(realdata / "journeys_to_cut", delay)
    local, lstm = PUBLISHED[delay]
    assert auc(cut(joined.histories).chance, joined.ends) >= lstm - 0.005
    assert auc(lcpap(joined.histories), joined.ends) == pytest.approx(local, abs=0.02)  # the same measure as theirs


def test_histories_of_another_making_are_cut_better_than_by_gaps() -> None:
    rng = np.random.default_rng(3)
    joined = join(rng, words=5, touchpoints=9, longest=6, histories=50, longer=1.5, spread=1.0)
    found = cut(joined.histories, farthest=4)
    assert auc(found.chance, joined.ends) > 0.9
    assert auc(found.chance, joined.ends) > auc(lcpap(joined.histories), joined.ends)
    assert found.journeys == pytest.approx(1000, rel=0.3)


def test_cutting_reads_nothing_but_order_and_time() -> None:
    rng = np.random.default_rng(4)
    joined = join(rng, words=3, touchpoints=6, longest=4, histories=20, longer=2.0, spread=0.5)
    one = joined.histories
    line = rng.permutation(len(one.event))
    shuffled = Histories.of(one.history[line], one.event[line], one.time[line])
    first, second = cut(one, farthest=2), cut(shuffled, farthest=2)
    np.testing.assert_array_equal(first.chance, second.chance)
    np.testing.assert_array_equal(first.journey, second.journey)


def test_what_is_learned_from_a_part_is_read_on_all(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    joined = join(rng, words=4, touchpoints=8, longest=5, histories=100, longer=3.0, spread=0.5)
    monkeypatch.setattr(module, "_LEARNED", 1500)
    monkeypatch.setattr(module, "_BATCH", 700)
    found = cut(joined.histories, farthest=3)
    assert found.learned < 2000
    assert auc(found.chance, joined.ends) > 0.95


def test_nothing_one_event_and_histories_of_one_event() -> None:
    assert cut(Histories.of([], [], [])).journeys == 0
    assert cut(Histories.of([1], ["a"], [0.0])).journeys == 1
    alone = cut(Histories.of([1, 2, 3], ["a", "b", "a"], [0.0, 0.0, 5.0]))
    assert alone.journeys == 3
    assert np.isnan(alone.chance).all()


def test_tied_times_keep_the_order_of_the_log() -> None:
    histories = Histories.of(["x"] * 4, ["a", "b", "c", "d"], np.array([3, 1, 1, 1], dtype="datetime64[s]"))
    assert histories.event.tolist() == [2, 3, 4, 1]


@pytest.mark.parametrize("farthest", [0, 11])
def test_a_look_too_far_back_is_named(farthest: int) -> None:
    with pytest.raises(MeasureError) as raised:
        cut(Histories.of([1, 1], ["a", "b"], [0.0, 1.0]), farthest=farthest)
    assert raised.value.diagnostics[0].code == "insight/cutting-bounds"


def test_columns_of_different_lengths_are_named() -> None:
    with pytest.raises(MeasureError):
        Histories.of([1, 1], ["a", "b"], [0.0])


def test_one_history_of_many_events_is_read_in_windows_that_agree_with_the_whole() -> None:
    rng = np.random.default_rng(6)
    joined = join(rng, words=4, touchpoints=12, longest=6, histories=1, longer=3.0, spread=0.5)
    assert len(joined.ends) > 2000
    found = cut(joined.histories, farthest=3)
    assert not np.isnan(found.chance[:-1]).any()
    assert auc(found.chance, joined.ends) > 0.95
