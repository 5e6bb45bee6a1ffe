"""Two edited orders of the same things joined into one.

What lives here: joined, and longest_rising, the longest run that kept its order. Not here: order keys (order), or what
the things are (merging). Who did not touch an order takes the other's; where both did, each thing stands behind the
one that it was put behind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def joined(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """One order of all that stands in ``mine`` or ``theirs``, and what each of the two moved elsewhere.

    Where both put something into the same gap, mine stands first. What both moved elsewhere stands where mine put it.

    >>> joined("abc", "xabc", "bcay")
    (['x', 'b', 'c', 'a', 'y'], ())
    >>> joined("abc", "cab", "acb")
    (['c', 'a', 'b'], ('c',))
    """
    both = set(mine) & set(theirs)
    was = {one: place for place, one in enumerate(base)}
    still_mine, still_theirs = _still(was, mine, both), _still(was, theirs, both)
    stable = still_mine & still_theirs
    found = [one for one in theirs if one in stable]
    # Only what a side moved or brought is placed by it; what both did is placed by mine.
    own = [one for one in mine if one not in still_mine]
    taken = stable.union(own)
    other = [one for one in theirs if one not in taken]
    _place(found, own, mine)
    _place(found, other, theirs)
    contested = [one for one in own if one in both and one in was and one not in still_theirs]
    apart = [one for one in contested if _before(one, mine, stable) != _before(one, theirs, stable)]
    return found, tuple(apart)


def _still(was: dict[str, int], now: Sequence[str], both: set[str]) -> set[str]:
    """What kept its order among those that all three have; what both sides brought counts as brought."""
    common = [one for one in now if one in was and one in both]
    return {common[index] for index in longest_rising([was[one] for one in common])}


def _place(found: list[str], some: Sequence[str], order: Sequence[str]) -> None:
    """Put each of ``some`` into ``found`` behind the one before it in ``order``, and behind what others put there."""
    known, wanted, last = set(order), set(some), -1
    places = {one: place for place, one in enumerate(found)}
    for one in order:
        if one in wanted:
            at = last + 1
            while at < len(found) and found[at] not in known:
                at += 1
            found.insert(at, one)
            places = {each: place for place, each in enumerate(found)}
            last = at
        elif one in places:
            last = places[one]


def _before(one: str, order: Sequence[str], among: set[str]) -> str:
    """The last of ``among`` before ``one``; the empty text where there is none."""
    seen = ""
    for each in order:
        if each == one:
            return seen
        if each in among:
            seen = each
    return seen


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The indices of a longest strictly rising run in ``numbers`` (patience sorting).

    >>> longest_rising([2, 0, 1, 3])
    [1, 2, 3]
    """
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        tops[at : at + 1] = [index]
        before.append(tops[at - 1] if at else -1)
    run: list[int] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return run[::-1]
