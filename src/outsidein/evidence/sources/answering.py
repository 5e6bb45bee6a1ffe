"""Columns of answers and of comments: their texts by distinct value, read, and the rows of the tables that come of it.

What lives here: one column at a time. Not here: how one text is read (ratings), which rows there are (wide, long).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from outsidein.evidence.rules import PLACES, has_scale
from outsidein.evidence.source import Comment, Format, Question, Source
from outsidein.evidence.sources.coded import Coded, Rows, refuse
from outsidein.evidence.sources.marks import BAD, why
from outsidein.evidence.sources.people import Sheet, constant
from outsidein.evidence.sources.ratings import Nothing, Ratings, Refused, fold
from outsidein.evidence.sources.rejects import Rejects
from outsidein.evidence.sources.tally import Tally

_BLANK, _VALUE, _NOT_APPLICABLE, _REFUSED = range(4)


@dataclass(frozen=True, slots=True)
class Cells:
    """The answers of some rows: their texts, row numbers, responses, and the touchpoint that each row names."""

    column: str
    texts: Coded
    rows: Rows
    ids: Rows
    touchpoint: pa.Array


class Answers:
    """Reads the answers to one question."""

    def __init__(self, question: Question, format: Format, *, rejects: Rejects, tally: Tally) -> None:
        self.question = question
        self._ratings = Ratings(question, format)
        self._rejects = rejects
        self._tally = tally

    def states(self, texts: Coded) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float64], dict[int, Refused]]:
        """By code: what a text is, its value, and why it is refused. Only codes that occur are looked at."""
        states = np.zeros(len(texts.texts), np.int8)
        values = np.zeros(len(texts.texts))
        refused: dict[int, Refused] = {}
        for code in np.unique(texts.codes).tolist():
            said = self._ratings.read(texts.texts[code])
            if isinstance(said, Refused):
                states[code], refused[code] = _REFUSED, said
            elif isinstance(said, float):
                states[code], values[code] = _VALUE, said
            elif said is Nothing.NOT_APPLICABLE:
                states[code] = _NOT_APPLICABLE
        return states, values, refused

    def read(self, cells: Cells) -> pa.Table:
        """Rows of the table of answers, not-applicable ones included; blanks are counted, the unreadable rejected."""
        states, values, refused = self.states(cells.texts)
        refuse(self._rejects, cells.column, cells.texts, cells.rows, refused)
        state = states[cells.texts.codes]
        kept = np.flatnonzero((state == _VALUE) | (state == _NOT_APPLICABLE))
        applicable = state[kept] == _VALUE
        self._tally.answers += len(kept)
        self._tally.not_applicable += len(kept) - int(np.count_nonzero(applicable))
        self._tally.blanks += int(np.count_nonzero(state == _BLANK))
        question, count = self.question, len(kept)
        low, high = question.scale if has_scale(question) else (None, None)
        touchpoint = constant(question.touchpoint, count) if question.touchpoint else cells.touchpoint.take(kept)
        return pa.table(
            {
                "response": cells.ids[kept],
                "question": constant(question.key, count),
                "touchpoint": touchpoint,
                "asks": constant(question.asks.value, count),
                "value": pa.array(values[cells.texts.codes][kept], mask=~applicable),
                "low": pa.repeat(pa.scalar(low, pa.float64()), count),
                "high": pa.repeat(pa.scalar(high, pa.float64()), count),
                "applicable": applicable,
            }
        )


def comments_of(source: Source) -> tuple[Comment, ...]:
    """The columns of comments, with the one that ``text`` names."""
    text = (Comment(column=source.text.column),) if source.text and source.text.column else ()
    return (*source.comments, *text)


def spoken(comment: Comment, sheet: Sheet) -> tuple[npt.NDArray[np.intp], pa.Array]:
    """Which rows say something in a column of comments, and what."""
    blank = {fold(text) for text in comment.blank}

    def decide(text: str) -> str | Refused | None:
        if BAD in text or "\x00" in text:
            return Refused(*why(text))
        return None if not text or (blank and fold(text) in blank) else text

    coded = sheet.coded(comment.column)
    texts, refused = coded.texts_as(decide)
    refuse(sheet.rejects, comment.column, coded, sheet.rows, refused)
    kept = np.flatnonzero(texts.is_valid().to_numpy(zero_copy_only=False))
    return kept, texts.take(pa.array(kept))


def comment_rows(comment: Comment, ids: Rows, places: Rows, touchpoint: pa.Array, texts: pa.Array) -> pa.Table:
    """Rows of the table of comments; ``places`` tell the comments of one response apart."""
    return pa.table(
        {
            "comment": ids * PLACES + places,
            "response": ids,
            "touchpoint": constant(comment.touchpoint, len(ids)) if comment.touchpoint else touchpoint,
            "text": texts,
            "language": constant(None, len(ids)),
        }
    )
