"""Hiding: which counts must not be shown, so that no small group can be worked out from those that are.

What lives here: the search for the least that must be hidden, over counts and the sums that tie them. Not here: what is
counted (suppress, and insight for a whole reading). Its own attacker is inside: after every choice the tightest bounds
that anyone could put on a small group from all that is left are found by linear programming, until none is tight.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Cell: TypeAlias = Hashable
"""The name of a count."""

K: Final = 5
"""Fewer than this is a small group, unless somebody says otherwise."""

_SLACK: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """A count that is the sum of others: everybody who has one of the counts can work out the last."""

    whole: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The whole, then its parts."""
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class Hidden:
    """What must not be shown; ``lost`` are small groups that even so can be told, by counts that are not ours to hide.

    Where something is lost, the rest of its table must not be shown either.
    """

    cells: frozenset[Cell]
    lost: frozenset[Cell] = frozenset()


def hide(
    counts: Mapping[Cell, int],
    sums: Iterable[Sum],
    *,
    k: int = K,
    small: Iterable[Cell] = (),
    unseen: Iterable[Cell] = (),
    bound: Iterable[Cell] = (),
    together: Iterable[frozenset[Cell]] = (),
    spare: Iterable[Cell] = (),
) -> Hidden:
    """The cells of ``counts`` to hide: those of 1 to ``k`` − 1, and as few and as small others as it takes.

    ``small`` cells are protected whatever their count (few people behind many answers). ``unseen`` cells are never
    shown, such as the rest between a whole and its parts, ``bound`` ones are shown elsewhere and cannot be hidden.
    Cells that are ``together`` are hidden all or none; ``spare`` ones are given up before any other. Nothing is
    recoverable: for every small cell a value of ``k`` or more, and more than its own, agrees with all that is shown.
    A count of zero is shown: it is nobody's.

    >>> sorted(hide({"all": 120, "a": 3, "b": 17, "c": 100}, [Sum("all", ("a", "b", "c"))], bound=["all"]).cells)
    ['a', 'b']
    """
    if k < 1:
        raise ValueError("a group has at least one member")
    search = _Search(
        counts=dict(counts),
        sums=tuple(sums),
        k=k,
        unseen=frozenset(unseen),
        bound=frozenset(bound),
        together=tuple(together),
        spare=frozenset(spare),
    )
    return search.run(frozenset(small))


@dataclass
class _Search:
    counts: dict[Cell, int]
    sums: tuple[Sum, ...]
    k: int
    unseen: frozenset[Cell]
    bound: frozenset[Cell]
    together: tuple[frozenset[Cell], ...]
    spare: frozenset[Cell]
    hidden: set[Cell] = field(default_factory=set)

    def run(self, small: frozenset[Cell]) -> Hidden:
        at: dict[Cell, list[Sum]] = {}
        for one in self.sums:
            for cell in one.cells:
                at.setdefault(cell, []).append(one)
        self._at = at
        guarded = [
            cell
            for cell, n in self.counts.items()
            if cell not in self.bound and (0 < n < self.k or (cell in small and n > 0))
        ]
        self._take(cell for cell in guarded if cell not in self.unseen)
        guarded.sort(key=lambda cell: (self.counts[cell], repr(cell)))
        lost = set()
        for cell in guarded:
            while self._exposed(cell):
                more = self._next(cell)
                if more is None:
                    lost.add(cell)
                    break
                self._take([more])
        return Hidden(frozenset(self.hidden), frozenset(lost))

    def _take(self, cells: Iterable[Cell]) -> None:
        """Hide these, and what must be hidden with them."""
        queue = [cell for cell in cells if cell not in self.hidden]
        while queue:
            cell = queue.pop()
            self.hidden.add(cell)
            for group in self.together:
                if cell in group:
                    queue += [
                        one for one in group if one not in self.hidden | self.unseen | self.bound and self.counts[one]
                    ]

    def _unknown(self, cell: Cell) -> bool:
        return cell in self.hidden or cell in self.unseen

    def _exposed(self, cell: Cell) -> bool:
        """Whether all that is shown says that the count is small, or what it is."""
        needed = max(self.k, self.counts[cell] + 1)
        sums = self._component(cell)
        if any(sum(self._unknown(one) for one in tie.cells) == 1 for tie in sums if cell in tie.cells):
            return True
        return _most(cell, sums, self.counts, self._unknown, self.hidden, needed) < needed - _SLACK

    def _component(self, cell: Cell) -> list[Sum]:
        """Every sum that bears on ``cell`` through counts that are not shown, the nearest first."""
        found: dict[Sum, None] = {}
        seen, edge = {cell}, [cell]
        while edge:
            further = []
            for one in edge:
                for tie in self._at.get(one, ()):
                    if tie not in found:
                        found[tie] = None
                        further += [other for other in tie.cells if other not in seen and self._unknown(other)]
                        seen.update(further)
            edge = further
        return list(found)

    def _next(self, cell: Cell) -> Cell | None:
        """What to hide next for the sake of ``cell``: what loosens most sums, spare before others, the smallest."""
        sums = self._component(cell)
        tight = [tie for tie in sums if sum(self._unknown(one) for one in tie.cells) == 1]
        near = [tie for tie in sums if cell in tie.cells]
        for some in (tight, near, sums):
            choices: dict[Cell, int] = {}
            wholes = {tie.whole for tie in some}
            for tie in some:
                for one in tie.cells:
                    if not self._unknown(one) and one not in self.bound and self.counts[one] > 0:
                        choices[one] = choices.get(one, 0) + 1
            if choices:
                return min(
                    choices,
                    key=lambda one: (one not in self.spare, -choices[one], one in wholes, self.counts[one], repr(one)),
                )
        return None


def _most(
    cell: Cell,
    sums: Sequence[Sum],
    counts: Mapping[Cell, int],
    unknown: Callable[[Cell], bool],
    hidden: set[Cell],
    enough: int,
) -> float:
    """The largest count of ``cell`` that agrees with all that is shown: whoever sees that a group is hidden, knows
    that it has somebody in it."""
    import numpy as np
    from scipy.optimize import linprog

    names = list(dict.fromkeys(one for tie in sums for one in tie.cells if unknown(one)))
    if cell not in names:
        return float("inf")
    place = {one: at for at, one in enumerate(names)}
    ties = np.zeros((len(sums), len(names)))
    known = np.zeros(len(sums))
    for row, tie in enumerate(sums):
        for one, sign in ((tie.whole, 1), *((part, -1) for part in tie.parts)):
            if one in place:
                ties[row, place[one]] += sign
            else:
                known[row] -= sign * counts[one]
    aim = np.zeros(len(names))
    aim[place[cell]] = -1
    # Far beyond what is asked for, no more needs to be known: the bound keeps the programme finite.
    top = float(2 * enough + sum(counts[one] for one in names))
    bounds = [(1 if one in hidden else 0, top if one == cell else None) for one in names]
    found = linprog(aim, A_eq=ties, b_eq=known, bounds=bounds, method="highs")
    return -float(found.fun) if found.status == 0 else float("-inf")
