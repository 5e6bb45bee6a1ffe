"""The XML of shapes that are only shape and text: boxes, curves, tables.

What lives here: markup. Not here: the shapes (shapes), pictures and charts, which the library writes (presentation).
"""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from outsidein.render import theme
from outsidein.render.office.slides.outlines import outline_of
from outsidein.render.office.slides.shapes import Box, Curve, Form, Paragraph, Run, Table
from outsidein.render.office.slides.units import POINT, emu

FONT: Final = "Arial"
"""On every machine, or replaced by one of the same widths."""
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_TABLE: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_LAYOUT: Final = (
    f'<c:layout xmlns:c="{CHART}"><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
    '<c:yMode val="edge"/><c:x val="0"/><c:y val="0.03"/><c:w val="1"/><c:h val="0.94"/></c:manualLayout></c:layout>'
)
"""Where the lines of a chart stand in its frame: all of it, so that points stand in the middle of columns."""


def clean(text: str) -> str:
    """``text`` without the characters that XML cannot hold.

    >>> clean("a\\x00b\\x0bc")
    'abc'
    """
    return _FORBIDDEN.sub("", text)


def xml_of(box: Box, number: int, *, language: str, right_to_left: bool) -> str:
    """The box as an element ``p:sp``; ``number`` is its id, unique on the slide."""
    only_text = "" if box.fill or box.line else ' txBox="1"'
    name = quoteattr(one_line(box.name))
    head = f'<p:nvSpPr><p:cNvPr id="{number}" name={name}/><p:cNvSpPr{only_text}/><p:nvPr/></p:nvSpPr>'
    return f"<p:sp {NAMESPACES}>{head}{_outline(box)}{_text(box, language, right_to_left)}</p:sp>"


def xml_of_curve(curve: Curve, number: int) -> str:
    """The curve as a shape of its own path with an arrow at its end."""
    left, top, right, bottom = curve.box()
    wide, high = max(emu(right - left), 1), max(emu(bottom - top), 1)
    points = [f'<a:pt x="{emu(curve.x + x - left)}" y="{emu(curve.y + y - top)}"/>' for x, y in curve.points]
    path = (
        f'<a:pathLst><a:path w="{wide}" h="{high}" fill="none"><a:moveTo>{points[0]}</a:moveTo>'
        f"<a:cubicBezTo>{''.join(points[1:])}</a:cubicBezTo></a:path></a:pathLst>"
    )
    line = (
        f'<a:ln w="{round(curve.width * POINT)}">{solid(curve.ink)}<a:prstDash val="{curve.dash}"/><a:round/>'
        '<a:tailEnd type="triangle" w="med" len="med"/></a:ln>'
    )
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(one_line(curve.name))}/><p:cNvSpPr/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{emu(left)}" y="{emu(top)}"/><a:ext cx="{wide}" cy="{high}"/>'
        "</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/>{path}</a:custGeom><a:noFill/>{line}</p:spPr></p:sp>'
    )


def xml_of_table(table: Table, number: int, *, language: str, right_to_left: bool) -> str:
    """The table as an element ``p:graphicFrame``, ruled between its rows."""
    turned = ' rtl="1"' if right_to_left else ""
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in table.widths)
    lines = []
    for place, (row, tall) in enumerate(zip(table.rows, table.heights, strict=True)):
        cells = "".join(
            _table_cell(runs, language, number=at in table.numbers, head=place == 0, right_to_left=right_to_left)
            for at, runs in enumerate(row)
        )
        lines.append(f'<a:tr h="{emu(tall)}">{cells}</a:tr>')
    size = f'<a:ext cx="{emu(sum(table.widths))}" cy="{emu(sum(table.heights))}"/>'
    return (
        f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" '
        f'name={quoteattr(one_line(table.name))}/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f'</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="{emu(table.x)}" y="{emu(table.y)}"/>'
        f'{size}</p:xfrm><a:graphic><a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr firstRow="1"{turned}/>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(lines)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _table_cell(runs: Paragraph, language: str, *, number: bool, head: bool, right_to_left: bool) -> str:
    look = theme.light()
    align = "r" if number != right_to_left else "l"
    about = f'<a:pPr algn="{align}"{" rtl=" + quoteattr("1") if right_to_left else ""}/>'
    text = "".join(_run(run, language) for run in runs)
    body = f"<a:txBody><a:bodyPr/><a:lstStyle/><a:p>{about}{text}</a:p></a:txBody>"
    none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
    rule = f'<a:lnB w="{12_700 if head else 6_350}">{solid(look["soft"] if head else look["line"])}</a:lnB>'
    pad = emu(1.2)
    return (
        f'<a:tc>{body}<a:tcPr marL="{pad}" marR="{pad}" marT="{pad // 2}" marB="{pad // 2}" anchor="t">'
        f"{none}{rule}<a:noFill/></a:tcPr></a:tc>"
    )


def _outline(box: Box) -> str:
    thin = 0.0 if box.form is Form.LINE else 0.01
    frame = (
        f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(max(box.width, thin))}" cy="{emu(max(box.height, thin))}"/></a:xfrm>'
    )
    adjusted = ""
    least = max(min(box.width, box.height), 0.1)
    if box.form is Form.ROUND:
        adjusted = f'<a:gd name="adj" fmla="val {min(50_000, round(box.round / least * 100_000))}"/>'
    elif box.form in (Form.HEXAGON, Form.OCTAGON):
        adjusted = f'<a:gd name="adj" fmla="val {(25_000 if box.form is Form.HEXAGON else 18_000)}"/>'
        adjusted += '<a:gd name="vf" fmla="val 115470"/>' if box.form is Form.HEXAGON else ""
    elif box.form in (Form.FIRST, Form.CHEVRON):
        adjusted = f'<a:gd name="adj" fmla="val {min(50_000, round(4.0 / least * 100_000))}"/>'
    fill = solid(box.fill) if box.fill else "<a:noFill/>"
    dash = '<a:prstDash val="dash"/>' if box.dashed else ""
    line = (
        f'<a:ln w="{round(box.edge * POINT)}">{solid(box.line)}{dash}</a:ln>'
        if box.line
        else "<a:ln><a:noFill/></a:ln>"
    )
    shape = f'<a:prstGeom prst="{box.form}"><a:avLst>{adjusted}</a:avLst></a:prstGeom>'
    if box.sites:
        shape = outline_of(box)
    return f"<p:spPr>{frame}{shape}{fill}{line}</p:spPr>"


def _text(box: Box, language: str, right_to_left: bool) -> str:
    pad = emu(box.pad)
    anchor = "ctr" if box.middle else "t"
    body = (
        f'<a:bodyPr wrap="square" lIns="{pad}" tIns="{pad}" rIns="{pad}" bIns="{pad}" anchor="{anchor}" rtlCol="0">'
        "<a:noAutofit/></a:bodyPr><a:lstStyle/>"
    )
    align = {"l": "r", "r": "l"}.get(box.align, box.align) if right_to_left else box.align
    turned = ' rtl="1"' if right_to_left else ""
    about = f'<a:pPr algn="{align}"{turned}/>'
    paragraphs = "".join(
        f"<a:p>{about}{''.join(_run(run, language) for run in paragraph)}</a:p>" for paragraph in box.paragraphs
    )
    return f"<p:txBody>{body}{paragraphs or f'<a:p>{about}</a:p>'}</p:txBody>"


def _run(run: Run, language: str) -> str:
    look = (
        f'<a:rPr lang={quoteattr(language)} sz="{round(run.points * 100)}" b="{int(run.bold)}" i="{int(run.italic)}" '
        f'dirty="0">{solid(run.ink)}<a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:rPr>'
    )
    pieces = clean(run.text).split("\n")
    return f"<a:br>{look}</a:br>".join(f"<a:r>{look}<a:t>{escape(piece)}</a:t></a:r>" for piece in pieces)


def solid(colour: str) -> str:
    """A fill of one colour, given as ``#rrggbb``."""
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:solidFill>'


def one_line(text: str) -> str:
    """A name as a selection pane shows it."""
    return " ".join(clean(text).split())[:240]
