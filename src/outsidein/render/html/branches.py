"""The branches of a page: arcs in a band between stages and steps, laid out by the browser as a grid of slots × levels.

What lives here: the row, and what the style sheet must say of where each arc stands. Not here: how arcs run
(render.branches), what a step says of where it leads (grid).
"""

from __future__ import annotations

from collections.abc import Iterator

from outsidein.render.branches import SLOTS, Branches, Drawn
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.signs import icon
from outsidein.render.scene import Icon, Scene


def band(view: Branches, scene: Scene) -> Html:
    """The row of the table: what each kind of line is, and the arcs."""
    lang = scene.language if scene.language != scene.words_language else None
    shapes: list[Child] = [_arc(one, at) for at, one in enumerate(view.drawn)]
    for at, one in enumerate(view.drawn):
        sign = icon(Icon.DOOR) if one.branch.target is None else None
        shapes += [
            element(
                "span",
                element("span", sign, element("span", text, lang=lang), cls=one.branch.way),
                cls=f"way-note t{at}-{place}",
            )
            for place, text in enumerate(one.texts)
        ]
    drawing = element("div", shapes, cls="arcs", role="img", aria_label=view.spoken)
    key = [
        element("li", icon(Icon.DOOR) if way == "leaves" else element("i", cls=way), name, cls=way)
        for way, name in view.key
    ]
    corner = element("th", view.title, element("ul", key, cls="lines", role="list"), scope="row", cls="corner")
    return element("tr", corner, element("td", drawing, colspan=max(1, _columns(scene))), cls="branches")


def _arc(one: Drawn, at: int) -> Html:
    start, end = one.arc.start, one.arc.end
    ends = "out" if end is None or start is None else "on" if end > start else "back"
    return element("div", cls=f"arc a{at} {one.branch.way} {ends}")


def style_of(view: Branches, scene: Scene) -> Iterator[str]:
    """Where each arc and each label stands: from line to line of the grid, and on which rows, two to a level."""
    places = _columns_of_steps(scene)

    def line(slot: int) -> int:
        column, within = divmod(slot, SLOTS)
        if column >= len(places):
            return (places[-1] + 1) * SLOTS + 1
        return places[column] * SLOTS + within + 1

    rows, columns = 2 * view.levels, _columns(scene) * SLOTS
    yield f".arcs{{grid-template:repeat({rows},minmax(10px,auto)) 14px/repeat({columns},minmax(0,1fr))}}"
    for at, one in enumerate(view.drawn):
        row = 2 * (view.levels - 1 - one.arc.level) + 1
        ends = sorted(slot for slot in (one.arc.start, one.arc.end) if slot is not None)
        top = row + 1 if len(ends) > 1 else row + 2
        yield f".a{at}{{grid-area:{top}/{line(ends[0])}/-1/{max(line(ends[-1]), line(ends[0]) + 1)}}}"
        for place, tag in enumerate(one.arc.tags):
            area = f"{row}/{line(tag.first)}/{row + 2}/{line(tag.last)}"
            yield f".t{at}-{place}{{grid-area:{area}}}"
            if tag.lean:
                yield f".t{at}-{place}::before{{flex:{tag.lean:.3g} 0 0}}"
            if tag.lean < 1:
                yield f".t{at}-{place}::after{{flex:{1 - tag.lean:.3g} 0 0}}"


def _columns(scene: Scene) -> int:
    return sum(max(1, len(stage.steps)) for stage in scene.stages)


def _columns_of_steps(scene: Scene) -> list[int]:
    """The column of each step: a stage without steps has one, too."""
    found: list[int] = []
    at = 0
    for stage in scene.stages:
        found += range(at, at + len(stage.steps))
        at += max(1, len(stage.steps))
    return found
