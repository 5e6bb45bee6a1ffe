"""The effect of a change: what was to be expected without it, and what moved where nothing was changed.

What lives here: the return to the mean of what was chosen because it was low, and the difference in differences. Not
here: the plain difference of two sides (compare), who started what and when (action).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from outsidein.measures.ask import Ask, Key, Row
from outsidein.measures.catalogue import Catalogue
from outsidein.measures.compare import Difference, Side, correlations, narrowed
from outsidein.measures.compute import look_all
from outsidein.measures.estimate import Estimate
from outsidein.measures.intervals import t_bounds
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence.store import Store

PEERS: Final = 5
"""Fewer places than this say too little of how far places truly differ."""


@dataclass(frozen=True, slots=True)
class Return:
    """How far a place was to move by itself because it was chosen for its extreme number.

    ``expected`` is that change with the interval in which the truth lies beyond or short of what was seen;
    ``reliability`` the part (0 to 1) of its distance from the ``mean`` of ``peers`` places that is no chance;
    ``spread`` the true standard deviation of places. Empirical Bayes after Morris (1983): the places are the prior.
    """

    expected: Estimate
    reliability: float
    mean: float
    spread: float
    peers: int


def expect_return(rows: Sequence[Row], keys: tuple[Key, ...]) -> Return | None:
    """What to expect of the place with these ``keys`` if nothing is done, from the rows of it and its peers.

    None where fewer than five places can be compared, or the place is not among them: then nobody can tell.
    """
    known = [row for row in rows if row.estimate.known and row.error > 0 and math.isfinite(row.error)]
    own = next((row for row in known if row.keys == keys), None)
    known = [
        row for row in known if own is not None and (row.asked, row.estimate.unit) == (own.asked, own.estimate.unit)
    ]
    if own is None or len(known) < PEERS:
        return None
    values = [row.estimate.value for row in known]
    errors = [row.error**2 for row in known]
    true = _spread(values, errors)
    mean = _mean(values, errors, true)
    count = len(known)
    chance = (count - 3) / (count - 1) * own.error**2 / (own.error**2 + true)
    gap = mean - own.estimate.value
    value = chance * gap
    variance = own.error**2 * (1 - (count - 1) / count * chance) + 2 / (count - 3) * (chance * gap) ** 2
    low, high = t_bounds(value, math.sqrt(variance), own.df, level=own.estimate.level)
    expected = Estimate(
        value,
        float(low),
        float(high),
        own.estimate.n,
        say("effect.method-return"),
        measure=own.estimate.measure,
        unit=_unit(own.estimate),
        small=own.estimate.small,
        level=own.estimate.level,
    )
    return Return(expected, 1 - chance, mean, math.sqrt(true), count)


def beyond_return(change: Difference, back: Return) -> Estimate:
    """The change of a place less what was to be expected of it by chance, with the uncertainty of both.

    Where the same people stand on both sides, less was to be expected: their part of the chance stays with them.
    """
    if not change.change.known:
        return change.change
    first, second = change.against.error**2, change.this.error**2
    shared = (first + second - change.error**2) / 2
    true, gap = back.spread**2, back.mean - change.against.estimate.value
    whole = true + first
    # Morris's factor, which allows for a spread that is itself estimated.
    chance = max(0.0, min(1.0, (first - shared) / whole)) * (back.peers - 3) / (back.peers - 1)
    kept = 1 - chance
    variance = true + second - 2 * kept * (true + shared) + kept**2 * whole
    variance += chance**2 * (2 / (back.peers - 3) * gap**2 + whole / back.peers)
    value = change.change.value - chance * gap
    low, high = t_bounds(value, math.sqrt(max(variance, 0.0)), change.df, level=change.change.level)
    like = change.change
    return Estimate(
        value,
        min(float(low), value),
        max(float(high), value),
        like.n,
        say("effect.method-beyond"),
        measure=like.measure,
        unit=like.unit,
        cites=like.cites,
        small=like.small,
        level=like.level,
        notes=like.notes,
    )


def difference_in_differences(
    evidence: Store,
    ask: Ask,
    *,
    before: Side,
    after: Side,
    others_before: Side,
    others_after: Side,
    anchors: pa.Table | None = None,
    measures: Catalogue | None = None,
) -> tuple[Row, ...]:
    """How much more one place moved than another where nothing was changed: (after − before) − (the same there).

    A row per key of ``ask.by`` that all four sides have; each side brings its filter and period. Who stands on several
    of them is taken into account. Student's t.
    """
    sides = tuple(narrowed(ask, side) for side in (after, before, others_after, others_before))
    looks = look_all(evidence, sides, anchors=anchors, measures=measures)
    one = looks[0][1]
    known = [
        {row.keys: row for row in look.rows(side, one) if row.estimate.known and not row.refused}
        for side, _, look in looks
    ]
    together = {
        pair: correlations(evidence, one, (sides[pair[0]], sides[pair[1]]), (known[pair[0]], known[pair[1]]), anchors)
        for pair in combinations(range(4), 2)
    }
    return tuple(
        _four(keys, [rows[keys] for rows in known], {pair: rho.get(keys, 0.0) for pair, rho in together.items()}, ask)
        for keys in known[0]
        if all(keys in rows for rows in known)
        and len({(rows[keys].asked, rows[keys].estimate.unit) for rows in known}) == 1
    )


def _four(keys: tuple[Key, ...], rows: Sequence[Row], together: Mapping[tuple[int, int], float], ask: Ask) -> Row:
    signs = (1, -1, -1, 1)
    variance = sum(row.error**2 for row in rows)
    for (first, second), rho in together.items():
        variance += 2 * signs[first] * signs[second] * rho * rows[first].error * rows[second].error
    value = sum(sign * row.estimate.value for sign, row in zip(signs, rows, strict=True))
    error, df = math.sqrt(max(variance, 0.0)), min(row.df for row in rows)
    low, high = t_bounds(value, error, df, level=ask.level)
    like = rows[0].estimate
    estimate = Estimate(
        value,
        min(float(low), value),
        max(float(high), value),
        sum(row.estimate.n for row in rows),
        say("effect.method-differences"),
        measure=like.measure,
        unit=_unit(like),
        cites=tuple(cite for row in rows for cite in row.estimate.cites),
        small=any(row.estimate.small for row in rows),
        level=ask.level,
    )
    return Row(keys, estimate, asked=rows[0].asked, error=error, df=df)


def _spread(values: Sequence[float], errors: Sequence[float]) -> float:
    """The variance of true values after Paule and Mandel (1982): where the weighted squares are what they should be."""

    def excess(true: float) -> float:
        mean = _mean(values, errors, true)
        squares = sum((value - mean) ** 2 / (error + true) for value, error in zip(values, errors, strict=True))
        return squares - (len(values) - 1)

    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, (max(values) - min(values)) ** 2
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def _mean(values: Sequence[float], errors: Sequence[float], true: float) -> float:
    weights = [1 / (error + true) for error in errors]
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) / sum(weights)


def _unit(estimate: Estimate) -> str:
    return "% points" if estimate.unit == "%" else estimate.unit
