"""The geometry of curves, many at once: bending, cutting at boxes, meeting boxes and each other.

What lives here: cubic curves as arrays of points. Shapes are given as (…, 4, 2) for curves by their points, (…, S, 2)
for curves as short lines, (N, 4) for rectangles by left, top, right, bottom. Not here: which curve is the best.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

LINES = 10
"""Into so many short lines a curve is cut to see what it meets."""
_FINE = 41


def bent(start: Any, end: Any, bows: Any) -> Any:
    """Curves from ``start`` to ``end`` (F, 2) in every bow (F, K, 2): how far its middle points stand off, as a part
    of its length. Gives (F, K, 4, 2)."""
    import numpy as np

    way = (end - start)[:, None, :]
    across = np.stack([-way[..., 1], way[..., 0]], axis=-1)
    first = start[:, None, :] + way * 0.3 + across * bows[..., :1]
    second = start[:, None, :] + way * 0.7 + across * bows[..., 1:]
    begin, finish = np.broadcast_to(start[:, None, :], first.shape), np.broadcast_to(end[:, None, :], first.shape)
    return np.stack([begin, first, second, finish], axis=-2)


def along(curves: Any, at: Any) -> Any:
    """The points of curves (…, 4, 2) at shares ``at`` (S,) of their way: (…, S, 2)."""
    import numpy as np

    t = np.asarray(at)[:, None]
    p0, p1, p2, p3 = (curves[..., None, k, :] for k in range(4))
    return (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t**2 * p2 + t**3 * p3


def cut(curves: Any, own: Any, other: Any) -> Any:
    """The part of each curve (F, K, 4, 2) between its own boxes: ``own`` and ``other`` are rectangles (F, 4)."""
    import numpy as np

    fine = np.linspace(0, 1, _FINE)
    points = along(curves, fine)
    leaves = _last(_within(points, own[:, None, None, :]))
    enters = _FINE - 1 - _last(_within(points, other[:, None, None, :])[..., ::-1])
    begin = np.minimum(leaves + 0.5, _FINE - 2) / (_FINE - 1)
    end = np.maximum(enters - 0.5, begin * (_FINE - 1) + 1) / (_FINE - 1)
    begin, end = _sharp(curves, begin, own, 1), _sharp(curves, end, other, -1)
    return _part(curves, begin, np.maximum(end, begin + 0.02))


def _within(points: Any, rect: Any) -> Any:
    x, y = points[..., 0], points[..., 1]
    return (x >= rect[..., 0]) & (x <= rect[..., 2]) & (y >= rect[..., 1]) & (y <= rect[..., 3])


def _last(inside: Any) -> Any:
    """The place of the last point that is inside, counted from the beginning; −1 where none is."""
    import numpy as np

    size = inside.shape[-1]
    return np.where(inside.any(axis=-1), size - 1 - np.argmax(inside[..., ::-1], axis=-1), -1)


def _sharp(curves: Any, at: Any, rect: Any, way: int) -> Any:
    """Where a curve really leaves a rectangle, near ``at``: five halvings."""
    import numpy as np

    step = 0.5 / (_FINE - 1)
    for _ in range(5):
        step /= 2
        t = at[..., None, None]
        p0, p1, p2, p3 = (curves[..., None, k, :] for k in range(4))
        point = (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t**2 * p2 + t**3 * p3
        inside = _within(point, rect[:, None, None, :])[..., 0]
        at = at + np.where(inside, step, -step) * way
    return np.clip(at, 0.0, 1.0)


def _part(curves: Any, begin: Any, end: Any) -> Any:
    """The curves between two shares of their way, by blossoming."""
    import numpy as np

    def blossom(a: Any, b: Any, c: Any) -> Any:
        p = [curves[..., k, :] for k in range(4)]
        for share in (a, b, c):
            s = share[..., None]
            p = [one * (1 - s) + two * s for one, two in pairwise(p)]
        return p[0]

    return np.stack(
        [blossom(*ends) for ends in ((begin,) * 3, (begin, begin, end), (begin, end, end), (end,) * 3)], axis=-2
    )


def lines(curves: Any, count: int = LINES) -> Any:
    """Curves (…, 4, 2) as short lines: (…, count, 2, 2)."""
    import numpy as np

    points = along(curves, np.linspace(0, 1, count + 1))
    return np.stack([points[..., :-1, :], points[..., 1:, :]], axis=-2)


def strikes(segments: Any, rects: Any) -> Any:
    """Whether each of the lines (M, 2, 2) meets each rectangle (N, 4): (M, N), by Liang and Barsky."""
    import numpy as np

    a, way = segments[:, 0, :], segments[:, 1, :] - segments[:, 0, :]
    low, high = np.zeros((len(segments), len(rects))), np.ones((len(segments), len(rects)))
    meets = np.ones_like(low, dtype=bool)
    for axis in (0, 1):
        d = way[:, axis, None]
        near, far = rects[None, :, axis] - a[:, axis, None], rects[None, :, axis + 2] - a[:, axis, None]
        flat = np.abs(d) < 1e-9
        safe = np.where(flat, 1.0, d)
        t0, t1 = near / safe, far / safe
        low = np.where(flat, low, np.maximum(low, np.minimum(t0, t1)))
        high = np.where(flat, high, np.minimum(high, np.maximum(t0, t1)))
        meets &= ~flat | ((near <= 0) & (far >= 0))
    return meets & (low <= high)


def crossings(one: Any, other: Any) -> Any:
    """How often curves cross: ``one`` (A, S, 2, 2) and ``other`` (B, S, 2, 2) as short lines give (A, B)."""
    import numpy as np

    a, b = one[:, None, :, None, 0, :], one[:, None, :, None, 1, :]
    c, d = other[None, :, None, :, 0, :], other[None, :, None, :, 1, :]
    u, v = b - a, d - c
    base = u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]
    w = c - a
    s = w[..., 0] * v[..., 1] - w[..., 1] * v[..., 0]
    t = w[..., 0] * u[..., 1] - w[..., 1] * u[..., 0]
    sign = np.sign(base)
    wide = np.abs(base)
    s, t = s * sign, t * sign
    met = (wide > 1e-9) & (s >= 0) & (s < wide) & (t >= 0) & (t < wide)
    return met.sum(axis=(-1, -2))


def rects(middles: Any, sizes: Any, *, air: float = 0.0) -> Any:
    """Rectangles (…, 4) around middles (…, 2) of sizes (…, 2), with ``air`` around them."""
    import numpy as np

    half = np.asarray(sizes) / 2 + air
    return np.concatenate([middles - half, middles + half], axis=-1)


def meets(one: Any, other: Any) -> Any:
    """Whether rectangles (A, 4) and (B, 4) share more than an edge: (A, B)."""
    a, b = one[:, None, :], other[None, :, :]
    return (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2]) & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
