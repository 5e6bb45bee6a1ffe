"""How ties bend: around boxes that are not theirs, away from their twin, over as few others as can be.

What lives here: the choice of one curve per tie out of many bows. Not here: the geometry (curves), labels (labelling).
"""

from __future__ import annotations

from typing import Any

from outsidein.render.network import curves

_EVEN = (0.0, 0.07, -0.07, 0.14, -0.14, 0.22, -0.22, 0.32, -0.32, 0.45, -0.45, 0.6, -0.6, 0.8, -0.8, 1.05, -1.05)
_SKEW = tuple(
    (a * s, b * s) for a, b in ((0.4, 0.08), (0.08, 0.4), (0.75, 0.2), (0.2, 0.75), (0.3, -0.3)) for s in (1, -1)
)
_KEPT = 9
_PASSES = 3
_AIR = 5.0
_GAP = 3.0
"""Between an arrow’s head and the box at which it points."""


def routed(middles: Any, sizes: Any, pairs: Any, bounds: Any) -> Any:
    """One curve per tie (F, 4, 2), edge to edge, for boxes at ``middles`` of ``sizes`` (N, 2); ``pairs`` (F, 2) are the
    places of its source and target; ``bounds`` (left, top, right, bottom) is what no curve should leave."""
    import numpy as np

    if not len(pairs):
        return np.zeros((0, 4, 2))
    ways, costs = _candidates(middles, sizes, pairs, bounds)
    flat = curves.lines(ways)
    count = len(costs)
    pair_costs = _between(flat, pairs)
    chosen = np.argmin(costs, axis=1)
    ties = np.arange(count)
    for _ in range(_PASSES):
        before = chosen.copy()
        for tie in ties:
            met = pair_costs[tie, :, ties, chosen].sum(axis=0)
            chosen[tie] = int(np.argmin(costs[tie] + met))
        if (before == chosen).all():
            break
    return ways[ties, chosen]


def _candidates(middles: Any, sizes: Any, pairs: Any, bounds: Any) -> tuple[Any, Any]:
    """The best few curves of each tie (F, K, 4, 2) and what each costs by itself (F, K)."""
    import numpy as np

    bows = np.array([(one, one) for one in _EVEN] + list(_SKEW))
    every = np.broadcast_to(bows, (len(pairs), *bows.shape)).copy()
    lean = _twins(pairs)
    every += lean[:, None, None]
    start, end = middles[pairs[:, 0]], middles[pairs[:, 1]]
    whole = curves.bent(start, end, every)
    boxes = curves.rects(middles, sizes, air=_GAP)
    ways = curves.cut(whole, boxes[pairs[:, 0]], boxes[pairs[:, 1]])
    segments = curves.lines(ways)
    obstacles = curves.rects(middles, sizes, air=_AIR)
    struck = (
        curves.strikes(segments.reshape(-1, 2, 2), obstacles).reshape(*segments.shape[:3], len(middles)).any(axis=2)
    )
    own = np.zeros((len(pairs), 1, len(middles)), dtype=bool)
    own[np.arange(len(pairs)), 0, pairs[:, 0]] = own[np.arange(len(pairs)), 0, pairs[:, 1]] = True
    points = segments[..., 0, :]
    left, top, right, bottom = bounds
    out = (points < (left, top)).any(axis=-1).any(axis=-1) | (points > (right, bottom)).any(axis=-1).any(axis=-1)
    # A curve leaves its own box once.
    inner = curves.rects(middles, sizes, air=-1.0)
    back = np.stack(
        [
            curves.strikes(segments[at, :, 1:-1].reshape(-1, 2, 2), inner[pair])
            .any(axis=1)
            .reshape(segments.shape[1], -1)
            .any(axis=1)
            for at, pair in enumerate(pairs)
        ]
    )
    bend = np.abs(every).max(axis=-1)
    skew = np.abs(every[..., 0] - every[..., 1])
    away = np.hypot(*np.moveaxis(end - start, -1, 0))[:, None]
    costs = 14.0 * (struck & ~own).sum(axis=-1) + 9.0 * out + 9.0 * back + 1.6 * bend + 0.5 * skew + bend * away / 700
    # Twins keep to their own sides, so that two flows never look like one.
    astray = 0.09 - np.sign(lean)[:, None] * every.mean(axis=-1)
    costs += np.where(lean[:, None] != 0, 40.0 * np.maximum(astray, 0.0), 0.0)
    best = np.argsort(costs, axis=1, kind="stable")[:, :_KEPT]
    rows = np.arange(len(pairs))[:, None]
    return ways[rows, best], costs[rows, best]


def _twins(pairs: Any) -> Any:
    """How far each tie leans by itself: those between the same two bow apart, one to each side."""
    import numpy as np

    together: dict[tuple[int, int], list[int]] = {}
    for at, (a, b) in enumerate(pairs):
        together.setdefault((min(a, b), max(a, b)), []).append(at)
    lean = np.zeros(len(pairs))
    for (low, _), ties in together.items():
        for place, tie in enumerate(ties):
            side = place - (len(ties) - 1) / 2
            lean[tie] = 0.24 * side * (1 if pairs[tie][0] == low else -1)
    return lean


def _between(flat: Any, pairs: Any) -> Any:
    """What two curves cost each other, for each choice of both: (F, K, F, K)."""
    import numpy as np

    count, kept = flat.shape[:2]
    lines = flat.reshape(count * kept, *flat.shape[2:])
    cost = np.zeros((count * kept, count * kept), dtype=np.float32)
    boxes = np.concatenate([lines.min(axis=(1, 2)), lines.max(axis=(1, 2))], axis=1)
    for at in range(count):
        rows = slice(at * kept, (at + 1) * kept)
        later = np.arange((at + 1) * kept, count * kept)
        near = curves.meets(boxes[rows], boxes[later]).any(axis=0)
        found = later[near]
        if len(found):
            met = curves.crossings(lines[rows], lines[found]).astype(np.float32)
            close = _close(lines[rows], lines[found])
            cost[rows, found] = met + 2.0 * close
    cost += cost.T
    return cost.reshape(count, kept, count, kept)


def _close(one: Any, other: Any) -> Any:
    """Whether two curves run along each other: their middles, or where they end, are nearly the same."""
    import numpy as np

    close = np.zeros((len(one), len(other)))
    half = one.shape[1] // 2
    for place, away in ((half, 15.0), (half - 2, 9.0), (half + 2, 9.0)):
        gap = np.abs(one[:, None, place, 0, :] - other[None, :, place, 0, :]).max(axis=-1)
        close += gap < away
    ends = np.abs(one[:, None, -1, 1, :] - other[None, :, -1, 1, :]).max(axis=-1)
    return np.minimum(close, 1.0) + 0.7 * (ends < 8.0)
