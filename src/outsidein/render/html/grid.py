"""The living map as a table: stages over steps over lanes, with the kind's lines between them.

What lives here: the table, its head, a body for each side of a line, and the arrows from card to card: a sentence each,
and what the page's script draws them from. Not here: what stands in a cell (rows), how an arrow runs (render.arrows).
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from outsidein.render.arrows import Route
from outsidein.render.html.branches import band
from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.html.openings import Openings
from outsidein.render.html.rows import Rows
from outsidein.render.scene import CurveRow, LineView, Scene, StageHead, StepHead
from outsidein.render.words import Words


def grid(scene: Scene, openings: Openings) -> tuple[Html, frozenset[int]]:
    """The table, and the heights (in pixels) of the labels on its curves, which the style sheet must name."""
    words, rows = openings.words, Rows(scene, openings)
    columns = 1 + max(1, len(scene.steps))
    bodies: list[Child] = []
    starts = sorted({0, *(line.before for line in scene.lines)})
    for start, end in pairwise((*starts, len(scene.rows))):
        lines = [line for line in scene.lines if line.before == start]
        made = [_line(line, columns, scene) for line in lines]
        made += [
            rows.row(row, cls=_air(scene, at, below=not lines and at > 0))
            for at, row in enumerate(scene.rows[start:end], start)
        ]
        bodies.append(element("tbody", made))
    spoken = [row.spoken for row in scene.rows if isinstance(row, CurveRow)]
    caption = element("caption", hidden(" ".join([words("grid.the-journey-stage-by-stage"), *spoken])))
    wide = element("colgroup", element("col", cls="lanes"), [element("col") for _ in scene.steps])
    table = element("table", caption, wide, _head(scene, openings), bodies, id="grid", cls=_looks(scene))
    return table, frozenset(rows.tops)


def _looks(scene: Scene) -> str:
    return "map" + " tied" * bool(scene.ties) + " branched" * bool(scene.branches)


def arrows(scene: Scene, words: Words) -> Html | None:
    """The arrows from card to card: a sentence each, under the map, and what the script needs to draw them over it."""
    if scene.ties is None:
        return None
    lang = scene.language if scene.language != scene.words_language else None
    said = [element("li", tie.says, lang=lang) for tie in scene.ties.ties]
    drawn = [
        {"from": tie.source_id, "to": tie.target_id, "way": tie.way, "label": tie.label, **_written(tie.route)}
        for tie in scene.ties.ties
    ]
    data = json.dumps(drawn, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return element(
        "details",
        element("summary", words("handing.title")),
        element("ul", said, cls="quotes ties"),
        element("script", Html(data), type="application/json", id="ties"),
        cls="handing",
    )


def _written(route: Route) -> dict[str, Any]:
    """A route in few letters: the sides, and per run whether it runs across, its line, ends, track and how many."""
    runs = [[int(run.across), run.line, run.low, run.high, run.track, run.of] for run in route.runs]
    return {"leaves": route.leaves, "enters": route.enters, "runs": runs}


def _line(line: LineView, columns: int, scene: Scene) -> Html:
    """A line across the map, its name in the column of lanes, where no arrow runs."""
    label = element("th", element("span", line.name), colspan=columns, scope="rowgroup")
    looks = ["line", *["solid"] * line.solid, _air(scene, line.before, below=True)]
    return element("tr", label, cls=" ".join(looks).strip())


def _air(scene: Scene, at: int, *, below: bool) -> str:
    """The classes that make room for the arrows in the gap above a row, and under the last."""
    gaps = scene.ties.gaps if scene.ties else ()
    above = gaps[at] if gaps and (below or at == 0) else 0
    under = gaps[-1] if gaps and at == len(scene.rows) - 1 else 0
    return " ".join([f"gap{above}"] * bool(above) + [f"under{under}"] * bool(under))


def _head(scene: Scene, openings: Openings) -> Html:
    words = openings.words
    lang = scene.language if scene.language != scene.words_language else None
    stages = [_stage(stage, at, lang) for at, stage in enumerate(scene.stages)]
    firsts = {stage.steps[0].id for stage in scene.stages if stage.steps}
    steps: list[Child] = []
    for stage in scene.stages:
        steps += [_step(step, scene, openings, first=step.id in firsts) for step in stage.steps]
        if not stage.steps:
            steps.append(element("th", element("div", element("span", "–")), scope="col", cls="step first"))
    return element(
        "thead",
        element(
            "tr", element("th", scene.spine[0] or words("grid.stages"), scope="row", cls="corner"), stages, cls="stages"
        ),
        band(scene.branches, scene) if scene.branches else None,
        element(
            "tr", element("th", scene.spine[1] or words("grid.steps"), scope="row", cls="corner"), steps, cls="steps"
        ),
    )


def _stage(stage: StageHead, at: int, lang: str | None) -> Html:
    goal = element("small", stage.goal, lang=lang) if stage.goal else None
    share = element("span", stage.share, cls="share") if stage.share else None
    inner = element("div", element("span", stage.name, lang=lang), share, goal, cls=f"stage g{at}")
    return element("th", inner, scope="colgroup", colspan=max(1, len(stage.steps)))


def _step(step: StepHead, scene: Scene, openings: Openings, *, first: bool) -> Html:
    lang = scene.language if scene.language != scene.words_language else None
    name = element("span", step.name, lang=lang, cls="name")
    number = element("span", str(step.number), cls="no", aria_hidden="true")
    marks = signs(step, openings)
    # Where they are drawn above, the words are for those who cannot see it.
    look = "sr" if scene.branches else "way-on"
    ways = [element("span", element("span", "→ ", aria_hidden="true"), way, lang=lang, cls=look) for way in step.ways]
    return element("th", element("div", number, name, marks, ways), scope="col", cls="step first" if first else "step")


def signs(step: StepHead, openings: Openings) -> Html | None:
    """◆, ▼ and ▲ of a step, each opening to its reason; None where it has none."""
    found: list[Child] = []
    for sign, cls, title, reason in (
        ("◆", "warn", "moment", step.moment),
        ("▼", "bad", "hotspot", step.hotspot),
        ("▲", "good", "bright", step.bright),
    ):
        if reason:
            said = openings.words(f"grid.sign.{title}", where=step.name)
            found.append(openings.reason(sign, said, reason, cls=f"sign {cls}"))
    return element("span", found, cls="signs") if found else None
