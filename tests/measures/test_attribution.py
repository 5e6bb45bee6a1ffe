"""Attribution: every rule shares out what there was, and the chain is the chain."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.ground.errors import MeasureError
from outsidein.measures.value import Rule, attribute, paths_of
from outsidein.measures.value.chain import removal_effects

PATHS = st.lists(
    st.tuples(st.lists(st.sampled_from("abcde"), min_size=1, max_size=6), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=12,
)


def shares(rows: list[tuple[list[str], int, int]], rule: Rule) -> dict[str, float]:
    paths, won, lost = zip(*rows, strict=True)
    found = attribute(paths_of(paths, conversions=won, losses=lost), rule, generator=np.random.default_rng(1))
    return {credit.touchpoint: credit.conversions.value for credit in found.credits}


@pytest.mark.parametrize("rule", list(Rule))
@given(rows=PATHS)
def test_credits_sum_to_the_conversions(rule: Rule, rows: list[tuple[list[str], int, int]]) -> None:
    total = sum(row[1] for row in rows)
    found = shares(rows, rule)
    if total:
        assert sum(found.values()) == pytest.approx(total)
        assert min(found.values()) >= 0
    else:
        assert all(np.isnan(value) for value in found.values())


@given(rows=PATHS)
def test_removal_is_what_the_chain_says_without_the_touchpoint(rows: list[tuple[list[str], int, int]]) -> None:
    names = sorted({step for row in rows for step in row[0]})
    moves = np.zeros((len(names) + 1, len(names) + 2))
    for path, won, lost in rows:
        codes = [0, *(names.index(step) + 1 for step in path)]
        for one, other in pairwise(codes):
            moves[one, other - 1] += won + lost
        moves[codes[-1], -2] += won
        moves[codes[-1], -1] += lost
    chance, effects = removal_effects(moves)
    assert chance == pytest.approx(_converting(moves))
    for k in range(len(names)):
        without = moves.copy()
        without[:, -1] += without[:, k]
        without[:, k] = 0
        assert effects[k] * chance == pytest.approx(chance - _converting(without), abs=1e-9)


def _converting(moves: np.ndarray) -> float:
    """The chance to convert from the start, by walking the chain until hardly anybody is on it."""
    sums = moves.sum(axis=1, keepdims=True)
    steps = np.divide(moves, sums, out=np.zeros_like(moves), where=sums > 0)
    at, won = np.zeros(len(moves)), 0.0
    at[0] = 1
    for _ in range(20_000):
        after = at @ steps
        won += after[-2]
        at = np.r_[0.0, after[:-2]]
        if at.sum() < 1e-13:
            break
    return won


def test_the_rules_by_hand() -> None:
    rows = [(["a", "b", "c", "d"], 10, 0), (["b"], 5, 5), (["a", "c"], 2, 8)]
    assert shares(rows, Rule.FIRST) == {"a": 12, "b": 5, "c": 0, "d": 0}
    assert shares(rows, Rule.LAST) == {"d": 10, "b": 5, "c": 2, "a": 0}
    assert shares(rows, Rule.LINEAR) == pytest.approx({"a": 3.5, "b": 7.5, "c": 3.5, "d": 2.5})
    assert shares(rows, Rule.POSITION) == pytest.approx({"a": 5, "b": 6, "c": 2, "d": 4})


def test_staying_at_a_touchpoint_changes_nothing_in_the_chain() -> None:
    once, twice = [(["a", "b"], 3, 4), (["b"], 1, 9)], [(["a", "a", "b"], 3, 4), (["b", "b", "b"], 1, 9)]
    assert shares(once, Rule.MARKOV) == pytest.approx(shares(twice, Rule.MARKOV))


def test_intervals_cover_at_their_rate() -> None:
    rng = np.random.default_rng(6)
    routes = [["a", "b"], ["b", "c"], ["a", "c", "b"], ["c"]]
    often, wins = np.array([0.4, 0.3, 0.2, 0.1]), np.array([0.2, 0.1, 0.3, 0.05])
    # the share by the whole population, from counts so large that chance has no part
    whole = paths_of(
        routes, conversions=(1e9 * often * wins).astype(int), losses=(1e9 * often * (1 - wins)).astype(int)
    )
    for rule in (Rule.LINEAR, Rule.MARKOV):
        truth = {c.touchpoint: c.share.value for c in attribute(whole, rule, generator=rng).credits}
        hits = 0
        for _ in range(60):
            drawn = rng.multinomial(1500, often)
            won = rng.binomial(drawn, wins)
            found = attribute(paths_of(routes, conversions=won, losses=drawn - won), rule, generator=rng)
            hits += sum(c.share.low <= truth[c.touchpoint] <= c.share.high for c in found.credits)
        assert hits / 180 > 0.88, rule


def test_what_cannot_be_a_path_is_refused() -> None:
    for paths, won, code in (([[]], [1], "measures/empty-path"), ([["a"]], [-1], "measures/negative-count")):
        with pytest.raises(MeasureError) as caught:
            paths_of(paths, conversions=won)
        assert caught.value.diagnostics[0].code == code
    many = paths_of([[str(k)] for k in range(1001)], conversions=[1] * 1001)
    with pytest.raises(MeasureError) as caught:
        attribute(many, Rule.MARKOV, generator=np.random.default_rng(1))
    assert caught.value.diagnostics[0].code == "measures/too-many-touchpoints"
    empty = attribute(paths_of([], conversions=[]), Rule.LINEAR, generator=np.random.default_rng(1))
    assert (empty.credits, empty.conversions) == ((), 0)
    assert empty.notes
