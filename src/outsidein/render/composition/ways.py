"""Where pins, ways and labels stand on a floor plan, so that none covers another: the same for the same input.

What lives here: geometry in points of the sheet. Not here: which places there are and what they say (plan), or any
drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from outsidein.render.html.labels import Box, Wish, place

Spot = tuple[float, float]
Curve = tuple[float, float, float, float, float, float, float, float]
_BOWS = (0.0, 0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.5, -0.5)
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
_SAMPLES = 16


@dataclass(frozen=True, slots=True)
class Bound:
    """A way to be drawn: from which spot to which (by place), and how wide its label is; 0 where it has none."""

    source: int
    target: int
    width: float


@dataclass(frozen=True, slots=True)
class Laid:
    """Where all of a plan stands, each in the order it was asked for: pins, curves, and boxes or None without room."""

    spots: Sequence[Spot]
    curves: Sequence[Curve]
    names: Sequence[Box | None]
    labels: Sequence[Box | None]


def laid(
    exact: Sequence[Spot],
    sizes: Sequence[tuple[float, float]],
    ways: Sequence[Bound],
    *,
    radius: float,
    height: float,
    frame: Box,
) -> Laid:
    """Pins as near ``exact`` as they can stand, names of these ``sizes`` beside, ways with labels ``height`` high."""
    spots = apart(exact, radius=radius, frame=frame)
    curves = curved(spots, ways, radius=radius, frame=frame)
    names = named(spots, sizes, curves, radius=radius, frame=frame)
    taken = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in spots] + [box for box in names if box]
    return Laid(spots, curves, names, told(curves, ways, taken, height=height, frame=frame))


def apart(spots: Sequence[Spot], *, radius: float, frame: Box) -> list[Spot]:
    """The spots, those that would stand on an earlier one pushed beside it, as near as there is room in ``frame``."""
    found: list[Spot] = []
    room = Box(frame.left + radius, frame.top + radius, frame.right - radius, frame.bottom - radius)
    for x, y in spots:
        at = next((spot for spot in _around(x, y, radius) if _in(room, spot) and _free(spot, found, radius)), (x, y))
        found.append(at)
    return found


def _around(x: float, y: float, radius: float) -> Iterator[Spot]:
    from math import cos, pi, sin

    yield x, y
    for ring in range(1, 24):
        for turn in range(12):
            angle = pi * turn / 6
            yield x + ring * radius * 0.9 * cos(angle), y + ring * radius * 0.9 * sin(angle)


def _in(room: Box, spot: Spot) -> bool:
    return room.left <= spot[0] <= room.right and room.top <= spot[1] <= room.bottom


def _free(spot: Spot, others: Sequence[Spot], radius: float) -> bool:
    return all((spot[0] - x) ** 2 + (spot[1] - y) ** 2 >= (2 * radius + 2) ** 2 for x, y in others)


def curved(spots: Sequence[Spot], ways: Sequence[Bound], *, radius: float, frame: Box) -> list[Curve]:
    """A curve for each way: as straight as it can be without running over a pin, a curve drawn before, or the frame."""
    drawn: list[Curve] = []
    marks: list[list[Spot]] = []
    for way in ways:
        start, end = spots[way.source], spots[way.target]
        others = [spot for at, spot in enumerate(spots) if at not in (way.source, way.target)]

        def cost(curve: Curve, others: Sequence[Spot] = others) -> float:
            line = list(points(curve, _SAMPLES))
            over = sum((x - px) ** 2 + (y - py) ** 2 < (radius + 7) ** 2 for x, y in line for px, py in others)
            out = sum(not _in(frame, spot) for spot in line)
            near = sum((x - px) ** 2 + (y - py) ** 2 < 64 for x, y in line[3:-3] for one in marks for px, py in one)
            return 10.0 * over + 20.0 * out + 2.0 * near

        choices = [_bent(start, end, bow, radius) for bow in _BOWS]
        best = min(range(len(choices)), key=lambda at: cost(choices[at]) + 3 * abs(_BOWS[at]))
        drawn.append(choices[best])
        marks.append(list(points(choices[best], _SAMPLES)))
    return drawn


def _bent(start: Spot, end: Spot, bow: float, radius: float) -> Curve:
    """A curve between two pins that begins and ends clear of them; from a pin to itself a small loop."""
    (x, y), (u, v) = start, end
    dx, dy = u - x, v - y
    long = (dx * dx + dy * dy) ** 0.5
    if long < 1:
        r = radius * 2.6
        return (x + radius, y - 4, x + r, y - r, x - r, y - r, x - radius, y - 4)
    first = (x + 0.3 * dx - bow * dy, y + 0.3 * dy + bow * dx)
    second = (x + 0.7 * dx - bow * dy, y + 0.7 * dy + bow * dx)
    begin, finish = _off(start, first, radius + 2), _off(end, second, radius + 4)
    return (*begin, *first, *second, *finish)


def _off(spot: Spot, towards: Spot, by: float) -> Spot:
    dx, dy = towards[0] - spot[0], towards[1] - spot[1]
    long = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    return spot[0] + dx / long * by, spot[1] + dy / long * by


def points(curve: Curve, count: int) -> Iterator[Spot]:
    """``count`` + 1 points along a curve."""
    for at in range(count + 1):
        yield along(curve, at / count)


def along(curve: Curve, t: float) -> Spot:
    """The point of a curve at the share ``t`` of its way."""
    a, b, c, d, e, f, g, h = curve
    s = 1 - t
    parts = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
    return (
        parts[0] * a + parts[1] * c + parts[2] * e + parts[3] * g,
        parts[0] * b + parts[1] * d + parts[2] * f + parts[3] * h,
    )


def named(
    spots: Sequence[Spot], sizes: Sequence[tuple[float, float]], curves: Sequence[Curve], *, radius: float, frame: Box
) -> list[Box | None]:
    """A free box beside each pin for its name, clear of the ways where that can be, never over a pin or a name."""
    pins = [Box(x - radius, y - radius, x + radius, y + radius) for x, y in spots]
    lines = [Box(x - 3, y - 3, x + 3, y + 3) for curve in curves for x, y in points(curve, 2 * _SAMPLES)]
    found: list[Box | None] = []
    for (x, y), (width, height) in zip(spots, sizes, strict=True):
        names = [box for box in found if box]
        wish = [Wish(x, y, width, height, gap=radius + 4)]
        box = place(wish, frame=frame, taken=[*pins, *names, *lines], reach=radius + 22)[0]
        found.append(box or place(wish, frame=frame, taken=[*pins, *names], reach=radius + 30)[0])
    return found


def told(
    curves: Sequence[Curve], ways: Sequence[Bound], taken: Sequence[Box], *, height: float, frame: Box
) -> list[Box | None]:
    """A box on each way for its label, sliding along until it covers nothing; None where it has none or no room."""
    found: list[Box | None] = []
    for curve, way in zip(curves, ways, strict=True):
        used = [*taken, *(box for box in found if box)]
        boxes = (
            Box(x - way.width / 2, y - height / 2, x + way.width / 2, y + height / 2)
            for x, y in (along(curve, t) for t in _ALONG)
        )
        free = (box for box in boxes if frame.holds(box) and not any(box.meets(other) for other in used))
        found.append(next(free, None) if way.width else None)
    return found
