"""The network of a page: one picture, drawn as vectors, that eyes, keys and screen readers can walk.

What lives here: the SVG with its rings, flows, labels and actors, and its legend. Not here: where anything stands (the
scene), the tables of actors and flows behind it (panels).
"""

from __future__ import annotations

from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.signs import SIGNS
from outsidein.render.html.signs import icon as line_icon
from outsidein.render.networks import LABEL_LINE, NAME_LINE, ActorView, FlowView, NetworkView, SignView
from outsidein.render.scene import Icon, Scene
from outsidein.render.words import Words

_TIP, _CUT = 11.0, 6.0


def network(view: NetworkView, scene: Scene, words: Words) -> Html:
    """The picture in a box that scrolls, and under it what its shapes and lines mean."""
    lang = scene.language if scene.language != scene.words_language else None
    shapes: list[Child] = [_ring(view, at) for at in reversed(range(len(view.rings)))]
    shapes += [_line(flow) for flow in view.flows]
    shapes += [_ring_name(view, at) for at in range(len(view.rings))]
    shapes += [_actor(view, actor, words, first=at == 0) for at, actor in enumerate(view.actors)]
    shapes += [_label(flow) for flow in view.flows]
    picture = element(
        "svg", shapes, viewBox=f"0 0 {view.width:g} {view.height:g}", cls="net", id="net", role="group",
        aria_label=view.spoken, lang=lang,
    )  # fmt: skip
    legend = element("ul", [_sign(sign) for sign in view.signs], cls="legend net-signs", role="list")
    box = element("div", picture, cls="netbox", role="group", aria_label=words("page.network-scroll"), tabindex="0")
    return Html(legend + box)


def icons(view: NetworkView) -> frozenset[Icon]:
    """The icons that the picture refers to."""
    used: tuple[ActorView | FlowView | SignView, ...] = (*view.actors, *view.flows, *view.signs)
    return frozenset(part.icon for part in used)


def least_width(view: NetworkView) -> int:
    """So many pixels the picture needs at least to be read: under that its box scrolls."""
    return round(min(view.width, max(720.0, view.width * 0.8)))


def _ring(view: NetworkView, at: int) -> Html:
    ring = view.rings[at]
    return element("ellipse", cx=view.cx, cy=view.cy, rx=ring.rx, ry=ring.ry, cls=f"ring r{at % 3}")


def _ring_name(view: NetworkView, at: int) -> Html | None:
    ring = view.rings[at]
    if not ring.name:
        return None
    return element("text", ring.name, x=ring.name_x, y=ring.name_y + 3.5, text_anchor="middle", cls="ring-name")


def _line(flow: FlowView) -> Html:
    a, b, c, d, e, f, x, y = flow.curve
    dx, dy = x - e, y - f
    long = max((dx * dx + dy * dy) ** 0.5, 0.001)
    ux, uy = dx / long, dy / long
    # The line ends within its head, not at the tip.
    path = f"M{a:.1f} {b:.1f}C{c:.1f} {d:.1f} {e:.1f} {f:.1f} {x - 5 * ux:.1f} {y - 5 * uy:.1f}"
    bx, by = x - 8 * ux, y - 8 * uy
    head = f"M{x:.1f} {y:.1f}L{bx - uy * 3.6:.1f} {by + ux * 3.6:.1f} {bx + uy * 3.6:.1f} {by - ux * 3.6:.1f}Z"
    return element(
        "g", element("path", d=path, cls=f"line {flow.style}"), element("path", d=head, cls="head"),
        cls=f"flow {flow.tone}", data_from=flow.source_id, data_to=flow.target_id, aria_hidden="true",
    )  # fmt: skip


def _label(flow: FlowView) -> Html:
    left = flow.x - flow.width / 2
    ground = element(
        "rect", x=left, y=flow.y - flow.height / 2, width=flow.width, height=flow.height, rx=5, cls="ground"
    )
    sign = element("use", href=f"#i-{flow.icon}", x=left + 3, y=flow.y - 5, width=10, height=10, cls="icon")
    # Behind the last word, wherever its letters end.
    mark = element("tspan", SIGNS[flow.mark], dx=4, cls=f"mark-sign {flow.mark.name.lower()}") if flow.mark else None
    text = _text(flow.lines, left + 16, flow.y, LABEL_LINE, "what", mark)
    return element(
        "g", ground, sign, text, cls=f"flow {flow.tone}", data_from=flow.source_id, data_to=flow.target_id,
        aria_hidden="true",
    )  # fmt: skip


def _text(lines: tuple[str, ...], x: float, y: float, step: float, cls: str, last: Html | None = None) -> Html:
    top = y - step * (len(lines) - 1) / 2
    rows = [
        element("tspan", line, x=x, y=top + step * at, dominant_baseline="central") for at, line in enumerate(lines)
    ]
    return element("text", rows, last, cls=cls)


def _actor(view: NetworkView, actor: ActorView, words: Words, *, first: bool) -> Html:
    left, top = actor.x - actor.width / 2, actor.y - actor.height / 2
    start = actor.x - (actor.text_width + 15) / 2
    inside: list[Child] = [
        element("title", actor.name),
        shape(actor.shape, left, top, actor.width, actor.height),
        element("use", href=f"#i-{actor.icon}", x=start, y=actor.y - 6, width=12, height=12, cls="icon"),
        _text(actor.lines, start + 17, actor.y, NAME_LINE, "who"),
    ]
    if actor.mark:
        inside.append(element("circle", cx=left + actor.width - 4, cy=top + 1, r=6, cls="ground"))
        inside.append(
            element(
                "text",
                SIGNS[actor.mark],
                x=left + actor.width - 4,
                y=top + 4.4,
                cls=f"mark-sign {actor.mark.name.lower()}",
                text_anchor="middle",
            )
        )
    if actor.moment:
        inside.append(element("circle", cx=left + 4, cy=top + 1, r=7, cls="ground"))
        inside.append(element("text", "◆", x=left + 4, y=top + 5, cls="moment-sign", text_anchor="middle"))
    core = " core" if actor.ring == 0 else ""
    return element(
        "g", inside, cls=f"actor {actor.tone}{core}", data_actor=actor.id, role="img",
        tabindex=0 if first else -1, aria_label=_spoken(view, actor, words),
    )  # fmt: skip


def _spoken(view: NetworkView, actor: ActorView, words: Words) -> str:
    def told(flow: FlowView) -> str:
        what = " ".join(flow.lines)
        return f"{what} ({words(f'mark.{flow.mark.name.lower()}')})" if flow.mark else what

    gives = [f"{told(flow)} → {flow.target}" for flow in view.flows if flow.source_id == actor.id]
    gets = [f"{told(flow)} ← {flow.source}" for flow in view.flows if flow.target_id == actor.id]
    said = [f"{actor.name}, {actor.kind}"]
    if actor.moment:
        said.append(f"{words('grid.sign.moment', where=actor.name)}: {actor.moment}")
    if actor.mark:
        said.append(words(f"mark.{actor.mark.name.lower()}"))
    if gives:
        said.append(words("network.gives", what="; ".join(gives)))
    if gets:
        said.append(words("network.gets", what="; ".join(gets)))
    return ". ".join(said)


def shape(kind: str, x: float, y: float, w: float, h: float) -> Html:
    """The outline that tells a kind of actor: pill, hexagon, cut corners, box."""
    if kind == "place":
        t = min(_TIP, h / 3)
        path = (
            f"M{x + t:.1f} {y:.1f}H{x + w - t:.1f}L{x + w:.1f} {y + h / 2:.1f} {x + w - t:.1f} {y + h:.1f}"
            f"H{x + t:.1f}L{x:.1f} {y + h / 2:.1f}Z"
        )
        return element("path", d=path, cls="shape")
    if kind == "object":
        c = min(_CUT, h / 4)
        path = (
            f"M{x + c:.1f} {y:.1f}H{x + w - c:.1f}L{x + w:.1f} {y + c:.1f}V{y + h - c:.1f}L{x + w - c:.1f} {y + h:.1f}"
            f"H{x + c:.1f}L{x:.1f} {y + h - c:.1f}V{y + c:.1f}Z"
        )
        return element("path", d=path, cls="shape")
    return element("rect", x=x, y=y, width=w, height=h, rx=h / 2 if kind == "person" else 4.0, cls="shape")


def _sign(sign: SignView) -> Html:
    if sign.is_flow:
        drawn = [
            element("path", d="M1 7H21", cls=f"line {sign.style}"),
            element("path", d="M28 7 20 3.4 20 10.6Z", cls="head"),
        ]
        sample = element(
            "svg", drawn, viewBox="0 0 30 14", cls=f"net flow {sign.tone}", width="30", height="14", aria_hidden="true"
        )
    else:
        outline = shape(sign.style, 1, 1, 24, 12)
        sample = element(
            "svg",
            outline,
            viewBox="0 0 26 14",
            cls=f"net actor {sign.tone}",
            width="26",
            height="14",
            aria_hidden="true",
        )
    return element("li", sample, element("span", line_icon(sign.icon), cls=str(sign.tone)), sign.word)
