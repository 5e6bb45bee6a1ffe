"""The small signs of a page: line icons by reference, marks of evidence.

What lives here: what stands for an icon or a mark. Not here: their meaning in words (compose).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from outsidein.render.html.markup import Html, element, hidden
from outsidein.render.icons import PATHS
from outsidein.render.scene import Icon, Mark
from outsidein.render.words import Words

SIGNS: Final = {Mark.MEASURED: "●", Mark.HEARD: "◐", Mark.ASSUMPTION: "○"}
"""The marks of evidence as letters, for pictures that hold text alone."""


def icon(icon: Icon) -> Html:
    """An icon; its path stands once on the page (``symbols``)."""
    return element("svg", element("use", href=f"#i-{icon}"), cls="icon", aria_hidden="true")


def symbols(icons: Iterable[Icon]) -> Html:
    """The paths of these icons."""
    paths = [
        element("symbol", element("path", d=PATHS[one]), id=f"i-{one}", viewBox="0 0 24 24")
        for one in sorted(set(icons))
    ]
    return element("svg", paths, cls="symbols", aria_hidden="true") if paths else Html("")


def mark(mark: Mark, words: Words) -> Html:
    """●, ◐ or ○ as a shape, with its word for a screen reader."""
    inner = {
        Mark.MEASURED: [element("circle", cx="5", cy="5", r="4", cls="full")],
        Mark.HEARD: [element("circle", cx="5", cy="5", r="3.4"), element("path", d="M5 1a4 4 0 0 0 0 8z", cls="full")],
        Mark.ASSUMPTION: [element("circle", cx="5", cy="5", r="3.4")],
    }[mark]
    shape = element("svg", inner, viewBox="0 0 10 10", cls=f"mark {mark}", aria_hidden="true")
    return Html(shape + hidden(words(f"mark.{mark.name.lower()}"), " "))
