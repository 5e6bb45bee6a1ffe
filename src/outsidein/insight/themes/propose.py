"""Propose: groups of comments that speak of the same, with their words, quotes, and whether they hold on resampling.

What lives here: the clusters, their number, their stability. Not here: what people make of them (book), what is learnt
from labels (learn). A proposal recovers no truth: it is something to name, merge or drop.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.phrases import say
from outsidein.insight.themes.words import languages_of, stop_words, words_of
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import wilson

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST: Final = 30
"""Comments below which nothing is proposed."""
MOST: Final = 12
"""Themes proposed at most."""
QUOTES: Final = 3
SHORT: Final = 15
LONG: Final = 280
STABLE: Final = 0.6
"""Jaccard overlap on resampling below which a group is said to be shaky (Hennig 2007)."""
RESAMPLES: Final = 8
_READ: Final = 6000
"""Comments on which groups are formed; the rest are placed by them."""
_LEAST: Final = 0.35
"""The share of a comment's weight that its theme must have for the comment to be placed."""
_CHANCE: Final = 2.0
_TWIN: Final = 0.8
_COUNTS: Final = (3, 4, 5, 6, 8, 10, MOST)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it was written, with its id, where it belongs, and the rating its writer gave beside it."""

    id: str
    text: str
    touchpoint: str = ""
    step: str = ""
    customer: str = ""
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class ProposedTheme:
    """A group of comments (ids), the words that set it apart, quotes (ids, the most typical first), and its size.

    ``share`` is of all comments that were read. ``stability`` is the mean overlap (Jaccard, 0–1) with the most alike
    group when the comments are resampled; below 0.6 it is ``shaky``. ``by_step`` counts its comments per step.
    """

    id: str
    words: tuple[str, ...]
    comments: tuple[str, ...]
    quotes: tuple[str, ...]
    share: Estimate
    stability: Estimate
    by_step: tuple[tuple[str, int], ...]
    shaky: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proposed themes, the largest first; ``unplaced`` are comments that fit none, ``unread`` those not understood.

    ``languages`` counts comments per language as guessed; ``notes`` say what one must know.
    """

    themes: tuple[ProposedTheme, ...]
    unplaced: tuple[str, ...]
    unread: tuple[str, ...]
    languages: tuple[tuple[str, int], ...]
    notes: tuple[str, ...] = ()


def propose_themes(
    comments: Sequence[Comment], *, count: int | None = None, seed: int = 0, progress: Progress = nothing
) -> Proposal:
    """Groups of comments by groups of words that are met together beyond chance.

    ``count`` is how many; without it, the number whose groups hold best when four fifths of the comments are drawn
    again and again, the larger one where several hold about as well. Equal comments and seed give equal themes.
    English and German stop words are left out; other languages with words between blanks are grouped with theirs in,
    and said; scripts without blanks are not read, and said.
    """
    progress(0, 1, say("themes.doing.reading"))
    texts = [one.text for one in comments]
    languages = languages_of(texts)
    read = [i for i, text in enumerate(texts) if words_of(text) and languages_of([text])["spaceless"] == 0]
    unread = tuple(comments[i].id for i in sorted(set(range(len(texts))) - set(read)))
    counted = tuple(languages.most_common())
    notes = list(_notes(languages, len(read)))
    if len(read) < FEWEST:
        return Proposal((), tuple(comments[i].id for i in read), unread, counted, tuple(notes))
    weights, vocabulary = _weights([texts[i] for i in read], languages)
    if weights.shape[1] < 2 * (count or _COUNTS[0]):
        return Proposal((), tuple(comments[i].id for i in read), unread, counted, (*notes, say("themes.note.no-words")))
    generator = np.random.default_rng(seed)
    pick = np.sort(generator.permutation(len(read))[:_READ])
    k, overlaps = _settled(weights[pick], count, generator, stretch(progress, 0.2, 1))
    factors = _factors(weights[pick], k)
    placed = _placed(_onto(weights, factors))
    themes = [
        _theme(t, [comments[i] for i in read], placed, weights, factors, vocabulary, overlaps[:, t])
        for t in range(k)
        if (placed == t).any()
    ]
    themes.sort(key=lambda one: (-len(one.comments), one.words))
    if any(one.shaky for one in themes):
        notes.append(say("themes.note.shaky", n=sum(one.shaky for one in themes), least=STABLE))
    if not themes:
        notes.append(say("themes.note.no-words"))
    loose = tuple(comments[i].id for i, theme in zip(read, placed, strict=True) if theme < 0)
    return Proposal(tuple(themes), loose, unread, counted, (*notes, say("themes.note.proposal")))


def _weights(texts: list[str], languages: Counter[str]) -> tuple[Any, list[str]]:
    """Tf–idf weights of words (n, v), and the words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    stop = {word for name, known in stop_words().items() if languages[name] for word in known}
    wide = len(texts) >= 200

    def analyse(text: str) -> list[str]:
        return [one for one in words_of(text) if one not in stop and len(one) > 2]

    vectors = TfidfVectorizer(
        analyzer=analyse, min_df=3 if wide else 2, max_df=0.5, sublinear_tf=True, max_features=1500
    )
    try:
        weights = vectors.fit_transform(texts)
    except ValueError:  # No word is met often enough.
        return np.zeros((len(texts), 0)), []
    return weights, list(vectors.get_feature_names_out())


def _factors(weights: Any, k: int) -> Floats:
    """k groups of words that are met together beyond chance: factors (k, v), each of length 1.

    Non-negative factors (Lee and Seung 1999) of how far the comments with both words exceed what chance would give, in
    standard errors, less two, by logarithm: filler words go with everything and so with nothing. No random start.
    """
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    said = (weights > 0).astype(np.float64)
    both = np.asarray((said.T @ said).todense())
    alone = np.diag(both).copy()
    expected = np.maximum(np.outer(alone, alone) / said.shape[0], 1e-3)
    beyond = np.log1p(np.maximum((both - expected) / np.sqrt(expected) - _CHANCE, 0))
    np.fill_diagonal(beyond, 0)
    model = NMF(k, init="nndsvda", max_iter=150, tol=1e-3, random_state=0)
    with warnings.catch_warnings():
        # Groups are settled long before the last digit of a factor is; whether they hold is measured by resampling.
        warnings.simplefilter("ignore", ConvergenceWarning)
        factors = model.fit(beyond).components_
    return np.asarray(factors / np.maximum(np.linalg.norm(factors, axis=1, keepdims=True), 1e-12))


def _onto(weights: Any, factors: Floats) -> Floats:
    """How much each comment has of each theme: cosine with its factor."""
    return np.asarray(weights @ factors.T)


def _placed(parts: Floats) -> Ints:
    """The theme of each comment, −1 where none has enough of it."""
    whole = parts.sum(axis=1)
    best = parts.argmax(axis=1)
    share = parts.max(axis=1) / np.maximum(whole, 1e-12)
    return np.where((whole > 1e-9) & (share >= _LEAST), best, -1)


def _settled(weights: Any, count: int | None, generator: np.random.Generator, progress: Progress) -> tuple[int, Floats]:
    """How many themes, and the overlaps of each with its like in resamples (resamples, k)."""
    n = weights.shape[0]
    draws = [np.sort(generator.permutation(n)[: int(0.8 * n)]) for _ in range(RESAMPLES)]
    most = min(weights.shape[1] // 2, n // 10)
    tried = (count,) if count else tuple(k for k in _COUNTS if k <= max(most, _COUNTS[0]))
    found: dict[int, Floats] = {}
    # As many again for the number that is settled on, in all resamples.
    parts = len(tried) + 1
    for at, k in enumerate(tried):
        progress(at, parts, say("themes.doing.grouping"))
        found[k] = _overlaps(weights, k, draws if count or len(tried) == 1 else draws[:4])
    held = {k: float(one.mean()) for k, one in found.items()}
    good = max(held.values())
    k = max(one for one in held if held[one] >= good - 0.05)
    progress(len(tried), parts, say("themes.doing.grouping"))
    return k, found[k] if len(found[k]) == RESAMPLES else _overlaps(weights, k, draws)


def _overlaps(weights: Any, k: int, draws: list[Ints]) -> Floats:
    """Jaccard overlap of each of the k groups with the most alike group of each draw, among the comments drawn."""
    own = _placed(_onto(weights, _factors(weights, k)))
    found = np.zeros((len(draws), k))
    for row, drawn in enumerate(draws):
        again = _placed(_onto(weights[drawn], _factors(weights[drawn], k)))
        both = np.zeros((k, k))
        known = (own[drawn] >= 0) & (again >= 0)
        np.add.at(both, (own[drawn][known], again[known]), 1)
        mine = np.bincount(own[drawn][own[drawn] >= 0], minlength=k)
        theirs = np.bincount(again[again >= 0], minlength=k)
        found[row] = (both / np.maximum(mine[:, None] + theirs[None, :] - both, 1)).max(axis=1)
    return found


def _theme(
    t: int,
    comments: list[Comment],
    placed: Ints,
    weights: Any,
    factors: Floats,
    vocabulary: list[str],
    overlaps: Floats,
) -> ProposedTheme:
    members = np.flatnonzero(placed == t)
    low, high = wilson(len(members), len(comments))
    cite = Cite(say("themes.formula.share"))
    share = Estimate(
        len(members) / len(comments), float(low), float(high), len(comments), "Wilson", unit="share", cites=(cite,)
    )
    held = float(overlaps.mean())
    ends = (float(np.quantile(overlaps, 0.025)), float(np.quantile(overlaps, 0.975)))
    stability = Estimate(
        held, min(ends[0], held), max(ends[1], held), len(overlaps), say("themes.method.stability"),
        cites=(Cite(say("themes.formula.stability")),),
    )  # fmt: skip
    typical = members[np.argsort(-_onto(weights[members], factors[[t]])[:, 0], kind="stable")]
    words = _named(factors[t], vocabulary)
    steps = Counter(comments[i].step for i in members if comments[i].step)
    return ProposedTheme(
        id="-".join(re.sub(r"\W+", "-", one) for one in words[:3]) or f"theme-{t + 1}",
        words=words,
        comments=tuple(comments[i].id for i in members),
        quotes=tuple(one.id for one in pick_quotes([comments[i] for i in typical])),
        share=share,
        stability=stability,
        by_step=tuple(sorted(steps.items(), key=lambda one: (-one[1], one[0]))),
        shaky=held < STABLE,
    )


def _named(factor: Floats, vocabulary: list[str], most: int = 6) -> tuple[str, ...]:
    """The words with most weight."""
    return tuple(vocabulary[int(at)] for at in np.argsort(-factor, kind="stable")[:most] if factor[at] > 0)


def pick_quotes(typical: Sequence[Comment]) -> list[Comment]:
    """The first few comments of a length one reads at a glance, the most ``typical`` first, no two alike."""
    found: list[Comment] = []
    said: list[set[str]] = []
    for comment in sorted(typical, key=lambda one: not SHORT <= len(one.text.strip()) <= LONG):
        words = set(words_of(comment.text))
        if all(len(words & other) < _TWIN * max(len(words | other), 1) for other in said):
            found.append(comment)
            said.append(words)
        if len(found) == QUOTES:
            break
    return found


def _notes(languages: Counter[str], read: int) -> Iterator[str]:
    if languages["spaceless"]:
        yield say("themes.note.spaceless", n=languages["spaceless"])
    if languages["other"]:
        yield say("themes.note.other", n=languages["other"])
    if sum(languages[name] > 0 for name in stop_words()) > 1:
        yield say("themes.note.mixed")
    if read < FEWEST:
        yield say("themes.note.few", n=read, least=FEWEST)
