"""Arranging a network: seats, curves, labels, judged as drawn; on a larger sheet where nothing else will do.

What lives here: the search. Not here: any one step of it (seating, routing, labelling, scoring).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from outsidein.render.network import curves, rings
from outsidein.render.network.labelling import labelled
from outsidein.render.network.routing import routed
from outsidein.render.network.scoring import scored
from outsidein.render.network.seating import Hall, parted, seat
from outsidein.render.network.shapes import Body, Picture, Rect, Ring, Route, Score, Seat, Tie

_MARGIN = 10.0
_RING_NAME = (120.0, 15.0)
"""What the name of a ring takes."""
_GROWTH = 1.12
_TRIES = 7
_ROUNDS_FOR, _MOST_ROUNDS, _MANY = 80, 4, 40
_FEW = 0.08
"""So few crossings (or labels over curves, of many) per tie are good enough not to look on."""


def arrange(bodies: Sequence[Body], ties: Sequence[Tie], *, rings_of: int = 0, seed: int = 1) -> Picture:
    """The picture of a network: the same for the same input. ``rings_of`` is how many rings there are at least.

    Bodies with a place keep it (two on one spot are moved apart); the others are seated on their rings. Ties whose ends
    are missing, or the same, are left out. The sheet is as large as it takes for no box and no label to be covered.

    >>> picture = arrange([Body(id="a", width=80, height=40, ring=0), Body(id="b", width=80, height=40)],
    ...                   [Tie(id="f", source="a", target="b", width=50, height=14)])
    >>> picture.score.clear, len(picture.routes)
    (True, 1)
    """
    import numpy as np

    place = {body.id: at for at, body in enumerate(bodies)}
    kept = [tie for tie in ties if tie.source in place and tie.target in place and tie.source != tie.target]
    pairs = np.array([[place[tie.source], place[tie.target]] for tie in kept], dtype=int).reshape(-1, 2)
    count = max(rings_of, 2, *(body.ring + 1 for body in bodies)) if bodies else max(rings_of, 2)
    # Rings in which nobody stands, outside of all others, are not drawn and take no room.
    used = max((_ring_of(body, count) for body in bodies), default=0)
    edge = rings.edges(count)[max(used, 1)]
    half = 1 / edge * rings.half_width([(b.width, b.height) for b in bodies], [(t.width, t.height) for t in kept])
    tried = _tried(bodies, kept, pairs, count=count, edges=rings.edges(count)[: max(used, 1) + 1], half=half, seed=seed)
    before, best = next(tried)
    for size, picture in tried:
        if _enough(best.score, len(kept), larger=size > before, size=before):
            break
        before = size
        if picture.score.cost < best.score.cost:
            best = picture
    return best


def _enough(score: Score, ties: int, *, larger: bool, size: int) -> bool:
    """Whether the best so far is good enough not to look on; ``larger`` says that a larger sheet would come next.

    A label over somebody else’s curve can be read: one larger sheet is worth a try for it, not more.
    """
    if ties > _MANY:
        return score.clear and (score.struck <= _FEW * ties or (larger and size > 0))
    if score.flawless:
        return larger or score.crossings <= _FEW * ties
    return larger and score.clear and size > 0


def _tried(
    bodies: Sequence[Body],
    ties: Sequence[Tie],
    pairs: Any,
    *,
    count: int,
    edges: tuple[float, ...],
    half: float,
    seed: int,
) -> Iterator[tuple[int, Picture]]:
    """Picture after picture, with how often the sheet has grown: several seatings on each size of sheet."""
    free = any(body.x is None or body.y is None for body in bodies)
    rounds = min(_MOST_ROUNDS, 1 + _ROUNDS_FOR // (len(ties) + 1)) if free else 1
    for size in range(_TRIES):
        for turn in range(rounds):
            for middles in _seated(bodies, pairs, count, half, seed + size * rounds + turn):
                yield size, _drawn(bodies, ties, pairs, middles, edges, half)
        half *= _GROWTH


def _ring_of(body: Body, count: int) -> int:
    if body.x is None or body.y is None:
        return min(max(body.ring, 0), count - 1)
    return rings.ring_at(body.x, body.y, count)


def _seated(bodies: Sequence[Body], pairs: Any, count: int, half: float, seed: int) -> list[Any]:
    import numpy as np

    if not bodies:
        return [np.zeros((0, 2))]
    hall = Hall(bodies, pairs, count=count, half=half)
    return [parted(middles, hall.sizes, hall.placed) for middles in seat(hall, seed=seed)]


def _drawn(
    bodies: Sequence[Body], ties: Sequence[Tie], pairs: Any, middles: Any, edges: tuple[float, ...], half: float
) -> Picture:
    import numpy as np

    tall, rim = half / rings.ASPECT, half * edges[-1]
    sizes = np.array([[body.width, body.height] for body in bodies]).reshape(-1, 2)
    wanted = np.array([[tie.width, tie.height] for tie in ties]).reshape(-1, 2)
    boxes = curves.rects(middles, sizes)
    reach = (
        np.concatenate([boxes[:, :2], [[-rim, -rim / rings.ASPECT]]]).min(axis=0),
        np.concatenate([boxes[:, 2:], [[rim, rim / rings.ASPECT]]]).max(axis=0),
    )
    bounds = np.concatenate([reach[0] - _MARGIN, reach[1] + _MARGIN])
    ways = routed(middles, sizes, pairs, bounds)
    names = [rings.name_at(edge * half, edge * tall, _RING_NAME, boxes) for edge in edges]
    tops = curves.rects(np.array(names), np.array([_RING_NAME] * len(edges)))  # a label keeps clear of them, too
    labels = labelled(ways, wanted, np.concatenate([boxes, tops]), bounds)
    rects = curves.rects(labels, wanted)
    score = scored(boxes, pairs, ways, rects, bounds)
    # Curves bulge beyond what they join: the sheet is as large as all that is drawn.
    points = curves.along(ways, np.linspace(0, 1, 17)).reshape(-1, 2)
    low = np.concatenate([bounds[None, :2], points - _MARGIN, rects[:, :2] - _MARGIN]).min(axis=0)
    high = np.concatenate([bounds[None, 2:], points + _MARGIN, rects[:, 2:] + _MARGIN]).max(axis=0)
    return Picture(
        width=float(high[0] - low[0]),
        height=float(high[1] - low[1]),
        centre=(float(-low[0]), float(-low[1])),
        rings=tuple(
            Ring(edge * half, edge * tall, (float(x - low[0]), float(y - low[1])))
            for edge, (x, y) in zip(edges, names, strict=True)
        ),
        seats=tuple(
            Seat(body.id, _rect(at - low, size), float(at[0] / half), float(at[1] / tall))
            for body, at, size in zip(bodies, middles, sizes, strict=True)
        ),
        routes=tuple(
            Route(tie.id, _points(way - low), _rect(at - low, size))
            for tie, way, at, size in zip(ties, ways, labels, wanted, strict=True)
        ),
        score=score,
    )


def _rect(middle: Any, size: Any) -> Rect:
    return Rect(*(round(float(part), 2) for part in (*middle, *size)))


def _points(way: Any) -> Any:
    return tuple((round(float(x), 2), round(float(y), 2)) for x, y in way)
