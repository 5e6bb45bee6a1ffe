"""The whole page: one file without any outside address, guarded by a content security policy with hashes.

What lives here: the frame, the order of sections, style and script with their hashes. Not here: the sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from outsidein.render import theme
from outsidein.render.arrows import Ties
from outsidein.render.html import sections
from outsidein.render.html.branches import style_of as style_of_branches
from outsidein.render.html.charts import walked
from outsidein.render.html.frame import digest, faces, night
from outsidein.render.html.grid import arrows, grid
from outsidein.render.html.markup import Html, element, hidden
from outsidein.render.html.network import icons as network_icons
from outsidein.render.html.network import least_width, network
from outsidein.render.html.openings import Openings
from outsidein.render.html.plan import icons as plan_icons
from outsidein.render.html.plan import plan
from outsidein.render.html.signs import symbols
from outsidein.render.html.towers import style_of, towers
from outsidein.render.scene import CardRow, Icon, Scene
from outsidein.render.words import Words

_LANES, _STEP, _AIR = 132, 94, 64
"""Least widths in pixels: the column of lane titles, a step, the page's own margins."""
_TRACK = 10
"""The room in pixels that an arrow takes beside another; the script's, too."""


def write_html(scene: Scene) -> str:
    """The scene as one self-contained HTML file: light and dark, for keyboard and screen reader, on phone and paper.

    Every text is escaped where it lands; the page loads nothing and runs only the script that it carries.
    """
    words = Words(scene.numbers)
    openings = Openings(words)
    table, tops = _picture(scene, openings)
    before, after = _file("early.js"), _file("page.js") + (_file("arrows.js") if scene.ties else "")
    style = _style(scene, tops)
    body = _body(scene, openings, table, Html(after))
    policy = (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(before)} {digest(after)}; "
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


def _picture(scene: Scene, openings: Openings) -> tuple[Html, frozenset[int]]:
    """The map itself, and the heights of labels that the style sheet must name."""
    if scene.network:
        return network(scene.network, scene, openings.words), frozenset()
    if scene.towers:
        return towers(scene.towers, scene, openings), frozenset()
    if scene.plan:
        return plan(scene.plan, scene, openings), frozenset()
    if not scene.stages:
        return element("p", openings.words("page.nothing-stands-here"), cls="sub"), frozenset()
    table, tops = grid(scene, openings)
    return element("div", table, cls="mapbox", tabindex="-1"), tops


def _title(scene: Scene) -> str:
    named = (
        (scene.network, "page.the-network"),
        (scene.towers, "page.the-towers"),
        (scene.plan, "page.the-plan"),
        (scene.stages, "page.the-journey"),
        (scene, "page.the-map"),
    )
    return next(key for view, key in named if view)


def _body(scene: Scene, openings: Openings, table: Html, script: Html) -> Html:
    words = openings.words
    panels = {panel.key: sections.panel(panel, openings) for panel in scene.panels}
    if scene.plan:
        panels.pop("places", None)  # the list beside the plan says the same
    behind = [panels.pop(key) for key in ("actors", "flows") if key in panels]
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
        element("header", element("h2", words(_title(scene)), id="map-h"), legend if scene.legend else None),
        table,
        arrows(scene, words),
        id="map",
        cls="part wide",
        aria_labelledby="map-h",
    )
    icons = {row.icon for row in scene.rows} | {
        card.icon for row in scene.rows if isinstance(row, CardRow) for cell in row.cells for card in cell if card.icon
    }
    if scene.branches:
        icons.add(Icon.DOOR)
    if scene.network:
        icons |= network_icons(scene.network)
    if scene.plan:
        icons |= plan_icons(scene.plan)
    main = element("main", sections.hero(scene, openings), whole, behind, parts, id="main", tabindex="-1")
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
        for key in ("actors", "flows", "drivers", "walked", "voices", "unknown", "sources", "methods")
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
    if scene.network:
        own.append(f"#net{{min-width:{least_width(scene.network)}px}}")
    if scene.towers:
        own.append(style_of(scene.towers, scene))
    if scene.branches:
        own += style_of_branches(scene.branches, scene)
    if scene.ties:
        own += _air(scene.ties)
    fits = _LANES + columns * _STEP + _AIR
    own.append(_file("fits.css").replace("$fits", str(fits)).replace("$columns", str(columns)))
    own.append(f"@page{{size:{max(420, 46 + columns * 27)}mm 297mm;margin:10mm}}")
    return "\n".join(
        [
            faces(),
            theme.css(),
            night(),
            _file("page.css"),
            _file("map.css"),
            _file("charts.css"),
            _file("network.css") if scene.network else "",
            _file("arrows.css") if scene.ties else "",
            _file("branches.css") if scene.branches else "",
            _file("towers.css") if scene.towers else "",
            _file("plan.css") if scene.plan else "",
            _file("print.css"),
            *own,
        ]
    )


def _air(ties: Ties) -> Iterator[str]:
    """Room for the arrows that run side by side in the widest gutter, and in each gap."""
    yield f".tied{{--gutter:{10 + _TRACK * max(ties.gutters) // 2}px}}"
    for count in sorted(set(ties.gaps) - {0}):
        room = 14 + _TRACK * count
        yield f".tied .gap{count}>*{{padding-top:{room}px}}.tied .under{count}>*{{padding-bottom:{room}px}}"


@cache
def _file(name: str) -> str:
    return resources.files("outsidein.render.html").joinpath(name).read_text(encoding="utf-8")
