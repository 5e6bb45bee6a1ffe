"""Which line of an edited cell is which line of before.

What lives here: matched. Not here: what lines mean (returned).
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from outsidein.maps.bringing.sheet import told

_MOST = 400
"""Letters of a line that are compared: enough to know it again."""


def matched(old: Sequence[str], new: Sequence[str], *, alike: float = 0.55) -> list[int | None]:
    """For each of ``new`` the index of the line in ``old`` that it is, reworded perhaps; None where it is another.

    Equal lines first, then the most alike (a ratio of at least ``alike``); where as many were lost as came and none is
    like any, one for one, since a person rewrote it in its place.

    >>> matched(["Pay by card", "Queue"], ["Queue", "Pay by phone", "Wait"])
    [1, 0, None]
    """
    found: list[int | None] = [None] * len(new)
    left = list(range(len(old)))
    was, now = [told(line) for line in old], [told(line) for line in new]
    for at, line in enumerate(now):
        same = next((index for index in left if was[index] == line), None)
        if same is not None:
            found[at] = same
            left.remove(same)
    if alike > 1 or not left:
        return found
    rest = [at for at, one in enumerate(found) if one is None]
    if len(rest) * len(left) <= 2_500:
        close = sorted(
            ((-_ratio(was[index], now[at]), at, index) for at in rest for index in left), key=lambda one: one
        )
        for unlike, at, index in close:
            if -unlike >= alike and found[at] is None and index in left:
                found[at] = index
                left.remove(index)
    rest = [at for at, one in enumerate(found) if one is None]
    if len(rest) == len(left) and len(old) == len(new):
        for at, index in zip(rest, left, strict=True):
            found[at] = index
    return found


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_MOST], other[:_MOST], autojunk=False).ratio()
