"""A map as a draw.io diagram: native shapes, cards inside their lanes, the curve as points and lines, arrows that hold.

What lives here: write_drawio and the grid. Not here: other structures (structures), cells (cells). Uncompressed, so
that a diagram can be compared line by line; labels are plain text, never HTML.
"""

from __future__ import annotations

from collections.abc import Iterator

from outsidein.ground.speech import speaking
from outsidein.maps.document import Document
from outsidein.render import theme
from outsidein.render.arrows import Area, Ground
from outsidein.render.exchange.cells import PAD, POINTS, WRAPPED, Cells, text_height
from outsidein.render.exchange.structures import SCALE, draw_network, draw_plan, draw_towers
from outsidein.render.exchange.ties import PITCH, Band, draw_branches, draw_ties, room_for
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
        self._extra = max(scene.ties.gutters) * PITCH if scene.ties else 0.0
        self._column = _COLUMN + self._extra
        self._areas: dict[str, Area] = {}

    def written(self, document: Document | None) -> str:
        scene, look = self._scene, self._look
        spans = [max(1, len(stage.steps)) for stage in scene.stages]
        width = _LABEL + max(sum(spans), 2) * self._column
        if scene.towers:
            width = _LABEL + max(sum(spans[first:end]) for first, end in scene.towers.storeys) * _COLUMN
        elif view := scene.network or scene.plan:
            width = max(width, view.width * SCALE)
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
            y = self._grid(y, spans, width, document)
        self.cells.line(
            "footer",
            " · ".join(t for t in (" · ".join(scene.legend), scene.footer) if t),
            y + 10,
            width,
            10,
            look["faint"],
        )
        drawn = {(one.source_id, one.target_id) for one in scene.ties.ties} if scene.ties else set()
        drawn |= {(scene.steps[at].id, scene.steps[to].id) for at, to in self._branched()}
        for arrow in document.arrows if document and not scene.plan else ():
            if (arrow.parent, arrow.to) not in drawn:
                self._arrow(arrow.id, arrow.parent, arrow.to, arrow.label)
        return self.cells.written(scene.title)

    def _branched(self) -> Iterator[tuple[int, int]]:
        """The pairs of steps between which a branch is drawn."""
        for branch in (one.branch for one in self._scene.branches.drawn) if self._scene.branches else ():
            if branch.source is not None and branch.target is not None:
                yield branch.source, branch.target

    def _grid(self, y: float, spans: list[int], width: float, document: Document | None) -> float:
        """Stages, steps and lanes, with the lines between them and the arrows from card to card."""
        y = self._stages(y, spans)
        y = self._steps(y)
        look, ties = self._look, self._scene.ties
        rows: list[tuple[float, float]] = []
        gaps: list[tuple[float, float]] = []
        low = y - _GAP
        y += room_for(ties.gaps[0]) if ties else 0.0
        for at, row in enumerate(self._scene.rows):
            for line in (one for one in self._scene.lines if one.before == at):
                style = f"text;{WRAPPED};fontStyle=1;fontColor={look['org']};align=left;verticalAlign=middle"
                high = max(text_height(line.name, _LABEL - 10, 12, bold=True) + 4, 20)
                self.cells.cell(f"line-{line.key}", line.name, style, 0, y + 6, _LABEL, high)
                rule = f"shape=line;strokeColor={look['org']};strokeWidth={3 if line.solid else 1.5}"
                rule += "" if line.solid else ";dashed=1;dashPattern=4 3"
                self.cells.cell(f"line-{line.key}-rule", "", rule, _LABEL, y + 1 + high / 2, width - _LABEL, 10)
                if len(gaps) == at:
                    gaps.append((low, y + 6 + high / 2))
                y += high + 12
            if len(gaps) == at:
                gaps.append((low, y + _GAP))
            end, low = self._row(row, f"lane-{at}", y, width, spans, room_for(ties.gaps[at + 1]) if ties else 0.0)
            rows.append((y + _GAP, low))
            y = end
        if ties:
            gaps.append((low, y))
            ground = Ground(self._areas, rows, gaps, _LABEL, self._column, self._extra + 2 * _GAP, PITCH)
            draw_ties(self.cells, self._scene, document, ground)
        return y

    def _stages(self, y: float, spans: list[int]) -> float:
        scene, look = self._scene, self._look
        x: float = _LABEL
        texts = ["\n".join(t for t in (stage.name, stage.goal, stage.share) if t) for stage in scene.stages]
        tall = (
            max(
                (text_height(t, n * self._column - 50, 13, bold=True) for t, n in zip(texts, spans, strict=True)),
                default=0,
            )
            + 16
        )
        for at, (stage, text, span) in enumerate(zip(scene.stages, texts, spans, strict=True)):
            ground = look.stage(at, len(scene.stages))
            shape = "shape=step;perimeter=stepPerimeter;fixedSize=1;size=16"
            style = f"{shape};{WRAPPED};fillColor={ground};strokeColor=none;fontColor=#ffffff;fontStyle=1;fontSize=13"
            self.cells.cell(stage.id, text, style, x, y, span * self._column, tall)
            x += span * self._column
        return y + tall + _GAP

    def _columns(self) -> list[float]:
        """Per step where its column begins."""
        found: list[float] = []
        x: float = _LABEL
        for stage in self._scene.stages:
            found += [x + at * self._column for at in range(len(stage.steps))]
            x += max(1, len(stage.steps)) * self._column
        return found

    def _steps(self, y: float) -> float:
        scene, look = self._scene, self._look
        band = Band(scene.branches, y, self._columns(), self._column) if scene.branches else None
        y = band.bottom if band else y
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
                        *(f"↪ {w}" for w in step.ways if not band),
                    ]
                )
            )
        tall = max((text_height(text, _COLUMN - 3 * _GAP, 12, bold=True) for text in texts), default=0) + 2 * PAD
        ground = f"rounded=1;arcSize=8;fillColor={look['accent-soft']};strokeColor=none"
        style = f"{ground};{WRAPPED};fontColor={look['ink']};fontStyle=1;fontSize=12"
        wide = _COLUMN - _GAP
        heads: dict[int, tuple[str, Area]] = {}
        for at, (step, text, column) in enumerate(zip(scene.steps, texts, self._columns(), strict=True)):
            x = column + (self._column - wide) / 2
            heads[at] = self.cells.cell(step.id, text, style, x, y, wide, tall), (x, y, x + wide, y + tall)
        if band:
            draw_branches(self.cells, band, heads)
        return y + tall + _GAP if texts else y

    def _row(self, row: Row, id: str, y: float, width: float, spans: list[int], below: float) -> tuple[float, float]:
        """One lane with room ``below`` its cards for arrows; where it ends, and where its cards do."""
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
        drawn = isinstance(row, CurveRow) and any(p.drawn is not None and not p.number for p in row.points)
        keys = (row.title, row.hint, f"○ {say('office.drawn')}" if drawn else "")
        title = "\n".join(text for text in keys if text)
        tall = max(tall + _GAP, text_height(title, _LABEL - 20, 12, bold=True) + 16, 40) + below
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
                key = self.cells.cell(card, text, style, x, at, w, high, parent=own)
                self._areas[key] = x, y + at, x + w, y + at + high
                at += high + _GAP
        return y + tall, y + tall - below

    def _filled(self, row: Row, spans: list[int]) -> list[tuple[float, float, list[tuple[str, str, str]]]]:
        """Per cell of a row: where it begins, how wide it is, and its boxes as id, text and style."""
        side, column = _GAP + self._extra / 2, self._column
        starts = [_LABEL + sum(spans[:at]) * column for at in range(len(spans))]
        stages = [(x + side, n * column - 2 * side) for x, n in zip(starts, spans, strict=True)]
        steps = [(x + side, column - 2 * side) for x in self._columns()]
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
            middle = x + self._column / 2
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
            text = _said(point.number) if point.number else f"{level:g}"
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
            f"rounded=1;arcSize=8;html=0;whiteSpace=wrap;align=left;verticalAlign=middle;spacing={PAD};fontSize={POINTS};"
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
