"""The next step of a journey: three ways to foretell it, side by side on later journeys.

What lives here: the most frequent step (the baseline), the n-gram model with back-off, a scikit-learn model that also
knows how far the journey is and how quick it was; the choice between the last two on a stretch of their own. Not here:
the n-gram model itself (ngram).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from warnings import catch_warnings, simplefilter

import numpy as np

from outsidein.ground.diagnostics import Diagnostic
from outsidein.ground.errors import MeasureError
from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.phrases import say
from outsidein.insight.prediction.cases import DAY, Events
from outsidein.insight.prediction.ngram import ORDER, Backoff, learn_backoff
from outsidein.insight.prediction.skill import Skill, judge_skill, mean_of
from outsidein.measures.estimate import Cite, Estimate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.insight.prediction.cases import Ints
    from outsidein.measures.intervals import Floats

FEWEST: Final = 100
"""Fewer moves than this to learn from or to judge on say nothing."""
MOST_STEPS: Final = 200
"""The most common steps are told apart, the rest are one."""
MOST_ROWS: Final = 20_000
"""How many moves the scikit-learn model learns from at most; more are drawn from."""
_AT_ONCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Scored:
    """One way to foretell: how often its first guess, and one of its first three, was the next step; in percent.

    ``skill`` holds its log score against the most frequent step; None for that itself.
    """

    way: str
    said: str
    first: Estimate
    of_three: Estimate
    skill: Skill | None


@dataclass(frozen=True, slots=True, eq=False)
class NextSteps:
    """The ways side by side on later moves, the one chosen before seeing these, and the model to ask.

    ``ways`` are the baseline, the back-off and the learnt model. ``backoff`` is fitted on everything before the cut-off
    and answers “what comes after these steps”. ``moves`` and ``cases`` are what was judged on.
    """

    ways: tuple[Scored, ...]
    chosen: str
    backoff: Backoff
    cutoff: int
    moves: int
    cases: int
    notes: tuple[str, ...]

    def after(self, steps: Sequence[str], *, most: int = 5) -> tuple[tuple[str, Estimate], ...]:
        """What comes after these steps, the likeliest first. MeasureError ``insight/unknown-event`` for one unseen."""
        for name in steps:
            if name not in self.backoff.names:
                says, fix = say("prediction.unknown-event", name=name), say("prediction.unknown-event-fix")
                raise MeasureError(Diagnostic("insight/unknown-event", says, fix))
        return self.backoff.after(steps, most=most)

    @property
    def said(self) -> tuple[str, ...]:
        """What to say of it, the verdict first."""
        best = next(way for way in self.ways if way.way == self.chosen)
        return (*((best.skill.said,) if best.skill else ()), *self.notes)


@dataclass(frozen=True, slots=True, eq=False)
class _Moves:
    """Moves from one step to the next: what stood before (n, ORDER), what followed, when, and whose they are."""

    contexts: Ints
    following: Ints
    time: Ints
    then: Ints
    case: Ints
    place: Ints
    gap: Floats

    def __getitem__(self, rows: NDArray[np.generic]) -> _Moves:
        parts = (self.contexts, self.following, self.time, self.then, self.case, self.place, self.gap)
        return _Moves(*(part[rows] for part in parts))


def foresee_steps(
    events: Events,
    *,
    cutoff: int,
    generator: np.random.Generator,
    level: float = 0.95,
    progress: Progress = nothing,
) -> NextSteps:
    """How well the next step can be foretold after ``cutoff`` (microseconds) by what was learnt before it.

    Learnt from are moves that ended before the cut-off, judged on those that began at it or later; that there is a next
    step is given. Scores are clustered by case. MeasureError ``insight/too-few-moves`` where fewer than 100 moves
    are on either side.
    """
    progress(0, 1, say("prediction.doing.moves"))
    names, code, rest = _named(events)
    moves = _moves(events, code)
    learnt, later = moves[moves.then < cutoff], moves[moves.time >= cutoff]
    if min(len(learnt.case), len(later.case)) < FEWEST:
        raise MeasureError(
            Diagnostic(
                "insight/too-few-moves",
                say("prediction.too-few-moves", before=len(learnt.case), after=len(later.case), fewest=FEWEST),
                say("prediction.too-few-moves-fix"),
            )
        )
    progress(0.1, 1, say("prediction.doing.choosing"))
    chosen = _choose(names, learnt, generator)
    progress(0.4, 1, say("prediction.doing.learning"))
    backoff = learn_backoff(names, learnt.contexts, learnt.following)
    learner = _Learner(names, learnt, backoff, generator)
    ways = _judge(backoff, learner, later, level, stretch(progress, 0.7, 1))
    notes = [say("prediction.next-given")]
    if rest:
        notes.append(say("prediction.rare-steps", n=rest))
    if len(learnt.case) > MOST_ROWS:
        notes.append(say("prediction.drawn-moves", n=MOST_ROWS, of=len(learnt.case)))
    return NextSteps(ways, chosen, backoff, cutoff, len(later.case), len(np.unique(later.case)), tuple(notes))


def _named(events: Events) -> tuple[tuple[str, ...], Ints, int]:
    """The steps told apart, the code of each event among them, and how many are taken together as the rest."""
    counts = np.bincount(events.code, minlength=len(events.names))
    if len(events.names) <= MOST_STEPS:
        return events.names, events.code, 0
    kept = np.argsort(-counts, kind="stable")[:MOST_STEPS]
    recode = np.full(len(events.names), MOST_STEPS, np.int64)
    recode[kept] = np.arange(MOST_STEPS)
    names = (*(events.names[k] for k in kept), say("prediction.other-step"))
    return names, recode[events.code], len(events.names) - MOST_STEPS


def _moves(events: Events, code: Ints) -> _Moves:
    n = len(code)
    at = np.arange(n)
    new = np.r_[True, events.case[1:] != events.case[:-1]] if n else np.zeros(0, bool)
    start = np.maximum.accumulate(np.where(new, at, 0))
    contexts = np.full((n, ORDER), -1, np.int64)
    for back in range(ORDER):
        there = at - back >= start
        contexts[there, ORDER - 1 - back] = code[at[there] - back]
    from_ = np.flatnonzero(~new) - 1
    gap = np.where(from_ > start[from_], events.time[from_] - events.time[np.maximum(from_ - 1, 0)], -1) / DAY
    return _Moves(
        contexts[from_], code[from_ + 1], events.time[from_], events.time[from_ + 1], events.case[from_],
        from_ - start[from_], gap,
    )  # fmt: skip


def _choose(names: tuple[str, ...], learnt: _Moves, generator: np.random.Generator) -> str:
    """The better of the two on the last fifth of what was learnt from, by its log score."""
    edge = int(np.quantile(learnt.then, 0.8))
    early, late = learnt[learnt.then < edge], learnt[learnt.time >= edge]
    if min(len(early.case), len(late.case)) < FEWEST:
        return "backoff"
    if len(late.case) > MOST_ROWS:
        late = late[np.sort(generator.choice(len(late.case), MOST_ROWS, replace=False))]
    backoff = learn_backoff(names, early.contexts, early.following)
    learner = _Learner(names, early, backoff, generator)
    scores = [
        -np.log(chances[np.arange(len(late.case)), late.following]).mean()
        for chances in (backoff.chances(late.contexts), learner.chances(late))
    ]
    return "learnt" if scores[1] < scores[0] else "backoff"


class _Learner:
    """A multinomial logistic regression on the last steps, the back-off’s own log chances, pace and place."""

    def __init__(self, names: tuple[str, ...], moves: _Moves, backoff: Backoff, generator: np.random.Generator) -> None:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits

        self.width, self.backoff = len(names), backoff
        if len(moves.case) > MOST_ROWS:
            moves = moves[np.sort(generator.choice(len(moves.case), MOST_ROWS, replace=False))]
        self.model: Any = None
        self.classes = np.unique(moves.following)
        if len(self.classes) > 1:
            with catch_warnings(), threadpool_limits(limits=1):
                # Stopped early on purpose: it costs little of the fit, which is judged on later moves in any case.
                simplefilter("ignore", ConvergenceWarning)
                model = LogisticRegression(C=1.0, max_iter=60, tol=1e-3)
                self.model = model.fit(self._columns(moves), moves.following)

    def chances(self, moves: _Moves) -> Floats:
        """The chance of every step (n, steps): what was never seen to follow keeps a sliver of the back-off’s."""
        chances = self.backoff.chances(moves.contexts)
        if self.model is None:
            return chances
        found = np.zeros_like(chances)
        found[:, self.classes] = self.model.predict_proba(self._columns(moves))
        return np.asarray(0.98 * found + 0.02 * chances)

    def _columns(self, moves: _Moves) -> Any:
        from scipy.sparse import csr_array, hstack

        n = len(moves.case)
        known = moves.contexts >= 0
        rows, back = np.nonzero(known)
        cells = back * self.width + moves.contexts[known]
        steps = csr_array((np.ones(len(rows)), (rows, cells)), shape=(n, ORDER * self.width))
        place, gap = np.log1p(moves.place), np.log1p(np.maximum(moves.gap, 0))
        pace = np.column_stack([place, moves.place == 0, gap, moves.gap < 0, gap > np.log1p(1 / 24), gap > np.log1p(1)])
        return hstack([steps, csr_array(pace.astype(np.float64))]).tocsr()


def _judge(backoff: Backoff, learner: _Learner, later: _Moves, level: float, progress: Progress) -> tuple[Scored, ...]:
    n = len(later.case)
    ways = ("baseline", "backoff", "learnt")
    losses, first, three = (np.empty((3, n)) for _ in range(3))
    for begin in range(0, n, _AT_ONCE):
        progress(begin, n, say("prediction.doing.judging"))
        rows = np.arange(begin, min(begin + _AT_ONCE, n))
        part = later[rows]
        base = np.broadcast_to(backoff.shares, (len(rows), len(backoff.shares)))
        for k, chances in enumerate((base, backoff.chances(part.contexts), learner.chances(part))):
            own = chances[np.arange(len(rows)), part.following]
            ahead = (chances > own[:, None]).sum(axis=1) + 0.5 * ((chances == own[:, None]).sum(axis=1) - 1)
            losses[k, rows], first[k, rows], three[k, rows] = -np.log(own), ahead < 1, ahead < 3
    formula = {k: Cite(formula=say(f"prediction.{k}-formula")) for k in ("first", "three")}
    return tuple(
        Scored(
            way,
            say(f"prediction.way-{way}"),
            _share(first[k], later.case, formula["first"], level),
            _share(three[k], later.case, formula["three"], level),
            None
            if way == "baseline"
            else judge_skill(
                losses[k],
                losses[0],
                score=say("prediction.log-score"),
                against=say("prediction.against-frequent"),
                groups=later.case,
                level=level,
            ),
        )
        for k, way in enumerate(ways)
    )


def _share(right: Floats, case: Ints, formula: Cite, level: float) -> Estimate:
    from dataclasses import replace

    found = mean_of(100 * right, groups=case, level=level, cite=formula)
    return replace(found, low=max(found.low, 0.0), high=min(found.high, 100.0), unit="%")
