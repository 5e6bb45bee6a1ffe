"""Who takes which seat: springs say who belongs beside whom, then neighbours swap while that disentangles the ties.

What lives here: seats for the bodies that nobody has placed. Not here: where seats are (rings), how ties are drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from outsidein.render.network import rings
from outsidein.render.network.shapes import Body

_SPRINGS = 8
_KEPT = 2
_SWEEPS = 5
_CROSSING, _PIERCED, _LENGTH = 3.0, 6.0, 0.9


class Hall:
    """The seats of one sheet: rows of (x, y), −1 to 1, each on a ring; placed bodies have theirs for good."""

    def __init__(self, bodies: Sequence[Body], pairs: Any, *, count: int, half: float) -> None:
        import numpy as np

        self.half, self.pairs = half, pairs
        self.sizes = np.array([[body.width, body.height] for body in bodies])
        self.rings = np.array([min(max(body.ring, 0), count - 1) for body in bodies])
        self.placed = np.array([body.x is not None and body.y is not None for body in bodies])
        self.fixed = np.array([[body.x or 0.0, body.y or 0.0] for body in bodies])
        self.places, self.of_ring = self._seats(count)
        first, second = np.triu_indices(len(pairs), 1)
        apart = (pairs[first][:, :, None] != pairs[second][:, None, :]).all(axis=(1, 2))
        self._apart = first[apart], second[apart]
        self._own = np.zeros((len(pairs), len(bodies)), dtype=bool)
        self._own[np.arange(len(pairs)), pairs[:, 0]] = self._own[np.arange(len(pairs)), pairs[:, 1]] = True

    def _seats(self, count: int) -> tuple[Any, Any]:
        import numpy as np

        places, of_ring = [np.zeros((0, 2))], [np.zeros(0, dtype=int)]
        size = tuple(np.quantile(self.sizes, 0.8, axis=0)) if len(self.sizes) else (100.0, 44.0)
        for ring in range(count):
            free = int((~self.placed & (self.rings == ring)).sum())
            if not free:
                continue
            taken = self.fixed[self.placed]
            extra = int((self.placed & (self.rings == ring)).sum())
            found = rings.seats(free + extra, ring, count, half=self.half, size=size, last=ring == self.rings.max())
            # A seat where somebody was put already is none; the farthest from all of them are left.
            if len(taken) and len(found) > free:
                span = (found[:, None, :] - taken[None]) * [self.half, self.half / rings.ASPECT]
                away = np.abs(span) / (size[0] + 14, size[1] + 14)
                order = np.argsort(-away.max(axis=2).min(axis=1), kind="stable")
                found = found[np.sort(order[: max(free, int((away.max(axis=2).min(axis=1) >= 1).sum()))])]
            places.append(found)
            of_ring.append(np.full(len(found), ring))
        return np.concatenate(places), np.concatenate(of_ring)

    def middles(self, seat_of: Any) -> Any:
        """Where everybody stands (points from the centre) when body ``i`` has seat ``seat_of[i]``; placed ones where
        they are. Leading axes of ``seat_of`` stay."""
        import numpy as np

        if not len(self.places):
            return np.broadcast_to(self.fixed, (*seat_of.shape, 2)) * [self.half, self.half / rings.ASPECT]
        at = np.where(self.placed[:, None], self.fixed, self.places[seat_of])
        return at * [self.half, self.half / rings.ASPECT]

    def tangle(self, seat_of: Any) -> Any:
        """How bad many seatings (P, N) are: (P,). Straight ties stand in for the curves."""
        import numpy as np

        if not len(self.pairs):
            return np.zeros(len(seat_of))
        middles = self.middles(seat_of).astype(np.float32)
        ax, ay = middles[:, self.pairs[:, 0], 0], middles[:, self.pairs[:, 0], 1]
        ux, uy = middles[:, self.pairs[:, 1], 0] - ax, middles[:, self.pairs[:, 1], 1] - ay
        crossed = _crossed(ax, ay, ux, uy, self._apart)
        pierced = _over(ax, ay, ux, uy, middles, self.sizes / 2 + 6, self._own)
        length = np.hypot(ux, uy).sum(axis=1) / self.half
        return _CROSSING * crossed + _PIERCED * pierced + _LENGTH * length


def seat(hall: Hall, *, seed: int) -> list[Any]:
    """The best seatings found, best first: rows of (x, y) in points from the centre, one per body."""
    import numpy as np

    free = np.flatnonzero(~hall.placed)
    if not len(free):
        return [hall.middles(np.zeros(len(hall.placed), dtype=int))]
    starts = np.array([_start(hall, free, seed * 1000 + turn) for turn in range(_SPRINGS)])
    order = np.argsort(hall.tangle(starts), kind="stable")
    best = sorted((_swapped(hall, starts[at], free) for at in order[:_KEPT]), key=lambda pair: pair[0])
    return [hall.middles(seats) for _, seats in best]


def _start(hall: Hall, free: Any, seed: int) -> Any:
    """Seats by the angle at which springs would have everybody stand."""
    import numpy as np
    import rustworkx as rx

    graph = rx.PyGraph()
    graph.add_nodes_from(list(range(len(hall.placed))))
    graph.add_edges_from([(int(a), int(b), 1.0) for a, b in hall.pairs if a != b])
    fixed = {int(at): (float(hall.fixed[at, 0]), float(hall.fixed[at, 1])) for at in np.flatnonzero(hall.placed)}
    given: dict[str, Any] = {"pos": fixed, "fixed": set(fixed)} if fixed else {}
    sprung = rx.spring_layout(graph, seed=seed, num_iter=60, **given)
    middles = np.array([sprung[at] for at in range(len(hall.placed))])
    middles = np.where(np.isfinite(middles), middles, 0.0)
    core = middles[hall.rings == 0].mean(axis=0) if (hall.rings == 0).any() else middles.mean(axis=0)
    angles = np.arctan2(middles[:, 1] - core[1], middles[:, 0] - core[0])
    seat_of = np.zeros(len(hall.placed), dtype=int)
    for ring in np.unique(hall.rings[free]):
        here = free[hall.rings[free] == ring]
        here = here[np.argsort(angles[here], kind="stable")]
        seats = np.flatnonzero(hall.of_ring == ring)
        around = seats[np.argsort(np.arctan2(hall.places[seats, 1], hall.places[seats, 0]), kind="stable")]
        spread = around[(np.arange(len(here)) * len(around) // len(here))]
        turns = np.arctan2(hall.places[spread, 1], hall.places[spread, 0])
        shifts = [np.roll(np.arange(len(here)), shift) for shift in range(len(here))]
        off = [np.abs(_turned(angles[here] - turns[shift])).sum() for shift in shifts]
        seat_of[here] = spread[shifts[int(np.argmin(off))]]
    return seat_of


def _turned(angle: Any) -> Any:

    return (angle + math.pi) % (2 * math.pi) - math.pi


def _swapped(hall: Hall, seats: Any, free: Any) -> tuple[float, Any]:
    """Everybody in turn takes the seat on their ring, free or a neighbour's, that disentangles most."""
    import numpy as np

    now = float(hall.tangle(seats[None])[0])
    for _ in range(_SWEEPS):
        before = now
        for body in free:
            own = hall.rings[body]
            others = [at for at in free if hall.rings[at] == own and at != body]
            empty = sorted(set(np.flatnonzero(hall.of_ring == own)) - set(seats[free]))
            tries = np.repeat(seats[None], len(others) + len(empty), axis=0)
            if not len(tries):
                continue
            for row, other in enumerate(others):
                tries[row, body], tries[row, other] = seats[other], seats[body]
            for row, place in enumerate(empty):
                tries[len(others) + row, body] = place
            costs = hall.tangle(tries)
            least = int(np.argmin(costs))
            if costs[least] < now - 1e-9:
                seats, now = tries[least], float(costs[least])
        if now >= before - 1e-9:
            break
    return now, seats


def _crossed(ax: Any, ay: Any, ux: Any, uy: Any, apart: Any) -> Any:
    """Crossings of straight ties that share no end, per seating: ``apart`` are the pairs of such ties (2, M)."""
    import numpy as np

    first, second = apart
    px, py, qx, qy = ux[:, first], uy[:, first], ux[:, second], uy[:, second]
    wx, wy = ax[:, second] - ax[:, first], ay[:, second] - ay[:, first]
    base = px * qy - py * qx
    sign, wide = np.sign(base), np.abs(base)
    s, t = (wx * qy - wy * qx) * sign, (wx * py - wy * px) * sign
    return ((s > 0) & (s < wide) & (t > 0) & (t < wide)).sum(axis=1)


def _over(ax: Any, ay: Any, ux: Any, uy: Any, middles: Any, half: Any, own: Any) -> Any:
    """Straight ties over boxes that are not theirs, per seating: by how near the middle of a box comes to the tie."""
    import numpy as np

    tx, ty = middles[:, None, :, 0] - ax[:, :, None], middles[:, None, :, 1] - ay[:, :, None]
    ux, uy = ux[:, :, None], uy[:, :, None]
    t = np.clip((ux * tx + uy * ty) / np.maximum(ux * ux + uy * uy, 1e-6), 0, 1)
    over = (np.abs(tx - t * ux) < half[:, 0]) & (np.abs(ty - t * uy) < half[:, 1]) & ~own
    return over.sum(axis=(1, 2))


def parted(middles: Any, sizes: Any, held: Any, *, air: float = 12.0) -> Any:
    """Middles pushed apart until no two boxes meet; those ``held`` (N,) give way only to each other."""
    import numpy as np

    middles = middles.copy()
    for _ in range(200):
        gap = middles[:, None, :] - middles[None]
        room = (sizes[:, None, :] + sizes[None]) / 2 + air
        deep = room - np.abs(gap)
        meet = (deep > 0.01).all(axis=2)
        np.fill_diagonal(meet, False)
        if not meet.any():
            break
        for one, other in np.argwhere(np.triu(meet)):
            span = (sizes[one] + sizes[other]) / 2 + air - np.abs(middles[one] - middles[other])
            if (span <= 0).any():
                continue
            axis = int(np.argmin(span))
            way = 1.0 if (middles[one, axis], one) >= (middles[other, axis], other) else -1.0
            move = span[axis] * way + 0.02 * way
            share = 0.5 if held[one] == held[other] else (0.0 if held[one] else 1.0)
            middles[one, axis] += move * share
            middles[other, axis] -= move * (1 - share)
    return middles
