"""What is left of an epoch that has ended, so that somebody who comes with unsent work of it gets that back.

What lives here: remains. Not here: the conversation with the browser (endpoint), what its work wanted (scratch).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pycrdt

from outsidein.server.rooms.log import Log


@dataclass(frozen=True, slots=True)
class Remains:
    """The document as it was when its epoch ended."""

    state: bytes
    vector: bytes


async def remains(log: Log, map: str, epoch: str) -> Remains | None:
    """The end of an epoch; None where it is not known (any more)."""
    end = await log.ending(map, epoch=epoch)
    snapshot = None if end is None else await log.snapshot(map, upto=end, epoch=epoch)
    if snapshot is None:
        return None
    rows = await log.rows(map, after=snapshot.upto, upto=end)
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    for update in (snapshot.data, *(row.data for row in rows)):
        doc.apply_update(update)
    return Remains(doc.get_update(), doc.get_state())
