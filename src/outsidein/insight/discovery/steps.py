"""Steps: which events make the steps of a map, in which order, how often and with what ways between them.

What lives here: choosing, joining, ordering and counting. Not here: stages (stages), names that people read (draft).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.insight.discovery.found import FoundStep, LeftOut, Passage
from outsidein.insight.discovery.shares import share
from outsidein.insight.discovery.walks import Walks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

USUAL: Final = 0.05
"""An event in at least this share of journeys is worth a step; a way in as many is worth an arrow."""
_NEAR: Final = 3
"""Events stand side by side when they are at most so many places apart."""
_ALIKE: Final = 0.8
"""Two events are joined only if in this share of the journeys with either they stand side by side."""


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Steps in order (each a tuple of codes), and what was counted of them: ``ways[a, b]`` is the number of times that
    journeys went from step a straight to step b (other events left out)."""

    steps: tuple[tuple[int, ...], ...]
    found: tuple[FoundStep, ...]
    passages: tuple[Passage, ...]
    left_out: tuple[LeftOut, ...]
    ways: Floats


def read_steps(walks: Walks, *, kept: Sequence[int], most: int) -> Flow:
    """At most ``most`` steps of ``walks``: events usual enough or in ``kept`` (codes on representative journeys)."""
    tally = _Tally(walks)
    worth = [code for code in range(1, tally.size) if tally.present[code] >= USUAL * walks.n or code in set(kept)]
    groups = _joined(tally, [(code,) for code in worth], most)
    groups = sorted(groups, key=lambda one: (-max(tally.present[code] for code in one), one))[:most]
    groups = _ordered(tally, [tuple(sorted(one, key=lambda code: tally.place_of((code,)))) for one in groups])
    chosen = {code for one in groups for code in one}
    out = [code for code in range(1, tally.size) if code not in chosen and tally.present[code]]
    out.sort(key=lambda code: (-tally.present[code], code))
    found, passages, ways = _count(walks, groups)
    return Flow(
        steps=tuple(groups),
        found=found,
        passages=passages,
        left_out=tuple(
            LeftOut(walks.names[code - 1], share(float(tally.present[code]), walks.n, of="step")) for code in out
        ),
        ways=ways,
    )


class _Tally:
    """Journeys with each event, with each pair in that order of first visits, and with each pair side by side."""

    def __init__(self, walks: Walks) -> None:
        self.size = len(walks.names) + 1
        self.present = np.zeros(self.size)
        self.place = np.zeros(self.size)
        self.before: Counter[tuple[int, int]] = Counter()
        self.beside: Counter[tuple[int, int]] = Counter()
        for path, count in zip(walks.variants, walks.counts.tolist(), strict=True):
            first = list(dict.fromkeys(path))
            self.present[first] += count
            self.place[first] += count * np.linspace(0, 1, len(first)) if len(first) > 1 else 0
            near = (pair for far in range(1, _NEAR + 1) for pair in zip(path, path[far:], strict=False))
            for pair in {(min(a, b), max(a, b)) for a, b in near if a != b}:
                self.beside[pair] += count
            if len(first) <= 60:
                for at, one in enumerate(first):
                    for other in first[at + 1 :]:
                        self.before[one, other] += count

    def place_of(self, group: tuple[int, ...]) -> float:
        """The mean place, 0 to 1, at which journeys first come to a group."""
        return float(self.place[group[0]] / max(self.present[group[0]], 1))

    def alike(self, group: tuple[int, ...], other: tuple[int, ...]) -> float:
        """Of journeys with either event, the share where they stand side by side; of groups, that of the best pair."""
        return max(
            float(
                min(self.beside[min(a, b), max(a, b)], self.present[a], self.present[b])
                / max(self.present[a], self.present[b])
            )
            for a in group
            for b in other
        )


def _joined(tally: _Tally, groups: list[tuple[int, ...]], most: int) -> list[tuple[int, ...]]:
    """Join events that nearly always come one after the other, the most alike first, until there are few enough."""
    while len(groups) > most:
        value, one, other = max(
            ((tally.alike(a, b), a, b) for a in groups for b in groups if a < b),
            key=lambda found: (found[0], found[1]),
        )
        if value < _ALIKE:
            break
        first, second = (one, other) if tally.place_of(one) <= tally.place_of(other) else (other, one)
        groups = [group for group in groups if group not in (one, other)] + [first + second]
    return groups


def _ordered(tally: _Tally, groups: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Order in which journeys first come to them: by mean place, then neighbours exchanged while more agree."""
    line = sorted(groups, key=lambda one: (tally.place_of(one), one))
    for _ in range(len(line)):
        moved = False
        for at in range(len(line) - 1):
            one, other = line[at][0], line[at + 1][0]
            if tally.before[other, one] > tally.before[one, other]:
                line[at], line[at + 1], moved = line[at + 1], line[at], True
        if not moved:
            break
    return line


def _count(
    walks: Walks, groups: Sequence[tuple[int, ...]]
) -> tuple[tuple[FoundStep, ...], tuple[Passage, ...], Floats]:
    step_of = {code: at for at, one in enumerate(groups) for code in one}
    size = len(groups)
    here, again, last, ways = np.zeros(size), np.zeros(size), np.zeros(size), np.zeros((size, size))
    taken: Counter[tuple[int, int]] = Counter()
    for path, count in zip(walks.variants, walks.counts.tolist(), strict=True):
        line = [step_of[code] for code in path if code in step_of]
        line = [one for at, one in enumerate(line) if at == 0 or line[at - 1] != one]
        if not line:
            continue
        visits = Counter(line)
        for one, times in visits.items():
            here[one] += count
            again[one] += count * (times > 1)
        last[line[-1]] += count
        pairs = Counter(pairwise(line))
        for (one, other), times in pairs.items():
            ways[one, other] += count * times
            taken[one, other] += count
    waits = {one.touchpoint: one for one in walks.waits}
    found = tuple(
        FoundStep(
            events=walks.named(group),
            share=share(here[at], walks.n, of="step"),
            again=share(again[at], int(here[at]), of="again"),
            last=share(last[at], walks.n, of="last"),
            wait=waits.get(group[0]),
        )
        for at, group in enumerate(groups)
    )
    passages = tuple(
        Passage(one, other, share(float(count), walks.n, of="passage"))
        for (one, other), count in sorted(taken.items(), key=lambda way: (-way[1], way[0]))
        if other != one + 1 and count >= USUAL * walks.n
    )
    return found, passages, ways
