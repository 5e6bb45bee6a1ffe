"""What an event must say to be one: a name, a time, a case where cases are named, and an end that follows its begin.

What lives here: Sieve, which rejects the rows of a table of events that do not. Not here: reading their columns
(people), which transitions of an activity are kept (eventlog.lifecycle).
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Field, Format, Source
from outsidein.evidence.sources.coded import refuse
from outsidein.evidence.sources.marks import BAD
from outsidein.evidence.sources.people import Sheet
from outsidein.evidence.sources.times import Times

Mask = npt.NDArray[np.bool_]


class Sieve:
    """Lets through the rows that are events, with their times; a row that is none is rejected as a whole, once."""

    def __init__(self, source: Source, format: Format, times: Times, *, now: datetime) -> None:
        self._source = source
        self._times = times
        # The ends are read as times are, but what is doubtful about them is not told twice.
        self._ends = Times(source.time_zone, source.time_format, format, now=now)

    def sift(self, sheet: Sheet) -> tuple[Sheet, pa.Array | None]:
        """The rows that are events, and when they happened (None where nothing says so)."""
        good = np.ones(len(sheet), bool)
        self._filled(sheet, good, self._source.event, "event")
        self._filled(sheet, good, self._source.case, "case")
        time = self._timed(sheet, good)
        return sheet.keep(good), None if time is None else time.filter(pa.array(good))

    def _filled(self, sheet: Sheet, good: Mask, field: Field | None, what: str) -> None:
        """Reject the rows in which a field is blank."""
        if field is None or not field.column:
            return
        coded = sheet.coded(field.column)
        there = np.fromiter(
            (bool(text) and BAD not in text and "\x00" not in text for text in coded.texts), bool, len(coded.texts)
        )[coded.codes]
        for place in np.flatnonzero(good & ~there).tolist():
            self._reject(sheet, good, place, field.column, coded.texts[coded.codes[place]], what)

    def _timed(self, sheet: Sheet, good: Mask) -> pa.Array | None:
        field = self._source.time
        if field is None or not field.column:
            return None
        column = sheet.column(field.column)
        time, coded, refused = self._times.read(column)
        missing = time.is_null().to_numpy(zero_copy_only=False)
        for place in np.flatnonzero(good & missing).tolist():
            code = int(coded.codes[place]) if len(coded.codes) else -1
            if code in refused:
                said = refused[code]
                sheet.rejects.add(int(sheet.rows[place]), field.column, said.shown, said.reason, said.fix, whole=True)
                good[place] = False
            else:
                self._reject(sheet, good, place, field.column, "", "time")
        self._forward(sheet, good, time)
        return time

    def _forward(self, sheet: Sheet, good: Mask, time: pa.Array) -> None:
        """Reject the rows that end before they begin; of an end that is unreadable only the cell is rejected."""
        field = self._source.end
        if field is None or not field.column:
            return
        end, coded, refused = self._ends.read(sheet.column(field.column))
        refuse(sheet.rejects, field.column, coded, sheet.rows, refused)
        known = good & end.is_valid().to_numpy(zero_copy_only=False)
        begun = time.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
        over = end.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
        for place in np.flatnonzero(known & (over < begun)).tolist():
            text = sheet.column(field.column)[place].as_py() or ""
            self._reject(sheet, good, place, field.column, text, "end")

    def _reject(self, sheet: Sheet, good: Mask, place: int, column: str, text: str, what: str) -> None:
        reason, fix = say(f"occurrences.no.{what}"), say(f"occurrences.fix.{what}")
        sheet.rejects.add(int(sheet.rows[place]), column, text, reason, fix, whole=True)
        good[place] = False
