"""The atlas as one self-contained page: the life cycle across, journeys under their phase, what nobody sees below.

What lives here: what is drawn, and write_atlas. Not here: gathering it (workspace.read_atlas).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from outsidein.ground.speech import language
from outsidein.render.html.frame import framed
from outsidein.render.html.markup import Html, element
from outsidein.render.phrases import say

SHAPES: Final = {"good": "●", "watch": "◐", "poor": "▲", "unknown": "○"}


@dataclass(frozen=True, slots=True)
class AtlasBand:
    """One journey: its health is told by a shape and a word; ``lines`` say the rest."""

    title: str
    health: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtlasScene:
    """The atlas in words, phase by phase; a phase without a journey is a blind spot and is shown as one."""

    title: str
    headline: str
    phases: tuple[tuple[str, tuple[AtlasBand, ...]], ...]
    blind: tuple[str, ...]


def write_atlas(scene: AtlasScene) -> str:
    """The atlas as one HTML file that loads nothing, in the language spoken."""
    head = element(
        "header",
        element("p", "outside", element("b", "·"), "in", cls="logo", translate="no"),
        element("h1", scene.title),
        element("p", scene.headline, cls="lead"),
    )
    phases = [element("li", element("h2", name), _bands(bands), cls="phase") for name, bands in scene.phases]
    cycle = element("div", element("ol", phases, cls="cycle", role="list"), tabindex="0", role="region",
                    aria_label=say("atlas.cycle"), cls="wide")  # fmt: skip
    blind = element(
        "section", element("h2", say("atlas.blind")), element("ul", [element("li", one) for one in scene.blind])
    )
    return framed(
        scene.title, head, element("main", cycle, blind if scene.blind else None), style=_style(), language=language()
    )


def _bands(bands: Sequence[AtlasBand]) -> Html:
    if not bands:
        return element("p", element("span", "○ ", aria_hidden="true"), say("atlas.nobody"), cls="nobody")
    return element(
        "ul",
        [
            element(
                "li",
                element("strong", one.title),
                _health(one.health),
                [element("p", line) for line in one.lines],
                cls=f"band {one.health}",
            )
            for one in bands
        ],
        role="list",
    )  # fmt: skip


def _health(health: str) -> Html:
    shape = element("span", SHAPES[health] + " ", aria_hidden="true")
    return element("span", shape, say(f"atlas.health.{health}"), cls=f"health {health}")


@cache
def _style() -> str:
    return resources.files("outsidein.render").joinpath("atlas.css").read_text(encoding="utf-8")
