"""Two sets of journeys held against each other: what one does more often than the other, and by how much.

What lives here: differences of shares with Newcombe's interval, corrected for how many were looked at. The two must be
of different cases (segments, or periods by first event). Not here: why they differ; this is no experiment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import newcombe
from outsidein.measures.journeys.asked import asked
from outsidein.measures.journeys.funnels import Step, funnel
from outsidein.measures.journeys.shares import SMALL, Shares
from outsidein.measures.journeys.visits import pairs_definition, reach_definition
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from outsidein.evidence.journeys import Journeys

Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A share in ``this`` and in ``against``, and ``change``, the first minus the second.

    ``p`` is of the score test that they are the same; ``q`` is p after Benjamini and Hochberg over all that were looked
    at together: of those with q ≤ 0.05, one in twenty at most is expected to be chance.
    """

    key: Key
    this: Estimate
    against: Estimate
    change: Estimate
    p: float
    q: float


@asked
def compare_reach(this: Journeys, against: Journeys, *, level: float = 0.95) -> tuple[Contrast, ...]:
    """The share of cases that come to each touchpoint, the most certain differences first."""
    return contrasts(
        _counts(this, _reach), _counts(against, _reach), formula=say("journeys.formula-reach"), level=level
    )


@asked
def compare_transitions(this: Journeys, against: Journeys, *, level: float = 0.95) -> tuple[Contrast, ...]:
    """The share of cases in which one touchpoint is directly followed by another: cases, for visits of one are not
    independent."""
    return contrasts(_counts(this, _pairs), _counts(against, _pairs), formula=say("journeys.formula-pair"), level=level)


@asked
def compare_funnels(
    this: Journeys, against: Journeys, steps: Sequence[Step], *, window: timedelta | None = None, level: float = 0.95
) -> tuple[Contrast, ...]:
    """The share of those who took the first step that reach each later one, in the order of the steps."""
    sides = []
    for journeys in (this, against):
        found = funnel(journeys, steps, window=window, times=False, level=level).steps
        counted: dict[Key, int] = {(" / ".join(one.touchpoints),): int(one.ordered.value) for one in found[1:]}
        sides.append((counted, int(found[0].ordered.value)))
    made = contrasts(sides[0], sides[1], formula=say("journeys.formula-funnel-first"), level=level)
    order: list[Key] = [(" / ".join((step,) if isinstance(step, str) else step),) for step in steps]
    return tuple(sorted(made, key=lambda one: order.index(one.key)))


def contrasts(
    this: tuple[Mapping[Key, int], int], against: tuple[Mapping[Key, int], int], *, formula: str, level: float = 0.95
) -> tuple[Contrast, ...]:
    """Counts by key, each with what it is out of, compared key by key; a key that one side lacks counts 0 there.

    >>> one, = contrasts(({("buy",): 56}, 70), ({("buy",): 48}, 80), formula="")
    >>> round(one.change.low, 4), round(one.change.high, 4)
    (0.0524, 0.3339)
    """
    import numpy as np

    keys = sorted({*this[0], *against[0]})
    if not keys:
        return ()
    x1, x2 = (np.array([side[0].get(key, 0) for key in keys]) for side in (this, against))
    n1, n2 = this[1], against[1]
    low, high = newcombe(x1, n1, x2, n2, level=level)
    first, second = (Shares.of(x, n, formula=formula, level=level) for x, n in ((x1, n1), (x2, n2)))
    p = score_test(x1, n1, x2, n2)
    q = adjusted(p)
    cites = (Cite(formula=formula),)
    made = []
    for at in np.lexsort((np.arange(len(keys)), q)):
        one, other = first[at], second[at]
        change = Estimate.nothing()
        if one.known and other.known:
            value = one.value - other.value
            change = Estimate(
                value, float(min(low[at], value)), float(max(high[at], value)), n1 + n2, "Newcombe", cites=cites,
                small=min(n1, n2) < SMALL, level=level,
            )  # fmt: skip
        made.append(Contrast(keys[at], one, other, change, float(p[at]), float(q[at])))
    return tuple(made)


def score_test(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> NDArray[np.float64]:
    """Two-sided p of two shares being the same: the score test with their pooled share; 1 where nothing differs.

    >>> round(float(score_test(56, 70, 48, 80)), 4)
    0.008
    """
    import numpy as np
    from scipy.special import ndtr

    a, m, b, n = (np.asarray(part, dtype=np.float64) for part in (x1, n1, x2, n2))
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (a + b) / (m + n)
        z = (a / m - b / n) / np.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
    return np.where(np.isnan(z), 1.0, 2 * ndtr(-np.abs(z)))


def adjusted(p: ArrayLike) -> NDArray[np.float64]:
    """q-values of Benjamini and Hochberg (1995).

    >>> adjusted([0.01, 0.02, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.04, 0.04, 0.5]
    """
    import numpy as np

    given = np.asarray(p, dtype=np.float64)
    order = np.argsort(given)
    ranked = given[order] * len(given) / np.arange(1, len(given) + 1)
    falling = np.minimum.accumulate(ranked[::-1])[::-1]
    q = np.empty_like(given)
    q[order] = np.minimum(falling, 1.0)
    return q


def _counts(journeys: Journeys, of: Callable[[Journeys], dict[Key, int]]) -> tuple[dict[Key, int], int]:
    return of(journeys), int(journeys.cases.count().to_pyarrow().as_py())


def _reach(journeys: Journeys) -> dict[Key, int]:
    rows: list[dict[str, Any]] = reach_definition(journeys).to_pyarrow().to_pylist()
    return {(journeys.names[row["code"] - 1],): int(row["cases"]) for row in rows}


def _pairs(journeys: Journeys) -> dict[Key, int]:
    rows: list[dict[str, Any]] = pairs_definition(journeys).to_pyarrow().to_pylist()
    return {(journeys.names[row["code"] - 1], journeys.names[row["nxt"] - 1]): int(row["cases"]) for row in rows}
