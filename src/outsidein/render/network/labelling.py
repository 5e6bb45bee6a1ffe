"""Where labels stand: on their own curve, slid along it to where they cover nothing, beside it where that must be.

What lives here: the choice of a place per label. Not here: the curves (routing), what a label says.
"""

from __future__ import annotations

from typing import Any

from outsidein.render.network import curves

_ALONG = (0.5, 0.43, 0.57, 0.36, 0.64, 0.3, 0.7, 0.24, 0.76, 0.18, 0.82)
_PASSES = 6
_AIR = 2.0


def labelled(ways: Any, sizes: Any, boxes: Any, bounds: Any) -> Any:
    """The middle of each label (F, 2): ``ways`` are the curves (F, 4, 2), ``sizes`` those of the labels (F, 2),
    ``boxes`` all boxes (N, 4), ``bounds`` (left, top, right, bottom) what no label leaves."""
    import numpy as np

    if not len(ways):
        return np.zeros((0, 2))
    places, costs = _places(ways, sizes)
    rects = curves.rects(places, sizes[:, None, :], air=_AIR)
    count, kept = costs.shape
    flat = rects.reshape(-1, 4)
    hard = curves.meets(flat, boxes).sum(axis=1)
    hard = hard + 2 * ((flat[:, :2] < bounds[:2]).any(axis=1) | (flat[:, 2:] > bounds[2:]).any(axis=1))
    costs = costs + 30.0 * hard.reshape(count, kept)
    lines = curves.lines(ways)
    struck = curves.strikes(lines.reshape(-1, 2, 2), flat).reshape(count, -1, count * kept).any(axis=1)
    struck = struck.reshape(count, count, kept)
    struck[np.arange(count), np.arange(count)] = False
    costs = costs + 3.0 * struck.sum(axis=0)
    met = curves.meets(flat, flat).reshape(count, kept, count, kept)
    chosen = np.argmin(costs, axis=1)
    ties = np.arange(count)
    for _ in range(_PASSES):
        before = chosen.copy()
        for tie in ties:
            others = met[tie, :, ties, chosen].sum(axis=0) - met[tie, :, tie, chosen[tie]]
            chosen[tie] = int(np.argmin(costs[tie] + 30.0 * others))
        if (before == chosen).all():
            break
    return places[ties, chosen]


def _places(ways: Any, sizes: Any) -> tuple[Any, Any]:
    """Middles (F, K, 2) that a label may have, and how little each is liked (F, K)."""
    import numpy as np

    at = np.array(_ALONG)
    on = curves.along(ways, at)
    step = curves.along(ways, np.clip(at + 0.02, 0, 1)) - curves.along(ways, np.clip(at - 0.02, 0, 1))
    long = np.maximum(np.hypot(step[..., 0], step[..., 1]), 1e-9)[..., None]
    across = np.stack([-step[..., 1], step[..., 0]], axis=-1) / long
    reach = (np.abs(across) * sizes[:, None, :] / 2).sum(axis=-1, keepdims=True) + 4.0
    places = np.concatenate([on, on + across * reach, on - across * reach], axis=1)
    off = np.abs(at - 0.5)
    costs = np.concatenate([off * 1.5, off * 1.5 + 1.2, off * 1.5 + 1.2])
    return places, np.broadcast_to(costs, places.shape[:2])
