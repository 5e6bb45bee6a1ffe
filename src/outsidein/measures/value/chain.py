"""The first-order Markov chain of journeys towards a conversion, absorbed exactly.

What lives here: the chance to convert, and how much of it is lost when a touchpoint is taken away (its removal effect).
Not here: what is made of these effects (attribution). Anderl et al. 2016; Kemeny and Snell 1960 for the absorption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from outsidein.measures.intervals import Floats


def removal_effects(moves: Floats) -> tuple[Floats, Floats]:
    """The chance to convert (…,), and the part of it that each touchpoint’s removal takes away (…, c), 0–1.

    ``moves`` (…, c + 1, c + 2) counts moves between states: rows are the start and the c touchpoints, columns the c
    touchpoints, conversion, and loss. With N = (I − Q)⁻¹ a journey ever meets touchpoint k with chance N₀ₖ / Nₖₖ, and
    then converts with chance (N R)ₖ; so the removal of k takes away N₀ₖ / Nₖₖ · (N R)ₖ, and one inverse gives them all.

    >>> chance, effects = removal_effects(np.array([[3.0, 1.0, 0.0, 0.0], [0.0, 1.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0]]))
    >>> round(float(chance), 6), effects.round(6).tolist()
    (0.5, [0.75, 0.5])
    """
    channels = moves.shape[-1] - 2
    moves = _without_stays(moves, channels)
    sums = moves.sum(axis=-1, keepdims=True)
    steps = np.divide(moves, sums, out=np.zeros_like(moves), where=sums > 0)
    inside = np.zeros((*moves.shape[:-2], channels + 1, channels + 1))
    inside[..., :, 1:] = steps[..., :, :channels]
    visits = np.linalg.inv(np.eye(channels + 1) - inside)
    converts = (visits @ steps[..., :, channels, None])[..., 0]
    whole = converts[..., :1]
    met = visits[..., 0, 1:] / np.diagonal(visits, axis1=-2, axis2=-1)[..., 1:]
    effects = np.divide(met * converts[..., 1:], whole, out=np.zeros_like(met), where=whole > 0)
    return whole[..., 0], effects


def _without_stays(moves: Floats, channels: int) -> Floats:
    """Staying at a touchpoint does not change where a journey ends; it would only make the system worse to solve."""
    moves = moves.copy()
    at = np.arange(channels)
    moves[..., at + 1, at] = 0
    return moves
