"""Names from a file as the reports of this room show them. Not here: sentences (phrases)."""

from __future__ import annotations

from outsidein.ground.writing import quoted as in_quotes


def quoted(name: str, *, most: int = 60) -> str:
    """A name from a file, in quotes, short enough to read and without signs that would upset a terminal.

    >>> quoted("Gate"), quoted("a\x1b[31m" + "b" * 99, most=8)
    ('“Gate”', '“a�[31mbb…”')
    """
    shown = "".join(sign if sign.isprintable() else "�" for sign in name[:most])
    return in_quotes(f"{shown}…" if len(name) > most else shown)
