"""What is true of an export: its form, what a row is, and what each column is, in file order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from outsidein.evidence.guess import Known

AIRPORT = Known(
    touchpoints=(
        ("check-in", "Check-in"),
        ("boarding", "Boarding"),
        ("cabin", "Cabin crew"),
        ("app", "Mobile app"),
        ("bags", "Baggage claim"),
    ),
)
NOTHING = Known()


@dataclass(frozen=True)
class Truth:
    """One column. ``roles``: any of these is right. Rating facts are compared only where ``roles`` is rating."""

    roles: tuple[str, ...]
    asks: tuple[str, ...] = ()
    scale: tuple[float, float] | None = None
    shift: float = 0.0
    recode: tuple[tuple[str, float], ...] = ()
    off: tuple[str, ...] = ()
    """Texts that must not become a value: not applicable, do not know, no answer."""
    reversed: bool = False
    touchpoint: str | None = None
    """The known touchpoint it is about; empty: about the whole; None: not compared."""


@dataclass(frozen=True)
class Export:
    """A file and what is true of it. ``build`` gives its bytes; ``columns`` is in file order (by name for JSON)."""

    name: str
    file: str
    build: Callable[[Random], bytes]
    reads: tuple[str, ...]
    columns: tuple[tuple[str, Truth], ...]
    type: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = "."
    header: int = 1
    skip: int = 0
    join: bool = False
    sheet: str = ""
    time_format: tuple[str, ...] = ()
    time_zone: str = ""
    known: Known = field(default=NOTHING)
    questions: tuple[tuple[str, Truth], ...] = ()
    """The questions of a long file, by the text in its question column."""


def is_(*roles: str) -> Truth:
    return Truth(roles)


def rating(
    asks: str | tuple[str, ...],
    low: float,
    high: float,
    *,
    shift: float = 0.0,
    words: tuple[str, ...] = (),
    recode: tuple[tuple[str, float], ...] = (),
    off: tuple[str, ...] = (),
    turned: bool = False,
    at: str | None = None,
) -> Truth:
    """A rating; ``words`` are labels from the lowest to the highest value, one apart."""
    labels = tuple((word, low + i) for i, word in enumerate(words))
    kinds = (asks,) if isinstance(asks, str) else asks
    return Truth(("rating",), kinds, (low, high), shift, labels + recode, off, turned, at)


def outcome(*pairs: tuple[str, float], off: tuple[str, ...] = ()) -> Truth:
    return Truth(("rating",), ("outcome",), (0, 1), recode=pairs, off=off)


CUSTOMER = is_("customer")
RESPONSE = is_("response")
WHO = is_("customer", "response")
"""A lone generic id: either reading is right."""
TIME = is_("time")
CHANNEL = is_("channel")
SEGMENT = is_("segment")
COMMENT = is_("comment")
IGNORE = is_("ignore")
EITHER = is_("segment", "ignore")
"""Harmless either way: a low-cardinality attribute."""
