"""Two states of a journey as one self-contained page: the picture as a table, and all of it in words below.

What lives here: the markup. Not here: the picture as data (scene), the frame of a page (html.frame).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from outsidein.ground.speech import nearest, speaking
from outsidein.render.html.frame import framed
from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.phrases import say
from outsidein.render.states.drawing import draw
from outsidein.render.states.plot import HEIGHT, Line, plot
from outsidein.render.states.scene import Badge, Part, Row, StatesScene

COLUMN = 168
"""The width of a column in pixels; the curve is drawn to it."""


def write_states(scene: StatesScene, *, pictures: Mapping[str, bytes] | None = None) -> str:
    """The picture of two states as one HTML file, for keyboard and screen reader, light and dark, on paper, too.

    ``pictures`` are by name; a floor plan whose picture is not among them is drawn on blank ground.
    """
    with speaking(nearest(scene.language)):
        header = element(
            "header",
            element("p", "outside", element("b", "·"), "in", cls="logo", translate="no"),
            element("h1", scene.title),
            element("p", scene.lead, cls="lead"),
            element("p", scene.fictional, cls="faint") if scene.fictional else None,
            element("ul", [element("li", badge(one)) for one in scene.legend], cls="legend", role="list"),
        )
        figure = draw(scene.figure, pictures=pictures or {}) if scene.figure else None
        table = None
        if scene.columns or not scene.figure:
            table = element("div", element("table", *_table(scene)), cls="box", tabindex="0", role="region",
                            aria_label=scene.title)  # fmt: skip
        expected = _curve_words(scene) if scene.columns else None
        main = element("main", figure, table, expected, _told(scene))
        return framed(scene.title, header, main, style=_style(), language=scene.language, about=scene.lead)


def badge(one: Badge) -> Html:
    """A sign: its shape, its word, its colour."""
    return element("span", element("span", one.shape, aria_hidden="true"), " ", one.word, cls=f"badge {one.sign}")


def _table(scene: StatesScene) -> Iterator[Child]:
    stages = []
    for at, stage in enumerate(scene.stages):
        span = sum(column.stage == at for column in scene.columns)
        stages.append(element("th", _part(stage), scope="colgroup", colspan=span, cls="stage " + _classes(stage)))
    steps = [
        element("th", _part(column.name) if column.name else None, scope="col", cls="step " + _classes(column.name))
        for column in scene.columns
    ]
    corner = element("th", hidden(say("states.steps")), scope="row")
    yield element("caption", scene.lead, cls="sr")
    yield element("thead", element("tr", element("td"), stages), element("tr", corner, steps))
    rows: list[Child] = [_curve(scene)] if scene.curve else []
    yield element("tbody", rows, [_row(row, scene) for row in scene.rows])


def _row(row: Row, scene: StatesScene) -> Html:
    head = element("th", _part(row.title), scope="row")
    if row.by_stage:
        spans = [sum(column.stage == at for column in scene.columns) for at in range(len(row.cells))]
    else:
        spans = [1] * len(row.cells)
    cells = [
        element("td", [element("div", _part(part), cls="card " + _classes(part)) for part in cell], colspan=span)
        for cell, span in zip(row.cells, spans, strict=True)
    ]
    return element("tr", head, cells)


def _part(part: Part) -> Html:
    gone = any(one.sign == "removed" for one in part.badges)
    return element(
        "span",
        element("del", part.text) if gone else element("span", part.text),
        [badge(one) for one in part.badges],
        element("small", part.was) if part.was else None,
        cls="part",
    )


def _classes(part: Part | None) -> str:
    return part.badges[0].sign if part and part.badges else ""


def _curve(scene: StatesScene) -> Html:
    """Both curves over the columns, drawn; what they say stands in words below the table."""
    drawing = plot(scene, column=COLUMN)
    width = COLUMN * len(scene.columns)
    marks: list[Child] = []
    marks += [element("line", x1=0, x2=width, y1=y, y2=y, cls="tick") for _, y in drawing.ticks] + [
        element("text", text, x=4, y=y - 3, cls="ticktext") for text, y in drawing.ticks
    ]
    for whisker in drawing.whiskers:
        marks.append(element("line", x1=whisker.x, x2=whisker.x, y1=whisker.top, y2=whisker.bottom, cls="whisker"))
        marks.append(element("rect", x=whisker.x - 3, y=whisker.y - 3, width=6, height=6, cls="measured"))
    for name, line in (("was", drawing.was), ("now", drawing.now), ("target", drawing.target)):
        marks += _line(name, line)
    marks += [element("text", text, x=x, y=y, cls="effect") for text, x, y in drawing.effects]
    svg = element(
        "svg", marks, viewBox=f"0 0 {width} {HEIGHT}", width=width, height=HEIGHT, role="img",
        aria_label=f"{scene.curve_title}. {scene.caveat}",
    )  # fmt: skip
    keys = [element("li", element("span", cls=f"key {name}", aria_hidden="true"), text) for name, text in scene.lines]
    head = element("th", scene.curve_title, element("ul", keys, cls="keys", role="list"), scope="row")
    return element("tr", head, element("td", svg, colspan=len(scene.columns), cls="curve"))


def _line(name: str, line: Line) -> list[Child]:
    found: list[Child] = [element("path", d=path, cls=f"line {name}") for path in line.paths]
    shapes = {"was": "circle", "now": "circle", "target": "path"}
    for x, y in line.points:
        if shapes[name] == "circle":
            found.append(element("circle", cx=x, cy=y, r=5, cls=f"dot {name}"))
        else:
            found.append(element("path", d=f"M{x - 6} {y}L{x} {y - 6}L{x + 6} {y}L{x} {y + 6}Z", cls=f"dot {name}"))
    return found


def _curve_words(scene: StatesScene) -> Html:
    body: list[Child] = [element("p", scene.caveat, cls="faint")] if scene.curve else [element("p", say("states.none"))]
    body += [element("ul", [element("li", one) for one in scene.effects])] if scene.effects else []
    names = [column.name.text if column.name else "" for column in scene.columns]
    levels = [(names[one.column], one.measured_now or one.measured_was) for one in scene.curve]
    told = [element("li", f"{name}. {level.says}") for name, level in levels if level]
    body += [element("ul", told, cls="faint")] if told else []
    return element("section", element("h2", say("states.effects")), body)


def _told(scene: StatesScene) -> Html:
    parts = [
        element(
            "div",
            element("h3", badge(one.badge), " ", one.title),
            element("ul", [element("li", line) for line in one.lines]),
        )
        for one in scene.told
    ]  # fmt: skip
    return element("section", element("h2", say("states.text")), element("div", parts, cls="told"))


@cache
def _style() -> str:
    return resources.files("outsidein.render.states").joinpath("states.css").read_text(encoding="utf-8")
