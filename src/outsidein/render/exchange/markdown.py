"""A map as a document in Markdown that reads well as text: head, personas, a table per stage, what stands out.

What lives here: write_markdown. Not here: what the texts are (composition). Whatever people wrote is escaped: no text
of a map becomes a heading, a link or markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Final

from outsidein.ground.speech import speaking
from outsidein.render.phrases import say
from outsidein.render.scene import (
    BarRow,
    CardRow,
    CardView,
    CurveRow,
    Mark,
    Number,
    Panel,
    QuadRow,
    Row,
    Scene,
    StageHead,
)

_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~#<>])")
_BEGINS: Final = re.compile(r"^([-+=]|\d{1,9}[.)])(?=[\s=-]|$)")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_MARKS: Final = {Mark.MEASURED: "●", Mark.HEARD: "◐", Mark.ASSUMPTION: "○"}


def write_markdown(scene: Scene) -> str:
    """The document (CommonMark with tables)."""
    with speaking(scene.words_language):
        return "\n\n".join(part for part in _parts(scene) if part) + "\n"


def escaped(text: str) -> str:
    """``text`` as Markdown shows it, on one line.

    >>> escaped("a*b* | <b>\\n# c &lt; d")
    'a\\\\*b\\\\* \\\\| \\\\<b\\\\><br>\\\\# c &amp;lt; d'
    >>> escaped("1. no list")
    '1\\\\. no list'
    """
    text = _SPECIAL.sub(r"\\\1", _ENTITY.sub("&amp;", text.strip()))
    text = _BEGINS.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", text)
    return re.sub(r"\s*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])\s*", "<br>", text)


def _parts(scene: Scene) -> Iterator[str]:
    yield f"# {escaped(scene.title) or '–'}"
    fictional = say("paper.fictional") if scene.fictional else ""
    yield f"*{escaped(' · '.join(part for part in (scene.kicker, fictional) if part))}*"
    yield escaped(scene.subtitle)
    yield f"**{escaped(scene.headline)}**" if scene.headline else ""
    yield escaped(scene.lead)
    yield "\n".join(f"- {escaped(name)}: {escaped(text)}" for name, text in scene.facts)
    yield "\n".join(f"- {escaped(name)}: {_number(number)}" for name, number in scene.overall)
    for persona in scene.personas:
        yield f"## {say('office.persona', name=escaped(persona.name))}"
        yield escaped(persona.summary)
        yield f"> {escaped(persona.quote)}" if persona.quote else ""
        goals = ((say("paper.goals"), persona.goals), (say("paper.needs"), persona.needs))
        yield "\n".join(f"- {title}: {escaped('; '.join(texts))}" for title, texts in goals if texts)
    first = 0
    for place, stage in enumerate(scene.stages):
        yield f"## {place + 1}. {escaped(stage.name)}"
        yield " · ".join(escaped(part) for part in (stage.goal, stage.share) if part)
        yield from _stage(scene, place, stage, range(first, first + len(stage.steps)))
        first += len(stage.steps)
    yield from _found(scene)
    for panel in scene.panels:
        yield from _panel(panel)
    if scene.quotes:
        yield "\n\n".join(f"> {escaped(text)}\n>\n> – {escaped(where)}" for text, where in scene.quotes)
    yield " · ".join(escaped(one) for one in scene.legend)
    yield " ".join(escaped(one) for one in scene.notes)
    yield f"*{escaped(scene.footer)}*"


def _stage(scene: Scene, place: int, stage: StageHead, steps: range) -> Iterator[str]:
    """The lanes of the steps as a table, and those of the whole stage as lists."""
    if steps:
        heads = [f"{step.number}. {escaped(step.name)}" for step in stage.steps]
        rows = [(escaped(row.title), [_cell(row, at) for at in steps]) for row in scene.rows if not _by_stage(row)]
        said = [(name, cells) for name, cells in rows if any(cells)]
        yield _table(["", *heads], [[f"**{name}**", *cells] for name, cells in said], numbers=frozenset())
        marks = (
            (sign, step.name, why)
            for step in stage.steps
            for sign, why in (
                ("◆", step.moment),
                ("▼", step.hotspot),
                ("▲", step.bright),
                *(("↪", w) for w in step.ways),
            )
            if why
        )
        yield "\n".join(f"- {sign} {escaped(name)}: {escaped(why)}" for sign, name, why in marks)
    whole = ((row, _cell(row, place)) for row in scene.rows if _by_stage(row))
    yield "\n".join(f"- **{escaped(row.title)}**: {cell}" for row, cell in whole if cell)


def _by_stage(row: Row) -> bool:
    return isinstance(row, QuadRow) or (isinstance(row, CardRow | BarRow) and row.by_stage)


@singledispatch
def _cell(row: Row, at: int) -> str:
    """What a lane says at one place, on one line."""
    raise TypeError(type(row).__name__)


@_cell.register
def _(row: CardRow, at: int) -> str:
    return "<br>".join(_card(card) for card in row.cells[at])


@_cell.register
def _(row: QuadRow, at: int) -> str:
    corners = zip(row.labels, row.cells[at], strict=True)
    return "<br>".join(
        f"{escaped(title)}: {'; '.join(_card(card) for card in cards)}" for (title, _), cards in corners if cards
    )


@_cell.register
def _(row: BarRow, at: int) -> str:
    return "<br>".join(f"{escaped(label)}{': ' if label else ''}{_number(number)}" for label, number in row.cells[at])


@_cell.register
def _(row: CurveRow, at: int) -> str:
    point = row.points[at]
    said = [_number(point.number) if point.number else escaped(point.gap)]
    said += [f"{say('office.drawn')}: {point.drawn:g}"] if point.drawn is not None else []
    said += [f"{say('office.target')}: {point.target:g}"] if point.target is not None else []
    return "<br>".join(one for one in said if one)


def _card(card: CardView) -> str:
    quiet = ", ".join(part for part in (card.backing, card.owner) if part)
    mark = f" {_MARKS[card.mark]}" if card.mark else ""
    moment = f"◆ {escaped(card.moment)}: " if card.moment else ""
    return f"{moment}{escaped(card.text)}{mark}{f' ({escaped(quiet)})' if quiet else ''}"


def _number(number: Number) -> str:
    quiet = ", ".join(part for part in (number.interval, number.n) if part)
    return f"**{escaped(f'{number.text} {number.unit}'.strip())}**{f' ({escaped(quiet)})' if quiet else ''}"


def _found(scene: Scene) -> Iterator[str]:
    if not scene.spots:
        return
    yield f"## {say('paper.spots')}"
    yield escaped(scene.spots_says)
    for number, spot in enumerate(scene.spots, 1):
        effect = f" · {_number(spot.effect)} {escaped(spot.against)}" if spot.effect else ""
        lines = [f"{number}. **{escaped(spot.title)}** ({escaped(spot.under)}): {_number(spot.level)}{effect}"]
        lines += [f"   - {escaped(reason)}" for reason in spot.reasons]
        yield "\n".join(lines)


def _panel(panel: Panel) -> Iterator[str]:
    yield f"## {escaped(panel.title)}"
    yield escaped(panel.says)
    if panel.columns:
        numbers = frozenset(at for at, column in enumerate(panel.columns) if column.number)
        rows = [[_number(cell) if isinstance(cell, Number) else escaped(cell) for cell in row] for row in panel.rows]
        yield _table([escaped(column.title) for column in panel.columns], rows, numbers=numbers)
    yield "\n".join(f"- {escaped(note)}" for note in panel.notes)


def _table(heads: list[str], rows: Iterable[list[str]], *, numbers: frozenset[int]) -> str:
    rule = ["---:" if at in numbers else "---" for at in range(len(heads))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))
