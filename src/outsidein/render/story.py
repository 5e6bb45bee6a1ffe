"""A journey as a story on one self-contained page: the arc beside the emotion curve, and the storyboard.

What lives here: write_story, and the arc in pixels. Not here: telling the story (maps.tell_story).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from importlib import resources

from outsidein.ground.speech import nearest, speaking
from outsidein.maps import Frame, Story, catalog
from outsidein.render.arc import below
from outsidein.render.html.frame import framed
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.phrases import say

_HEIGHT, _COLUMN = 190, 120
_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp", b"GIF8": "image/gif"}


def write_story(story: Story, *, language: str, pictures: Mapping[str, bytes] | None = None) -> str:
    """The story as one HTML file that loads nothing; a frame without a picture is drawn with its number."""
    with speaking(nearest(language)):
        head = element(
            "header",
            element("p", "outside", element("b", "·"), "in", cls="logo", translate="no"),
            element("h1", story.title),
            element("p", say("story.lead", n=len(story.frames)), cls="lead"),
        )
        arc = element(
            "section", element("h2", say("story.arc")), _arc(story), element("p", say("story.caveat"), cls="faint")
        )
        board = element("ol", [_frame(one, pictures or {}) for one in story.frames], cls="board", role="list")
        main = element("main", arc, element("section", element("h2", say("story.board")), board))
        return framed(story.title, head, main, style=_style(), language=language)


def beat_name(frame: Frame) -> str:
    """What the catalogue calls the beat of a frame; empty where it has none."""
    return catalog.beats()[frame.beat.value].name if frame.beat else ""


def _frame(frame: Frame, pictures: Mapping[str, bytes]) -> Html:
    data = pictures.get(frame.picture)
    if data is None:
        drawn = element("div", element("span", str(frame.number), aria_hidden="true"), cls="blank")
    else:
        kind = next((kind for start, kind in _TYPES.items() if data.startswith(start)), "image/png")
        address = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        drawn = element("img", src=address, alt=frame.shows or frame.name)
    words = [
        element("p", beat_name(frame), cls="beat") if frame.beat else None,
        element("h3", f"{frame.number}. {frame.name}"),
        element("p", frame.does) if frame.does else None,
        element("p", frame.thinks, cls="thinks") if frame.thinks else None,
    ]
    return element("li", drawn, element("div", words), cls="frame")


def _arc(story: Story) -> Html:
    width = max(1, len(story.frames)) * _COLUMN
    arc: list[tuple[float, float]] = []
    curve: list[list[tuple[float, float]]] = [[]]
    for at, frame in enumerate(story.frames):
        x = (at + 0.5) * _COLUMN
        if frame.tension is not None:
            arc.append((x, 150 - 120 * frame.tension))
        if frame.level is None:
            curve.append([])
        else:
            curve[-1].append((x, 150 - 120 * (frame.level - 1) / 9))
    marks: list[Child] = [element("line", x1=0, x2=width, y1=150, y2=150, cls="ground")]
    marks += [element("path", d=_path(one), cls="felt") for one in curve if len(one) > 1]
    marks += [element("circle", cx=x, cy=y, r=4, cls="felt") for one in curve for x, y in one]
    if len(arc) > 1:
        marks.append(element("path", d=_path(arc), cls="arc"))
    under = below(story.frames)
    for at, frame in enumerate(story.frames):
        x = (at + 0.5) * _COLUMN
        if frame.beat and frame.tension is not None:
            y = 150 - 120 * frame.tension
            marks.append(element("path", d=f"M{x - 6} {y}L{x} {y - 6}L{x + 6} {y}L{x} {y + 6}Z", cls="beatmark"))
            marks.append(element("text", beat_name(frame), x=x, y=y + 21 if at in under else y - 12, cls="beatname"))
        marks.append(element("text", str(frame.number), x=x, y=170, cls="number"))
    keys = element(
        "ul",
        element("li", element("span", cls="key arckey", aria_hidden="true"), say("story.key.arc")),
        element("li", element("span", cls="key feltkey", aria_hidden="true"), say("story.key.felt")),
        cls="keys", role="list",
    )  # fmt: skip
    svg = element(
        "svg",
        marks,
        viewBox=f"0 0 {width} {_HEIGHT}",
        width=width,
        height=_HEIGHT,
        role="img",
        aria_label=say("story.arc"),
    )
    return element(
        "div", keys, element("div", svg, cls="wide", tabindex="0", role="region", aria_label=say("story.arc"))
    )


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


@cache
def _style() -> str:
    return resources.files("outsidein.render").joinpath("story.css").read_text(encoding="utf-8")
