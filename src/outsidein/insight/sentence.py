"""Sentences: numbers and names as they stand in what insight says.

What lives here: small pieces of plain English, the same everywhere. Not here: what is said (the module that found it),
how a number is drawn (render). No sentence here or there says that one thing caused another.
"""

from __future__ import annotations

from collections.abc import Sequence

from outsidein.maps.document import Document
from outsidein.measures.estimate import Estimate


def figure(number: float, decimals: int = 1) -> str:
    """A number with a true minus sign and commas for thousands.

    >>> figure(-1.25), figure(129880, 0), figure(-0.04)
    ('−1.2', '129,880', '0.0')
    """
    text = f"{number:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.removeprefix("-")
    return text.replace("-", "−")


def span(low: float, high: float, decimals: int = 1) -> str:
    """An interval in words.

    >>> span(0.94, 1.31)
    '0.9 to 1.3'
    """
    return f"{figure(low, decimals)} to {figure(high, decimals)}"


def bearable(estimate: Estimate) -> int:
    """One decimal, or two where the interval is so narrow that one could not show it."""
    return 2 if estimate.high - estimate.low < 0.1 else 1


def listed(names: Sequence[str], *, most: int = 3) -> str:
    """Names in a sentence.

    >>> listed(["Wifi"]), listed(["Wifi", "Gate"]), listed(["a", "b", "c", "d", "e"])
    ('Wifi', 'Wifi and Gate', 'a, b, c and 2 more')
    """
    shown = list(names[:most]) + ([f"{len(names) - most} more"] if len(names) > most else [])
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "person", "people"), plural(1200, "answer")
    ('1 person', '1,200 answers')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def name_of(document: Document, where: str) -> str:
    """How the map calls the record of this id; its key where it does not know it."""
    record = document.records.get(where)
    return getattr(record, "name", "") or where.partition(":")[2] or where
