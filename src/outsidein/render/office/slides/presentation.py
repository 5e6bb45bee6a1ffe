"""The PPTX file: laid slides become shapes that PowerPoint, Keynote and LibreOffice edit.

What lives here: the only use of python-pptx. Not here: what goes where (poster, deck). Shapes are written as XML in one
go, since the library searches all of a slide for each one it adds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from outsidein.render import theme
from outsidein.render.office.slides.connectors import xml_of_connector
from outsidein.render.office.slides.glue import glued
from outsidein.render.office.slides.joints import jointed
from outsidein.render.office.slides.markup import CHART, CHART_LAYOUT, clean, xml_of, xml_of_curve, xml_of_table
from outsidein.render.office.slides.shapes import Box, Connector, Curve, LineChart, Picture, Series, Side, Slide, Table
from outsidein.render.office.slides.units import emu
from outsidein.render.scene import Scene

MOST: Final = 1_420.0
"""The longest side of a slide in mm that PowerPoint opens (56 inches)."""
_BLANK: Final = 5
"""The layout “Title only” of the library's own template: a title, which outlines and screen readers need."""
_FIRST: Final = 11
"""The id of the first shape of a slide; those before it are the library's own."""
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


def written(scene: Scene, slides: Iterable[Slide], *, created: datetime | None) -> bytes:
    """The file of ``slides``, all of the size of the first. Equal slides of an equal date give equal shapes."""
    from pptx import Presentation
    from pptx.oxml import parse_xml

    laid = list(slides)
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = emu(laid[0].width), emu(laid[0].height)
    about = deck.core_properties
    about.title, about.author = clean(scene.title)[:250], "Outside-In"
    about.subject, about.language = clean(scene.subtitle)[:250], scene.language
    about.created = about.modified = created or _EPOCH
    about.last_modified_by = "Outside-In"
    for one in laid:
        slide: Any = deck.slides.add_slide(deck.slide_layouts[_BLANK])
        _title(slide.shapes.title, one)
        tree = slide.shapes._spTree
        shapes, glue = glued(jointed(one.shapes))
        for place, shape in enumerate(shapes):
            number = _FIRST + place
            match shape:
                case Box():
                    xml = xml_of(shape, number, language=scene.language, right_to_left=scene.right_to_left)
                    tree.append(parse_xml(xml))
                case Curve():
                    tree.append(parse_xml(xml_of_curve(shape, number)))
                case Connector():
                    (start, begins), (end, closes) = glue[place]
                    ends = (_FIRST + start, begins), (_FIRST + end, closes)
                    tree.append(parse_xml(xml_of_connector(shape, number, ends)))
                case Table():
                    xml = xml_of_table(shape, number, language=scene.language, right_to_left=scene.right_to_left)
                    tree.append(parse_xml(xml))
                case Picture():
                    _picture(slide, shape, number)
                case LineChart():
                    _chart(slide, shape, number)
        if one.notes:
            slide.notes_slide.notes_text_frame.text = clean(one.notes)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _title(shape: Any, slide: Slide) -> None:
    """The title placeholder, which says the title in outlines; what is seen is drawn by the layout."""
    shape.text_frame.text = clean(slide.title)
    shape.left, shape.top, shape.width, shape.height = emu(0), emu(-30), emu(min(slide.width, 300)), emu(20)


def _picture(slide: Any, picture: Picture, number: int) -> None:
    from PIL import Image

    with Image.open(BytesIO(picture.data)) as image:
        ratio = image.width / max(image.height, 1)
        out = BytesIO()
        image.convert("RGBA").save(out, "PNG")
    width, height = picture.width, picture.width / ratio
    if height > picture.height:
        width, height = picture.height * ratio, picture.height
    out.seek(0)
    left = picture.x + (picture.width - width) / 2
    made = slide.shapes.add_picture(out, emu(left), emu(picture.y), emu(width), emu(height))
    about = made._element.nvPicPr.cNvPr
    about.set("id", str(number))
    about.set("name", clean(picture.name)[:240])
    about.set("descr", clean(picture.says))


def _chart(slide: Any, chart: LineChart, number: int) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.oxml import parse_xml

    data: Any = CategoryChartData(number_format="0.0")
    data.categories = [clean(name) or " " for name in chart.categories]
    for line in chart.series:
        data.add_series(clean(line.name), line.values)
    frame: Any = slide.shapes.add_chart(
        XL_CHART_TYPE.LINE_MARKERS, emu(chart.x), emu(chart.y), emu(chart.width), emu(chart.height), data
    )
    about = frame._element.nvGraphicFramePr.cNvPr
    about.set("id", str(number))
    about.set("name", clean(chart.name)[:240])
    made = frame.chart
    made.has_title = made.has_legend = False
    made.font.size, made.font.name = round(chart.points * 12_700), "Arial"
    value, category = made.value_axis, made.category_axis
    value.minimum_scale, value.maximum_scale, value.major_unit = chart.low, chart.high, chart.step
    value.tick_label_position = category.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    value.major_tick_mark = category.major_tick_mark = XL_TICK_MARK.NONE
    value.format.line.fill.background()
    value.major_gridlines.format.line.color.rgb = _rgb(theme.light()["line"])
    value.major_gridlines.format.line.width = 6_350
    category.format.line.fill.background()
    for drawn, line in zip(made.plots[0].series, chart.series, strict=True):
        _line(drawn, line, chart.points)
    plot = made._chartSpace.chart.plotArea
    for layout in plot.findall(f"{{{CHART}}}layout"):
        plot.remove(layout)
    plot.insert(0, parse_xml(CHART_LAYOUT))
    blanks = made._chartSpace.chart.find(f"{{{CHART}}}dispBlanksAs")
    if blanks is not None:
        blanks.set("val", "span")


def _line(drawn: Any, line: Series, points: float) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    drawn.smooth = False
    colour = _rgb(line.ink)
    if line.width:
        drawn.format.line.color.rgb = colour
        drawn.format.line.width = round(line.width * 12_700)
        if line.dashed:
            drawn.format.line.dash_style = MSO_LINE.DASH
    else:
        drawn.format.line.fill.background()
    drawn.marker.style = XL_MARKER_STYLE.CIRCLE if line.mark else XL_MARKER_STYLE.NONE
    if line.mark:
        drawn.marker.size = 7
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = colour
        drawn.marker.format.line.color.rgb = colour
    if line.labels:
        for at, side in enumerate(line.labels):
            if side is Side.BELOW:
                label = drawn.points[at].data_label
                label.position = XL_LABEL_POSITION.BELOW
                label.font.size, label.font.bold, label.font.color.rgb = round(points * 12_700), True, colour
        labels = drawn.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.ABOVE
        labels.number_format, labels.number_format_is_linked = "0.0", False
        labels.font.size, labels.font.bold = round(points * 12_700), True
        labels.font.color.rgb = colour


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#").upper())
