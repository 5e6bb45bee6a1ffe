"""Tracks: runs that lie in one gap, gutter, lane or column side by side, so that no two lie on one another.

What lives here: which track each run takes, and how many there are where it lies. Not here: where a run lies (routing),
how wide a track is (whoever draws). The browser gives the same tracks (web/canvas/src/arrow/tracks.ts; held by a test).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from outsidein.render.arrows.routing import Route, Run

_Key = tuple[int, int]
"""A run by the number of its route and its own within that."""
_End = tuple[int, int]


def tracked(routes: Sequence[Route]) -> tuple[Route, ...]:
    """The routes with the track of each run, counted from above, or from the left.

    >>> straight = Run(False, 3, 2, 4)
    >>> [one.runs[0].track for one in tracked([Route("bottom", "top", (straight,))] * 2)]
    [0, 1]
    """
    lines: dict[tuple[bool, int], list[_Key]] = {}
    for number, route in enumerate(routes):
        for at, run in enumerate(route.runs):
            lines.setdefault((run.across, run.line), []).append((number, at))
    found: dict[_Key, tuple[int, int]] = {}
    for keys in lines.values():
        runs = {key: routes[key[0]].runs[key[1]] for key in keys}
        for cluster in _clusters(runs):
            found.update(_tracks({key: runs[key] for key in cluster}, routes))
    return tuple(
        replace(
            route,
            runs=tuple(
                replace(run, track=found[number, at][0], of=found[number, at][1]) for at, run in enumerate(route.runs)
            ),
        )
        for number, route in enumerate(routes)
    )


def _clusters(runs: dict[_Key, Run]) -> Iterable[list[_Key]]:
    """Runs that lie beside one another, directly or over others between them."""
    cluster: list[_Key] = []
    reach = -1
    for key in sorted(runs, key=lambda key: (runs[key].low, runs[key].high, key)):
        if cluster and runs[key].low > reach:
            yield cluster
            cluster = []
            reach = -1
        cluster.append(key)
        reach = max(reach, runs[key].high)
    if cluster:
        yield cluster


def _tracks(runs: dict[_Key, Run], routes: Sequence[Route]) -> dict[_Key, tuple[int, int]]:
    """The track of each run: behind all that overlap it and come before it in the order with few crossings."""
    place: dict[_Key, int] = {}
    for key in _order(runs, routes):
        beside = [place[other] for other in place if _overlap(runs[key], runs[other])]
        place[key] = max(beside, default=-1) + 1
    of = max(place.values()) + 1
    return {key: (track, of) for key, track in place.items()}


def _order(runs: dict[_Key, Run], routes: Sequence[Route]) -> list[_Key]:
    """The runs from above (or from the left); two neighbours change places as long as that saves crossings."""
    order = sorted(runs, key=lambda key: (runs[key].low, runs[key].high, key))
    ends = {key: _ends(routes[key[0]], key[1]) for key in order}
    for _ in order:
        changed = False
        for at in range(len(order) - 1):
            one, other = order[at], order[at + 1]
            if not _overlap(runs[one], runs[other]):
                continue
            now = _crossings(runs[one], ends[one], runs[other], ends[other])
            if _crossings(runs[other], ends[other], runs[one], ends[one]) < now:
                order[at], order[at + 1] = other, one
                changed = True
        if not changed:
            break
    return order


def _overlap(one: Run, other: Run) -> bool:
    return one.low <= other.high and other.low <= one.high


def _crossings(over: Run, over_ends: list[_End], under: Run, under_ends: list[_End]) -> int:
    """How often two runs cross where one lies over the other: by ends that lead down through it, or up."""
    down = sum(way > 0 and under.low <= at <= under.high for at, way in over_ends)
    return down + sum(way < 0 and over.low <= at <= over.high for at, way in under_ends)


def _ends(route: Route, at: int) -> list[_End]:
    """Where a run turns off, and whether up (or left, −1) or down (or right, 1)."""
    line = route.runs[at].line
    found = []
    for other in (at - 1, at + 1):
        if 0 <= other < len(route.runs):
            beside = route.runs[other]
            low, high = beside.low, beside.high
            if other == 0:
                low, high = _with_card(low, high, route.leaves)
            if other == len(route.runs) - 1:
                low, high = _with_card(low, high, route.enters)
            found += [(beside.line, 1)] * (high > line) + [(beside.line, -1)] * (low < line)
    return found


def _with_card(low: int, high: int, side: str) -> tuple[int, int]:
    """The ends of a run with the card that it is tied to at this side of the card."""
    return (low - 1, high) if side in ("bottom", "right") else (low, high + 1)
