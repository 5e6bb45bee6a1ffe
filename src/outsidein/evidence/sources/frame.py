"""Files that say who the customers are, or who was invited: the frame that makes missing voices visible.

What lives here: rows → customers. Not here: pseudonyms and segments themselves (people).
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format, Source
from outsidein.evidence.sources.coded import Coded, refuse
from outsidein.evidence.sources.people import People, Sheet, constant
from outsidein.evidence.sources.ratings import Refused
from outsidein.evidence.sources.rejects import Rejects
from outsidein.evidence.sources.seen import Seen, id_keys
from outsidein.evidence.sources.tally import Tally
from outsidein.evidence.sources.wide import Parts
from outsidein.evidence.sources.words import Words, read_yes
from outsidein.evidence.tables import Table


class Frame:
    """Reads lists of customers batch by batch."""

    def __init__(
        self, source: Source, format: Format, *, first: int, key: bytes, now: datetime, tally: Tally, rejects: Rejects
    ) -> None:
        self.people = People(source, format, key=key, now=now, tally=tally)
        self._source = source
        self._tally = tally
        self._rejects = rejects
        self._seen = Seen()
        self._words = Words(source.invited.values if source.invited else (), format)

    def take(self, sheet: Sheet) -> Parts:
        """The part of the table of customers that some rows give: one row for each customer, the first."""
        customer = self.people.customer(sheet)
        coded = Coded.of(customer)
        rows = sheet.rows
        keys, named = id_keys(coded)
        claims = self._seen.claim(keys, named, lambda new: rows[new])
        column = self._source.customer.column if self._source.customer else ""
        for place in np.flatnonzero(~named).tolist():
            fix = say("frame.every-row-of-a-list")
            self._rejects.add(int(rows[place]), column, "", say("frame.a-customer-without-an-id"), fix, whole=True)
        for place in np.flatnonzero(named & ~claims.new).tolist():
            shown = sheet.column(column)[place].as_py() or ""
            fix = say("shared.row-has-it-already-and", value=int(claims.value[place]))
            self._rejects.add(
                int(rows[place]), column, shown, say("frame.a-customer-who-occurs-before"), fix, whole=True
            )
        kept = named & claims.new
        sheet = sheet.keep(kept)
        self._tally.customers += len(sheet)
        columns = {
            "customer": customer.filter(pa.array(kept)),
            "invited": self._invited(sheet),
            "row": sheet.batch.rows,
            "source": constant(self._source.id, len(sheet)),
        }
        return {Table.CUSTOMERS: [pa.table(columns | self.people.segments(sheet))]}

    def _invited(self, sheet: Sheet) -> pa.Array:
        field = self._source.invited
        if field is None:
            return pa.nulls(len(sheet), pa.bool_())
        coded = sheet.coded(field.column) if field.column else Coded(np.zeros(len(sheet), np.int32), [field.constant])
        decided: list[bool | None] = []
        refused: dict[int, Refused] = {}
        for code, text in enumerate(coded.texts):
            word = self._words.read(text)
            said = word if isinstance(word, Refused) else read_yes(word or "")
            if isinstance(said, Refused):
                refused[code] = said
            decided.append(None if isinstance(said, Refused) else said)
        refuse(self._rejects, field.column, coded, sheet.rows, refused)
        return pa.array(decided, pa.bool_()).take(pa.array(coded.codes))
