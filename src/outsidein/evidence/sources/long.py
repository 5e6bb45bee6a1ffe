"""Files with an answer per row; rows with the same response id are one response.

What lives here: rows → responses, answers, comments. Not here: the columns one by one (people, answering).
"""

from __future__ import annotations

import difflib
from datetime import datetime

import numpy as np
import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.rules import PLACES
from outsidein.evidence.source import Comment, Format, Source
from outsidein.evidence.sources.answering import Answers, Cells, comment_rows, comments_of, spoken
from outsidein.evidence.sources.coded import Coded, Rows, refuse
from outsidein.evidence.sources.people import People, Sheet, texts_of
from outsidein.evidence.sources.ratings import Known, Refused
from outsidein.evidence.sources.rejects import Rejects
from outsidein.evidence.sources.seen import Mask, Seen, id_keys
from outsidein.evidence.sources.tally import Tally
from outsidein.evidence.sources.wide import Parts
from outsidein.evidence.sources.words import Words
from outsidein.evidence.tables import Table

_NONE = -1


class Long:
    """Reads long files batch by batch."""

    def __init__(
        self, source: Source, format: Format, *, first: int, key: bytes, now: datetime, tally: Tally, rejects: Rejects
    ) -> None:
        self.people = People(source, format, key=key, now=now, tally=tally)
        self._source = source
        self._tally = tally
        self._rejects = rejects
        self._next = self._first = first
        self._responses, self._given = Seen(), Seen()
        self._answers = [Answers(question, format, rejects=rejects, tally=tally) for question in source.questions]
        worded = [(question.wording, at) for at, question in enumerate(source.questions) if question.wording]
        self._places = Known([*worded, *((question.key, at) for at, question in enumerate(source.questions))], format)
        self._words = Words(source.question.values if source.question else (), format)
        self._touchpoints: dict[str, int] = {}
        self._comments = comments_of(source)
        self._spoken = np.zeros(0, np.int64)

    def take(self, sheet: Sheet) -> Parts:
        """The parts of the tables that some rows give."""
        said = self.people.said(sheet)
        begin = self._next
        claims = self._responses.claim(*id_keys(said), self._numbered)
        ids, new = claims.value, np.flatnonzero(claims.new)
        touchpoint = self.people.word(sheet, self._source.touchpoint)
        self._compare(sheet, ids, new, begin)
        return {
            Table.RESPONSES: [self.people.responses(sheet.keep(claims.new), ids[new], texts_of(said.take(new)))],
            Table.ANSWERS: list(self._answered(sheet, ids, said, touchpoint)),
            Table.COMMENTS: [self._said(comment, sheet, ids, touchpoint) for comment in self._comments],
        }

    def _numbered(self, new: Mask) -> Rows:
        ids = np.arange(self._next, self._next + int(np.count_nonzero(new)), dtype=np.int64)
        self._next += len(ids)
        return ids

    def _answered(self, sheet: Sheet, ids: Rows, said: Coded, touchpoint: pa.Array) -> list[pa.Table]:
        field = self._source.value
        if field is None:
            return []
        texts, rows = sheet.coded(field.column), sheet.rows
        asked = self._asked(sheet)
        if self._source.response is not None:
            asked = self._once(sheet, asked, ids, said, texts, touchpoint)
        found = []
        for place, answers in enumerate(self._answers):
            at = np.flatnonzero(asked == place)
            if len(at):
                own = touchpoint.take(pa.array(at))
                found.append(answers.read(Cells(field.column, texts.take(at), rows[at], ids[at], own)))
        return found

    def _asked(self, sheet: Sheet) -> Rows:
        """The place of each row's question in the mapping, or -1 where it is none of them (rejected)."""
        field = self._source.question
        if field is None:
            return np.zeros(len(sheet), np.int64)
        if not field.column:
            place = self._places.get(field.constant)
            return np.full(len(sheet), _NONE if place is None else place, np.int64)
        coded = sheet.coded(field.column)
        places = np.full(len(coded.texts), _NONE, np.int64)
        refused: dict[int, Refused] = {}
        for code, text in enumerate(coded.texts):
            word = self._words.read(text)
            place = self._places.get(word) if isinstance(word, str) else None
            if place is not None:
                places[code] = place
            else:
                refused[code] = word if isinstance(word, Refused) else self._unknown(text)
        refuse(self._rejects, field.column, coded, sheet.rows, refused)
        return places[coded.codes]

    def _unknown(self, text: str) -> Refused:
        known = [question.key for question in self._source.questions]
        near = difflib.get_close_matches(text, known, n=1)
        hint = say("long.did-you-mean-else-add", near=near[0]) if near else say("long.add-it-to-questions-in")
        return Refused(text, say("long.a-question-that-the-mapping"), hint)

    def _once(self, sheet: Sheet, asked: Rows, ids: Rows, said: Coded, texts: Coded, touchpoint: pa.Array) -> Rows:
        """``asked`` without answers that their response gave before: the first one counts, the others are rejected."""
        words = [*touchpoint.dictionary.to_pylist(), ""]
        points = [self._touchpoints.setdefault(word, len(self._touchpoints)) for word in words]
        codes = touchpoint.indices.fill_null(len(points) - 1).to_numpy(zero_copy_only=False)
        point = np.array(points, np.int64)[codes]
        # 32 bits of response, 12 of question, 20 of touchpoint: more than any survey has.
        keys = ((ids - self._first) << 32) | ((asked & 0xFFF) << 20) | (point & 0xFFFFF)
        filled = np.fromiter((bool(text) for text in texts.texts), bool, len(texts.texts))[texts.codes]
        _, named = id_keys(said)
        rows = sheet.rows
        counted = named & filled & (asked != _NONE)
        claims = self._given.claim(keys, counted, lambda new: rows[new])
        again = np.flatnonzero(counted & ~claims.new)
        for place in again.tolist():
            fix = say("long.row-has-the-first-and", value=int(claims.value[place]))
            reason = say("long.a-second-answer-to-the")
            self._rejects.add(int(rows[place]), "", texts.texts[texts.codes[place]], reason, fix)
        asked = asked.copy()
        asked[again] = _NONE
        return asked

    def _said(self, comment: Comment, sheet: Sheet, ids: Rows, touchpoint: pa.Array) -> pa.Table:
        """Comments, told apart within their response by counting; what goes beyond the room for them is rejected."""
        kept, texts = spoken(comment, sheet)
        of = ids[kept]
        if (most := self._next - self._first) > len(self._spoken):
            self._spoken = np.concatenate([self._spoken, np.zeros(most - len(self._spoken) + len(ids), np.int64)])
        order = np.argsort(of, kind="stable")
        _, begin, count = np.unique(of[order], return_index=True, return_counts=True)
        places = np.empty(len(of), np.int64)
        places[order] = np.arange(len(of)) - np.repeat(begin, count)
        places += self._spoken[of - self._first]
        np.add.at(self._spoken, of - self._first, 1)
        room = places < PLACES
        for place in np.flatnonzero(~room).tolist():
            reason = say("long.more-than-comments-in-one", places=PLACES)
            fix = say("long.check-that-the-response-id")
            self._rejects.add(int(sheet.rows[kept[place]]), comment.column, texts[place].as_py(), reason, fix)
        kept, texts = kept[room], texts.filter(pa.array(room))
        self._tally.comments += len(kept)
        return comment_rows(comment, ids[kept], places[room], touchpoint.take(pa.array(kept)), texts)

    def _compare(self, sheet: Sheet, ids: Rows, new: Rows, begin: int) -> None:
        """Count rows that say another customer or time than the head of their response in the same batch."""
        later = np.flatnonzero(ids >= begin)
        differs = np.zeros(len(later), bool)
        for field in (self._source.customer, self._source.time):
            if field and field.column and len(new) < len(later):
                coded = sheet.coded(field.column)
                filled = np.fromiter((bool(text) for text in coded.texts), bool, len(coded.texts))[coded.codes[later]]
                differs |= filled & (coded.codes[later] != coded.codes[new[ids[later] - begin]])
        self._tally.differing += int(np.count_nonzero(differs))
