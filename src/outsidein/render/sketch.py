"""A map of stages as a small SVG: stages, steps, the curve as people drew it, for a wiki or a README, in a blink.

What lives here: write_sketch, which needs no press, fonts or evidence. Not here: the map as it is printed (paper).
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from outsidein.ground import Diagnostic, RenderError
from outsidein.maps.anatomy import Role
from outsidein.maps.document import Document
from outsidein.maps.kind import lanes_of
from outsidein.maps.spine import Step
from outsidein.render import theme
from outsidein.render.phrases import say
from outsidein.render.words import right_to_left

_COLUMN, _MARGIN, _LETTER = 132, 24, 7.4
"""Widths in pixels: of a step, of the margin, and of a letter on average, at 12 pixels."""
_LINE, _CHART = 15, 150
_LOW, _HIGH = 1.0, 10.0
_FORBIDDEN: Final = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def write_sketch(document: Document) -> str:
    """The picture as SVG. Raises RenderError (``render/no-sketch``) for a map without stages.

    >>> from outsidein.maps import begin
    >>> write_sketch(begin("trip", title="A <trip>")).count("A &lt;trip&gt;")
    2
    """
    if not document.stages:
        raise RenderError(Diagnostic("render/no-sketch", say("sketch.no-stages"), say("exchange.take-another")))
    look, head = theme.light(), document.journey
    spans = [(stage, document.children(stage.id, Step)) for stage in document.stages]
    columns = sum(max(len(steps), 1) for _, steps in spans)
    width = 2 * _MARGIN + columns * _COLUMN
    who = ", ".join(persona.name for persona in document.personas)
    parts = [_text(_MARGIN, 42, head.title, 22, look["ink"], bold=True)]
    parts += [_text(_MARGIN, 64, who, 13, look["human"])] if who else []
    top = 84
    wrapped = {step.id: _lines(step.name) for _, steps in spans for step in steps}
    tall = max((len(lines) for lines in wrapped.values()), default=1) * _LINE + 16
    x: float = _MARGIN
    points: list[tuple[float, float, float]] = []
    for place, (stage, steps) in enumerate(spans):
        wide = max(len(steps), 1) * _COLUMN
        parts.append(_box(x + 2, top, wide - 4, 30, look.stage(place, len(spans))))
        first, *more = _lines(stage.name, wide - 24)
        name = f"{first}…" if more else first
        parts.append(_text(x + wide / 2, top + 20, name, 13, "#ffffff", bold=True, middle=True))
        for n, step in enumerate(steps):
            left = x + n * _COLUMN
            parts.append(_box(left + 2, top + 36, _COLUMN - 4, tall, look["accent-soft"]))
            for row, line in enumerate(wrapped[step.id]):
                parts.append(_text(left + _COLUMN / 2, top + 56 + row * _LINE, line, 12, look["ink"], middle=True))
            level = _level(document, step.id)
            if level is not None:
                down = top + 52 + tall + _CHART * (_HIGH - level) / (_HIGH - _LOW)
                points.append((left + _COLUMN / 2, down, level))
        x += wide
    foot = top + 52 + tall + _CHART
    for level in (1, 4, 7, 10):
        y = top + 52 + tall + _CHART * (_HIGH - level) / (_HIGH - _LOW)
        parts.append(f'<path d="M{_MARGIN} {y:g}H{width - _MARGIN}" stroke="{look["line"]}"/>')
        parts.append(_text(_MARGIN - 4, y + 4, str(level), 11, look["faint"], end=True))
    path = "L".join(f"{across:g} {down:g}" for across, down, _ in points)
    parts.append(f'<path d="M{path}" fill="none" stroke="{look["accent"]}" stroke-width="2.5"/>' if points else "")
    for across, down, level in points:
        parts.append(f'<circle cx="{across:g}" cy="{down:g}" r="5" fill="{look["accent"]}"/>')
        parts.append(_text(across, down - 10, f"{level:g}", 12, look["accent"], bold=True, middle=True))
    turned = ' direction="rtl"' if right_to_left(head.language) else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {foot + 28:g}" width="{width}" role="img" '
        f'font-family="Inter, Arial, sans-serif"{turned}><title>{_escaped(head.title)}</title>'
        f'<rect width="100%" height="100%" fill="{look["card"]}"/>{"".join(parts)}</svg>\n'
    )


def _level(document: Document, step: str) -> float | None:
    """The level that people drew at a step: the first number of a curve's lane."""
    curves = {lane.key for lane in lanes_of(document) if lane.role is Role.CURVE}
    cards = (card for key in curves for card in document.cards(step, key))
    return next((min(max(card.value, _LOW), _HIGH) for card in cards if card.value is not None), None)


def _lines(text: str, width: float = _COLUMN - 16) -> list[str]:
    """A name in lines that fit a column; one longer than a line is broken.

    >>> _lines("Compare the fares of four airlines")
    ['Compare the', 'fares of four', 'airlines']
    """
    most = max(int(width / _LETTER), 1)
    found = [""]
    for word in text.split():
        pieces = [word[at : at + most] for at in range(0, len(word), most)]
        for piece in pieces:
            joined = f"{found[-1]} {piece}".strip()
            if len(joined) <= most:
                found[-1] = joined
            else:
                found.append(piece)
    return found


def _box(x: float, y: float, width: float, high: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{high:g}" rx="5" fill="{fill}"/>'


def _text(
    x: float, y: float, text: str, size: int, ink: str, *, bold: bool = False, middle: bool = False, end: bool = False
) -> str:
    anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{ink}"{anchor}{weight}>{_escaped(text)}</text>'


def _escaped(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))
