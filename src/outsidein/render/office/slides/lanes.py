"""The lanes of a map as bands of shapes under their steps: cards, squares, bars and the curve, as high as their text.

What lives here: how each Row of a scene becomes a Band, and drawing bands. Not here: which bands stand on which slide
(poster, deck), or the head of the columns (heads).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from outsidein.render import theme
from outsidein.render.office.measuring import height
from outsidein.render.office.slides.shapes import (
    Box,
    Form,
    LineChart,
    Paragraph,
    Picture,
    Run,
    Series,
    Shape,
    Side,
    Slide,
)
from outsidein.render.phrases import say
from outsidein.render.scene import (
    BarRow,
    CardRow,
    CardView,
    CurveRow,
    LineView,
    Look,
    Mark,
    Number,
    Point,
    QuadRow,
    Row,
    Scene,
    Tone,
)

MARKS = {Mark.MEASURED: "●", Mark.HEARD: "◐", Mark.ASSUMPTION: "○"}
_GAP, _PAD = 1.2, 1.4
PITCH = 1.7
"""How far apart in mm arrows lie that run side by side."""
_CHART = 44.0
"""How high the chart is where text has 9 points."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where columns stand, in mm, and how large their text is: ``points`` for cards, smaller beside them."""

    left: float
    label: float
    """The width of the lane's own column, left of the first step."""
    column: float
    steps: range
    """The positions of the steps that are shown."""
    stages: tuple[tuple[int, range], ...]
    """Per shown stage its position and those of its shown steps; a stage without steps has a column of its own."""
    points: float
    beside: int | None = None
    """How many columns stand side by side, where that is fewer than there are."""
    gutter: float = _GAP
    """The air at either side of a column; wider where arrows run between columns."""

    @property
    def columns(self) -> int:
        """How many columns stand side by side."""
        return self.beside or sum(max(len(steps), 1) for _, steps in self.stages)

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + self.label + self.columns * self.column

    @property
    def small(self) -> float:
        """The size of quiet text, in points."""
        return self.points * 0.82

    def of_steps(self) -> Iterator[tuple[int, float]]:
        """Per shown step its position and where its column begins."""
        for _, steps, x in self.of_stages():
            yield from ((step, x + at * self.column) for at, step in enumerate(steps))

    def of_stages(self) -> Iterator[tuple[int, range, float]]:
        """Per shown stage its position, its shown steps, and where its columns begin."""
        x = self.left + self.label
        for stage, steps in self.stages:
            yield stage, steps, x
            x += max(len(steps), 1) * self.column


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a cell: its height, and its shapes as if it stood at 0, 0."""

    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column (or several) from ``x`` on."""

    x: float
    width: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A lane as it is drawn. ``over`` spans all columns and stands above the cells."""

    title: str
    hint: str
    cells: tuple[Cell, ...]
    over: Item | None = None
    inside: bool = False
    lines: tuple[LineView, ...] = ()
    """The lines across the map above it, such as the line of visibility."""
    below: float = 0.0
    """How much room it leaves under its cards for arrows, in mm."""

    def height(self, frame: Frame) -> float:
        """How high it is, its own name included."""
        fill = max((sum(item.height + _GAP for item in cell.items) for cell in self.cells), default=0.0)
        return max(fill + (self.over.height if self.over else 0.0), _label_height(self, frame)) + 2 * _PAD + self.below

    def split(self, room: float, frame: Frame) -> tuple[Band, Band | None]:
        """What of it fits into ``room`` mm, and the rest, or None. At least one item of each cell is taken."""
        if self.height(frame) <= room:
            return self, None
        left = room - 2 * _PAD - self.below - (self.over.height if self.over else 0.0)
        kept, rest = [], []
        for cell in self.cells:
            fits, used = 0, 0.0
            for item in cell.items:
                used += item.height + _GAP
                if used > left and fits:
                    break
                fits += 1
            kept.append(replace(cell, items=cell.items[:fits]))
            rest.append(replace(cell, items=cell.items[fits:]))
        more = any(cell.items for cell in rest)
        again = Band(say("office.continued", title=self.title), "", tuple(rest), inside=self.inside, below=self.below)
        return replace(self, cells=tuple(kept)), again if more else None

    def top(self, y: float) -> float:
        """Where its cards begin, drawn at ``y``."""
        return y + _PAD

    def draw(self, slide: Slide, y: float, frame: Frame) -> float:
        """Put it onto the slide at ``y``; where the next one begins."""
        tall = self.height(frame)
        look = theme.light()
        ground = look["org-soft"] if self.inside else look["card"]
        slide.put(Box(say("office.band", title=self.title), frame.left, y, frame.right - frame.left, tall, fill=ground))
        slide.put(
            Box(say("office.rule", title=self.title), frame.left, y, frame.right - frame.left, 0.15, fill=look["line"])
        )
        slide.put(
            Box(
                self.title,
                frame.left,
                y + _PAD,
                frame.label,
                tall - 2 * _PAD - self.below,
                _label(self, frame),
                pad=_PAD,
            )
        )
        top = self.top(y)
        if self.over:
            slide.put(*(shifted(shape, frame.left, top) for shape in self.over.shapes))
            top += self.over.height
        for cell in self.cells:
            at = top
            for item in cell.items:
                slide.put(*(shifted(shape, cell.x, at) for shape in item.shapes))
                at += item.height + _GAP
        return y + tall


def bands(scene: Scene, frame: Frame) -> list[Band]:
    """The lanes of a scene, in order, for the steps that the frame shows; those with nothing there are left out."""
    found: list[Band] = []
    waiting: list[LineView] = []
    for place, row in enumerate(scene.rows):
        waiting += [line for line in scene.lines if line.before == place]
        made = band(row, scene, frame)
        if made.over or any(cell.items for cell in made.cells):
            below = room_for(scene.ties.gaps[place + 1]) if scene.ties else 0.0
            found.append(replace(made, lines=tuple(waiting), below=below))
            waiting = []
    return found


def room_for(arrows: int) -> float:
    """How much room in mm so many arrows need that run side by side, beside the air that is there anyway."""
    return arrows * PITCH + 0.8 if arrows else 0.0


def lead_of(scene: Scene) -> float:
    """How much room in mm arrows need above the first lane."""
    return room_for(scene.ties.gaps[0]) if scene.ties else 0.0


def gutter_of(scene: Scene) -> float:
    """The air at either side of a column."""
    return _GAP + max(scene.ties.gutters) * PITCH / 2 if scene.ties else _GAP


@singledispatch
def band(row: Row, scene: Scene, frame: Frame) -> Band:
    """One lane of a scene as a band."""
    raise TypeError(type(row).__name__)


@band.register
def _(row: CardRow, scene: Scene, frame: Frame) -> Band:
    if row.by_stage:
        cells = [
            _cell(row.title, scene.stages[at].name, row.cells[at], row.look, scene, frame, x, max(len(steps), 1))
            for at, steps, x in frame.of_stages()
        ]
    else:
        cells = [
            _cell(row.title, scene.steps[at].name, row.cells[at], row.look, scene, frame, x, 1)
            for at, x in frame.of_steps()
        ]
    return Band(row.title, row.hint, tuple(cells), inside=row.inside)


@band.register
def _(row: QuadRow, scene: Scene, frame: Frame) -> Band:
    cells = []
    for at, steps, x in frame.of_stages():
        width = max(len(steps), 1) * frame.column - 2 * frame.gutter
        half = (width - _GAP) / 2 if width > 60 else width
        items: list[Item] = []
        corners = [
            _corner(title, tone, cards, scene.stages[at].name, half, scene, frame)
            for (title, tone), cards in zip(row.labels, row.cells[at], strict=True)
            if cards
        ]
        if half < width:
            for pair in (corners[n : n + 2] for n in range(0, len(corners), 2)):
                shapes = (*pair[0].shapes, *(shifted(s, half + _GAP, 0) for one in pair[1:] for s in one.shapes))
                items.append(Item(max(one.height for one in pair), shapes))
        else:
            items = corners
        cells.append(Cell(x + frame.gutter, width, tuple(items)))
    return Band(row.title, row.hint, tuple(cells), inside=row.inside)


@band.register
def _(row: BarRow, scene: Scene, frame: Frame) -> Band:
    cells = []
    if row.by_stage:
        places = [(at, x, scene.stages[at].name, max(len(steps), 1)) for at, steps, x in frame.of_stages()]
    else:
        places = [(at, x, scene.steps[at].name, 1) for at, x in frame.of_steps()]
    for at, x, name, span in places:
        width = span * frame.column - 2 * frame.gutter
        items = tuple(_bar(row, f"{row.title}: {name}", label, number, width, frame) for label, number in row.cells[at])
        cells.append(Cell(x + frame.gutter, width, items))
    return Band(row.title, row.hint, tuple(cells))


@band.register
def _(row: CurveRow, scene: Scene, frame: Frame) -> Band:
    points = [row.points[at] for at in frame.steps]
    chart = _CHART * max(frame.points / 9, 0.8)
    spans = sorted(frame.of_steps())
    look = theme.light()
    ink = look["accent"]
    numbers = [point.number for point in points]
    series = [
        Series(
            say("office.measured"),
            tuple(n.value if n else None for n in numbers),
            ink,
            2.0,
            mark=True,
            labels=_sides(points),
        ),
        Series(say("office.low"), tuple(n.low if n else None for n in numbers), look["faint"], 0.75, dashed=True),
        Series(say("office.high"), tuple(n.high if n else None for n in numbers), look["faint"], 0.75, dashed=True),
        Series(
            say("office.drawn"),
            tuple(p.drawn for p in points),
            look["warn"],
            1.5,
            mark=True,
            labels=() if any(numbers) else _sides(points),
        ),
        Series(say("office.target"), tuple(p.target for p in points), look["good"], 1.25, dashed=True),
    ]
    shown = tuple(one for one in series if any(value is not None for value in one.values))
    over = None
    if shown and spans:
        shapes: list[Shape] = []
        for tick in row.ticks:
            y = chart * (0.03 + 0.94 * (row.high - tick) / (row.high - row.low))
            text = (_plain(Run(f"{tick:g}", frame.small, look["faint"])),)
            shapes.append(Box(f"{row.title}: {tick:g}", frame.label - 8, y - 2, 7, 4, text, align="r", middle=True))
        first, last = spans[0][1], spans[-1][1] + frame.column
        shapes.append(
            LineChart(
                row.title,
                first - frame.left,
                0.0,
                last - first,
                chart,
                tuple(scene.steps[at].name for at in frame.steps),
                shown,
                row.low,
                row.high,
                (row.high - row.low) / 3,
                frame.points,
            )
        )
        key = _key(shown, frame)
        shapes.append(replace(key, y=chart - key.height - 0.5))
        over = Item(chart, tuple(shapes))
    cells = []
    for at, x in spans:
        point, width = row.points[at], frame.column - 2 * frame.gutter
        said = _said(point.number, point.gap)
        tall = height(said, width, frame.small) + 0.6
        box = Box(
            f"{row.title}: {scene.steps[at].name}",
            0,
            0,
            width,
            tall,
            (_plain(Run(said, frame.small, look["faint"])),),
            align="ctr",
        )
        cells.append(Cell(x + frame.gutter, width, (Item(tall, (box,)),) if said else ()))
    return Band(row.title, row.hint, tuple(cells), over=over)


def _sides(points: Sequence[Point]) -> tuple[Side, ...]:
    """On which side of its point each value is written: where fewer lines pass."""
    levels = [(n.value if (n := point.number) else point.drawn) for point in points]
    found = []
    for at, (point, level) in enumerate(zip(points, levels, strict=True)):
        if level is None:
            found.append(Side.ABOVE)
            continue
        others = [(point.drawn, 1.5), (point.target, 1.0)]
        beside = [one for one in (*levels[max(at - 1, 0) : at], *levels[at + 1 : at + 2]) if one is not None]
        over = sum(weight for one, weight in others if one is not None and 0 < one - level < 2)
        under = sum(weight for one, weight in others if one is not None and 0 < level - one < 2)
        over += 0.4 * sum(one > level for one in beside)
        under += 0.4 * sum(one < level for one in beside)
        found.append(Side.BELOW if under < over and level > 2 else Side.ABOVE)
    return tuple(found)


def _key(series: tuple[Series, ...], frame: Frame) -> Box:
    """What each line of the chart is, beside it in the lane's own column."""
    lines = tuple((Run("━ ", frame.small, one.ink, bold=True), Run(one.name, frame.small, one.ink)) for one in series)
    width = frame.label - 9
    tall = sum(height(f"━ {one.name}", width - 1, frame.small) for one in series) + 0.8
    return Box(say("office.key"), _PAD, 0.0, width, tall, lines)


def _said(number: Number | None, gap: str) -> str:
    if number is None:
        return gap
    return "\n".join(part for part in (number.interval, number.n) if part)


def _cell(
    lane: str, where: str, cards: tuple[CardView, ...], look: Look, scene: Scene, frame: Frame, x: float, span: int
) -> Cell:
    width = span * frame.column - 2 * frame.gutter
    name = f"{lane}: {where}"
    return Cell(x + frame.gutter, width, tuple(_card(name, card, look, width, scene, frame) for card in cards))


def item_of(name: str, card: CardView, row: CardRow, width: float, scene: Scene, frame: Frame) -> Item:
    """A card as a box that has the tone of its lane where it has none of its own."""
    toned = replace(card, tone=row.tone) if card.tone is Tone.PLAIN else card
    return _card(name, toned, row.look, width, scene, frame)


def _card(name: str, card: CardView, look: Look, width: float, scene: Scene, frame: Frame) -> Item:
    colours = theme.light()
    ink, soft = colours.tone(card.tone)
    paragraphs: list[Paragraph] = []
    tall = 0.0
    if card.moment:
        text = f"◆ {say('paper.moment')}"  # why it is one stands in the notes of the slide
        paragraphs.append(_plain(Run(text, frame.small, colours["accent"], bold=True)))
        tall += height(text, width - 2 * _PAD, frame.small, bold=True)
    text = card.text
    if look is Look.QUOTE:
        text = say("office.quote", text=text)
    elif look is Look.BULLET:
        text = f"• {text}"
    body = colours["ink"] if card.tone is Tone.PLAIN or look in (Look.TEXT, Look.QUOTE, Look.BULLET) else ink
    paragraphs.append(_plain(Run(text, frame.points, body, italic=look is Look.QUOTE, bold=look is Look.PILL)))
    tall += height(text, width - 2 * _PAD, frame.points, bold=look is Look.PILL)
    under = " · ".join(
        part
        for part in (f"{MARKS[card.mark]} {card.backing}".strip() if card.mark else card.backing, card.owner)
        if part
    )
    if under:
        paragraphs.append(_plain(Run(under, frame.small, colours["faint"])))
        tall += height(under, width - 2 * _PAD, frame.small)
    shapes: list[Shape] = []
    top = 0.0
    if card.picture and (data := scene.pictures.get(card.picture)):
        top = min(width * 0.6, 40.0)
        shapes.append(Picture(f"{name} ({card.picture})", card.text, 0, 0, width, top, data))
        top += 0.6
    tall += 2 * _PAD + 0.6
    fill = soft if card.tone is not Tone.PLAIN else colours["paper"]
    line = colours["line"] if look in (Look.CHIP, Look.CARD) or card.tone is Tone.PLAIN else ""
    shapes.append(
        Box(
            name,
            0,
            top,
            width,
            tall,
            tuple(paragraphs),
            Form.ROUND,
            fill=fill,
            line=line,
            pad=_PAD,
            middle=look is Look.PILL,
            key=card.id,
        )
    )
    return Item(top + tall, tuple(shapes))


def _corner(
    title: str, tone: Tone, cards: tuple[CardView, ...], where: str, width: float, scene: Scene, frame: Frame
) -> Item:
    colours = theme.light()
    ink, soft = colours.tone(tone)
    paragraphs: list[Paragraph] = [_plain(Run(title, frame.small, ink, bold=True))]
    tall = height(title, width - 2 * _PAD, frame.small, bold=True)
    for card in cards:
        under = " · ".join(part for part in (MARKS[card.mark] if card.mark else "", card.backing, card.owner) if part)
        runs: Paragraph = (Run(f"• {card.text}", frame.points, colours["ink"]),)
        runs += (Run(f"  {under}", frame.small, colours["faint"]),) if under else ()
        paragraphs.append(runs)
        tall += height("".join(run.text for run in runs), width - 2 * _PAD, frame.points)
    tall += 2 * _PAD + 0.6
    box = Box(f"{title}: {where}", 0, 0, width, tall, tuple(paragraphs), Form.ROUND, fill=soft, pad=_PAD)
    return Item(tall, (box,))


def _bar(row: BarRow, name: str, label: str, number: Number, width: float, frame: Frame) -> Item:
    colours = theme.light()
    ink = colours["accent"] if number.tone is Tone.PLAIN else colours.tone(number.tone)[0]
    quiet = " ".join(part for part in (number.interval, number.n) if part)
    main = f"{number.text} {number.unit}".strip()
    paragraphs: list[Paragraph] = []
    tall = 0.0
    if label:
        paragraphs.append(_plain(Run(label, frame.small, colours["soft"])))
        tall += height(label, width, frame.small)
    paragraphs.append(_plain(Run(main, frame.points, colours["ink"], bold=True)))
    tall += height(main, width, frame.points, bold=True)
    if quiet:
        paragraphs.append(_plain(Run(quiet, frame.small, colours["faint"])))
        tall += height(quiet, width, frame.small)
    shapes: list[Shape] = [Box(name, 0, 0, width, tall + 0.4, tuple(paragraphs))]
    share = max(0.0, min(1.0, (number.value or 0.0) / row.most)) if row.most > 0 else 0.0
    shapes.append(Box(say("office.scale", name=name), 0, tall + 0.5, width, 1.4, fill=colours["line"]))
    if share > 0:
        shapes.append(Box(say("office.bar", name=name), 0, tall + 0.5, width * share, 1.4, fill=ink))
    return Item(tall + 2.6, tuple(shapes))


def _label(band: Band, frame: Frame) -> tuple[Paragraph, ...]:
    look = theme.light()
    title = _plain(Run(band.title, frame.points * 1.08, look["org"] if band.inside else look["ink"], bold=True))
    return (title, _plain(Run(band.hint, frame.small, look["faint"]))) if band.hint else (title,)


def _label_height(band: Band, frame: Frame) -> float:
    width = frame.label - 2 * _PAD - (8.0 if band.over else 0.0)
    tall = height(band.title, width, frame.points * 1.08, bold=True) + height(band.hint, width, frame.small) + 2 * _PAD
    return tall + 1.0


def _plain(run: Run) -> Paragraph:
    return (run,)


def shifted(shape: Shape, x: float, y: float) -> Shape:
    """The shape, so far to the right and down."""
    return replace(shape, x=shape.x + x, y=shape.y + y)
