"""A model of who it will happen to, fitted on the past, held against the base rate on what came later.

What lives here: the scikit-learn models, the prediction with its skill and calibration, on later data or by folds. Not
here: the features (features), how a log is cut into past and later (foresight).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic, Severity
from outsidein.ground.errors import MeasureError
from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.phrases import say
from outsidein.insight.prediction.calibration import Calibration, calibrate
from outsidein.insight.prediction.features import Features
from outsidein.insight.prediction.leaks import TOO_GOOD, refuse_leaks
from outsidein.insight.prediction.skill import Skill, area, judge_skill
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats

FEWEST: Final = 20
"""Fewer cases than this of either outcome, and no model is fitted; half as many must be there to judge it."""
_EDGE: Final = 1e-6
_THREADS_FROM: Final = 100_000


class Model(StrEnum):
    """How chances are made: a penalised logistic regression, or boosted trees, which find bends and joint effects."""

    LOGISTIC = "logistic"
    TREES = "trees"


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """Chances of ``cases`` (n,), what came of them, and what the model is worth.

    ``happened`` is the share to whom it happened, ``base`` the share in the data that the model learnt from, which is
    the baseline that ``skill`` holds it against. ``ranking`` is the AUC. ``warnings`` are suspicions of leaks,
    ``notes`` what one must know.
    """

    model: Model
    cases: NDArray[np.object_]
    chances: Floats
    happened: Estimate
    base: Estimate
    skill: Skill
    ranking: Estimate
    calibration: Calibration
    warnings: tuple[Diagnostic, ...]
    notes: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What to say of it, the verdict first."""
        return (self.skill.said, self.calibration.said, *self.notes)


def predict(
    learnt: Features,
    happened: NDArray[np.bool_],
    later: Features,
    happened_later: NDArray[np.bool_],
    *,
    generator: np.random.Generator,
    model: Model = Model.LOGISTIC,
    without: Sequence[str] = (),
    trusted: Sequence[str] = (),
    level: float = 0.95,
    progress: Progress = nothing,
) -> Prediction:
    """A model that ``learnt`` from one time, judged on a ``later`` one that it has not seen.

    MeasureError where features leak (see ``refuse_leaks``), where they differ (``insight/other-features``), or where
    fewer than 20 cases of an outcome can be learnt from or 10 judged on (``insight/too-few-outcomes``). ``without``
    leaves features out by name; those ``trusted`` may be as good as a leak.
    """
    learnt, later = learnt.without(without), later.without(without)
    if learnt.names != later.names:
        raise MeasureError(Diagnostic("insight/other-features", say("prediction.other-features")))
    _enough(happened, FEWEST)
    _enough(happened_later, FEWEST // 2)
    progress(0, 1, say("prediction.doing.leaks"))
    warnings = refuse_leaks(learnt, happened, trusted=trusted)
    # A status as of today fits the later outcomes best, so these are looked at as well.
    refuse_leaks(later, happened_later, trusted=trusted)
    progress(0.2, 1, say("prediction.doing.learning"))
    fitted = fit_model(learnt, happened, model, generator)
    progress(0.7, 1, say("prediction.doing.judging"))
    chances = chances_of(fitted, later)
    base = np.full(len(chances), happened.mean())
    notes = (*_undated(learnt), say("prediction.later", n=len(chances)), say("prediction.association"))
    return _judged(
        model, later.cases, chances, base, happened, happened_later, warnings, notes, generator, level,
        stretch(progress, 0.75, 1),
    )  # fmt: skip


def cross_predict(
    features: Features,
    happened: NDArray[np.bool_],
    *,
    generator: np.random.Generator,
    model: Model = Model.LOGISTIC,
    folds: int = 5,
    without: Sequence[str] = (),
    trusted: Sequence[str] = (),
    level: float = 0.95,
    progress: Progress = nothing,
) -> Prediction:
    """Chances of each case by a model of all the other folds, for data that say nothing of time.

    This shows how well the model tells people apart, not how well it foretells: the future may differ from all folds,
    and that is said. Refuses what ``predict`` refuses.
    """
    from sklearn.model_selection import StratifiedKFold

    features = features.without(without)
    _enough(happened, max(FEWEST, folds))
    warnings = refuse_leaks(features, happened, trusted=trusted)
    splitter = StratifiedKFold(folds, shuffle=True, random_state=int(generator.integers(2**31)))
    chances, base = np.empty(len(happened)), np.empty(len(happened))
    for fold, (others, held) in enumerate(splitter.split(features.values, happened)):
        progress(0.1 + 0.7 * fold / folds, 1, say("prediction.doing.fold", fold=fold + 1, folds=folds))
        fitted = fit_model(features.rows(others), happened[others], model, generator)
        chances[held] = chances_of(fitted, features.rows(held))
        base[held] = happened[others].mean()
    notes = (*_undated(features), say("prediction.folds", folds=folds), say("prediction.association"))
    return _judged(
        model, features.cases, chances, base, happened, happened, warnings, notes, generator, level,
        stretch(progress, 0.8, 1),
    )  # fmt: skip


def fit_model(features: Features, happened: NDArray[np.bool_], model: Model, generator: np.random.Generator) -> Any:
    """The fitted scikit-learn pipeline: counts by their logarithm, gaps filled with the median and marked, scaled."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    seed = int(generator.integers(2**31))
    if model is Model.TREES:
        smallest = max(20, len(happened) // 200)
        pipeline = make_pipeline(
            HistGradientBoostingClassifier(
                learning_rate=0.05,
                max_iter=150,
                max_leaf_nodes=15,
                min_samples_leaf=smallest,
                l2_regularization=1.0,
                random_state=seed,
            )
        )
    else:
        pipeline = make_pipeline(
            SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
            StandardScaler(),
            LogisticRegression(C=0.3, max_iter=1000),
        )
    with _few_threads(len(happened)):
        return pipeline.fit(_bent(features), happened)


def chances_of(fitted: Any, features: Features) -> Floats:
    """The chances (n,) that a fitted pipeline gives, never quite 0 or 1."""
    if not len(features.values):
        return np.zeros(0)
    with _few_threads(len(features.values)):
        told = fitted.predict_proba(_bent(features))[:, 1]
    return np.clip(np.asarray(told, dtype=np.float64), _EDGE, 1 - _EDGE)


def _few_threads(rows: int) -> AbstractContextManager[object]:
    """One thread for tables where threads wait for each other longer than they work, above all on a busy machine."""
    from threadpoolctl import threadpool_limits

    limited: AbstractContextManager[object] = threadpool_limits(limits=1 if rows < _THREADS_FROM else None)
    return limited


def _bent(features: Features) -> Floats:
    """Values as models take them: counts and times by log(1 + x)."""
    values = features.values.copy()
    values[:, features.counts] = np.log1p(np.maximum(values[:, features.counts], 0))
    return values


def _enough(happened: NDArray[np.bool_], fewest: int) -> None:
    up, down = int(happened.sum()), int((~happened).sum())
    if min(up, down) < fewest:
        raise MeasureError(
            Diagnostic(
                "insight/too-few-outcomes",
                say("prediction.too-few", up=up, down=down, fewest=fewest),
                say("prediction.too-few-fix"),
            )
        )


def _undated(features: Features) -> tuple[str, ...]:
    from outsidein.ground.writing import listed

    names = features.undated
    if not names:
        return ()
    if len(names) == len(features.names):
        return (say("prediction.all-undated"),)
    return (say("prediction.undated", names=listed(names)),)


def _judged(
    model: Model,
    cases: NDArray[np.object_],
    chances: Floats,
    base: Floats,
    learnt: NDArray[np.bool_],
    happened: NDArray[np.bool_],
    warnings: tuple[Diagnostic, ...],
    notes: tuple[str, ...],
    generator: np.random.Generator,
    level: float,
    progress: Progress,
) -> Prediction:
    ranking = area(chances, happened, level=level)
    if ranking.value > TOO_GOOD:
        doubt = Diagnostic(
            "insight/nearly-perfect",
            say("prediction.nearly-perfect", area=round(ranking.value, 3)),
            say("prediction.nearly-perfect-fix"),
            severity=Severity.WARNING,
        )
        warnings, notes = (*warnings, doubt), (doubt.says, *notes)
    skill = judge_skill(
        (chances - happened) ** 2,
        (base - happened) ** 2,
        score=say("prediction.brier-score"),
        against=say("prediction.against-base"),
        level=level,
    )
    return Prediction(
        model,
        cases,
        chances,
        _rate(happened, level),
        _rate(learnt, level),
        skill,
        ranking,
        calibrate(chances, happened, generator=generator, level=level, progress=progress),
        warnings,
        notes,
    )


def _rate(happened: NDArray[np.bool_], level: float) -> Estimate:
    n, came = len(happened), int(happened.sum())
    low, high = wilson(came, n, level=level)
    return Estimate(
        100 * came / n,
        100 * float(low),
        100 * float(high),
        n,
        say("prediction.method-wilson"),
        unit="%",
        cites=(Cite(formula=say("prediction.rate-formula")),),
        small=n < 30,
        level=level,
        people=n,
    )
