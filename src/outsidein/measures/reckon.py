"""From sums to estimates: which answers of a group may count together, their mean score, its interval.

What lives here: choosing, refusing and adding up Tallies, and the interval of each engine over all groups at once. Not
here: the words around a number (compute, words).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from outsidein.ground import Diagnostic
from outsidein.ground.writing import quoted
from outsidein.measures.ask import Key
from outsidein.measures.crowd import Cluster
from outsidein.measures.measure import Engine, Measure, Others, scale_words
from outsidein.measures.phrases import say
from outsidein.measures.scan import Group, Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Bounds

    Floats: TypeAlias = NDArray[np.float64]

METHODS = {
    Engine.MEAN: ("t",),
    Engine.SHARE: ("wilson",),
    Engine.NOT_APPLICABLE: ("wilson",),
    Engine.NET: ("adjusted-wald", "wald"),
    Engine.RESPONSES: ("exact",),
}
"""How the interval of each engine can be made; the first is the way unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answers of one group that count for a measure, or why none may.

    ``scale`` is theirs, or that to which they are mapped; NaN where it plays no part.
    """

    group: Group
    tallies: tuple[Tally, ...] = ()
    scale: tuple[float, float] = (math.nan, math.nan)
    refused: Diagnostic | None = None
    left_out: int = 0
    """Answers to a stand-in that were not mixed with the real ones."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Value, interval and standard error per group, in the unit of the measure."""

    n: NDArray[np.int64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    error: NDArray[np.float64]
    df: NDArray[np.float64]
    customers: NDArray[np.int64]
    method: tuple[str, ...]


def choose(measure: Measure, found: list[Tally], at: int) -> dict[tuple[Key, ...], Chosen]:
    """What counts in each group (its keys): questions that ask for the measure, else its stand-in; scales that fit."""
    groups: dict[tuple[Key, ...], list[Tally]] = {}
    for tally in found:
        groups.setdefault(tally.group[0], []).append(tally)
    chosen = {}
    for keys, inside in groups.items():
        if measure.pooled:
            chosen[keys] = _accept(measure, inside, at, left_out=0)
            continue
        by_kind = [[t for t in inside if t.asks == kind] for kind in (*measure.asks, *measure.stand_in)]
        used = next((kind for kind in by_kind if kind), None)
        if used:
            others = sum(t.n for kind in by_kind if kind is not used for t in kind)
            chosen[keys] = _accept(measure, used, at, left_out=others)
    return chosen


def _accept(measure: Measure, inside: list[Tally], at: int, *, left_out: int) -> Chosen:
    group = inside[0].group
    scales = sorted({(tally.low, tally.high) for tally in inside})
    unfit = [tally for tally in inside if not measure.scale.fits(tally.low, tally.high)]
    if unfit:
        return Chosen(group, refused=_unfit(measure, unfit))
    if measure.scale.others is Others.KEEP and len(scales) > 1:
        return Chosen(group, refused=_mixed(measure, inside))
    if not all(math.isfinite(tally.sums[at]) and math.isfinite(tally.squares[at]) for tally in inside):
        return Chosen(group, refused=_no_number(inside, at))
    match measure.scale.others:
        case Others.ANY:
            scale = (math.nan, math.nan)
        case Others.MAP:
            scale = (measure.scale.low or 0.0, measure.scale.high or 0.0)
        case _:
            scale = scales[0]
    return Chosen(group, tuple(inside), scale, left_out=left_out)


def reckon(
    measure: Measure,
    chosen: list[Chosen],
    at: int,
    *,
    shift: float,
    level: float,
    method: str,
    crowds: dict[Group, list[Cluster]] | None = None,
    whose: str = "customer",
) -> Reckoned:
    """Add up what was ``chosen`` per group and make the interval; ``at`` is the measure's place in the sums.

    ``crowds`` holds the clusters of each group where people may have answered several times; ``whose`` says what they
    are. Where nobody did, the formulas are exactly the simple ones.
    """
    import numpy as np

    from outsidein.measures.intervals import mean_and_variance

    n = np.array([sum(tally.n for tally in one.tallies) for one in chosen], dtype=np.float64)
    total = np.array([math.fsum(tally.sums[at] for tally in one.tallies) for one in chosen])
    squares = np.array([math.fsum(tally.squares[at] for tally in one.tallies) for one in chosen])
    mean, spread = mean_and_variance(n, total, squares)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance, df, who = spread / n, n - 1, n
        if crowds is not None:
            variance, df, who = _by_customer(chosen, at, crowds, variance, df, who)
        effective = _effective(n, who, spread / n, variance, df, level)
    if measure.engine is Engine.MEAN:
        ends = np.array([one.scale for one in chosen], dtype=np.float64).T - shift
        low, high = _mean_bounds(mean, variance, df, spread, who, ends, level)
    else:
        low, high = _share_bounds(method, total / n, squares / n, effective, level)
    low, high, value = ((end + shift) * measure.times for end in (low, high, mean))
    said = say(f"method.{method}")
    alike = (spread == 0) & (measure.engine is Engine.MEAN)
    return Reckoned(
        n=n.astype(np.int64),
        value=value,
        low=np.minimum(np.minimum(low, high), value),  # times may be negative
        high=np.maximum(np.maximum(low, high), value),
        error=np.sqrt(variance) * abs(measure.times),
        df=df,
        customers=who.astype(np.int64),
        method=tuple(
            (say("reckon.exact-bound-all-answers-alike") if same else said)
            + (say("reckon.answers-clustered-by", whose=whose) if again else "")
            for same, again in zip(alike.tolist(), (who < n).tolist(), strict=True)
        ),
    )


def _mean_bounds(
    mean: Floats, variance: Floats, df: Floats, spread: Floats, who: Floats, ends: Floats, level: float
) -> Bounds:
    """Student's t, kept within the scale where it has ends; of answers all alike there, the exact bound."""
    import numpy as np

    from outsidein.measures.intervals import alike, t_bounds

    low, high = t_bounds(mean, np.sqrt(variance), df, level=level)
    bounded = np.isfinite(ends).all(axis=0)
    with np.errstate(invalid="ignore"):
        sure = alike(mean, who, *ends, level=level)
        same = bounded & (spread == 0)
        low = np.where(same, sure[0], np.where(bounded, np.maximum(low, ends[0]), low))
        high = np.where(same, sure[1], np.where(bounded, np.minimum(high, ends[1]), high))
    return low, high


def _share_bounds(method: str, net: Floats, either: Floats, effective: Floats, level: float) -> Bounds:
    """From Σs/n and Σs²/n: of a share these are the same, of a net score promoters minus, and plus, detractors."""
    from outsidein.measures import intervals

    if method == "wilson":
        return intervals.wilson(net * effective, effective, level=level)
    make = intervals.net_wald if method == "wald" else intervals.net
    return make((either + net) / 2 * effective, (either - net) / 2 * effective, effective, level=level)


def _effective(n: Floats, who: Floats, plain: Floats, variance: Floats, df: Floats, level: float) -> Floats:
    """How many independent answers would tell as much (Korn and Graubard 1998); never more than there are.

    n ÷ design effect, times (t of n − 1 ÷ t of df)². Where all answers are alike the effect cannot be seen: then as
    many as there are customers.
    """
    import numpy as np

    from outsidein.measures.intervals import t_value

    ratio = (t_value(n - 1, level) / t_value(df, level)) ** 2
    fewer = np.where(plain > 0, n * plain / variance * ratio, who)
    fewer = np.where(np.isnan(fewer), 1.0, np.clip(fewer, 1.0, n))
    return np.where(who < n, fewer, n)


def _by_customer(
    chosen: list[Chosen],
    at: int,
    crowds: dict[Group, list[Cluster]],
    variance: Floats,
    df: Floats,
    n: Floats,
) -> tuple[Floats, Floats, Floats]:
    """The cluster-robust variance, degrees of freedom and number of customers of each group that has clusters."""
    import numpy as np

    from outsidein.measures.clusters import robust

    rows = [(place, cluster) for place, one in enumerate(chosen) for cluster in crowds.get(one.group, ())]
    if not rows:
        return variance, df, n
    columns = np.array(
        [(cluster.size, cluster.customers, cluster.sums[at], cluster.squares[at]) for _, cluster in rows],
        dtype=np.float64,
    )
    places = np.array([place for place, _ in rows], dtype=np.intp)
    found = robust(places, columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3], groups=len(chosen))
    again = (found.customers > 0) & (found.customers < n)
    # A spread of nothing between customers who did not all answer alike is chance, not certainty.
    chance = found.variance < 1e-12 * variance
    return (
        np.where(again & ~chance, found.variance, variance),
        np.where(again, found.df, df),
        np.where(again, found.customers, n),
    )


def _unfit(measure: Measure, tallies: list[Tally]) -> Diagnostic:
    wanted = say("reckon.a-scale-with-a-lowest") if measure.scale.others is Others.MAP else str(measure.scale)
    return Diagnostic(
        "measures/unfit-scale",
        say("reckon.wants", label=measure.label, wanted=wanted, tallies=_asked(tallies)),
        say("reckon.recode-the-answers-in-the"),
    )


def _mixed(measure: Measure, tallies: list[Tally]) -> Diagnostic:
    return Diagnostic(
        "measures/mixed-scales",
        say("reckon.one-cannot-be-made-of", label=measure.label, tallies=_asked(tallies)),
        say("reckon.ask-by-question-or-for"),
    )


def _no_number(tallies: list[Tally], at: int) -> Diagnostic:
    bad = [t for t in tallies if not (math.isfinite(t.sums[at]) and math.isfinite(t.squares[at]))]
    questions = ", ".join(quoted(name) for name in sorted({t.question for t in bad}))
    return Diagnostic(
        "measures/not-a-number",
        say("reckon.among-the-answers-to-are", questions=questions),
        say("reckon.mend-them-in-the-source"),
    )


def _asked(tallies: list[Tally]) -> str:
    """Which questions were asked on which scale, three at most."""
    said = sorted({(t.question, scale_words(t.low, t.high) or say("reckon.a-scale-that-is-not")) for t in tallies})
    words = "; ".join(say("reckon.is-on", question=question, scale=scale) for question, scale in said[:3])
    return words + (say("reckon.and-more", n=len(said) - 3) if len(said) > 3 else "")
