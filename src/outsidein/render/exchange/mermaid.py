"""A map as a Mermaid diagram: a ``journey`` of stages and steps, a ``flowchart`` of actors or places, a ``mindmap``.

What lives here: write_mermaid. Not here: reading one (``maps.bringing.mermaid``). The grammar of ``journey`` has no
escapes, so names lose what it parts things by; what is replaced is said.
"""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import Final

from outsidein.ground import Diagnostic, RenderError, Severity
from outsidein.ground.speech import speaking
from outsidein.ground.writing import quoted
from outsidein.render.networks import NetworkView
from outsidein.render.phrases import say
from outsidein.render.plan import PlanView
from outsidein.render.scene import CardRow, CurveRow, Point, Scene

_SEPARATORS: Final = {":": " –", ";": ",", "#": "№", "\n": " ", "\r": " ", "\t": " "}
_KEYWORD: Final = re.compile(r"(?i)(title|section|journey|acctitle|accdescr)\b")
MIDDLE: Final = 3.0
"""The score of a step without a level, which the grammar cannot leave out: neither happy nor sad."""


def write_mermaid(scene: Scene) -> tuple[str, tuple[Diagnostic, ...]]:
    """The diagram, and what was replaced in it. Levels from 1 to 10 become scores from 1 to 5, rounded to a tenth.

    Raises RenderError (``render/no-mermaid``) for a map that no diagram of Mermaid fits.
    """
    with speaking(scene.words_language):
        if scene.network:
            return _flowchart(scene.network), ()
        if scene.towers:
            return _mindmap(scene), ()
        if scene.plan and scene.plan.ways:
            return _ways(scene.plan), ()
        if not scene.stages:
            says = say("exchange.no-mermaid")
            raise RenderError(Diagnostic("render/no-mermaid", says, say("exchange.take-another")))
        return _journey(scene)


def score(level: float) -> float:
    """A level of 1–10 as Mermaid draws it, 1–5.

    >>> score(1), score(5.5), score(10)
    (1.0, 3.0, 5.0)
    """
    return round(1 + (level - 1) * 4 / 9, 1)


def _journey(scene: Scene) -> tuple[str, tuple[Diagnostic, ...]]:
    curve = next((row for row in scene.rows if isinstance(row, CurveRow)), None)
    actors = ", ".join(_named(one.name).replace(",", " ") for one in scene.personas)
    lines = ["journey", f"    title {_named(scene.title)}"]
    unknown = []
    at = 0
    for stage in scene.stages:
        lines.append(f"    section {_named(stage.name)}")
        for step in stage.steps:
            level = _level(curve.points[at]) if curve else None
            if level is None:
                unknown.append(step.name)
            value = f"{score(level) if level is not None else MIDDLE:g}"
            lines.append(f"      {_named(step.name)}: {value}{f': {actors}' if actors else ''}")
            at += 1
    names = [
        scene.title,
        *(s.name for s in scene.stages),
        *(s.name for s in scene.steps),
        *(p.name for p in scene.personas),
    ]
    changed = [name for name in names if _named(name) != name.strip()]
    notes = []
    if changed:
        shown = ", ".join(_named(name) for name in changed[:3])
        notes.append(_hint("render/mermaid-names", say("exchange.names-changed", n=len(changed), names=shown), ""))
    if unknown:
        shown = ", ".join(_named(name) for name in unknown[:3])
        notes.append(
            _hint(
                "render/mermaid-scores",
                say("exchange.no-level", n=len(unknown), names=shown),
                say("exchange.measure-it"),
            )
        )
    lines[1:1] = [f"    %% {note.says}".replace("\n", " ") for note in notes]
    return "\n".join(lines) + "\n", tuple(notes)


_SHAPES: Final = MappingProxyType({"person": ("([", "])"), "place": ("{{", "}}"), "object": ("[[", "]]")})
_ARROWS: Final = MappingProxyType({"goods": ("==", "==>"), "information": ("-.", ".->"), "service": ("-.", ".->")})


def _flowchart(view: NetworkView) -> str:
    """Actors as nodes by their shape, flows as arrows: thick for goods, dotted for service and information."""
    ids = {actor.id: f"a{n}" for n, actor in enumerate(view.actors)}
    lines = ["---", f"title: {json.dumps(view.title, ensure_ascii=False)}", "---", "flowchart LR"]
    for actor in view.actors:
        begin, end = _SHAPES.get(actor.shape, ("[", "]"))
        lines.append(f"    {ids[actor.id]}{begin}{_quoted(actor.name)}{end}")
    for flow in view.flows:
        begin, end = _ARROWS.get(flow.style, ("--", "-->"))
        label = _quoted(" ".join(flow.lines))
        lines.append(f"    {ids[flow.source_id]} {begin} {label} {end} {ids[flow.target_id]}")
    return "\n".join(lines) + "\n"


def _ways(view: PlanView) -> str:
    """Places as nodes, the ways between them as arrows; where they stand is not said."""
    lines = ["---", f"title: {json.dumps(view.title, ensure_ascii=False)}", "---", "flowchart LR"]
    lines += [f"    p{pin.number}(({_quoted(f'{pin.number} {pin.name}')}))" for pin in view.pins]
    for way in view.ways:
        label = f"|{_quoted(way.label)}|" if way.label else ""
        lines.append(f"    p{way.source} -->{label} p{way.target}")
    return "\n".join(lines) + "\n"


def _mindmap(scene: Scene) -> str:
    """Spaces around the title, towers around their space, boxes around their tower."""
    lines = ["mindmap", f"  root(({_quoted(scene.title)}))"]
    at = number = 0
    for stage in scene.stages:
        number += 1
        lines.append(f"    n{number}({_quoted(stage.name)})")
        for step in stage.steps:
            number += 1
            lines.append(f"      n{number}[{_quoted(step.name)}]")
            cells = [row.cells[at] for row in scene.rows if isinstance(row, CardRow) and not row.by_stage]
            for card in (card for cell in cells for card in cell):
                number += 1
                lines.append(f"        n{number}[{_quoted(card.text)}]")
            at += 1
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text in quotes, as the grammars of flowcharts and mind maps take any.

    >>> _quoted('5 < 6 "sic"; #1')
    '"5 &lt; 6 #quot;sic#quot;; #35;1"'
    """
    text = " ".join(text.split()).replace("#", "#35;").replace('"', "#quot;").replace("`", "#96;")
    return f'"{text.replace("<", "&lt;").replace(">", "&gt;") or "–"}"'


def _level(point: Point) -> float | None:
    return point.number.value if point.number and point.number.value is not None else point.drawn


def _named(text: str) -> str:
    """A name as the grammar can hold it: never empty, never mistaken for a word of its own.

    >>> _named("Costs: a #1 test; done"), _named("Title deed"), _named(" ")
    ('Costs – a №1 test, done', '“Title deed”', '–')
    """
    for sign, stand_in in _SEPARATORS.items():
        text = text.replace(sign, stand_in)
    text = " ".join(text.split()).replace("%%", "%")
    if _KEYWORD.match(text):
        text = quoted(text)
    return text or "–"


def _hint(code: str, says: str, fix: str) -> Diagnostic:
    return Diagnostic(code, says, fix, severity=Severity.HINT)
