"""Counts with their nouns and names in quotes, as the reports of this room say them."""

from __future__ import annotations


def many(count: int, thing: str) -> str:
    """A count with its noun.

    >>> many(1, "row"), many(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def quoted(name: str, *, most: int = 60) -> str:
    """A name from a file, in quotes, short enough to read and without signs that would upset a terminal.

    >>> quoted("Gate"), quoted("a\x1b[31m" + "b" * 99, most=8)
    ('“Gate”', '“a�[31mbb…”')
    """
    shown = "".join(sign if sign.isprintable() else "�" for sign in name[:most])
    return f"“{shown}…”" if len(name) > most else f"“{shown}”"
