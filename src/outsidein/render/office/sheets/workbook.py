"""The workbook: the map with hidden ids and the native chart, touchpoints, personas, what was measured, and the base.

What lives here: the only use of XlsxWriter. Not here: what stands in which cell. Texts are written as texts, whatever
they begin with, so that none of them is ever run as a formula; a workbook keeps the map that it was written from, so
that what comes back can be told from what meanwhile changed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from outsidein.ground.speech import speaking
from outsidein.maps.bringing.laid import MAP, NO_STEP, STAGE, STAGES, STEP, TITLE, Laid, LaidRow, lay
from outsidein.maps.bringing.origin import MARK, packed
from outsidein.maps.bringing.standing import StandingTable, tables_for
from outsidein.maps.bringing.tables import MARKS, columns_of, shown
from outsidein.maps.document import Document
from outsidein.maps.fields import Shape
from outsidein.maps.record import Record
from outsidein.render import theme
from outsidein.render.office.sheets.styles import Styles, lines_in
from outsidein.render.phrases import say
from outsidein.render.scene import CurveRow, Scene

_FIRST: Final = 3
"""The column of the first step: ids, names and hints stand before it."""
_SPARE: Final = 40
"""Rows below a table in which choices are offered, too."""
_LONGEST_LIST: Final = 250
"""Letters of a list of choices that a cell can have."""
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


def write_xlsx(document: Document, scene: Scene | None = None, *, created: datetime | None = None) -> bytes:
    """The workbook of a map; with ``scene``, also a sheet of what was measured at each step, for reading only."""
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with (
        speaking(scene.words_language if scene else document.journey.language),
        xlsxwriter.Workbook(out, options) as book,
    ):
        head = document.journey
        about = {"title": head.title[:250], "author": "Outside-In", "created": (created or _EPOCH).replace(tzinfo=None)}
        book.set_properties(about)
        styles = Styles(book)
        _map(book, styles, document, lay(document))
        for standing in tables_for(document):
            _standing(book, styles, standing)
        for mark, cls in MARKS.items():
            _table(book, styles, document, mark, cls)
        if scene is not None:
            _measured(book, styles, scene)
        sheet = book.add_worksheet("outsidein")
        sheet.very_hidden()
        sheet.write_string(0, 0, MARK)
        for row, chunk in enumerate(packed(document), 1):
            sheet.write_string(row, 0, chunk)
    return out.getvalue()


def _map(book: Any, styles: Styles, document: Document, laid: Laid) -> None:
    sheet = book.add_worksheet(say("office.sheet-map"))
    last = _FIRST + max(len(laid.columns), 1) - 1
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 22, None, {"level": 1})
    sheet.set_column(_FIRST, last, 28)
    for row in (0, 1):
        sheet.set_row(row, None, None, {"hidden": True})
    for column, text in enumerate((MAP, TITLE, "hint")):
        sheet.write_string(0, column, text)
    sheet.write_string(1, 0, STAGES)
    for place, one in enumerate(laid.columns, _FIRST):
        sheet.write_string(0, place, one.step or NO_STEP)
        sheet.write_string(1, place, one.stage)
    sheet.set_row(2, 30)
    sheet.write_string(2, 0, TITLE)
    sheet.write_string(2, 1, document.journey.title, styles.title)
    sheet.write_string(2, _FIRST, say("office.sheet-how" if laid.rows else "office.sheet-rows"), styles.hint_plain)
    for at, line in enumerate(laid.rows, 3):
        _row(sheet, styles, line, laid, at)
    if not laid.rows:
        return
    steps = next(n for n, row in enumerate(laid.rows) if row.id == STEP)
    sheet.freeze_panes(4 + steps, _FIRST)
    _charts(book, sheet, laid, steps + 3, len(laid.rows) + 4, last)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(8)


def _row(sheet: Any, styles: Styles, row: LaidRow, laid: Laid, at: int) -> None:
    sheet.write_string(at, 0, row.id)
    sheet.write_string(at, 1, row.title, styles.lane(row.inside))
    sheet.write_string(at, 2, row.hint, styles.hint(row.inside))
    column = _FIRST
    most = max(1, lines_in(row.title, 0.75), lines_in(row.hint, 0.78))
    widths = [count for _, count in laid.stages] if row.by_stage else [1] * len(laid.columns)
    for place, (value, width) in enumerate(zip(row.cells, widths, strict=True)):
        style = styles.cell(row.id, row.inside, place, len(laid.stages))
        if width > 1:
            sheet.merge_range(at, column, at, column + width - 1, "", style)
        if row.numeric and value is not None:
            sheet.write_number(at, column, value, style)
        elif isinstance(value, str) and value:
            _write(sheet, at, column, value, style)
            most = max(most, lines_in(value, width))
        else:
            sheet.write_blank(at, column, None, style)
        column += width
    tall = {STAGE: 26.0, STEP: 15.5 * most + 10}.get(row.id, 14.5 * most + 6)
    sheet.set_row(at, min(tall, 400.0))
    if row.numeric:
        _levels(sheet, styles, at, column - 1)


def _write(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    if sheet.write_string(row, column, text, style):  # never: what is laid fits into a cell
        raise ValueError(f"a cell of {len(text)} letters")


def _levels(sheet: Any, styles: Styles, row: int, last: int) -> None:
    """Levels are 1 to 10 and coloured by how good they are."""
    sheet.data_validation(
        row, _FIRST, row, last,
        {
            "validate": "decimal", "criteria": "between", "minimum": 1, "maximum": 10, "error_type": "warning",
            "input_title": say("office.level"), "input_message": say("office.level-hint"),
            "error_title": say("office.level"), "error_message": say("office.level-hint"),
        },
    )  # fmt: skip
    look = theme.light()
    scale = {
        "type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num", "min_value": 1,
        "mid_value": 5.5, "max_value": 10, "min_color": "#F4B6C1", "mid_color": look["card"], "max_color": "#A9DCC8",
    }  # fmt: skip
    sheet.conditional_format(row, _FIRST, row, last, scale)


def _charts(book: Any, sheet: Any, laid: Laid, names: int, below: int, last: int) -> None:
    """A native chart of the numbers that people drew, which follows when they are changed."""
    numeric = [(3 + n, row) for n, row in enumerate(laid.rows) if row.numeric and not row.by_stage]
    if not numeric or not laid.columns:
        return
    look = theme.light()
    chart = book.add_chart({"type": "line"})
    title = sheet.get_name()
    for n, (at, row) in enumerate(numeric):
        ink = look["accent"] if row.lane else look["good"]
        line = {"color": ink, "width": 2.25} if row.lane else {"color": ink, "width": 1.5, "dash_type": "dash"}
        series: dict[str, Any] = {
            "name": [title, at, 1],
            "categories": [title, names, _FIRST, names, last],
            "values": [title, at, _FIRST, at, last],
            "line": line,
        }
        if row.lane and n < 2:
            series["marker"] = {"type": "circle", "size": 7, "fill": {"color": ink}, "border": {"color": ink}}
            ground = {"fill": {"color": look["card"]}, "border": {"none": True}}
            series["data_labels"] = {"value": True, "position": "above", **ground}
        chart.add_series(series)
    chart.set_y_axis(
        {
            "min": 1,
            "max": 10,
            "major_unit": 3,
            "major_gridlines": {"visible": True, "line": {"color": look["line"]}},
            "line": {"none": True},
        }
    )
    chart.set_x_axis({"num_font": {"size": 8}, "line": {"color": look["line"]}})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("span")
    chart.set_size({"width": min(max(len(laid.columns), 3) * 201, 4_000), "height": 280})
    chart.set_title({"name": say("office.chart"), "name_font": {"size": 12}})
    sheet.insert_chart(below, _FIRST, chart, {"description": say("office.chart"), "object_position": 2})


def _table(book: Any, styles: Styles, document: Document, mark: str, cls: type[Record]) -> None:
    """A sheet of touchpoints or personas: a row each, with choices where a word is one of few."""
    sheet = book.add_worksheet(say(f"office.sheet-{cls.type}"))
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_string(0, 0, mark)
    columns = columns_of(cls)
    records = document.all(cls)
    for at, field in enumerate(columns, 1):
        sheet.write_string(0, at, field.name)
        sheet.write_string(1, at, say(f"office.field-{field.name}"), styles.head)
        sheet.set_column(
            at,
            at,
            26
            if field.name == "name"
            else 40
            if field.shape is Shape.TEXTS or field.name in ("summary", "about", "quote")
            else 18,
        )
        if field.words:
            words = [str(word) for word in field.words]
            sheet.data_validation(2, at, 2 + len(records) + _SPARE, at, {"validate": "list", "source": words})
    for row, record in enumerate(records, 2):
        sheet.write_string(row, 0, record.id)
        most = 1
        for at, field in enumerate(columns, 1):
            text = shown(field, getattr(record, field.name))
            _write(sheet, row, at, text, styles.text)
            most = max(most, lines_in(text, 1))
        sheet.set_row(row, min(14.5 * most + 4, 400))
    sheet.freeze_panes(2, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _standing(book: Any, styles: Styles, table: StandingTable) -> None:
    """A sheet of actors, flows or places: a row each, then a column for each lane of its cards."""
    sheet = book.add_worksheet(say(f"office.sheet-{table.type}"))
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_string(0, 0, table.mark)
    for at, column in enumerate(table.columns, 1):
        sheet.write_string(0, at, column.key)
        title = column.title or say(f"office.field-{column.key}")
        sheet.write_string(1, at, title, styles.head_right if column.numeric else styles.head)
        sheet.set_column(at, at, 10 if column.numeric else 18 if column.choices and column.key == "kind" else 26)
        if column.choices and sum(len(one) + 1 for one in column.choices) < _LONGEST_LIST:
            plain = [one for one in column.choices if "," not in one]
            if len(plain) == len(column.choices):
                rule = {"validate": "list", "source": plain, "error_type": "warning"}
                sheet.data_validation(2, at, 2 + len(table.rows) + _SPARE, at, rule)
    for row, (id, cells) in enumerate(table.rows, 2):
        sheet.write_string(row, 0, id)
        most = 1
        for at, (column, text) in enumerate(zip(table.columns, cells, strict=True), 1):
            if column.numeric and text:
                sheet.write_number(row, at, float(text), styles.plain_number)
            else:
                _write(sheet, row, at, text, styles.text)
                most = max(most, lines_in(text, 1))
        sheet.set_row(row, min(14.5 * most + 4, 400))
    sheet.freeze_panes(2, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _measured(book: Any, styles: Styles, scene: Scene) -> None:
    """What the evidence says at each step; not read back, since it is reckoned anew from the evidence."""
    curve = next((row for row in scene.rows if isinstance(row, CurveRow)), None)
    if curve is None or not any(point.number for point in curve.points):
        return
    sheet = book.add_worksheet(say("office.sheet-measured"))
    heads = ("step", "mean", "low", "high", "n", "gap")
    for at, name in enumerate(heads):
        head = styles.head_right if 0 < at < len(heads) - 1 else styles.head
        sheet.write_string(1, at, say(f"office.measured-{name}"), head)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 4, 12)
    sheet.set_column(5, 5, 60)
    sheet.write_string(0, 0, say("office.measured-about"), styles.hint_plain)
    for row, (step, point) in enumerate(zip(scene.steps, curve.points, strict=True), 2):
        sheet.write_string(row, 0, step.name, styles.text)
        number = point.number
        for at, value in enumerate((number.value, number.low, number.high) if number else (), 1):
            if value is not None:
                sheet.write_number(row, at, value, styles.number)
        sheet.write_string(row, 4, number.n if number else "", styles.right)
        sheet.write_string(row, 5, "" if number else point.gap, styles.text)
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
