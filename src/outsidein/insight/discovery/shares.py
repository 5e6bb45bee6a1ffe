"""Shares of journeys as Estimates. What lives here: one function. Not here: what is counted."""

from __future__ import annotations

from outsidein.insight.phrases import say
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import wilson

_FEW = 30


def share(count: float, n: int, *, of: str) -> Estimate:
    """``count`` of ``n`` journeys with Wilson's interval; ``of`` is a key of ``discovery.formula``.

    >>> share(8, 10, of="follows").value
    0.8
    """
    cite = Cite(say(f"discovery.formula.{of}"))
    if n == 0:
        return Estimate.nothing(measure=f"journey-{of}")
    low, high = wilson(count, n)
    value = count / n
    return Estimate(
        value, min(float(low), value), max(float(high), value), n, "Wilson", measure=f"journey-{of}", cites=(cite,),
        small=n < _FEW,
    )  # fmt: skip
