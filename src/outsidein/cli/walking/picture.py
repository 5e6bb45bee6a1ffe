"""An answer about journeys as a page of its own: the same table, with a picture before it.

What lives here: the view that is made of an answer. Not here: drawing (render.html.answer), the answer (questions).
"""

from __future__ import annotations

import math
from typing import Final

from outsidein.cli.walking.comparisons import COLUMNS
from outsidein.cli.walking.grid import NOTHING, Cell
from outsidein.cli.walking.questions import Answer
from outsidein.render.answers import AnswerView, Figure
from outsidein.render.html.answer import MOST, write_answer

SURE: Final = 0.05
"""Of differences with q up to this, one in twenty at most is expected to be chance."""


def draw(answer: Answer, *, question: str, shown: str) -> str:
    """The page of ``answer``, asked of what is ``shown``."""
    signed = tuple(answer.columns[-len(COLUMNS) :]) == COLUMNS
    rows = tuple(
        tuple(_figure(_told_apart(cell, answer), sure=not signed or _sure(row[-1])) for cell in row)
        for row in answer.rows
    )
    return write_answer(
        AnswerView(
            title=answer.title,
            about=f"journeys {question} · {shown}",
            columns=tuple(answer.columns),
            rows=_of_one_unit(rows, answer),
            names=answer.names,
            picture=answer.picture,
            signed=signed,
            shaded=answer.picture is None,
            under=answer.under,
            table="The numbers behind the picture",
            caption=_caption(answer, len(rows), signed=signed),
        )
    )


def _caption(answer: Answer, rows: int, *, signed: bool) -> str:
    name = answer.columns[answer.picture] if answer.picture is not None else ""
    key = " In colour: sure, whatever else was looked at." if signed else ""
    more = f" The first {MOST} of {rows} rows; the table has them all." if rows > MOST else ""
    return f"{name[:1].upper()}{name[1:]}. The line is its interval.{key}{more}"


def _told_apart(cell: str, answer: Answer) -> str:
    """A name with an arrow in it in quotation marks, where arrows stand between the names of a row."""
    return f"“{cell}”" if answer.names > 1 and "→" in cell and not isinstance(cell, Cell) else cell


def _figure(cell: str, *, sure: bool) -> str | Figure:
    if not isinstance(cell, Cell):
        return cell
    one = cell.estimate
    if not one.known:
        return Figure(str(cell))
    return Figure(str(cell), one.value, one.low, one.high, sure)


def _sure(q: str) -> bool:
    return q != NOTHING and float(q) <= SURE


def _of_one_unit(rows: tuple[tuple[str | Figure, ...], ...], answer: Answer) -> tuple[tuple[str | Figure, ...], ...]:
    """The rows; where shares and times stand in one column, only those like the first have a place on its scale."""
    at = answer.picture
    if at is None:
        return rows
    cells = [row[at] for row in answer.rows]
    units = [cell.estimate.unit if isinstance(cell, Cell) else "" for cell in cells]
    first = next((unit for unit, row in zip(units, rows, strict=True) if _drawn(row[at])), "")
    return tuple(
        row if unit == first or not _drawn(row[at]) else (*row[:at], Figure(str(_text(row[at]))), *row[at + 1 :])
        for unit, row in zip(units, rows, strict=True)
    )


def _drawn(cell: str | Figure) -> bool:
    return isinstance(cell, Figure) and cell.value is not None and math.isfinite(cell.value)


def _text(cell: str | Figure) -> str:
    return cell.text if isinstance(cell, Figure) else cell
