"""The consensus of those who follow a path: what most of them do that it does not say, or leave out that it says.

What lives here: alignment of followers with a path, and the paths that their votes propose. Not here: whether one is
better (search). So a path is found even where nobody walked it without a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.insight.discovery.distance import LONGEST, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HEARD: Final = 60
"""How many followers have a vote, the most frequent first."""
_SINGLE: Final = 3
_WORTH: Final = 0.33
"""From which share of votes on an edit is proposed alone; from one half on it is part of the majority's path."""


def agreed(rows: Rows, weight: NDArray[np.float64], path: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Paths that followers of ``path`` propose, the majority's first. ``weight`` is how many follow, by row.

    >>> rows = Rows.of([(1, 2, 4), (2, 3, 4), (1, 2, 3, 4, 5)], symbols=5)
    >>> agreed(rows, np.array([1.0, 1.0, 1.0]), (1, 2, 4))[0]
    (1, 2, 3, 4)
    """
    line = rows.line
    heavy = np.argsort(-weight[line], kind="stable")[:_HEARD]
    heavy = heavy[(weight[line][heavy] > 0) & (rows.lengths[heavy] <= 2 * LONGEST)]
    votes: dict[tuple[int, int], float] = defaultdict(float)
    total = 0.0
    for at in heavy.tolist():
        vote = float(weight[line[at]])
        total += vote
        for edit in _edits(path, rows.matrix[at, : rows.lengths[at]].tolist()):
            votes[edit] += vote
    worth = sorted((edit for edit, vote in votes.items() if vote > _WORTH * total), key=lambda one: (-votes[one], one))
    majority = [edit for edit in worth if votes[edit] > total / 2]
    found = [_apply(path, majority)] if majority else []
    found += [_apply(path, [edit]) for edit in worth[:_SINGLE]]
    return tuple(dict.fromkeys(one for one in found if 0 < len(one) <= LONGEST))


def _edits(path: Sequence[int], walked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What a walk differs in, as (place, code): a code added before the place, or 0 where the place is left out."""
    m, n = len(path), len(walked)
    best = np.zeros((m + 1, n + 1), dtype=np.int32)
    for i in range(m - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(n - 1, -1, -1):
            row[j] = below[j + 1] + 1 if path[i] == walked[j] else max(below[j], row[j + 1])
    i = j = 0
    while i < m or j < n:
        if i < m and j < n and path[i] == walked[j]:
            i, j = i + 1, j + 1
        elif j == n or (i < m and best[i + 1, j] >= best[i, j + 1]):
            yield i, 0
            i += 1
        else:
            yield i, walked[j]
            j += 1


def _apply(path: Sequence[int], edits: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    gone = {place for place, code in edits if code == 0}
    found: list[int] = []
    for place in range(len(path) + 1):
        found += [code for at, code in edits if at == place and code]
        if place < len(path) and place not in gone:
            found.append(path[place])
    return tuple(found)
