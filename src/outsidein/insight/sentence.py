"""Sentences: numbers and names as they stand in what insight says.

What lives here: how precisely a number is told, how a record is called. Not here: what is said (phrases), how a number
is written (ground). No sentence here or there says that one thing caused another.
"""

from __future__ import annotations

from outsidein.maps.document import Document
from outsidein.measures.estimate import Estimate


def bearable(estimate: Estimate) -> int:
    """One decimal, or two where the interval is so narrow that one could not show it."""
    return 2 if estimate.high - estimate.low < 0.1 else 1


def name_of(document: Document, where: str) -> str:
    """How the map calls the record of this id; its key where it does not know it."""
    record = document.records.get(where)
    return getattr(record, "name", "") or where.partition(":")[2] or where
