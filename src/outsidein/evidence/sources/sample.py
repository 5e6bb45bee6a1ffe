"""The first rows of a file as its mapping reads them, for a person to look at before saying yes.

What lives here: putting them together from the parts of the tables. Not here: showing it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from outsidein.evidence.phrases import say
from outsidein.evidence.sources.jobs import FirstRow
from outsidein.evidence.sources.wide import Parts
from outsidein.evidence.tables import SEGMENT, Table


@dataclass(slots=True)
class FirstRows:
    """Collects the first ``most`` rows."""

    most: int
    found: list[FirstRow] = field(default_factory=list)

    def look(self, parts: Parts) -> None:
        """Take what is still wanted from the parts of one batch."""
        wanted = self.most - len(self.found)
        for table in (Table.RESPONSES, Table.CUSTOMERS):
            for part in parts.get(table, []):
                heads = part.slice(0, wanted)
                if heads.num_rows:
                    self.found += self._rows(heads, parts)
                    wanted -= heads.num_rows

    def _rows(self, heads: pa.Table, parts: Parts) -> list[FirstRow]:
        ids = heads["response"] if "response" in heads.column_names else None
        answers = _grouped(parts.get(Table.ANSWERS, []), ids)
        comments = _grouped(parts.get(Table.COMMENTS, []), ids)
        events = _grouped(parts.get(Table.EVENTS, []), ids)
        found = []
        for head in heads.to_pylist():
            number, time = head.get("response"), head.get("time")
            words = [
                (name.removeprefix(SEGMENT), text or "") for name, text in head.items() if name.startswith(SEGMENT)
            ]
            row = FirstRow(
                row=head["row"],
                customer=head["customer"] or "",
                time=time.isoformat(sep=" ", timespec="minutes") if time else "",
                channel=head.get("channel") or "",
                segments=tuple(words),
                answers=tuple(
                    (one["question"], one["touchpoint"] or "", _said(one)) for one in answers.get(number, [])
                ),
                comments=tuple((one["touchpoint"] or "", one["text"]) for one in comments.get(number, [])),
                event=next((one["event"] or "" for one in events.get(number, [])), ""),
            )
            found.append(row)
        return found


def _grouped(parts: list[pa.Table], ids: pa.ChunkedArray | None) -> dict[int | None, list[dict[str, Any]]]:
    grouped: dict[int | None, list[dict[str, Any]]] = {}
    if ids is not None:
        for part in parts:
            for row in part.filter(pc.is_in(part["response"], value_set=ids.combine_chunks())).to_pylist():
                grouped.setdefault(row["response"], []).append(row)
    return grouped


def _said(answer: dict[str, Any]) -> str:
    return f"{answer['value']:g}" if answer["applicable"] else say("shared.not-applicable")
