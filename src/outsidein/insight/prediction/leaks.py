"""Leaks: features that know the outcome, because they were written after it or are another name for it.

What lives here: the check of times and the check of features that are too good to be true. Not here: how features are
frozen (features). Kaufman et al. 2012 on what a leak is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic, Severity
from outsidein.ground.errors import MeasureError
from outsidein.insight.phrases import say
from outsidein.insight.prediction.features import Features, refuse_late
from outsidein.insight.prediction.skill import area

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats

TOO_GOOD: Final = 0.98
"""No single thing known beforehand tells people’s doings apart as well as this (AUC)."""
SURE: Final = 0.99
"""Of those who share a value, the outcome came (or did not) to at least this part: told as a hint of a leak."""
_MOST_ROWS: Final = 20_000
_BINS: Final = 32


def refuse_leaks(
    features: Features, happened: NDArray[np.bool_], *, trusted: Sequence[str] = ()
) -> tuple[Diagnostic, ...]:
    """Stop where a feature leaks the outcome; give what merely looks suspicious.

    Two checks. Something dated at or after the cut-off is refused (``insight/known-after-cut-off``). A feature that by
    itself ranks the outcomes with an area above 0.98 is refused (``insight/leaking-feature``), be it by its value, by
    its being missing, or by which values it takes without any order: nothing known beforehand is as good as that. A
    value that nearly always goes with one outcome is a warning (``insight/nearly-sure``): it may be a status that was
    written afterwards. Names that are ``trusted`` (somebody has seen when and why they are written) are only warned of.
    """
    if features.cutoff is not None and features.latest is not None and features.latest >= features.cutoff:
        refuse_late({say("prediction.the-features"): 1})
    values, y = _thinned(features.values, happened)
    leaks = [
        Diagnostic(
            "insight/leaking-feature",
            say("prediction.leak", name=name, area=round(strongest, 3)),
            say("prediction.leak-fix"),
            severity=Severity.WARNING if name in trusted else Severity.ERROR,
        )
        for k, name in enumerate(features.names)
        if (strongest := _area_of(values[:, k], y)) > TOO_GOOD
    ]
    refused = [one for one in leaks if one.severity is Severity.ERROR]
    if refused:
        raise MeasureError(*refused)
    hints = [
        Diagnostic(
            "insight/nearly-sure",
            say("prediction.nearly-sure", name=name, n=sure[0], part=round(100 * sure[1], 1)),
            say("prediction.leak-fix"),
            severity=Severity.WARNING,
        )
        for k, name in enumerate(features.names)
        if (sure := _nearly_sure(values[:, k], y))
    ]
    return (*leaks, *hints)


def _thinned(values: Floats, happened: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.bool_]]:
    """Every so-manyth row of a large table, each outcome by itself: a leak is in any of them."""
    if len(values) <= _MOST_ROWS:
        return values, happened
    rows = np.concatenate(
        [side[:: max(1, 2 * len(side) // _MOST_ROWS)] for side in (np.flatnonzero(happened), np.flatnonzero(~happened))]
    )
    return values[rows], happened[rows]


def _area_of(column: Floats, happened: NDArray[np.bool_]) -> float:
    """The greatest area of the column: by its order, by its being missing, by its values told apart out of fold."""
    missing = ~np.isfinite(column)
    filled = np.where(missing, -np.inf if missing.any() else 0.0, column)
    ordered = [area(filled, happened).value, area(np.where(missing, np.inf, column), happened).value]
    return max(*(max(one, 1 - one) for one in ordered), _area_of_bins(filled, happened))


def _area_of_bins(column: Floats, happened: NDArray[np.bool_]) -> float:
    """The area when each row is told the share of its value (or bin) in the other half of the rows."""
    code, width = _coded(column)
    half = np.arange(len(column)) % 2
    told = np.empty(len(column))
    for side in (0, 1):
        other = half != side
        base = happened[other].mean() if other.any() else 0.5
        counts = np.bincount(code[other], minlength=width)
        came = np.bincount(code[other], weights=happened[other], minlength=width)
        told[~other] = ((came + base) / (counts + 1))[code[~other]]
    return float(np.nan_to_num(area(told, happened).value, nan=0.5))


def _coded(column: Floats) -> tuple[NDArray[np.intp], int]:
    """The column’s values told apart, or its quantiles where there are many."""
    distinct, code = np.unique(column, return_inverse=True)
    if len(distinct) > _BINS:
        edges = np.unique(np.quantile(column[np.isfinite(column)], np.linspace(0, 1, _BINS + 1)[1:-1]))
        code = np.searchsorted(edges, column, side="right") + 1
        code[~np.isfinite(column)] = 0
    return code, int(code.max()) + 1 if len(code) else 1


def _nearly_sure(column: Floats, happened: NDArray[np.bool_]) -> tuple[int, float] | None:
    """A value shared by many of whom nearly all came to the rarer outcome: how many, and what part."""
    if len(np.unique(column)) > _BINS:
        return None
    rare = happened if happened.mean() < 0.5 else ~happened
    code, width = _coded(np.where(np.isfinite(column), column, -np.inf))
    counts, came = np.bincount(code, minlength=width), np.bincount(code, weights=rare, minlength=width)
    sure = (counts >= 30) & (came >= SURE * counts) & (counts < len(column))
    if not sure.any():
        return None
    k = int(np.argmax(np.where(sure, counts, 0)))
    return int(counts[k]), float(came[k] / counts[k])
