"""What is wrong with a network as it is drawn: counted on the curves as they bend and the labels where they stand.

What lives here: the score. Not here: mending anything.
"""

from __future__ import annotations

from typing import Any

from outsidein.render.network import curves
from outsidein.render.network.shapes import Score

_FINE = 24


def scored(boxes: Any, pairs: Any, ways: Any, labels: Any, bounds: Any) -> Score:
    """The score of boxes (N, 4), curves (F, 4, 2) between ``pairs`` (F, 2), labels (F, 4) on a sheet ``bounds``."""
    import numpy as np

    overlaps = int(np.triu(curves.meets(boxes, boxes), 1).sum())
    outside = _outside(boxes, bounds) + _outside(labels, bounds)
    if not len(pairs):
        return Score(overlaps, 0, 0, 0, 0, outside)
    lines = curves.lines(ways, _FINE)
    count = len(pairs)
    pierced = curves.strikes(lines.reshape(-1, 2, 2), boxes).reshape(count, _FINE, len(boxes)).any(axis=1)
    pierced[np.arange(count), pairs[:, 0]] = pierced[np.arange(count), pairs[:, 1]] = False
    covered = int(curves.meets(labels, boxes).sum()) + int(np.triu(curves.meets(labels, labels), 1).sum())
    struck = curves.strikes(lines.reshape(-1, 2, 2), labels).reshape(count, _FINE, count).any(axis=1)
    np.fill_diagonal(struck, False)
    crossed = sum(int(curves.crossings(lines[at : at + 1], lines[at + 1 :]).sum()) for at in range(count - 1))
    return Score(overlaps, int(pierced.sum()), covered, int(struck.sum()), crossed, outside)


def _outside(rects: Any, bounds: Any) -> int:
    if not len(rects):
        return 0
    return int(((rects[:, :2] < bounds[:2] - 0.01).any(axis=1) | (rects[:, 2:] > bounds[2:] + 0.01).any(axis=1)).sum())
