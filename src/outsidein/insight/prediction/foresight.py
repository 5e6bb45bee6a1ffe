"""Who it will happen to: from a log to chances for today, proven on the last stretch of the log first.

What lives here: the honest cut of a log (learn, then judge on a later stretch, then foretell), end to end. Not here:
the pieces (cases, features, leaks, model).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.phrases import say
from outsidein.insight.prediction.cases import DAY, Events, Outcome, Scores
from outsidein.insight.prediction.features import Attributes, learn
from outsidein.insight.prediction.model import Model, Prediction, chances_of, fit_model, predict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Foresight:
    """The proof on later data, and the ``chances`` (m,) of the ``cases`` of whom it can be foretold now.

    ``learnt_at`` and ``judged_at`` are the two cut-offs of the proof, ``now`` that of the chances, in microseconds.
    What
    is learnt for now comes from the stretch that the proof was judged on. Where the proof does not beat the base rate,
    ``chances`` are that rate for everybody: nothing more is known.
    """

    outcome: Outcome
    proof: Prediction
    learnt_at: int
    judged_at: int
    now: int
    cases: NDArray[np.object_]
    chances: Floats

    @property
    def said(self) -> tuple[str, ...]:
        """What to say of it, the verdict first."""
        return (self.outcome.said, *self.proof.said)


def foresee(
    events: Events,
    outcome: Outcome,
    *,
    generator: np.random.Generator,
    scores: Scores | None = None,
    attributes: Attributes | None = None,
    model: Model = Model.LOGISTIC,
    without: Sequence[str] = (),
    trusted: Sequence[str] = (),
    level: float = 0.95,
    progress: Progress = nothing,
) -> Foresight:
    """Chances of the outcome for every case of whom it can be foretold at the end of the log.

    With the horizon h and the end of the log e (just after its last event): features at e − 2h with what happened
    until e − h are learnt from,
    features at e − h with what happened until e are judged on, features at e are foretold from. Nothing from a cut-off
    or later enters its features. MeasureError ``insight/log-too-short`` where the log is shorter than three horizons.
    """
    first, last = events.span
    now = last + 1
    judged_at, learnt_at = now - outcome.horizon, now - 2 * outcome.horizon
    if learnt_at - outcome.horizon < first:
        raise MeasureError(
            Diagnostic(
                "insight/log-too-short",
                say(
                    "prediction.log-too-short",
                    days=round((last - first) / DAY, 1),
                    wanted=round(3 * outcome.horizon / DAY, 1),
                ),
                say("prediction.log-too-short-fix"),
            )
        )
    progress(0, 1, say("prediction.doing.features"))
    recipe = learn(events, learnt_at, window=outcome.horizon, scores=scores, attributes=attributes)
    then, later, today = (outcome.eligible(events, cutoff) for cutoff in (learnt_at, judged_at, now))
    happened = outcome.happened(events, learnt_at, then)
    happened_later = outcome.happened(events, judged_at, later)
    progress(0.1, 1, say("prediction.doing.features"))
    learnt, judged = recipe.at(learnt_at, then), recipe.at(judged_at, later)
    proof = predict(
        learnt,
        happened,
        judged,
        happened_later,
        generator=generator,
        model=model,
        without=without,
        trusted=trusted,
        level=level,
        progress=stretch(progress, 0.2, 0.75),
    )
    if proof.skill.beats:
        progress(0.75, 1, say("prediction.doing.again"))
        fitted = fit_model(judged.without(without), happened_later, model, generator)
        progress(0.95, 1, say("prediction.doing.today"))
        chances = chances_of(fitted, recipe.at(now, today).without(without))
    else:
        chances = np.full(len(today), happened_later.mean())
    return Foresight(outcome, proof, learnt_at, judged_at, now, events.cases[today], chances)
