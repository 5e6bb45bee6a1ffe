"""The rings of a network: how wide each is, how large the sheet must be, and the seats on them.

What lives here: edges of rings as parts of the sheet, the same whoever stands on them, so that a place that a person
chose stays in its ring; and free seats evenly around. Not here: who takes which seat (seating).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

ASPECT = 1.5
"""How much wider than high the rings are: sheets lie."""
_LEAST = 330.0
_AROUND, _BESIDE = 4.4, 4.4
"""How much room a box and a label want, as a multiple of what they cover."""


def edges(rings: int) -> tuple[float, ...]:
    """The outer edges of so many rings, as parts of the whole: the centre, then evenly outwards.

    >>> [round(edge, 2) for edge in edges(3)]
    [0.29, 0.65, 1.0]
    """
    count = max(rings, 2)
    first = 0.16 + 0.4 / count
    return tuple(first + (1 - first) * at / (count - 1) for at in range(count))


def ring_at(x: float, y: float, rings: int) -> int:
    """The ring in which a place lies (−1 to 1 from the centre); beyond the last it is the last.

    >>> ring_at(0, 0, 3), ring_at(0.5, 0, 3), ring_at(0.9, 0.9, 3)
    (0, 1, 2)
    """
    away = math.hypot(x, y)
    found = edges(rings)
    return next((at for at, edge in enumerate(found) if away <= edge), len(found) - 1)


def name_at(rx: float, ry: float, size: tuple[float, float], boxes: Any) -> tuple[float, float]:
    """Where on a ring's edge, from the centre, a name of ``size`` stands: as near to the top as boxes leave it room.

    >>> import numpy as np
    >>> name_at(300.0, 200.0, (120, 15), np.zeros((0, 4)))
    (0.0, -200.0)
    >>> name_at(300, 200, (120, 15), np.array([[-40, -220, 40, -180]]))
    (0.0, 200.0)
    """
    import numpy as np

    if not len(boxes):
        return 0.0, -ry
    aside = (90 * side + lean * tip for lean in (20, 35, 50) for side in (-1, 1) for tip in (-1, 1))
    turns = np.radians([-90, 90, *aside])
    found = np.stack([rx * np.cos(turns), ry * np.sin(turns)], axis=1)
    away = np.abs(found[:, None] - (boxes[None, :, :2] + boxes[None, :, 2:]) / 2)
    room = (boxes[None, :, 2:] - boxes[None, :, :2]) / 2 + np.array(size) / 2
    covered = np.prod(np.clip(room - away, 0, None), axis=2).sum(axis=1)
    x, y = found[int(np.argmin(covered))]
    return round(float(x), 2), round(float(y), 2)


def half_width(boxes: Sequence[tuple[float, float]], labels: Sequence[tuple[float, float]]) -> float:
    """Half the width that the rings want for boxes and labels of these sizes, before anything was found too dense."""
    covered = _AROUND * sum((w + 16) * (h + 16) for w, h in boxes) + _BESIDE * sum((w + 8) * (h + 6) for w, h in labels)
    return max(_LEAST, math.sqrt(covered * ASPECT / math.pi))


def seats(count: int, ring: int, rings: int, *, half: float, size: tuple[float, float], last: bool = False) -> Any:
    """Places for at least ``count`` boxes of about ``size`` on a ring: rows of (x, y), −1 to 1 from the centre.

    A ring that is too short for all of them has several orbits; the places of one stand between those of the next. On
    the ``last`` ring the boxes stand wholly within it.
    """
    import numpy as np

    found = edges(rings)
    outer, inner = found[min(ring, len(found) - 1)], found[ring - 1] if ring else 0.0
    width, height = size
    rim = outer - 0.6 * max(width / 2 / half, height / 2 / (half / ASPECT)) - 0.01
    if ring == 0:
        if count == 1:
            return np.zeros((1, 2))
        reach = min(max(outer * 0.62, (width / 2 + 26) / half), outer)
        turns = np.arange(count) * 2 * math.pi / count + (math.pi if count == 2 else -math.pi / 2)
        return np.stack([reach * np.cos(turns), reach * np.sin(turns)], axis=1)
    outer = max(rim, (outer + inner) / 2) if last else outer
    orbits = 1
    while orbits < 4:
        radii = [inner + (outer - inner) * (0.5 + at) / orbits for at in range(orbits)]
        held = [_holds(radius, half, width + 34, height + 34) for radius in radii]
        if sum(held) >= count:
            break
        orbits += 1
    room = max(sum(held), 1)
    want = max(count, min(room, math.ceil(count * 1.15)))
    places: list[tuple[float, float]] = []
    for at, (radius, share) in enumerate(zip(radii, held, strict=True)):
        here = max(1, round(want * share / room)) if at < orbits - 1 else max(1, want - len(places))
        places += _around(radius, here, turn=at * 0.5 + ring * 0.25)
    while len(places) < count:
        places += _around(radii[-1], count, turn=0.37)
    return np.array(places)


def _holds(radius: float, half: float, width: float, height: float) -> int:
    """How many boxes an orbit holds side by side: more where it runs upwards than where it runs across."""
    a, b = radius * half, radius * half / ASPECT
    return max(1, int(4 * a / width * 0.62 + 4 * b / height * 0.36))


def _around(radius: float, count: int, *, turn: float) -> list[tuple[float, float]]:
    """So many places on one orbit, evenly by the length of the drawn ellipse."""
    import numpy as np

    fine = np.linspace(0, 2 * math.pi, 721)
    # Sideways neighbours need more room than those above each other, for boxes are wide.
    steps = np.hypot(np.diff(np.cos(fine)) * 1.0, np.diff(np.sin(fine)) * 1.15)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = (np.arange(count) + turn % 1.0) / count % 1.0 * along[-1]
    angles = np.interp(wanted, along, fine) - math.pi / 2
    return [(float(radius * math.cos(a)), float(radius * math.sin(a))) for a in angles]
