"""The whole page: one file without any outside address, guarded by a content security policy with hashes.

What lives here: the frame, the order of sections, style and script with their hashes. Not here: the sections.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from outsidein.render import theme
from outsidein.render.html import sections
from outsidein.render.html.charts import walked
from outsidein.render.html.grid import grid
from outsidein.render.html.markup import Html, element, hidden
from outsidein.render.html.openings import Openings
from outsidein.render.html.signs import symbols
from outsidein.render.scene import CardRow, Icon, Scene
from outsidein.render.words import Words

_FACES = (("regular", 400, "normal"), ("italic", 400, "italic"), ("semibold", 600, "normal"), ("bold", 700, "normal"))
_LANES, _STEP, _AIR = 132, 94, 64
"""Least widths in pixels: the column of lane titles, a step, the page's own margins."""


def write_html(scene: Scene) -> str:
    """The scene as one self-contained HTML file: light and dark, for keyboard and screen reader, on phone and paper.

    Every text is escaped where it lands; the page loads nothing and runs only the script that it carries.
    """
    words = Words(scene.numbers)
    openings = Openings(words)
    table, tops = grid(scene, openings)
    before, after = _file("early.js"), _file("page.js")
    style = _style(scene, tops)
    body = _body(scene, openings, table, Html(after))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(before)} {_hash(after)}; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content="Outside-In"),
        element("title", scene.title),
        element("meta", name="description", content=scene.headline or scene.lead),
        element("script", Html(before)),
        element("style", Html(style)),
    )
    direction = "rtl" if scene.right_to_left else "ltr"
    page = element("html", head, body, lang=scene.words_language, dir=direction)
    return f"<!doctype html>\n{page}\n"


def _body(scene: Scene, openings: Openings, table: Html, script: Html) -> Html:
    words = openings.words
    panels = {panel.key: sections.panel(panel, openings) for panel in scene.panels}
    left = [panels.pop(key) for key in ("drivers", "priorities-2") if key in panels]
    right = [panels.pop(key) for key in ("priorities", "voices") if key in panels]
    right += [notes] if (notes := sections.notes(scene, openings)) else []
    beside = (
        element("div", element("div", left), element("div", right), cls="columns") if left and right else left + right
    )
    parts = [
        sections.spots(scene, openings),
        beside,
        walked(scene.charts, openings),
        sections.quotes(scene, openings),
        *panels.values(),
    ]
    legend = element("ul", [element("li", sign) for sign in scene.legend], cls="legend", role="list")
    whole = element(
        "section",
        element("header", element("h2", words("page.the-journey"), id="map-h"), legend if scene.legend else None),
        element("div", table, cls="mapbox", tabindex="-1"),
        id="map",
        cls="part wide",
        aria_labelledby="map-h",
    )
    icons = {row.icon for row in scene.rows} | {
        card.icon for row in scene.rows if isinstance(row, CardRow) for cell in row.cells for card in cell if card.icon
    }
    main = element("main", sections.hero(scene, openings), whole, parts, id="main", tabindex="-1")
    return element(
        "body",
        element("a", words("page.skip-to-the-findings"), href="#main", cls="skip"),
        symbols(icons | {Icon.FLAG}),
        _bar(scene, words),
        main,
        element("footer", element("p", scene.footer)),
        element("div", openings.popovers(), cls="openings"),
        element("script", script),
    )


def _bar(scene: Scene, words: Words) -> Html:
    lang = scene.language if scene.language != scene.words_language else None
    links: list[tuple[str, str]] = [("map", words("page.map")), ("spots", words("page.hotspots"))]
    keys = {panel.key for panel in scene.panels} | ({"walked"} if scene.charts else set())
    links += [
        (key, words(f"page.link.{key}"))
        for key in ("drivers", "walked", "voices", "unknown", "sources", "methods")
        if key in keys
    ]
    made_up = element("span", words("page.fictional"), cls="pill warn") if scene.fictional else None
    text, tone = scene.fresh
    fresh = element(
        "span", element("span", "● " if tone != "plain" else "○ ", aria_hidden="true"), text, cls=f"pill {tone}"
    )
    toggle = element(
        "button", element("span", "◐", aria_hidden="true"), hidden(words("page.switch-between-light-and-dark")),
        type="button", id="theme", cls="round", hidden=True,
    )  # fmt: skip
    logo = element("p", "outside", element("b", "·"), "in", cls="logo", translate="no")
    nav = element(
        "nav",
        element("ul", [element("li", element("a", name, href=f"#{key}")) for key, name in links], role="list"),
        aria_label=words("page.on-this-page"),
    )
    title = element("p", scene.title, cls="name", lang=lang)
    return element("header", logo, title, made_up, nav, fresh, toggle, cls="top")


def _style(scene: Scene, tops: frozenset[int]) -> str:
    """The whole style sheet: fonts, tokens, page, and what only this page needs."""
    count = max(1, len(scene.stages))
    own = [f".g{at}{{background:{theme.light().stage(at, count)}}}" for at in range(len(scene.stages))]
    own += [f".y{top}{{top:{top}px}}" for top in sorted(tops)]
    columns = sum(max(1, len(stage.steps)) for stage in scene.stages) or 1
    fits = _LANES + columns * _STEP + _AIR
    own.append(_file("fits.css").replace("$fits", str(fits)).replace("$columns", str(columns)))
    own.append(f"@page{{size:{max(420, 46 + columns * 27)}mm 297mm;margin:10mm}}")
    return "\n".join(
        [
            _fonts(),
            theme.css(),
            _dark(),
            _file("page.css"),
            _file("map.css"),
            _file("charts.css"),
            _file("print.css"),
            *own,
        ]
    )


def _dark() -> str:
    """The dark tokens for readers whose system asks for them and who did not choose otherwise."""
    return f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{theme.night()}}}}}"


@cache
def _fonts() -> str:
    folder = resources.files("outsidein.render").joinpath("fonts")
    faces = []
    for name, weight, style in _FACES:
        data = base64.b64encode(folder.joinpath(f"inter-{name}.woff2").read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:Inter;font-weight:{weight};font-style:{style};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "".join(faces)


@cache
def _file(name: str) -> str:
    return resources.files("outsidein.render.html").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
