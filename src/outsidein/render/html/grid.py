"""The living map as a table: stages over steps over lanes, the organisation below the line of visibility.

What lives here: the table, its head, its two bodies. Not here: what stands in a cell (rows).
"""

from __future__ import annotations

from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.html.openings import Openings
from outsidein.render.html.rows import Rows
from outsidein.render.scene import BarRow, CurveRow, Row, Scene, StageHead, StepHead


def grid(scene: Scene, openings: Openings) -> tuple[Html, frozenset[int]]:
    """The table, and the heights (in pixels) of the labels on its curves, which the style sheet must name."""
    words, rows = openings.words, Rows(scene, openings)
    outside = [row for row in scene.rows if not _inside(row)]
    inside = [row for row in scene.rows if _inside(row)]
    bodies = [element("tbody", [rows.row(row) for row in outside])]
    columns = 1 + max(1, len(scene.steps))
    if inside:
        line = element("th", element("span", words("grid.line-of-visibility")), colspan=columns, scope="rowgroup")
        bodies.append(element("tbody", element("tr", line, cls="line"), [rows.row(row) for row in inside]))
    spoken = [row.spoken for row in scene.rows if isinstance(row, CurveRow)]
    caption = element("caption", hidden(" ".join([words("grid.the-journey-stage-by-stage"), *spoken])))
    wide = element("colgroup", element("col", cls="lanes"), [element("col") for _ in scene.steps])
    table = element("table", caption, wide, _head(scene, openings), bodies, id="grid", cls="map")
    return table, frozenset(rows.tops)


def _inside(row: Row) -> bool:
    return not isinstance(row, (BarRow, CurveRow)) and row.inside


def _head(scene: Scene, openings: Openings) -> Html:
    words = openings.words
    lang = scene.language if scene.language != scene.words_language else None
    stages = [_stage(stage, at, lang) for at, stage in enumerate(scene.stages)]
    firsts = {stage.steps[0].id for stage in scene.stages if stage.steps}
    steps: list[Child] = []
    for stage in scene.stages:
        steps += [_step(step, openings, lang, first=step.id in firsts) for step in stage.steps]
        if not stage.steps:
            steps.append(element("th", element("div", element("span", "–")), scope="col", cls="step first"))
    return element(
        "thead",
        element("tr", element("th", words("grid.stages"), scope="row", cls="corner"), stages, cls="stages"),
        element("tr", element("th", words("grid.steps"), scope="row", cls="corner"), steps, cls="steps"),
    )


def _stage(stage: StageHead, at: int, lang: str | None) -> Html:
    goal = element("small", stage.goal, lang=lang) if stage.goal else None
    share = element("span", stage.share, cls="share") if stage.share else None
    inner = element("div", element("span", stage.name, lang=lang), share, goal, cls=f"stage g{at}")
    return element("th", inner, scope="colgroup", colspan=max(1, len(stage.steps)))


def _step(step: StepHead, openings: Openings, lang: str | None, *, first: bool) -> Html:
    words = openings.words
    signs: list[Child] = []
    for sign, cls, title, reason in (
        ("◆", "warn", "moment", step.moment),
        ("▼", "bad", "hotspot", step.hotspot),
        ("▲", "good", "bright", step.bright),
    ):
        if reason:
            signs.append(openings.reason(sign, words(f"grid.sign.{title}", where=step.name), reason, cls=f"sign {cls}"))
    name = element("span", step.name, lang=lang, cls="name")
    number = element("span", str(step.number), cls="no", aria_hidden="true")
    marks = element("span", signs, cls="signs") if signs else None
    ways = [
        element("span", element("span", "→ ", aria_hidden="true"), way, lang=lang, cls="way-on") for way in step.ways
    ]
    return element("th", element("div", number, name, marks, ways), scope="col", cls="step first" if first else "step")
