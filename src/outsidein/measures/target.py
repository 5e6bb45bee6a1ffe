"""An estimate against its target: below, at or above, as surely as the interval allows.

What lives here: the judgement and its words. Not here: who sets targets (maps, workspace).
"""

from __future__ import annotations

from outsidein.measures.ask import Standing, Verdict
from outsidein.measures.estimate import Estimate, entered
from outsidein.measures.phrases import say
from outsidein.measures.words import number


def judge(estimate: Estimate, target: float, *, better: str = "higher") -> Verdict | None:
    """How ``estimate`` stands to ``target``, in its unit; None where there is no estimate.

    Below or above only when the whole interval is; otherwise the two cannot be told apart. ``better`` is higher, lower
    or neither.

    >>> judge(Estimate(41.0, 38.2, 43.9, 900, "Wilson", unit="%"), 45).says
    'clearly below the target of 45.0 %'
    >>> judge(Estimate(41.0, 30.1, 52.7, 70, "Wilson", unit="%"), 45).says
    'below the target of 45.0 %, which may be chance'
    """
    if not estimate.known:
        return None
    if estimate.high < target:
        standing = Standing.BELOW
    elif estimate.low > target:
        standing = Standing.ABOVE
    else:
        standing = Standing.AT
    met = None
    if standing is not Standing.AT and better != "neither":
        met = (standing is Standing.ABOVE) == (better == "higher")
    goal = say("target.the-target-of", target=number(target, estimate.unit))
    if estimate.value == target:
        says = say("target.at", goal=goal)
    else:
        below = estimate.value < target
        says = (
            say("target.which-may-be-chance", below=below, goal=goal)
            if standing is Standing.AT
            else say("target.clearly", below=below, goal=goal)
        )
    return Verdict(entered(target, unit=estimate.unit, measure=estimate.measure), standing, met, says)
