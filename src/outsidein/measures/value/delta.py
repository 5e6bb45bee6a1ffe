"""From a likelihood to intervals: observed information, and the delta method for whatever is made of parameters.

What lives here: the covariance of fitted log-parameters, and intervals on the log or logit scale. Not here: any
likelihood (buying, spending).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from outsidein.measures.intervals import z_value

if TYPE_CHECKING:
    from outsidein.measures.intervals import Bounds, Floats

_STEP: Final = 1e-4
"""Step of central differences on the scale of logarithms."""
_WEAK: Final = 1 / 25
"""Known beforehand of a log-parameter: a standard deviation of 5, which matters only if the data say nothing."""


def covariance(gradient: Callable[[Floats], Floats], at: Floats) -> Floats:
    """The covariance of log-parameters fitted by maximum likelihood: the inverse of the observed information.

    ``gradient`` is that of the negative log-likelihood. Directions in which the likelihood is flat are held by a prior
    so weak (standard deviation 5 of a logarithm) that it is not felt otherwise.
    """
    p = len(at)
    information = np.empty((p, p))
    for k in range(p):
        step = np.zeros(p)
        step[k] = _STEP
        information[k] = (gradient(at + step) - gradient(at - step)) / (2 * _STEP)
    values, vectors = np.linalg.eigh((information + information.T) / 2)
    return np.asarray((vectors / (np.maximum(values, 0) + _WEAK)) @ vectors.T)


def bounds(
    made: Callable[[Floats], Floats],
    at: Floats,
    spread: Floats,
    *,
    scale: Literal["log", "logit"],
    profile: Sequence[Floats] = (),
    level: float = 0.95,
) -> tuple[Floats, Bounds]:
    """What is ``made`` of the parameters ``at``, with its interval by the delta method on that scale.

    ``made`` takes log-parameters (p,) and gives any number of values; ``spread`` is their covariance (p, p). Where the
    likelihood is too lopsided in one parameter for a covariance, ``profile`` gives the parameters at the ends of its
    profile interval, and ``spread`` is that of the others given it: the two reaches are added in squares, side by side.
    """

    def bent(parameters: Floats) -> Floats:
        values = made(parameters)
        with np.errstate(divide="ignore"):
            return np.log(values) if scale == "log" else np.log(values) - np.log1p(-values)

    value = made(at)
    slopes = np.empty((len(at), *np.shape(value)))
    for k in range(len(at)):
        step = np.zeros(len(at))
        step[k] = _STEP
        with np.errstate(invalid="ignore"):
            slopes[k] = (bent(at + step) - bent(at - step)) / (2 * _STEP)
    slopes = np.where(np.isfinite(slopes), slopes, 0.0)
    error = np.sqrt(np.maximum(np.einsum("k...,kl,l...->...", slopes, spread, slopes), 0))
    centre, half = bent(at), z_value(level) * error
    down, up = half, half
    for end in profile:
        with np.errstate(invalid="ignore"):
            apart = np.nan_to_num(bent(end) - centre)
        down, up = np.hypot(down, np.maximum(-apart, 0)), np.hypot(up, np.maximum(apart, 0))
    with np.errstate(over="ignore", divide="ignore"):
        ends = (
            (np.exp(centre - down), np.exp(centre + up))
            if scale == "log"
            else (1 / (1 + np.exp(down - centre)), 1 / (1 + np.exp(-centre - up)))
        )
    return value, (np.minimum(ends[0], value), np.maximum(ends[1], value))
