"""The plan of a page: the picture with its numbered places and ways, and beside it what stands at each place.

What lives here: the picture as vectors, the list of places. Not here: where anything stands (the scene), what stands in
a card (rows).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.html.openings import Openings
from outsidein.render.html.rows import Rows, address
from outsidein.render.html.signs import SIGNS, icon
from outsidein.render.html.signs import mark as mark_sign
from outsidein.render.plan import NAME_LINE, RADIUS, WAY_HEIGHT, PinView, PlanView, WayView
from outsidein.render.scene import Icon, Look, Scene

_HEAD = 9.0
"""The length of an arrow's head."""


def plan(view: PlanView, scene: Scene, openings: Openings) -> Html:
    """The picture in a box that scrolls, and the list of its places."""
    words, lang = openings.words, scene.language if scene.language != scene.words_language else None
    rows = Rows(scene, openings)
    ground: Child
    if view.picture:
        ground = element(
            "image", href=address(view.picture, scene.pictures[view.picture]), x=view.left, y=view.top,
            width=view.inner_width, height=view.inner_height, preserveAspectRatio="none",
        )  # fmt: skip
    else:
        ground = element(
            "rect", x=view.left, y=view.top, width=view.inner_width, height=view.inner_height, rx=8, cls="no-plan"
        )
    shapes: list[Child] = [ground, [_way(way) for way in view.ways]]
    shapes += [_pin(pin, openings) for pin in view.pins]
    shapes += [_label(way) for way in view.ways if way.label]
    picture = element(
        "svg", shapes, viewBox=f"0 0 {view.width:g} {view.height:g}", cls="plan", role="group",
        aria_label=view.spoken, lang=lang,
    )  # fmt: skip
    missing = element("p", view.missing, cls="plan-missing") if view.missing else None
    box = element("div", picture, cls="planbox", role="group", aria_label=words("page.plan-scroll"), tabindex="0")
    listed = element("ol", [_place(pin, rows, openings, lang) for pin in view.pins], cls="places", role="list")
    return element("div", element("div", missing, box, cls="plan-side"), listed, cls="plan-and-places")


def icons(view: PlanView) -> frozenset[Icon]:
    """The icons that the list refers to."""
    held = chain.from_iterable((pin.icon, *(lane.icon for lane in pin.lanes)) for pin in view.pins)
    return frozenset(held)


def _way(way: WayView) -> Html:
    a, b, c, d, e, f, x, y = way.curve
    dx, dy = x - e, y - f
    long = max((dx * dx + dy * dy) ** 0.5, 0.001)
    ux, uy = dx / long, dy / long
    # The line ends within its head, not at the tip.
    path = f"M{a:.1f} {b:.1f}C{c:.1f} {d:.1f} {e:.1f} {f:.1f} {x - 6 * ux:.1f} {y - 6 * uy:.1f}"
    bx, by = x - _HEAD * ux, y - _HEAD * uy
    head = f"M{x:.1f} {y:.1f}L{bx - uy * 4.4:.1f} {by + ux * 4.4:.1f} {bx + uy * 4.4:.1f} {by - ux * 4.4:.1f}Z"
    halo = element("path", d=path, cls="halo")
    return element(
        "g", halo, element("path", d=path, cls="run"), element("path", d=head, cls="tip"), cls="way", aria_hidden="true"
    )


def _label(way: WayView) -> Html:
    ground = element(
        "rect", x=way.x - way.width / 2, y=way.y - WAY_HEIGHT / 2, width=way.width, height=WAY_HEIGHT, rx=7.5,
        cls="ground",
    )  # fmt: skip
    text = element("text", way.label, x=way.x, y=way.y, text_anchor="middle", dominant_baseline="central")
    return element("g", ground, text, cls="way-name", aria_hidden="true")


def _pin(pin: PinView, openings: Openings) -> Html:
    sign, cls = _sign(pin)
    shapes: list[Child] = []
    if (pin.x, pin.y) != (pin.at_x, pin.at_y):
        shapes.append(element("path", d=f"M{pin.at_x:.1f} {pin.at_y:.1f}L{pin.x:.1f} {pin.y:.1f}", cls="lead"))
    if pin.lines:
        shapes.append(
            element(
                "rect", x=pin.name_x - pin.name_width / 2, y=pin.name_y - pin.name_height / 2, width=pin.name_width,
                height=pin.name_height, rx=5, cls="ground",
            )
        )  # fmt: skip
        top = pin.name_y - NAME_LINE * (len(pin.lines) - 1) / 2
        spans = [
            element("tspan", line, x=pin.name_x, y=top + NAME_LINE * at, dominant_baseline="central")
            for at, line in enumerate(pin.lines)
        ]
        shapes.append(element("text", spans, text_anchor="middle", cls="pin-name"))
    shapes.append(element("circle", cx=pin.x, cy=pin.y, r=RADIUS, cls="spot"))
    shapes.append(
        element(
            "text", str(pin.number), x=pin.x, y=pin.y, text_anchor="middle", dominant_baseline="central", cls="count"
        )
    )
    if sign:
        shapes.append(element("circle", cx=pin.x + RADIUS * 0.8, cy=pin.y - RADIUS * 0.8, r=6.5, cls="ground"))
        shapes.append(
            element("text", sign, x=pin.x + RADIUS * 0.8, y=pin.y - RADIUS * 0.8, text_anchor="middle",
                    dominant_baseline="central", cls="sign")
        )  # fmt: skip
    if pin.mark:
        at = {"x": pin.x + RADIUS * 0.85, "y": pin.y + RADIUS * 0.9}
        shapes.append(element("circle", cx=at["x"], cy=at["y"], r=5, cls="ground"))
        shapes.append(
            element("text", SIGNS[pin.mark], **at, text_anchor="middle", dominant_baseline="central",
                    cls=f"backed {pin.mark.name.lower()}")
        )  # fmt: skip
    name = openings.words("plan.place", number=pin.number, name=pin.name)
    return element("a", shapes, href=f"#place-{pin.number}", cls=f"pin {cls}".strip(), aria_label=name)


def _sign(pin: PinView) -> tuple[str, str]:
    """◆, ▼ or ▲ at a pin, and its class: what the evidence says most strongly."""
    for sign, cls, reason in (("◆", "warn", pin.moment), ("▼", "bad", pin.hotspot), ("▲", "good", pin.bright)):
        if reason:
            return sign, cls
    return "", ""


def _place(pin: PinView, rows: Rows, openings: Openings, lang: str | None) -> Html:
    head = [
        element("span", str(pin.number), cls="no", aria_hidden="true"),
        element("h3", pin.name, lang=lang),
        mark_sign(pin.mark, openings.words) if pin.mark else None,
        element("span", pin.backing, cls="backing") if pin.backing else None,
        element("span", list(_reasons(pin, openings)), cls="signs"),
    ]
    parts: list[Child] = [element("header", head)]
    if pin.touchpoint:
        parts.append(element("p", icon(pin.icon), element("span", pin.touchpoint, lang=lang), cls=f"met {pin.tone}"))
    if pin.about:
        parts.append(element("p", pin.about, lang=lang, cls="about"))
    for lane in pin.lanes:
        cards = [element("li", rows.card(card, Look.TEXT)) for card in lane.cards]
        title = element("dt", icon(lane.icon), lane.title, cls=str(lane.tone))
        parts.append(element("dl", title, element("dd", element("ul", cards, role="list"))))
    if pin.ways:
        leads = [element("span", element("span", "→ ", aria_hidden="true"), way, lang=lang) for way in pin.ways]
        parts.append(element("p", leads, cls="from-here"))
    return element("li", parts, id=f"place-{pin.number}", tabindex="-1")


def _reasons(pin: PinView, openings: Openings) -> Iterator[Child]:
    for sign, cls, title, reason in (
        ("◆", "warn", "moment", pin.moment),
        ("▼", "bad", "hotspot", pin.hotspot),
        ("▲", "good", "bright", pin.bright),
    ):
        if reason:
            said = openings.words(f"grid.sign.{title}", where=pin.name)
            yield openings.reason(sign, said, reason, cls=f"sign {cls}")
            yield hidden(said)
