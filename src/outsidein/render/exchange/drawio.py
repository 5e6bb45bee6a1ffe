"""A map as a draw.io diagram: native shapes, cards inside their lanes, the curve as points and lines, arrows that hold.

What lives here: write_drawio and the grid. Not here: other structures (structures), cells (cells). Uncompressed, so
that a diagram can be compared line by line; labels are plain text, never HTML.
"""

from __future__ import annotations

from outsidein.ground.speech import speaking
from outsidein.maps.document import Document
from outsidein.render import theme
from outsidein.render.exchange.cells import PAD, POINTS, WRAPPED, Cells, text_height
from outsidein.render.exchange.structures import draw_network, draw_plan, draw_towers
from outsidein.render.phrases import say
from outsidein.render.scene import BarRow, CardRow, CardView, CurveRow, Look, Number, QuadRow, Row, Scene, Tone

_LABEL, _COLUMN, _GAP = 170, 190, 8
_CHART = 220


def write_drawio(scene: Scene, document: Document | None = None) -> str:
    """The diagram as XML of ``mxfile``; ``document`` lends the arrows between what is drawn."""
    with speaking(scene.words_language):
        return _Drawing(scene).written(document)


class _Drawing:
    """Draws one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._look = theme.light()
        self.cells = Cells()

    def written(self, document: Document | None) -> str:
        scene, look = self._scene, self._look
        spans = [max(1, len(stage.steps)) for stage in scene.stages]
        width = _LABEL + max(sum(spans), 2) * _COLUMN
        y = self.cells.line("title", scene.title, 0, width, 26, look["ink"], bold=True)
        y = self.cells.line(
            "subtitle", " · ".join(t for t in (scene.kicker, scene.subtitle) if t), y, width, 13, look["soft"]
        )
        y = self.cells.line("headline", scene.headline, y, width, 16, look["ink"], bold=True)
        who = "\n".join(f"{one.name}: {one.summary}" for one in scene.personas)
        y = self.cells.line("personas", who, y, width, 12, look["human"]) + 10
        if scene.network:
            y = draw_network(self.cells, y, scene.network)
        elif scene.plan:
            y = draw_plan(self.cells, y, scene.plan, scene.pictures.get(scene.plan.picture))
        elif scene.towers:
            y = draw_towers(self.cells, y, scene, scene.towers)
        else:
            y = self._grid(y, spans, width)
        self.cells.line(
            "footer",
            " · ".join(t for t in (" · ".join(scene.legend), scene.footer) if t),
            y + 10,
            width,
            10,
            look["faint"],
        )
        for arrow in document.arrows if document and not scene.plan else ():
            self._arrow(arrow.id, arrow.parent, arrow.to, arrow.label)
        return self.cells.written(scene.title)

    def _grid(self, y: float, spans: list[int], width: float) -> float:
        """Stages, steps and lanes, with the lines between them."""
        y = self._stages(y, spans)
        y = self._steps(y)
        look = self._look
        for at, row in enumerate(self._scene.rows):
            for line in (one for one in self._scene.lines if one.before == at):
                style = f"text;{WRAPPED};fontStyle=1;fontColor={look['org']};align=left;verticalAlign=middle"
                high = max(text_height(line.name, _LABEL - 10, 12, bold=True) + 4, 20)
                self.cells.cell(f"line-{line.key}", line.name, style, 0, y + 6, _LABEL, high)
                rule = f"shape=line;strokeColor={look['org']};strokeWidth=2"
                self.cells.cell(f"line-{line.key}-rule", "", rule, _LABEL, y + 1 + high / 2, width - _LABEL, 10)
                y += high + 12
            y = self._row(row, f"lane-{at}", y, width, spans)
        return y

    def _stages(self, y: float, spans: list[int]) -> float:
        scene, look = self._scene, self._look
        x = _LABEL
        texts = ["\n".join(t for t in (stage.name, stage.goal, stage.share) if t) for stage in scene.stages]
        tall = (
            max((text_height(t, n * _COLUMN - 50, 13, bold=True) for t, n in zip(texts, spans, strict=True)), default=0)
            + 16
        )
        for at, (stage, text, span) in enumerate(zip(scene.stages, texts, spans, strict=True)):
            ground = look.stage(at, len(scene.stages))
            shape = "shape=step;perimeter=stepPerimeter;fixedSize=1;size=16"
            style = f"{shape};{WRAPPED};fillColor={ground};strokeColor=none;fontColor=#ffffff;fontStyle=1;fontSize=13"
            self.cells.cell(stage.id, text, style, x, y, span * _COLUMN, tall)
            x += span * _COLUMN
        return y + tall + _GAP

    def _columns(self) -> list[int]:
        """Per step where its column begins."""
        found, x = [], _LABEL
        for stage in self._scene.stages:
            found += [x + at * _COLUMN for at in range(len(stage.steps))]
            x += max(1, len(stage.steps)) * _COLUMN
        return found

    def _steps(self, y: float) -> float:
        scene, look = self._scene, self._look
        texts = []
        for step in scene.steps:
            signs = (
                (f"◆ {say('paper.moment')}", step.moment),
                (f"▼ {say('paper.hotspot')}", step.hotspot),
                (f"▲ {say('paper.bright')}", step.bright),
            )
            texts.append(
                "\n".join(
                    [
                        f"{step.number}  {step.name}",
                        *(sign for sign, why in signs if why),
                        *(f"↪ {w}" for w in step.ways),
                    ]
                )
            )
        tall = max((text_height(text, _COLUMN - 3 * _GAP, 12, bold=True) for text in texts), default=0) + 2 * PAD
        ground = f"rounded=1;arcSize=8;fillColor={look['accent-soft']};strokeColor=none"
        style = f"{ground};{WRAPPED};fontColor={look['ink']};fontStyle=1;fontSize=12"
        for step, text, x in zip(scene.steps, texts, self._columns(), strict=True):
            self.cells.cell(step.id, text, style, x + _GAP / 2, y, _COLUMN - _GAP, tall)
        return y + tall + _GAP if texts else y

    def _row(self, row: Row, id: str, y: float, width: float, spans: list[int]) -> float:
        if isinstance(row, CurveRow):
            cells: list[tuple[float, float, list[tuple[str, str, str]]]] = []
            tall: float = _CHART
        else:
            cells = self._filled(row, spans)
            tall = max(
                (sum(text_height(text, w - 2 * PAD) + 2 * PAD + _GAP for _, text, _ in items) for _, w, items in cells),
                default=0,
            )
        look = self._look
        inside = bool(getattr(row, "inside", False))
        title = "\n".join(text for text in (row.title, row.hint) if text)
        tall = max(tall + _GAP, text_height(title, _LABEL - 20, 12, bold=True) + 16, 40)
        ground = look["org-soft"] if inside else look["card"]
        lane = f"html=0;fillColor={ground};strokeColor={look['line']};container=1;collapsible=0;recursiveResize=0"
        own = self.cells.cell(id, "", lane, 0, y, width, tall)
        ink = look["org"] if inside else look["ink"]
        label = f"text;{WRAPPED};fontStyle=1;fontSize=12;align=left;verticalAlign=top;spacing=8;fontColor={ink}"
        self.cells.cell(f"{id}-name", title, label, 0, 0, _LABEL, tall, parent=own)
        if isinstance(row, CurveRow):
            self._curve(row, own, tall)
        for x, w, items in cells:
            at = float(_GAP)
            for card, text, style in items:
                high = text_height(text, w - 2 * PAD) + 2 * PAD
                self.cells.cell(card, text, style, x, at, w, high, parent=own)
                at += high + _GAP
        return y + tall

    def _filled(self, row: Row, spans: list[int]) -> list[tuple[float, float, list[tuple[str, str, str]]]]:
        """Per cell of a row: where it begins, how wide it is, and its boxes as id, text and style."""
        starts = [_LABEL + sum(spans[:at]) * _COLUMN for at in range(len(spans))]
        stages = [(float(x + _GAP), float(n * _COLUMN - 2 * _GAP)) for x, n in zip(starts, spans, strict=True)]
        steps = [(float(x + _GAP), float(_COLUMN - 2 * _GAP)) for x in self._columns()]
        made: list[list[tuple[str, str, str]]]
        if isinstance(row, QuadRow):
            made = [
                [
                    (card.id, f"{title}: {_text(card, Look.TEXT)}", self._style(tone, Look.CARD))
                    for (title, tone), cards in zip(row.labels, cell, strict=True)
                    for card in cards
                ]
                for cell in row.cells
            ]
            places = stages
        elif isinstance(row, BarRow):
            plain = self._style(Tone.PLAIN, Look.CARD)
            made = [
                [
                    (f"{row.key}-{at}-{n}", f"{label}\n{_said(number)}".strip(), plain)
                    for n, (label, number) in enumerate(cell)
                ]
                for at, cell in enumerate(row.cells)
            ]
            places = stages if row.by_stage else steps
        elif isinstance(row, CardRow):
            made = [
                [(card.id, _text(card, row.look), self._style(card.tone, row.look)) for card in cell]
                for cell in row.cells
            ]
            places = stages if row.by_stage else steps
        else:
            raise TypeError(type(row).__name__)
        return [(x, w, items) for (x, w), items in zip(places, made, strict=True)]

    def _curve(self, row: CurveRow, lane: str, tall: float) -> None:
        look = self._look
        before = ""
        for point, x, step in zip(row.points, self._columns(), self._scene.steps, strict=True):
            level = point.number.value if point.number and point.number.value is not None else point.drawn
            middle = x + _COLUMN / 2
            if level is None:
                style = f"text;html=0;whiteSpace=wrap;fontSize=10;fontColor={look['faint']};align=center"
                self.cells.cell(
                    f"{row.key}-{step.id}",
                    point.gap,
                    style,
                    x + _GAP,
                    tall / 2 - 20,
                    _COLUMN - 2 * _GAP,
                    40,
                    parent=lane,
                )
                continue
            y = 24 + (tall - 64) * (row.high - level) / (row.high - row.low)
            measured = point.number is not None
            fill = look["accent"] if measured else look["card"]
            ink = look["accent"]
            dot = f"ellipse;html=0;fillColor={fill};strokeColor={ink};fontSize=11;fontStyle=1;fontColor={ink}"
            dot += ";verticalLabelPosition=top;verticalAlign=bottom"
            text = _said(point.number) if point.number else f"{level:g} ({say('office.drawn')})"
            id = self.cells.cell(f"{row.key}-{step.id}", text, dot, middle - 6, y - 6, 12, 12, parent=lane)
            if before:
                line = f"endArrow=none;html=0;strokeColor={look['accent']};strokeWidth=2"
                self.cells.edge(f"{id}-line", before, id, line, "", parent=lane)
            before = id

    def _style(self, tone: Tone, look: Look) -> str:
        ink, soft = self._look.tone(tone)
        italic = 2 if look is Look.QUOTE else 1 if look is Look.PILL else 0
        text = self._look["ink"] if tone is Tone.PLAIN or look in (Look.TEXT, Look.QUOTE, Look.BULLET) else ink
        line = self._look["line"] if tone is Tone.PLAIN else "none"
        return (
            f"rounded=1;arcSize=8;html=0;whiteSpace=wrap;align=left;verticalAlign=top;spacing={PAD};fontSize={POINTS};"
            f"fillColor={soft};strokeColor={line};fontColor={text};fontStyle={italic}"
        )

    def _arrow(self, id: str, start: str, end: str, label: str) -> None:
        """An arrow between two things that are drawn; one that leaves the journey is a text at its step."""
        if start in self.cells and end in self.cells:
            line = f"strokeColor={self._look['org']};strokeWidth=2;endArrow=block"
            style = f"edgeStyle=orthogonalEdgeStyle;rounded=1;html=0;{line}"
            self.cells.edge(id, start, end, style, label)


def _text(card: CardView, look: Look) -> str:
    text = say("office.quote", text=card.text) if look is Look.QUOTE else card.text
    quiet = " · ".join(part for part in (card.backing, card.owner) if part)
    return "\n".join(part for part in (f"◆ {card.moment}" if card.moment else "", text, quiet) if part)


def _said(number: Number) -> str:
    quiet = " ".join(part for part in (number.interval, number.n) if part)
    return "\n".join(part for part in (f"{number.text} {number.unit}".strip(), quiet) if part)
