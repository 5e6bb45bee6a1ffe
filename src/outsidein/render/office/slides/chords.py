"""A curve on a slide as straight connectors from shape to shape: glued at both ends, so that it follows what it ties.

What lives here: where a curve is cut, the small discs at its bends, and labels that it runs through. The format has no
connector that bends as ours do; a program would lead one of its own anew at the first touch. Not here: ways of right
angles (joints), or the curves themselves (``render.network``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, dist, sqrt
from typing import Final

from outsidein.render.office.slides.joints import joint
from outsidein.render.office.slides.shapes import Box, Connector, Curve

_OFF: Final = 1.2
"""How far in mm a straight part may lie from the curve."""
_MOST: Final = 6
"""No stretch of a curve is cut into more parts."""
_ON: Final = 1.0
"""How near in mm a curve passes the middle of a label that stands on it."""

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where a part begins or ends: how far along the curve, where that is, and the key of the shape there."""

    along: float
    at: _Point
    key: str
    label: Box | None = None


def chords(curve: Curve, key: str, source: str, target: str, label: Box | None = None) -> list[Box | Connector]:
    """The connectors of a curve between the boxes ``source`` and ``target``, with discs where it bends.

    ``key`` is the curve's own, from which its bends get theirs. A ``label`` that the curve runs through ties its parts,
    too; the last part carries the arrow.

    >>> line = Curve("pays", 0, 0, ((0, 0), (10, 0), (20, 0), (30, 0)), "#000000", 1)
    >>> [one.name for one in chords(line, "flow", "a", "b")]
    ['pays']
    """
    stops = [_Stop(0.0, curve.at(0.0), source), _Stop(1.0, curve.at(1.0), target)]
    passed = _passed(curve, label) if label else None
    if passed is not None:
        stops.insert(1, passed)
    parts = [stop for one, other in pairwise(stops) for stop in (one, *_bends(curve, key, one, other, label))]
    parts.append(stops[-1])
    made: list[Box | Connector] = [
        joint(stop.key, stop.at, curve.name, curve.ink, curve.width) for stop in parts[1:-1] if stop.label is None
    ]
    for one, other in pairwise(parts):
        ends = _edge(one, other.at), _edge(other, one.at)
        last = other is parts[-1]
        line = Connector(curve.name, 0.0, 0.0, ends, one.key, other.key, curve.ink, curve.width, curve.dash, arrow=last)
        made.append(line)
    return made


def _passed(curve: Curve, label: Box) -> _Stop | None:
    """The label as a stop, where the curve runs through its middle and it covers neither end."""
    middle = label.x + label.width / 2, label.y + label.height / 2
    along = min((step / 100 for step in range(101)), key=lambda t: dist(curve.at(t), middle))
    free = not _covers(label, curve.at(0.0)) and not _covers(label, curve.at(1.0))
    return _Stop(along, middle, label.key, label) if free and dist(curve.at(along), middle) < _ON else None


def _bends(curve: Curve, key: str, one: _Stop, other: _Stop, label: Box | None) -> Iterator[_Stop]:
    """The bends between two stops: as few as keep its straight parts near the curve, none under the label."""
    off = _deviation(curve, one.along, other.along)
    parts = min(max(1, ceil(sqrt(off / _OFF))), _MOST)
    for part in range(1, parts):
        along = one.along + (other.along - one.along) * part / parts
        if label is None or not _covers(label, curve.at(along)):
            yield _Stop(along, curve.at(along), f"{key}@{along:.3f}")


def _deviation(curve: Curve, start: float, end: float) -> float:
    """How far the stretch of a curve lies from the straight line between its ends, at most."""
    (ax, ay), (bx, by) = curve.at(start), curve.at(end)
    long = max(dist((ax, ay), (bx, by)), 0.01)
    between = (curve.at(start + (end - start) * step / 24) for step in range(25))
    return max(abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / long for x, y in between)


def _covers(box: Box, point: _Point) -> bool:
    return box.x < point[0] < box.x + box.width and box.y < point[1] < box.y + box.height


def _edge(stop: _Stop, other: _Point) -> _Point:
    """Where a line from ``other`` ends: at a stop itself, or at the edge of a label, short of its text."""
    box, (x, y) = stop.label, stop.at
    if box is None or _covers(box, other):
        return stop.at
    far = max(abs(other[0] - x) / max(box.width / 2, 0.01), abs(other[1] - y) / max(box.height / 2, 0.01))
    return x + (other[0] - x) / far, y + (other[1] - y) / far
