"""Texts that must fit into a picture: cut or broken by their measured width.

What lives here: fitted and wrapped. Not here: how wide a letter is (labels).
"""

from __future__ import annotations

from outsidein.render.html.labels import width_of


def fitted(text: str, room: float, size: float) -> str:
    """The text, cut with … where it is wider than ``room``.

    >>> fitted("Compare flights", 400, 12), fitted("Compare flights", 60, 12)
    ('Compare flights', 'Compar…')
    """
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: float, size: float, *, lines: int = 3) -> list[str]:
    """The text in at most so many lines of ``room``, the last cut where more is left.

    >>> wrapped("Get boarding passes", 62, 12)
    ['Get', 'boarding', 'passes']
    """
    made: list[str] = []
    words = text.split()
    while words:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size) <= room:
            line += f" {words.pop(0)}"
        if len(made) == lines - 1 and words:
            line = " ".join([line, *words])
            words = []
        made.append(fitted(line, room, size))
    return made
