"""Which end of a rating is good: by words in its name, and by whether it rises and falls with the other ratings.

What lives here: turning what was asked the other way round, and saying so. Not here: the scale itself (scales, worded).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from outsidein.evidence.guessing.lexicon import fold, lexicon
from outsidein.evidence.guessing.ratings import Rating, to_question
from outsidein.evidence.phrases import say
from outsidein.evidence.sources.ratings import Ratings
from outsidein.evidence.tables import Asks

_FEELING: Final = {Asks.SATISFACTION, Asks.CES, Asks.EMOTION, Asks.NPS, Asks.OUTCOME}
_CLEAR: Final = 4.0
"""Standard errors a correlation must be from zero to count."""


def values(rating: Rating) -> NDArray[np.float64]:
    """The ratings of a column row by row, as import will read them; NaN where there is none."""
    column = rating.column
    coded = pc.dictionary_encode(column.cells.combine_chunks())
    read = Ratings(to_question(rating, "q"), column.format).read
    said = [value if isinstance(value := read(text), float) else np.nan for text in coded.dictionary.to_pylist()]
    places = pc.fill_null(coded.indices, len(said)).to_numpy(zero_copy_only=False)
    found: NDArray[np.float64] = np.array([*said, np.nan], dtype=np.float64)[places]
    return found


def directed(found: list[Rating]) -> list[Rating]:
    """The ratings with their direction checked; a turned one is marked so and never sure unless words say it."""
    out = [_by_name(r) for r in found]
    feeling = [i for i, r in enumerate(out) if r.asks in _FEELING]
    if len(feeling) < 2:
        return out
    data = np.vstack([values(out[i]) for i in feeling])
    data = data[:, :50_000]
    fixed = [k for k, i in enumerate(feeling) if out[i].scale.directed]
    open_ = [k for k, i in enumerate(feeling) if not out[i].scale.directed]
    for k in open_:
        signs = [s for other in (fixed or [o for o in open_ if o != k]) if (s := _sign(data[k], data[other]))]
        against = sum(s < 0 for s in signs)
        if signs and against > len(signs) / 2:
            out[feeling[k]] = _turned(out[feeling[k]], bool(fixed), len(signs))
    return out


def _sign(a: NDArray[np.float64], b: NDArray[np.float64]) -> int:
    """1 or −1 where two ratings clearly go together or against each other, else 0."""
    both = ~np.isnan(a) & ~np.isnan(b)
    n = int(both.sum())
    if n < 30 or np.ptp(a[both]) == 0 or np.ptp(b[both]) == 0:
        return 0
    r = float(np.corrcoef(a[both], b[both])[0, 1])
    return int(np.sign(r)) if abs(r) > max(0.15, _CLEAR / np.sqrt(n)) else 0


def _turned(rating: Rating, fixed: bool, others: int) -> Rating:
    scale = rating.scale
    if scale.turned:  # the name said so, but the numbers disagree
        doubt = say("direction.its-name-says-that-a")
        return replace(rating, scale=replace(scale, turned=False), doubts=(*rating.doubts, doubt))
    whom = say("direction.the-ratings-whose-direction-is") if fixed else say("direction.other-ratings", others=others)
    doubt = say("direction.it-falls-where-rise-a", whom=whom)
    return replace(rating, scale=replace(scale, turned=True), doubts=(*rating.doubts, doubt))


def _by_name(rating: Rating) -> Rating:
    """What the name says about the ends: “(1 = very good, 6 = very bad)”, school marks."""
    scale, column = rating.scale, rating.column
    text = f"{column.name} {column.wording}"
    if scale.directed and scale.recode:
        return rating
    merits = []
    for value, words in re.findall(r"(?<![\w.])(\d{1,2})\s?[=:–-]\s?([^\d=;,/()]{2,40})", text):
        folded = fold(words)
        places = [i / (len(w.levels) - 1) for w in lexicon().scales for i, lv in enumerate(w.levels) if folded in lv]
        if places:
            merits.append((float(value), sum(places) / len(places)))
    merits.sort()
    if len(merits) >= 2 and merits[0][1] != merits[-1][1]:
        turned = merits[0][1] > merits[-1][1]
        why = say("direction.its-name-says-which-end", why=scale.why)
        return replace(rating, scale=replace(scale, turned=turned, directed=True, why=why))
    label = column.label
    marks = re.search(r"\b(?:schulnoten?|zensur)\b", label) or (
        re.search(r"\bnoten?\b", label) and (scale.low, scale.high) == (1, 6)
    )
    if marks and rating.asks is Asks.SATISFACTION:
        doubt = say("direction.school-marks-is-read-as")
        return replace(rating, scale=replace(scale, turned=True), doubts=(*rating.doubts, doubt))
    return rating
