"""Learn: themes from the labels that people gave, feelings from the ratings that customers gave; and how good it is.

What lives here: the supervised model (tf–idf of words and of characters, logistic regression), its accuracy on comments
it has not seen, and what it recognises. Not here: clusters (propose), names and labels (book). A model that does not
beat always saying the commonest says so and recognises nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.phrases import say
from outsidein.insight.themes.book import Book
from outsidein.insight.themes.propose import Comment
from outsidein.insight.themes.words import words_of
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import t_mean, wilson

ENOUGH: Final = 200
"""Labels from which on a model takes over."""
EACH: Final = 20
"""Labels that a theme needs to be learnt."""
FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """How well one theme is recognised: of those said to be it, how many are (``right``); of those it is, how many
    are found (``found``)."""

    theme: str
    right: Estimate
    found: Estimate


@dataclass(frozen=True, slots=True)
class Recognised:
    """The theme that the model gives a comment, and the chance it gives it (checked by ``calibration``)."""

    comment: str
    theme: str
    chance: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a model made of labels: ``accuracy`` on comments it has not seen, ``baseline`` of always the commonest.

    ``gain`` is accuracy minus baseline on the same comments. ``beats`` says that its whole interval is above 0; only
    then are comments ``recognised``. ``calibration`` is the mean chance given minus the share that was right.
    """

    accuracy: Estimate
    baseline: Estimate
    gain: Estimate
    beats: bool
    scores: tuple[ThemeScore, ...]
    recognised: tuple[Recognised, ...]
    calibration: Estimate
    labels: int
    notes: tuple[str, ...] = ()


def learn_themes(comments: Sequence[Comment], book: Book, *, seed: int = 0, progress: Progress = nothing) -> Learnt:
    """Take over from the labels of a Book, where there are enough; recognise the comments without one.

    Accuracy is from five folds over all labels, those of themes too rare to learn among the wrong; comments of one
    customer, and equal texts, stay in one fold. Words and characters both count, so that any language with letters is
    learnt from its own labels.
    """
    labelled = book.labelled
    names = {id: book.theme(id).title for id in labelled.values()}
    told = [(one, labelled[one.id]) for one in comments if one.id in labelled]
    rest = [one for one in comments if one.id not in labelled]
    return _learn(told, rest, names, seed, say("themes.what.themes"), progress)


def learn_feeling(comments: Sequence[Comment], *, low: float, high: float, seed: int = 0) -> Learnt:
    """Whether a comment was written by a pleased customer, learnt from the ratings beside comments.

    Ratings in the upper third of [low, high] are ``good``, in the lower third ``bad``; the middle is left out. There is
    no feeling without ratings of your own: lexicons were tried and did worse than a constant guess.
    """
    third = (high - low) / 3
    told = [
        (one, "good" if one.rating >= high - third else "bad")
        for one in comments
        if one.rating is not None and not low + third < one.rating < high - third
    ]
    rest = [one for one in comments if one.rating is None]
    names = {"good": say("themes.feeling.good"), "bad": say("themes.feeling.bad")}
    return _learn(told, rest, names, seed, say("themes.what.feeling"))


def _learn(
    told: list[tuple[Comment, str]],
    rest: list[Comment],
    names: dict[str, str],
    seed: int,
    what: str,
    progress: Progress = nothing,
) -> Learnt:
    counts = Counter(label for _, label in told)
    kept = {label for label, n in counts.items() if n >= EACH}
    few = sorted(names.get(label, label) for label in counts.keys() - kept)
    notes = [say("themes.note.few-labels", n=len(few), names=", ".join(few), least=EACH)] if few else []
    given = len(told)
    unlearnt = [one for one, label in told if label not in kept]
    told = [(one, label) for one, label in told if label in kept]
    if given < ENOUGH or len(kept) < 2:
        notes.append(say("themes.note.not-enough", what=what, n=given, least=ENOUGH, each=EACH, themes=len(kept)))
        nothing = Estimate.nothing(unit="share")
        return Learnt(nothing, nothing, nothing, False, (), (), nothing, len(told), tuple(notes))
    texts = np.array([one.text for one, _ in told], dtype=object)
    labels = np.array([label for _, label in told])
    everyone = _people([*(one for one, _ in told), *unlearnt])
    people = everyone[: len(told)]
    guess, chance, common = _unseen(texts, labels, people, seed, stretch(progress, 0, 0.8))
    calibration = _mean(chance - (guess == labels), people, "calibration")
    # What belongs to a theme that could not be learnt is always wrong, and counts.
    right, usual = (np.append(one == labels, np.zeros(len(unlearnt), dtype=bool)) for one in (guess, common))
    accuracy, baseline = _share(right, "accuracy"), _share(usual, "baseline")
    gain = _mean(right.astype(float) - usual.astype(float), everyone, "gain")
    beats = gain.low > 0
    notes.append(say("themes.note.beats" if beats else "themes.note.beats-not", what=what))
    recognised: tuple[Recognised, ...] = ()
    if beats and rest:
        progress(0.8, 1, say("themes.doing.recognising"))
        model = _model().fit(texts, labels)
        chances = model.predict_proba([one.text for one in rest])
        best = chances.argmax(axis=1)
        recognised = tuple(
            Recognised(one.id, str(model.classes_[at]), float(row[at]))
            for one, at, row in zip(rest, best, chances, strict=True)
        )
    scores = tuple(_score(label, guess, labels) for label in sorted(kept, key=lambda one: -counts[one]))
    return Learnt(accuracy, baseline, gain, beats, scores, recognised, calibration, len(told), tuple(notes))


def _model() -> Any:
    """Words and pairs of words, and pieces of 3–5 characters, weighed; a logistic regression on both."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    def analyse(text: str) -> list[str]:
        words = words_of(text)
        return words + [" ".join(pair) for pair in pairwise(words)]

    both = make_union(
        TfidfVectorizer(analyzer=analyse, min_df=2, sublinear_tf=True, max_features=20_000),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True, max_features=30_000),
    )
    return make_pipeline(both, LogisticRegression(C=20.0, max_iter=300, tol=1e-3))


def _unseen(
    texts: NDArray[np.object_],
    labels: NDArray[np.str_],
    people: NDArray[np.int64],
    seed: int,
    progress: Progress,
) -> tuple[NDArray[np.str_], NDArray[np.float64], NDArray[np.str_]]:
    """For each comment: what a model says that has not seen it, with which chance, and the commonest of the others."""
    from sklearn.model_selection import StratifiedGroupKFold

    guess, common = labels.copy(), labels.copy()
    chance = np.zeros(len(labels))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    for fold, (seen, unseen) in enumerate(folds.split(texts, labels, people)):
        progress(fold, FOLDS, say("themes.doing.learning", fold=fold + 1, folds=FOLDS))
        model = _model().fit(texts[seen], labels[seen])
        given = model.predict_proba(texts[unseen])
        guess[unseen] = model.classes_[given.argmax(axis=1)]
        chance[unseen] = given.max(axis=1)
        known, times = np.unique(labels[seen], return_counts=True)
        common[unseen] = known[times.argmax()]
    return guess, chance, common


def _people(comments: list[Comment]) -> NDArray[np.int64]:
    """A number per customer; where none is known, per text, so that copies stay together. Copies tie customers."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    keys = []
    for one in comments:
        text = "t " + " ".join(words_of(one.text))
        keys.append(text)
        if one.customer:
            parent[root("c " + one.customer)] = root(text)
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(root(key), len(numbers)) for key in keys], dtype=np.int64)


def _share(hits: NDArray[np.bool_], formula: str) -> Estimate:
    low, high = wilson(int(hits.sum()), len(hits))
    value = float(hits.mean()) if len(hits) else float("nan")
    if not len(hits):
        return Estimate.nothing(unit="share")
    cite = Cite(say(f"themes.formula.{formula}"))
    return Estimate(value, float(low), float(high), len(hits), say("themes.method.share"), unit="share", cites=(cite,))


def _mean(values: NDArray[np.float64], people: NDArray[np.int64], formula: str) -> Estimate:
    """The mean over comments; errors by customer."""
    groups = np.bincount(people, weights=values)
    sizes = np.bincount(people)
    value = float(values.mean())
    residual = groups - sizes * value
    n = len(groups)
    low, high = t_mean(n, float(residual.sum()), float((residual**2).sum()))
    scale = n / len(values)
    ends = value + float(low) * scale, value + float(high) * scale
    cite = Cite(say(f"themes.formula.{formula}"))
    made = Estimate(
        value, min(ends[0], value), max(ends[1], value), len(values), say("themes.method.mean"), unit="share"
    )
    return replace(made, cites=(cite,), people=n)


def _score(label: str, guess: NDArray[np.str_], labels: NDArray[np.str_]) -> ThemeScore:
    return ThemeScore(
        label, _share(labels[guess == label] == label, "right"), _share(guess[labels == label] == label, "found")
    )
