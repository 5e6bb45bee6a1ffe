"""The rows of the map as rows of a table: cards, squares, the curve, bars.

What lives here: what stands in a cell. Not here: the head of the table (grid), the page around it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

from outsidein.render.html.line import HEIGHT, Drawing, drawing, y_of
from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.html.openings import Openings
from outsidein.render.html.signs import icon, mark
from outsidein.render.scene import (
    BarRow,
    CardRow,
    CardView,
    CurveRow,
    Look,
    Mark,
    Number,
    Opened,
    Point,
    QuadRow,
    Row,
    Scene,
)

_TALL = str(HEIGHT)
_SHORT = 14
"""Letters of a word that fits into any cell."""


def slots(scene: Scene) -> tuple[int | None, ...]:
    """The columns of the table: per column the position of its step; None for a stage without steps."""
    found: list[int | None] = []
    step = 0
    for stage in scene.stages:
        found += list(range(step, step + len(stage.steps))) or [None]
        step += len(stage.steps)
    return tuple(found)


class Rows:
    """Writes the rows of one scene; ``heights`` collects the places that the style sheet must name."""

    def __init__(self, scene: Scene, openings: Openings) -> None:
        self.scene = scene
        self.openings = openings
        self.words = openings.words
        self.tops: set[int] = set()
        self.spans = [max(1, len(stage.steps)) for stage in scene.stages]
        self.first = {sum(self.spans[:at]) for at in range(len(self.spans))}
        self.slots = slots(scene)
        ties = scene.ties.ties if scene.ties else ()
        self.tied = frozenset(id for tie in ties for id in (tie.source_id, tie.target_id))

    def row(self, row: Row, *, cls: str = "") -> Html:
        """One lane; ``cls`` are classes of its own."""
        cells = [self._td(child, span, at, by_stage) for child, span, at, by_stage in self._cells(row)]
        title = element("span", element("b", row.title), element("small", row.hint))
        ticks = self._ticks(row) if isinstance(row, CurveRow) else None
        label = element("th", element("div", icon(row.icon), title), ticks, scope="row", cls="lane")
        return element("tr", label, cells, cls=f"{self._class(row)} {cls}".strip())

    def _class(self, row: Row) -> str:
        if isinstance(row, CardRow):
            return f"cards as-{row.look}"
        return {QuadRow: "quad", CurveRow: "curve", BarRow: "bars"}[type(row)]

    def _td(self, child: Child, span: int, at: int, by_stage: bool) -> Html:
        first = "first" if by_stage or at in self.first else None
        return element("td", child, colspan=span if span != 1 else None, cls=first)

    def _cells(self, row: Row) -> Iterator[tuple[Child, int, int, bool]]:
        """Per cell what stands in it, how many columns it spans, its place, and whether it is a stage's."""
        if isinstance(row, CurveRow):
            yield from ((child, 1, at, False) for at, child in enumerate(self._curve(row)))
            return
        inner: list[Child]
        if isinstance(row, CardRow):
            inner = [self._cards(row, cards) for cards in row.cells]
        elif isinstance(row, QuadRow):
            inner = [self._square(row, cell) for cell in row.cells]
        else:
            inner = [self._bars(row, cell) for cell in row.cells]
        if isinstance(row, QuadRow) or row.by_stage:
            yield from ((child, self.spans[at], at, True) for at, child in enumerate(inner))
        else:
            yield from ((None if slot is None else inner[slot], 1, at, False) for at, slot in enumerate(self.slots))

    def _cards(self, row: CardRow, cards: tuple[CardView, ...]) -> Child:
        if not cards:
            return None
        items = [element("li", self.card(card, row.look)) for card in cards]
        return element("ul", items, role="list")

    def card(self, card: CardView, look: Look) -> Html:
        """A card in one of its looks: its picture and text, what backs it, whether it is a moment of truth."""
        lang = self.scene.language if self.scene.language != self.scene.words_language else None
        tone = f" {card.tone}" if look in (Look.CARD, Look.CHIP, Look.PILL) else ""
        assumed = card.mark is Mark.ASSUMPTION
        sign = mark(Mark.ASSUMPTION, self.words) if assumed else None
        shown = element("span", _with(card.text, sign), lang=lang)
        text = element("p", icon(card.icon) if card.icon else None, shown, cls="t")
        parts: list[Child] = [self._picture(card), text] if card.picture else [text]
        if card.moment:
            opened = Opened(self.words("rows.moment-of-truth", where=card.text), (("", card.moment),))
            truth, chip = self.words("shared.moment-of-truth"), look is Look.CHIP
            diamond = element("span", "◆" if chip else "◆ ", aria_hidden="true")
            button = self.openings.button(opened, diamond, hidden(truth) if chip else truth, cls="mot")
            parts.insert(len(parts) if chip else 0, button)
        under: list[Child] = []
        if card.mark and not assumed:
            under.append(mark(card.mark, self.words))
        if card.backing and not assumed:
            under.append(element("span", card.backing.replace(" = ", "\u00a0=\u00a0")))
        if card.owner:
            under.append(element("span", card.owner, cls="who", lang=lang))
        if under:
            parts.append(element("p", under, cls="ev"))
        if card.spoken:
            parts.append(hidden(card.spoken))
        named = card.id if card.id in self.tied else None
        return element("div", parts, cls="c" + tone + (" moment" if card.moment else ""), data_card=named)

    def _picture(self, card: CardView) -> Html:
        source = address(card.picture, self.scene.pictures[card.picture])
        return element("img", src=source, alt="", loading="lazy", cls="picture")

    def _square(self, row: QuadRow, cell: tuple[tuple[CardView, ...], ...]) -> Child:
        corners = []
        for (title, tone), cards in zip(row.labels, cell, strict=True):
            if cards:
                items = [element("li", self.card(card, Look.BULLET)) for card in cards]
                corners.append(
                    element(
                        "div",
                        element("p", title, cls="corner-name"),
                        element("ul", items, role="list"),
                        cls=f"q {tone}",
                    )
                )
        return element("div", element("div", corners, cls="square"), cls="hold") if corners else None

    def _bars(self, row: BarRow, cell: tuple[tuple[str, Number], ...]) -> Child:
        if not cell:
            return None
        items = []
        for label, number in cell:
            bar = bar_of(number, row.most) if number.value is not None else None
            items.append(
                element("li", self.openings.number(number), element("span", label, cls="of") if label else None, bar)
            )
        return element("div", element("ul", items, role="list"), cls="hold")

    def _curve(self, row: CurveRow) -> Iterator[Child]:
        nothing = Point(-1, None, self.words("rows.this-stage-has-no-steps"))
        points = tuple(nothing if slot is None else row.points[slot] for slot in self.slots)
        drawn = drawing(replace(row, points=points))
        for at, point in enumerate(points):
            yield element("div", self._stretch(drawn, point, at), self._level(drawn, point, at), cls="stretch")

    def _ticks(self, row: CurveRow) -> Html:
        """The numbers of the scale, at the edge of the lane's title."""
        marks = []
        for value in row.ticks:
            top = round(y_of(value, row))
            self.tops.add(top)
            marks.append(element("span", self.words.number(value), cls=f"y{top}"))
        return element("div", marks, cls="ticks", aria_hidden="true")

    def _stretch(self, drawn: Drawing, point: Point, at: int) -> Html:
        shapes: list[Child] = [
            element("line", x1="0", x2="100%", y1=y, y2=y, cls="rule" if value in (1.0, 10.0) else "rule mid")
            for value, y in drawn.ticks
        ]
        upper, lower = drawn.high.path(at), drawn.low.path(at, back=True)
        lines: list[Child] = []
        if upper and lower:
            lines.append(element("path", d=f"M{upper} L{lower}Z", cls="band"))
        if target := drawn.target.path(at):
            lines.append(element("path", d=f"M{target}", cls="target"))
        if sketch := drawn.sketch.path(at):
            lines.append(element("path", d=f"M{sketch}", cls="sketch"))
        if level := drawn.level.path(at):
            lines.append(element("path", d=f"M{level}", cls="level"))
        box = f"0 0 100 {HEIGHT}"
        shapes.append(
            element("svg", lines, viewBox=box, preserveAspectRatio="none", width="100%", height=_TALL, cls="flip")
        )
        shapes += self._marks(drawn, point, at)
        return element("svg", shapes, width="100%", height=_TALL, aria_hidden="true")

    def _marks(self, drawn: Drawing, point: Point, at: int) -> Iterator[Html]:
        target, y = drawn.target.ys[at], drawn.level.ys[at]
        if target is not None:
            yield _at(target, element("path", d="M-7 0H7", cls="aim"))
        if (hand := drawn.drawn[at]) is not None:
            yield _at(hand, element("path", d="M-4-4 4 4M4-4-4 4", cls="hand"))
        if y is None:
            return
        low, high = drawn.low.ys[at], drawn.high.ys[at]
        if low is not None and high is not None and low - high > 2:
            yield element("line", x1="50%", x2="50%", y1=high, y2=low, cls="whisker")
        tone = "bad" if point.hotspot else "good" if point.bright else ""
        few = " few" if point.number and point.number.small else ""
        if point.moment:
            yield _at(y, element("path", d="M0-8 8 0 0 8-8 0Z", cls=f"diamond{few}"))
        elif point.hotspot:
            yield _at(y, element("path", d="M-7-5H7L0 7Z", cls=f"spot bad{few}"))
        elif point.bright:
            yield _at(y, element("path", d="M-7 5H7L0-7Z", cls=f"spot good{few}"))
        else:
            yield element("circle", cx="50%", cy=y, r="5", cls=f"point {tone}{few}".strip())

    def _level(self, drawn: Drawing, point: Point, at: int) -> Child:
        top = round(drawn.labels[at].top)
        self.tops.add(top)
        said: list[Child] = []
        if point.drawn is not None:
            said.append(hidden(self.words("rows.drawn-by-people", level=self.words.number(point.drawn, 1))))
        if point.target is not None:
            said.append(hidden(self.words("rows.target", level=self.words.number(point.target, 1))))
        if point.number is None and not point.gap:
            return said
        if point.number is None:
            opened = Opened(self.words("rows.why-there-is-no-number"), (("", point.gap),))
            return (self.openings.button(opened, self.words("rows.no-number"), cls=f"gap y{top}"), *said)
        return (self.openings.number(point.number, cls=f"lv y{top}", quiet=False, count=True), *said)


def address(name: str, data: bytes) -> str:
    """A picture as an address that carries it whole."""
    media = "image/webp" if name.endswith(".webp") else "image/png"
    return f"data:{media};base64,{b64encode(data).decode('ascii')}"


def _with(text: str, sign: Html | None) -> Child:
    """A text with a sign behind it that does not fall onto a line of its own."""
    if sign is None:
        return text
    head, space, last = text.rpartition(" ")
    if len(last) > _SHORT:
        return (text, "\u00a0", sign)
    return (head, space, element("span", last, "\u00a0", sign, cls="nb"))


def _at(y: float, shape: Html) -> Html:
    """A shape around (0, 0), put in the middle of the cell at height ``y``."""
    return element("svg", shape, x="50%", y=y, overflow="visible")


def bar_of(number: Number, most: float) -> Html:
    """A bar as long as the number, its interval paler at the end."""

    def long(value: float | None) -> float:
        return 0.0 if value is None else max(0.0, min(100.0, 100 * value / most))

    value, low, high = long(number.value), long(number.low), long(number.high)
    shapes = [
        element("rect", width="100", height="6", cls="way"),
        element("rect", width=high, height="6", cls="might"),
        element("rect", width=min(value, low) if number.interval else value, height="6", cls="long"),
    ]
    if number.interval:
        shapes.append(element("rect", x=max(value - 0.8, 0.0), width="1.6", height="6", cls="long"))
    tone = f"bar {number.tone}" + (" few" if number.small else "")
    return element("svg", shapes, viewBox="0 0 100 6", preserveAspectRatio="none", cls=tone, aria_hidden="true")
