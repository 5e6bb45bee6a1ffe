"""Files with a response per row: answers, comments and events side by side in columns.

What lives here: rows → responses, answers, comments, events. Not here: files with an answer per row (long), the columns
one by one (people, answering).
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Comment, Format, Reads, Source
from outsidein.evidence.sources.answering import Answers, Cells, comment_rows, comments_of, spoken
from outsidein.evidence.sources.coded import Coded, Rows
from outsidein.evidence.sources.occurrences import Sieve
from outsidein.evidence.sources.people import People, Sheet, texts_of
from outsidein.evidence.sources.rejects import Rejects
from outsidein.evidence.sources.seen import Seen, id_keys
from outsidein.evidence.sources.tally import Tally
from outsidein.evidence.tables import Table

Parts = dict[Table, list[pa.Table]]


class Wide:
    """Reads wide files batch by batch; comments and events are wide files with few columns."""

    def __init__(
        self, source: Source, format: Format, *, first: int, key: bytes, now: datetime, tally: Tally, rejects: Rejects
    ) -> None:
        self.people = People(source, format, key=key, now=now, tally=tally)
        self._source = source
        self._tally = tally
        self._next = first
        self._seen = Seen()
        self._answers = [Answers(question, format, rejects=rejects, tally=tally) for question in source.questions]
        self._comments = comments_of(source)
        events = source.reads is Reads.EVENTS
        self._sieve = Sieve(source, format, self.people.times, now=now) if events else None

    def take(self, sheet: Sheet) -> Parts:
        """The parts of the tables that some rows give."""
        sheet, time = self._sieve.sift(sheet) if self._sieve else (sheet, None)
        said = self.people.said(sheet)
        new = self._new(sheet, said)
        sheet, said = sheet.keep(new), said.take(np.flatnonzero(new))
        time = None if time is None else time.filter(pa.array(new))
        ids = np.arange(self._next, self._next + len(sheet), dtype=np.int64)
        self._next += len(sheet)
        touchpoint = self.people.word(sheet, self._source.touchpoint)
        parts = {
            Table.RESPONSES: [self.people.responses(sheet, ids, texts_of(said), time=time)],
            Table.ANSWERS: [
                answers.read(Cells(column, sheet.coded(column), sheet.rows, ids, touchpoint))
                for answers in self._answers
                for column in (answers.question.column,)
            ],
            Table.COMMENTS: [
                self._said(comment, place, sheet, ids, touchpoint) for place, comment in enumerate(self._comments)
            ],
        }
        if self._source.reads is Reads.EVENTS:
            self._tally.events += len(sheet)
            event = self.people.word(sheet, self._source.event)
            parts[Table.EVENTS] = [pa.table({"response": ids, "event": event, "touchpoint": touchpoint})]
        return parts

    def _said(self, comment: Comment, place: int, sheet: Sheet, ids: Rows, touchpoint: pa.Array) -> pa.Table:
        kept, texts = spoken(comment, sheet)
        self._tally.comments += len(kept)
        places = np.full(len(kept), place, np.int64)
        return comment_rows(comment, ids[kept], places, touchpoint.take(pa.array(kept)), texts)

    def _new(self, sheet: Sheet, said: Coded) -> npt.NDArray[np.bool_]:
        """Which rows have an id that no earlier row has; the others are rejected."""
        if self._source.response is None:
            return np.ones(len(sheet), bool)
        numbers = sheet.rows
        claims = self._seen.claim(*id_keys(said), lambda new: numbers[new])
        for place in np.flatnonzero(~claims.new).tolist():
            text = said.texts[said.codes[place]]
            fix = say("shared.row-has-it-already-and", value=int(claims.value[place]))
            reason = say("wide.a-response-id-that-occurs")
            sheet.rejects.add(int(numbers[place]), self._source.response.column, text, reason, fix, whole=True)
        return claims.new
