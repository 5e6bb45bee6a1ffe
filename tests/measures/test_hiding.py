"""Nothing that is hidden can be worked out: attacked by somebody who knows every total and how the search works."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from attacker import TABLES, Equation, attack

from outsidein.measures import Ask, Estimate, Row, suppress, suppress_all
from outsidein.measures.hiding import Sum, hide

K = 5


def counts(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Counts as they come: many small, some none, a few large."""
    kinds = rng.choice(4, size=shape, p=[0.15, 0.35, 0.3, 0.2])
    sizes = (np.zeros(shape), rng.integers(1, K, shape), rng.integers(K, 30, shape), rng.integers(30, 900, shape))
    return np.choose(kinds, sizes).astype(int)


def row(*keys: str, n: int, people: int = 0) -> Row:
    if not n:
        return Row(keys, Estimate.nothing())
    return Row(keys, Estimate(4.0, 3.5, 4.5, n, "t", measure="csat", unit="%"), customers=people or n)


def hold(bounds: dict, truth: dict, k: int = K) -> None:
    for cell, (low, high) in bounds.items():
        assert low <= truth[cell] <= high + 1e-6
        assert high - low > 0.5, f"{cell} is {truth[cell]}, and can be had"
        assert high >= k - 1e-6, f"{cell} is known to be small ({low} to {high})"


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    shown = suppress([row("a", n=3), row("b", n=17), row("c", n=100)])
    assert [one.estimate.known for one in shown] == [False, False, True]
    assert all(one.refused and one.refused.code == "measures/too-few-to-show" for one in shown[:2])
    assert shown[0] == replace(shown[1], keys=("a",))


def test_two_groups_that_are_too_small_together_take_a_third() -> None:
    shown = suppress([row("a", n=2), row("b", n=2), row("c", n=9), row("d", n=200)])
    assert [one.estimate.known for one in shown] == [False, False, False, True]


def test_where_no_group_is_small_everything_is_shown() -> None:
    rows = (row("a", n=5), row("b", n=50), row("c", n=0))
    assert suppress(rows) == rows
    assert suppress(()) == ()


def test_many_answers_of_few_people_are_a_small_group() -> None:
    shown = suppress([row("a", n=40, people=2), row("b", n=90), row("c", n=500)])
    assert [one.estimate.known for one in shown] == [False, False, True]


def test_where_hiding_is_not_enough_nothing_is_left() -> None:
    assert suppress([row("a", n=2), row("b", n=3)]) == ()
    assert suppress([row(n=3)])[0].refused is not None


def test_a_group_of_fewer_than_one_means_nothing() -> None:
    with pytest.raises(ValueError, match="at least one"):
        hide({}, [], k=0)


def test_tables_by_one_and_by_two_dimensions_do_not_betray_each_other() -> None:
    two = [row(a, b, n=n) for a, b, n in (("x", "p", 3), ("x", "q", 40), ("y", "p", 20), ("y", "q", 30))]
    one = [row("x", n=43), row("y", n=50)]
    by_two, by_one = suppress_all(
        [(Ask("csat", by=("step", "channel")), tuple(two)), (Ask("csat", by=("step",)), tuple(one))]
    )
    assert not any(each.estimate.known for each in by_two[1])
    assert all(each.estimate.known for each in by_one[1])


def test_no_cell_of_a_random_table_by_one_dimension_is_recoverable() -> None:
    rng = np.random.default_rng(20261122)
    for _ in range(TABLES):
        sizes = counts(rng, int(rng.integers(1, 9)))
        rows = [row(str(at), n=int(n)) for at, n in enumerate(sizes)]
        shown = suppress(rows)
        if not shown:
            continue
        truth = {at: int(n) for at, n in enumerate(sizes)} | {"all": int(sizes.sum())}
        seen = {at: one.estimate.n for at, one in enumerate(shown) if one.estimate.known or one.refused is None}
        if truth["all"] >= K:
            seen["all"] = truth["all"]
        aims = [at for at, n in enumerate(sizes) if 0 < n < K]
        assert not set(aims) & set(seen)
        least = dict.fromkeys(range(len(sizes)), 1)
        hold(attack([("all", list(range(len(sizes))))], seen, least, aims), truth)


def test_no_cell_of_a_random_table_by_two_dimensions_is_recoverable() -> None:
    rng = np.random.default_rng(7)
    for _ in range(TABLES):
        height, width = (int(size) for size in rng.integers(2, 6, 2))
        sizes = counts(rng, height, width)
        cells = [(a, b) for a in range(height) for b in range(width)]
        rows = [row(str(a), str(b), n=int(sizes[a, b])) for a, b in cells]
        shown = suppress(rows)
        if not shown:
            continue
        truth: dict = {(a, b): int(sizes[a, b]) for a, b in cells}
        truth |= {("row", a): int(sizes[a].sum()) for a in range(height)}
        truth |= {("column", b): int(sizes[:, b].sum()) for b in range(width)} | {"all": int(sizes.sum())}
        equations: list[Equation] = [(("row", a), [(a, b) for b in range(width)]) for a in range(height)]
        equations += [(("column", b), [(a, b) for a in range(height)]) for b in range(width)]
        equations += [("all", [("row", a) for a in range(height)]), ("all", [("column", b) for b in range(width)])]
        seen = {cell: one.estimate.n for cell, one in zip(cells, shown, strict=True) if one.refused is None}
        seen |= {cell: n for cell, n in truth.items() if cell not in cells and (n >= K or n == 0)}
        aims = [cell for cell in cells if 0 < truth[cell] < K]
        hold(attack(equations, seen, dict.fromkeys(cells, 1), aims), truth)


def test_no_cell_under_a_hierarchy_of_sums_is_recoverable() -> None:
    rng = np.random.default_rng(3)
    for _ in range(TABLES):
        stages = [counts(rng, int(rng.integers(1, 5))) for _ in range(int(rng.integers(2, 5)))]
        truth: dict = {"all": int(sum(one.sum() for one in stages))}
        equations: list[Equation] = [("all", [("stage", at) for at in range(len(stages))])]
        for at, steps in enumerate(stages):
            truth["stage", at] = int(steps.sum())
            truth |= {("step", at, step): int(n) for step, n in enumerate(steps)}
            equations.append((("stage", at), [("step", at, step) for step in range(len(steps))]))
        found = hide(truth, [Sum(whole, tuple(parts)) for whole, parts in equations])
        seen = {cell: n for cell, n in truth.items() if cell not in found.cells}
        aims = [cell for cell, n in truth.items() if 0 < n < K]
        assert not found.lost
        assert not set(aims) & set(seen)
        hold(attack(equations, seen, dict.fromkeys(found.cells, 1), aims), truth)


def test_what_can_be_spared_is_given_up_first_and_what_belongs_together_stays_so() -> None:
    truth = {"all": 60, "a": 3, "b": 7, "c": 50, "b again": 7}
    sums = [Sum("all", ("a", "b", "c"))]
    assert hide(truth, sums, spare=["all"]).cells == {"a", "all"}
    assert hide(truth, sums, bound=["all"], together=[frozenset({"b", "b again"})]).cells == {"a", "b", "b again"}


def test_the_rest_that_nobody_is_shown_is_protected_too() -> None:
    truth = {"all": 53, "a": 20, "b": 30, "rest": 3}
    found = hide(truth, [Sum("all", ("a", "b", "rest"))], unseen=["rest"])
    assert found.cells == {"a"}
