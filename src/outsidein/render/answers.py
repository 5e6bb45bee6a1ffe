"""An answer as a page of its own: a table of texts and figures, and which of its columns is the picture.

What lives here: the frozen view, already worded. Not here: what was asked (cli), drawing (html.answer).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is read, and its place with its interval for the picture; ``low`` and ``high`` may be infinite."""

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    sure: bool = True
    """Of a difference: whether it holds when all that were looked at are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """A titled table: ``columns``, of which the first ``names`` are words, and ``rows`` of texts and figures.

    ``picture`` is the column that is drawn, a bar or a point with its interval a row. Where it is None and ``shaded``
    is so, the cells are the picture. ``signed`` says that the figures are differences, around nothing.
    """

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | Figure, ...], ...]
    names: int = 1
    picture: int | None = None
    signed: bool = False
    shaded: bool = False
    under: str = ""
    table: str
    """What the table behind the picture is called."""
    caption: str
    """What stands under the picture."""
