"""Panels of a scene as native tables, cut where a slide is full.

What lives here: how wide columns and how high rows are. Not here: what panels say (composition).
"""

from __future__ import annotations

from collections.abc import Sequence

from outsidein.render import theme
from outsidein.render.office.measuring import height, width_of
from outsidein.render.office.slides.shapes import Paragraph, Run, Table
from outsidein.render.scene import Number, Panel

_PAD = 1.2
_LEAST = 14.0
_LEADING = 1.1
"""Rows of a table grow where another font needs more; what stands beneath leaves that much."""


def tables_of(panel: Panel, x: float, width: float, points: float, rooms: Sequence[float]) -> list[Table]:
    """The rows of a panel as tables at ``x``; the first no higher than the first of ``rooms``, all others the last.

    Each has the head; a row that is higher than all room stands alone. ``y`` of each is 0, for whoever places it.
    """
    look = theme.light()
    texts = [[_said(cell) for cell in row] for row in panel.rows]
    heads = [column.title for column in panel.columns]
    widths = _widths([heads, *texts], width, points)
    head = tuple((Run(text, points, look["soft"], bold=True),) for text in heads)
    top = _tall(heads, widths, points, bold=True)
    made: list[Table] = []
    rows: list[tuple[Paragraph, ...]] = [head]
    talls = [top]
    numbers = frozenset(at for at, column in enumerate(panel.columns) if column.number)

    def close() -> None:
        made.append(Table(panel.title, x, 0, widths, tuple(talls), tuple(rows), numbers))

    for row, cells in zip(panel.rows, texts, strict=True):
        tall = _tall(cells, widths, points)
        room = rooms[min(len(made), len(rooms) - 1)]
        if len(rows) > 1 and sum(talls) + tall > room:
            close()
            rows, talls = [head], [top]
        rows.append(tuple(_runs(cell, text, points) for cell, text in zip(row, cells, strict=True)))
        talls.append(tall)
    if len(rows) > 1:
        close()
    return made


def _said(cell: str | Number) -> str:
    if isinstance(cell, str):
        return cell
    quiet = " ".join(part for part in (cell.interval, cell.n) if part)
    return "\n".join(part for part in (f"{cell.text} {cell.unit}".strip(), quiet) if part)


def _runs(cell: str | Number, text: str, points: float) -> Paragraph:
    look = theme.light()
    if isinstance(cell, str):
        return (Run(text, points, look["ink"]),)
    strong, _, quiet = text.partition("\n")
    return (
        Run(strong, points, look["ink"], bold=True),
        *((Run(f"\n{quiet}", points * 0.85, look["faint"]),) if quiet else ()),
    )


def _widths(rows: Sequence[Sequence[str]], width: float, points: float) -> tuple[float, ...]:
    """Columns as wide as their texts want, narrowed in proportion where they want more than there is."""
    wanted = []
    for column in zip(*rows, strict=True):
        lines = [width_of(line, points) for text in column for line in text.split("\n")]
        wanted.append(min(max(lines, default=0.0) * 1.1 + 2 * _PAD + 1, width * 0.6))
    spare = width - len(wanted) * _LEAST
    over = [max(one - _LEAST, 0.0) for one in wanted]
    share = min(1.0, spare / sum(over)) if sum(over) > 0 and spare > 0 else 0.0
    made = [min(one, _LEAST) + more * share for one, more in zip(wanted, over, strict=True)]
    return tuple(one * min(1.0, width / sum(made)) for one in made)


def _tall(cells: Sequence[str], widths: Sequence[float], points: float, *, bold: bool = False) -> float:
    return (
        max(height(text, wide - 2 * _PAD - 0.5, points, bold=bold) for text, wide in zip(cells, widths, strict=True))
        + _PAD
        + 0.6
    )
