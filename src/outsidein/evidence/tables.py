"""The tables of evidence: what one row is, which columns it has, of which type.

What lives here: Arrow schemas and the words for what a question asks. Not here: reading files into them (sources) or
asking them anything (store, measures). Evidence speaks in keys (touchpoint, channel, customer), never in map records.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import pyarrow as pa

_TIME = pa.timestamp("us", tz="UTC")
_WORD = pa.dictionary(pa.int32(), pa.string())


class Asks(StrEnum):
    """What a question asks for; decides which measures its answers can feed."""

    SATISFACTION = "satisfaction"
    IMPORTANCE = "importance"
    FREQUENCY = "frequency"
    EMOTION = "emotion"
    NPS = "nps"
    CES = "ces"
    OUTCOME = "outcome"
    """Yes or no: bought again, reached the goal, overall satisfied; value 1 or 0."""
    NUMBER = "number"
    """Any other number, such as minutes waited."""


class Table(StrEnum):
    """The five tables of evidence."""

    RESPONSES = "responses"
    ANSWERS = "answers"
    COMMENTS = "comments"
    EVENTS = "events"
    CUSTOMERS = "customers"


SCHEMAS: Final[dict[Table, pa.Schema]] = {
    # One row per response: who, when, by which channel. Declared segments follow as text columns ``segment:<name>``.
    Table.RESPONSES: pa.schema(
        [
            ("response", pa.int64()),  # unique in the workspace: import number · 2³² + position
            ("row", pa.int64()),  # in the file, counted as a spreadsheet does: the first line is 1
            ("said", pa.string()),  # the id that the source gave, as written; null where it gave none
            ("customer", pa.string()),  # keyed pseudonym; null where nobody is named
            ("time", _TIME),  # null where undated
            ("channel", _WORD),
            ("source", _WORD),
            ("case", pa.string()),  # keyed pseudonym of the journey that the source names; null where it names none
        ]
    ),
    # One row per answer, not-applicable ones included (value null, applicable false); blanks are counted, not kept.
    Table.ANSWERS: pa.schema(
        [
            ("response", pa.int64()),
            ("question", _WORD),  # key, unique in its source
            ("touchpoint", _WORD),  # null for a question about the whole
            ("asks", _WORD),  # one of Asks
            ("value", pa.float64()),  # as recoded, on the scale [low, high]; null where not applicable
            ("low", pa.float64()),
            ("high", pa.float64()),
            ("applicable", pa.bool_()),
        ]
    ),
    Table.COMMENTS: pa.schema(
        [
            ("comment", pa.int64()),  # response · 64 + column position: the id that cards may cite
            ("response", pa.int64()),
            ("touchpoint", _WORD),
            ("text", pa.string()),
            ("language", _WORD),
        ]
    ),
    # Behaviour: source order is kept in ``row`` so that tied times sort stably.
    Table.EVENTS: pa.schema(
        [
            ("response", pa.int64()),
            ("event", _WORD),
            ("touchpoint", _WORD),
        ]
    ),
    # Who the customers are, or who was invited: the frame that makes missing voices visible.
    Table.CUSTOMERS: pa.schema(
        [
            ("customer", pa.string()),
            ("invited", pa.bool_()),
            ("row", pa.int64()),
            ("source", _WORD),
        ]
    ),
}

SEGMENT: Final = "segment:"
"""Prefix of the text columns that hold declared segments, in RESPONSES and CUSTOMERS."""
