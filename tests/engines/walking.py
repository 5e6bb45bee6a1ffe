"""Logs for the engines, awkward where engines differ: tied times, codes beyond a byte, cases of one event, scripts.

What lives here: made-up logs as Arrow tables, and a map to hold against them. Not here: putting them into an engine
(places).
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Final

import pyarrow as pa

from outsidein.maps import Document, read

NAMES: Final = (
    "search", "basket", "Zahlung (Überweisung)", "結帳", "оплата", "it's \"quoted\" \\ back", "İade", "a", "B", "é",
    "🙂 chat", "call",
)  # fmt: skip
"""Touchpoints in many scripts: upper and lower case, quotes, a backslash, signs beyond the basic plane."""
SEGMENT: Final = "segment:land"
_START: Final = datetime(2026, 1, 30, 22, 15, 0, 250_001, tzinfo=UTC)


def narrow() -> pa.Table:
    """Twelve touchpoints, times with microseconds, many ties, and an order that breaks them against the alphabet."""
    return _log(random.Random(5), NAMES, cases=260, stamped=True)


def often() -> pa.Table:
    """The narrow log four times over, by other customers: more happens, and nothing else does."""
    once = narrow()
    at = once.column_names.index("case")
    return pa.concat_tables(
        once.set_column(at, "case", pa.array([f"{case} {time}" for case in once["case"].to_pylist()]))
        for time in range(4)
    )


def wide() -> pa.Table:
    """More than 256 touchpoints, so that their codes need two bytes and a table of their own; times as numbers."""
    names = (*NAMES, *(f"page {at}" for at in range(290)))
    return _log(random.Random(6), names, cases=120, stamped=False)


def drawn() -> Document:
    """A map with four steps of the narrow log, one that nobody records, and one touchpoint met at two steps."""
    steps = (("search",), ("basket", "a"), ("b",), ("unseen",), ("call", "a"))
    text = "outsidein: 1\nmap: m\nkind: customer-journey\ntitle: M\ntouchpoints:\n"
    text += "".join(f"  - {{id: {one}, name: {one.title()}}}\n" for one in dict.fromkeys(sum(steps, ())))
    text += "stages:\n  - id: all\n    name: All\n    steps:\n"
    for at, step in enumerate(steps, start=1):
        text += f"      - {{id: s{at}, name: Step {at}, touchpoints: [{', '.join(step)}]}}\n"
    document, found = read(text)
    assert document is not None, found
    return document


def _log(chance: random.Random, names: tuple[str, ...], *, cases: int, stamped: bool) -> pa.Table:
    rows: list[tuple[str, int, str, str | None]] = []
    for case in range(cases):
        land = chance.choice(["Österreich", "日本", None, None, "us"])
        length = 1 if case % 7 == 0 else chance.randint(2, 14)
        at = chance.randint(0, 90 * 24 * 60) * 60_000_000
        name = chance.randrange(len(names))
        for _ in range(length):
            # A land that is known only from the second event on counts for the whole case.
            rows.append((f"Kund*in {case} ✓", at, names[name], land if len(rows) % 3 else None))
            at += chance.choice([0, 0, 1, 999_999, 60_000_000, 7 * 60_000_000, 40 * 60_000_000, 26 * 3_600_000_000])
            name = (name + chance.choice([0, 1, 1, 1, 2, 5, 11])) % len(names)
    chance.shuffle(rows)
    case, time, event, land = (list(column) for column in zip(*rows, strict=True))
    times = (
        pa.array([_START + timedelta(microseconds=at) for at in time], pa.timestamp("us", tz="UTC"))
        if stamped
        else pa.array(time, pa.int64())
    )
    order = list(range(len(rows)))
    columns = {"case": case, "time": times, "event": event, "order": pa.array(order, pa.int64())}
    return pa.table(columns | {SEGMENT: pa.array(land, pa.string())})
