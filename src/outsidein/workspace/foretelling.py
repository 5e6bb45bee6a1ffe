"""Foretelling: who will leave or come to a touchpoint, what comes next, what goes with it, and what if a score moved.

What lives here: the questions as use cases, asked of events that are open, with answers that are plain to show. Not
here: the models (insight.prediction, insight.behaviour), what customers are worth (valuing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.ground.progress import Progress, nothing
from outsidein.workspace.phrases import say

if TYPE_CHECKING:
    from outsidein.insight.behaviour import Behaviours
    from outsidein.insight.prediction import Calibration, Scored, Skill, WhatIf
    from outsidein.measures import Estimate
    from outsidein.workspace.happenings import Happenings
    from outsidein.workspace.study import Study

SLOTS: Final = 20
"""Chances are counted in so many equal slots, each 5 % wide."""
CHANGES: Final = (-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0)
"""By how many points of its scale a score is moved."""
_USUAL: Final = timedelta(days=30)
_DAY: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LEARNT_FROM: Final = 0.7
"""The share of events that the next step is learnt from; the rest is judged on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """What is foretold, how it fared on a later time than it had seen, and the chances of today.

    ``horizon`` in days. Learnt from what was known on ``learnt_at``, judged on what was foretold on ``judged_at``,
    ``now`` is the end of the log. ``judged`` and ``today`` count cases by their chance, in slots of 5 %. ``likely`` are
    the cases with the highest chances, as many as were asked for. Where it does not beat the base rate, everybody has
    that and nobody is named.
    """

    outcome: str
    event: str
    horizon: float
    model: str
    learnt_at: datetime
    judged_at: datetime
    now: datetime
    base: Estimate
    happened: Estimate
    beats: bool
    skill: Skill
    ranking: Estimate
    calibration: Calibration
    judged: tuple[int, ...]
    today: tuple[int, ...]
    cases: int
    likely: tuple[tuple[str, float], ...]
    said: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What comes after ``path``, and how well the next step is foretold by each way, judged from ``cutoff`` on."""

    path: tuple[str, ...]
    after: tuple[tuple[str, Estimate], ...]
    ways: tuple[Scored, ...]
    chosen: str
    cutoff: datetime
    moves: int
    cases: int
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """One touchpoint: its scale, and the effect of moving its score by each of ``changes``; or why there is none."""

    touchpoint: str
    name: str
    scale: tuple[float, float]
    rated: int
    held: int
    changes: tuple[WhatIf, ...]
    refused: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfs:
    """What would go with moved scores on ``outcome``, touchpoint by touchpoint, the largest effect of one up first."""

    question: str
    questions: tuple[str, ...]
    outcome: str
    touchpoints: tuple[Moving, ...]


def horizon_of(happened: Happenings, asked: timedelta | None) -> timedelta:
    """How far ahead to look: what was asked, else 30 days, or whole days of a quarter of a log that is shorter."""
    if asked is not None:
        return asked
    first, last = _span(happened)
    return min(_USUAL, max(_DAY, (last - first) / 4 // _DAY * _DAY))


def silence_of(happened: Happenings, asked: timedelta | None) -> tuple[timedelta, str]:
    """How long nothing must be heard of somebody who counts as gone, and a sentence that says so.

    It is what was asked; else what the rhythm of the log suggests (``measures.value.rhythm``), at most a quarter of the
    log; else, where too few came back, what ``horizon_of`` says.
    """
    from outsidein.measures.value import rhythm

    found = rhythm(happened.events) if asked is None else None
    if found is None:
        silent = horizon_of(happened, asked)
        return silent, say("foretelling.silent", days=round(silent / _DAY, 1))
    first, last = _span(happened)
    silent = max(_DAY, min(found.days * _DAY, (last - first) / 4 // _DAY * _DAY))
    sooner = silent / _DAY >= found.days
    key = "foretelling.silent-by-rhythm" if sooner else "foretelling.silent-by-length"
    return silent, say(key, days=round(silent / _DAY), n=found.returns, usual=found.days)


def foretell(
    happened: Happenings,
    *,
    event: str = "",
    within: timedelta | None = None,
    trees: bool = False,
    without: Sequence[str] = (),
    trusted: Sequence[str] = (),
    likely: int = 0,
    seed: int = 0,
    progress: Progress = nothing,
) -> Foretold:
    """Who will have left (no ``event``: does nothing ``within``), or will have come to ``event``, and how sure that is.

    Raises MeasureError for a log that is too short, for too few outcomes, and for a feature that leaks, by its name.
    """
    import numpy as np

    from outsidein.insight.prediction import Outcome, events_of, foresee, scores_of
    from outsidein.insight.prediction.model import Model

    horizon = horizon_of(happened, within)
    events = events_of(happened.events)
    scores = scores_of(happened.scores, events) if happened.scores is not None else None
    found = foresee(
        events,
        Outcome(int(horizon / timedelta(microseconds=1)), event),
        generator=np.random.default_rng(seed),
        scores=scores if scores is not None and len(scores.case) else None,
        model=Model.TREES if trees else Model.LOGISTIC,
        without=without,
        trusted=trusted,
        progress=progress,
    )
    proof = found.proof
    # Where everybody has the base rate nobody is likelier than another.
    order = np.argsort(-found.chances, kind="stable")[: likely if proof.skill.beats else 0]
    return Foretold(
        outcome=found.outcome.said,
        event=event,
        horizon=horizon / _DAY,
        model=str(proof.model),
        learnt_at=_when(found.learnt_at),
        judged_at=_when(found.judged_at),
        now=_when(found.now),
        base=proof.base,
        happened=proof.happened,
        beats=proof.skill.beats,
        skill=proof.skill,
        ranking=proof.ranking,
        calibration=proof.calibration,
        judged=_slots(proof.chances),
        today=_slots(found.chances),
        cases=len(found.cases),
        likely=tuple((str(found.cases[at]), float(found.chances[at])) for at in order),
        said=found.said,
        warnings=proof.warnings,
    )


def foretell_next(
    happened: Happenings,
    *,
    path: Sequence[str] = (),
    cutoff: datetime | None = None,
    most: int = 8,
    seed: int = 0,
    progress: Progress = nothing,
) -> Following:
    """What comes after ``path``, learnt before ``cutoff`` (default: when 70 % of the events were over), judged after.

    Raises MeasureError for a step that was never seen, and where there is too little on either side of the cut-off.
    """
    import numpy as np

    from outsidein.insight.prediction import events_of, foresee_steps

    events = events_of(happened.events)
    at = (
        int(np.quantile(events.time, LEARNT_FROM)) if cutoff is None else (cutoff - _EPOCH) // timedelta(microseconds=1)
    )
    found = foresee_steps(events, cutoff=at, generator=np.random.default_rng(seed), progress=progress)
    return Following(
        path=tuple(path),
        after=found.after(path, most=most) if path else (),
        ways=found.ways,
        chosen=found.chosen,
        cutoff=_when(at),
        moves=found.moves,
        cases=found.cases,
        said=found.said,
    )


def behaviour(happened: Happenings, *, goal: str = "", after: int = 5, within: timedelta | None = None) -> Behaviours:
    """What people did before they came to ``goal`` (in their first ``after`` events), or before they left (no goal).

    Leaving is judged one horizon before the end of the log: no event ``within`` it.
    """
    from outsidein.insight.behaviour import find_behaviour, freeze_customers, freeze_journeys

    events = happened.events
    if goal:
        customer = "customer" if "customer" in events.column_names else None
        return find_behaviour(freeze_journeys(events, outcome=goal, after=after, customer=customer))
    horizon = horizon_of(happened, within)
    _, last = _span(happened)
    frozen = freeze_customers(events, at=last - horizon, horizon=horizon, customer="case")
    return find_behaviour(frozen)


def what_if(
    study: Study,
    *,
    touchpoint: str = "",
    question: str = "",
    names: Mapping[str, str] | None = None,
    alone: bool = False,
    changes: Sequence[float] = CHANGES,
    progress: Progress = nothing,
) -> WhatIfs:
    """What would go with a better or worse score of each touchpoint, or of one, on what came of the whole.

    The other scores are held constant, as many as the answers can bear, unless ``alone``. ``names`` says what
    touchpoints are called. Raises MeasureError where nothing came of the whole, or the touchpoint was never scored.
    """
    from threadpoolctl import threadpool_limits

    from outsidein.insight.prediction import surveyed

    table = surveyed(study.store, question=question, names=names)
    wanted = [name for name in table.features.names if touchpoint in ("", name, table.touchpoints[name])]
    if not wanted:
        says = say("foretelling.nothing-named", name=touchpoint) if touchpoint else say("foretelling.no-scores")
        raise MeasureError(Diagnostic("workspace/no-scores", says, say("foretelling.no-scores-fix")))
    # Small fits: threads would wait for each other longer than they work.
    with threadpool_limits(limits=1):
        found = []
        for at, name in enumerate(wanted):
            progress(at, len(wanted), say("foretelling.doing.moving", at=at + 1, of=len(wanted)))
            found.append(_moved(table, name, alone=alone, changes=changes))
    found.sort(key=lambda one: -max((each.effect.value for each in one.changes), default=-1000.0))
    return WhatIfs(question=table.question, questions=table.questions, outcome=table.said, touchpoints=tuple(found))


def _moved(table: Any, name: str, *, alone: bool, changes: Sequence[float]) -> Moving:
    import numpy as np

    from outsidein.insight import prediction

    held = () if alone else table.held_beside(name)
    made: list[WhatIf] = []
    refused: tuple[Diagnostic, ...] = ()
    for change in changes:
        try:
            made.append(
                prediction.what_if(
                    table.features, table.happened, score=name, change=change, scale=table.scales[name], held=held
                )
            )
        except MeasureError as error:  # told beside the touchpoint: the others can still be answered
            refused = error.diagnostics
            break
    rated = int(np.isfinite(table.features.values[:, table.features.names.index(name)]).sum())
    return Moving(
        touchpoint=table.touchpoints[name],
        name=name,
        scale=table.scales[name],
        rated=rated,
        held=len(held),
        changes=() if refused else tuple(made),
        refused=refused,
    )


def _slots(chances: Any) -> tuple[int, ...]:
    import numpy as np

    counts, _ = np.histogram(chances, bins=SLOTS, range=(0, 1))
    return tuple(int(one) for one in counts)


def _span(happened: Happenings) -> tuple[datetime, datetime]:
    import pyarrow.compute as pc

    ends = pc.min_max(happened.events["time"]).as_py()
    return ends["min"], ends["max"]


def _when(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=int(micros))
