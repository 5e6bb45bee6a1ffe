"""Somebody who knows everything that is shown and every sum by which it hangs together, and wants to know the rest.

Written apart from the product. Two ways to attack: by linear algebra (which counts the equations alone fix) and by
linear programming (between which bounds each count must lie, counts being counts).
"""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

Equation = tuple[Hashable, Sequence[Hashable]]
"""A whole and the parts that make it up."""

TABLES = int(os.environ.get("OUTSIDEIN_SOAK_TABLES", "0")) or 120
"""How many random tables are attacked: few in CI, 10,000 in the soak."""


def attack(
    equations: Sequence[Equation],
    shown: Mapping[Hashable, int],
    least: Mapping[Hashable, int],
    aims: Sequence[Hashable],
) -> dict[Hashable, tuple[float, float]]:
    """The bounds within which each of ``aims`` must lie; ``least`` is the least that each unknown can be."""
    unknown = list(dict.fromkeys(cell for whole, parts in equations for cell in (whole, *parts) if cell not in shown))
    place = {cell: at for at, cell in enumerate(unknown)}
    matrix, right = np.zeros((len(equations), len(unknown))), np.zeros(len(equations))
    for row, (whole, parts) in enumerate(equations):
        for cell, sign in ((whole, 1.0), *((part, -1.0) for part in parts)):
            if cell in place:
                matrix[row, place[cell]] += sign
            else:
                right[row] -= sign * shown[cell]
    fixed = _fixed(matrix, right)
    found = {}
    for aim in aims:
        if aim not in place:
            found[aim] = (least.get(aim, 0), np.inf)
            continue
        if place[aim] in fixed:
            found[aim] = (fixed[place[aim]],) * 2
            continue
        ends = []
        for sign in (1.0, -1.0):
            cost = np.zeros(len(unknown))
            cost[place[aim]] = sign
            limits = [(least.get(cell, 0), None) for cell in unknown]
            made = linprog(cost, A_eq=matrix, b_eq=right, bounds=limits, method="highs")
            assert made.status in (0, 3), made.message
            ends.append(sign * made.fun if made.status == 0 else -sign * np.inf)
        found[aim] = (ends[0], ends[1])
    return found


def _fixed(matrix: np.ndarray, right: np.ndarray) -> dict[int, float]:
    """The unknowns that the equations determine: those on which no vector of the null space touches."""
    if not matrix.size:
        return {}
    solution, *_ = np.linalg.lstsq(matrix, right, rcond=None)
    _, sizes, basis = np.linalg.svd(matrix)
    rank = int((sizes > 1e-9 * max(1.0, sizes.max(initial=0.0))).sum())
    free = basis[rank:]
    moves = np.abs(free).max(axis=0, initial=0.0) if len(free) else np.zeros(matrix.shape[1])
    return {at: float(solution[at]) for at in range(matrix.shape[1]) if moves[at] < 1e-9}
