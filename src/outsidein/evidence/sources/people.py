"""The head of a response: which row, what id, who, when, by which channel, in which segments.

What lives here: those columns of the tables of responses and customers. Not here: answers and comments (wide, long).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from outsidein.evidence.identity import Pseudonyms
from outsidein.evidence.source import Field, Format, Source
from outsidein.evidence.sources.coded import Coded, Rows, refuse
from outsidein.evidence.sources.ratings import Refused
from outsidein.evidence.sources.raw import Batch
from outsidein.evidence.sources.rejects import Rejects
from outsidein.evidence.sources.tally import Tally
from outsidein.evidence.sources.times import Times
from outsidein.evidence.sources.words import Words, read_id
from outsidein.evidence.tables import SEGMENT

Decide = Callable[[str], str | Refused | None]


def constant(word: str | None, count: int) -> pa.Array:
    """A column of one word, or of none."""
    if word is None:
        return pa.nulls(count, pa.dictionary(pa.int32(), pa.string()))
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([word], pa.string()))


@dataclass(slots=True)
class Sheet:
    """Some rows of a file, by column name."""

    batch: Batch
    rejects: Rejects

    @property
    def rows(self) -> Rows:
        """The numbers of the rows."""
        rows: Rows = self.batch.rows.to_numpy()
        return rows

    def __len__(self) -> int:
        return len(self.batch.rows)

    def column(self, name: str) -> pa.Array:
        """A column as it was read."""
        return self.batch.cells.column(self.batch.cells.schema.get_field_index(name))

    def coded(self, name: str) -> Coded:
        """A column by its distinct values."""
        return Coded.of(self.column(name))

    def texts(self, field: Field, decide: Decide) -> pa.Array:
        """The texts that ``decide`` makes of a field; what it refuses is rejected and null."""
        if not field.column:
            return pa.array([field.constant] * len(self), pa.string())
        coded = self.coded(field.column)
        texts, refused = coded.texts_as(decide)
        refuse(self.rejects, field.column, coded, self.rows, refused)
        return texts

    def keep(self, mask: npt.NDArray[np.bool_]) -> Sheet:
        """Only the rows where ``mask`` is true."""
        if mask.all():
            return self
        where = pa.array(mask)
        return Sheet(Batch(self.batch.rows.filter(where), self.batch.cells.filter(where)), self.rejects)


class People:
    """Reads the head columns of one source."""

    def __init__(self, source: Source, format: Format, *, key: bytes, now: datetime, tally: Tally) -> None:
        self.source = source
        self.times = Times(source.time_zone, source.time_format, format, now=now)
        self._pseudonyms = Pseudonyms(key)
        self._tally = tally
        self._words = {
            id(field): Words(field.values, format, strict=field.strict)
            for field in (source.channel, source.touchpoint, source.event, source.question, source.invited)
            if field
        }
        self._segments = [(segment, Words(segment.values, format)) for segment in source.segments]

    def word(self, sheet: Sheet, field: Field | None) -> pa.Array:
        """A field whose texts are words, translated."""
        if field is None:
            return constant(None, len(sheet))
        return sheet.texts(field, self._words[id(field)].read).dictionary_encode()

    def customer(self, sheet: Sheet) -> pa.Array:
        """Pseudonyms of the customers; null where the id is empty."""
        if self.source.customer is None:
            return pa.nulls(len(sheet), pa.string())
        return sheet.texts(self.source.customer, self._pseudonym)

    def case(self, sheet: Sheet) -> pa.Array:
        """Pseudonyms of the journeys that the source names; null where it names none."""
        if self.source.case is None:
            return pa.nulls(len(sheet), pa.string())
        return sheet.texts(self.source.case, self._pseudonym)

    def segments(self, sheet: Sheet) -> dict[str, pa.Array]:
        """The columns of the declared segments, by their names in the tables."""
        return {
            f"{SEGMENT}{segment.name}": sheet.texts(Field(column=segment.column), words.read)
            for segment, words in self._segments
        }

    def responses(self, sheet: Sheet, ids: Rows, said: pa.Array, *, time: pa.Array | None = None) -> pa.Table:
        """Rows of the table of responses; ``time`` where somebody has read it already."""
        self._tally.responses += len(sheet)
        self._tally.ids += len(said) - said.null_count
        columns = {
            "response": pa.array(ids),
            "row": sheet.batch.rows,
            "said": said,
            "customer": self.customer(sheet),
            "time": self.time(sheet) if time is None else time,
            "channel": self.word(sheet, self.source.channel),
            "source": constant(self.source.id, len(sheet)),
            "case": self.case(sheet),
        }
        return pa.table(columns | self.segments(sheet))

    def said(self, sheet: Sheet) -> Coded:
        """The ids that the source gave its responses, by code; the empty text where it gave none."""
        if self.source.response is None:
            return Coded(np.zeros(len(sheet), np.int32), [""])
        texts = sheet.texts(self.source.response, read_id)
        return Coded.of(texts)

    def time(self, sheet: Sheet) -> pa.Array:
        """When the rows happened, in UTC."""
        field = self.source.time
        if field is None:
            return pa.nulls(len(sheet), pa.timestamp("us", tz="UTC"))
        column = sheet.column(field.column) if field.column else pa.array([field.constant] * len(sheet), pa.string())
        times, coded, refused = self.times.read(column)
        refuse(sheet.rejects, field.column, coded, sheet.rows, refused)
        self._tally.undated += times.null_count
        return times

    def _pseudonym(self, text: str) -> str | Refused | None:
        said = read_id(text)
        return self._pseudonyms.of(said) if isinstance(said, str) else said


def texts_of(coded: Coded) -> pa.Array:
    """A coded column as text, null where it is empty."""
    words = pa.array([text or None for text in coded.texts], pa.string())
    return words.take(pa.array(coded.codes))
