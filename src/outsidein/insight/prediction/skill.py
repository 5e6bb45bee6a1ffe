"""Whether a model is worth having: its score beside that of the base rate, and the interval of the difference.

What lives here: mean scores clustered by customer, the area under the ROC curve, the verdict. Not here: any model
(model, nextstep), whether chances mean what they say (calibration).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from outsidein.insight.phrases import say
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import t_bounds, z_value

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from outsidein.measures.intervals import Floats


@dataclass(frozen=True, slots=True)
class Skill:
    """A proper score of the ``model`` and of the ``baseline`` (lower is better), on data that neither has seen.

    ``gain`` is the baseline’s score minus the model’s, within the same cases, with its interval; ``part`` the gain as
    percent of the baseline’s score. The model ``beats`` the baseline only where the whole interval of the gain lies
    above 0. ``said`` tells it in plain words.
    """

    score: str
    model: Estimate
    baseline: Estimate
    gain: Estimate
    part: Estimate
    beats: bool
    said: str


def judge_skill(
    model: Floats, baseline: Floats, *, score: str, against: str, groups: ArrayLike | None = None, level: float = 0.95
) -> Skill:
    """The verdict on losses (n,) of a model and of a baseline in the same cases; ``groups`` names whose they are.

    ``against`` is what the baseline is called, as the object of a sentence. The gain is a mean of differences, so
    what is hard about a case falls out of it. Student’s t, clustered by group.
    """
    formula = Cite(formula=say("prediction.score-formula", score=score))
    mean = mean_of(model, groups=groups, level=level, cite=formula)
    base = mean_of(baseline, groups=groups, level=level, cite=formula)
    gain = mean_of(baseline - model, groups=groups, level=level, cite=Cite(formula=say("prediction.gain-formula")))
    scale = 100 / base.value if base.value > 0 else float("nan")
    part = gain.map(scale) if np.isfinite(scale) else Estimate.nothing(unit="%")
    # No score is better than none at all, so nothing is more than 100 % smaller.
    part = replace(part, high=max(min(part.high, 100.0), part.value)) if part.known else part
    beats = bool(gain.known and gain.low > 0)
    worse = bool(gain.known and gain.high < 0)
    said = say(
        "prediction.beats" if beats else "prediction.worse" if worse else "prediction.beats-not",
        against=against,
        part=round(part.value, 1) if part.known else 0,
        low=round(part.low, 1) if part.known else 0,
        high=round(part.high, 1) if part.known else 0,
        n=gain.people,
    )
    return Skill(score, mean, base, gain, part, beats, said)


def mean_of(
    values: Floats, *, groups: ArrayLike | None = None, level: float = 0.95, cite: Cite | None = None
) -> Estimate:
    """The mean of values (n,) with Student’s t, clustered where several belong to one of ``groups``.

    Fewer than two groups say nothing of the spread: the interval is infinite.
    """
    n = len(values)
    if not n:
        return Estimate.nothing()
    mean = float(values.mean())
    if groups is None:
        sums, count = values - mean, n
    else:
        _, code = np.unique(np.asarray(groups), return_inverse=True)
        sums = np.bincount(code, weights=values - mean).astype(np.float64)
        count = len(sums)
    error = float(np.sqrt(count / (count - 1) * np.sum(sums**2))) / n if count > 1 else float("nan")
    low, high = (float(end) for end in t_bounds(mean, error, count - 1, level=level))
    return Estimate(
        mean,
        min(low, mean),
        max(high, mean),
        n,
        say("prediction.method-t" if groups is None else "prediction.method-t-clustered"),
        cites=(cite,) if cite else (),
        small=count < 30,
        level=level,
        people=count,
    )


def area(chances: Floats, happened: NDArray[np.bool_], *, level: float = 0.95) -> Estimate:
    """How often one to whom it happened had the higher chance than one to whom it did not (AUC); 0.5 is a coin.

    Variance after DeLong, DeLong and Clarke-Pearson (1988), interval on the logit scale. Nothing where one side is
    empty.
    """
    up, down = int(happened.sum()), int((~happened).sum())
    if not up or not down:
        return Estimate.nothing()
    whole, own_up, own_down = _ranks(chances), _ranks(chances[happened]), _ranks(chances[~happened])
    over = (whole[happened] - own_up) / down
    under = 1 - (whole[~happened] - own_down) / up
    value = float(over.mean())
    variance = sum(part.var(ddof=1) / len(part) if len(part) > 1 else 0.25 for part in (over, under))
    low, high = 0.0, 1.0
    if 0 < value < 1:
        half = z_value(level) * float(np.sqrt(variance)) / (value * (1 - value))
        centre = float(np.log(value / (1 - value)))
        low, high = (float(1 / (1 + np.exp(-end))) for end in (centre - half, centre + half))
    return Estimate(
        value,
        min(low, value),
        max(high, value),
        up + down,
        say("prediction.method-delong"),
        cites=(Cite(formula=say("prediction.area-formula")),),
        small=min(up, down) < 30,
        level=level,
        people=up + down,
    )


def _ranks(values: Floats) -> Floats:
    """Ranks from 1, ties sharing their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[inverse], dtype=np.float64)
