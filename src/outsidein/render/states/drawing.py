"""The picture of two networks or plans on a page, drawn as vectors: what changed stands out, what did not steps back.

What lives here: draw. Not here: where anything stands (picturing), colours and dashes (states.css).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from outsidein.render.html.markup import Child, Html, element
from outsidein.render.html.network import shape
from outsidein.render.html.rows import address
from outsidein.render.states.figure import SIGN, FigureScene, Line, Node, RingLine
from outsidein.render.states.scene import Badge

_RADIUS = SIGN / 2 - 1.5


def draw(figure: FigureScene, *, pictures: Mapping[str, bytes]) -> Html:
    """The picture in a box that scrolls; what its parts are said to be stands in words below it."""
    shapes: list[Child] = [_ring(ring, at) for at, ring in reversed(list(enumerate(figure.rings)))]
    shapes += [_ring_name(ring) for ring in figure.rings if ring.name]
    shapes += [_ground(figure, pictures)]
    shapes += [_line(line) for line in figure.lines]
    shapes += [_node(node, figure) for node in sorted(figure.nodes, key=lambda one: not one.ghost)]
    shapes += [_label(line, figure) for line in figure.lines if line.lines or line.badges]
    picture = element(
        "svg", shapes, viewBox=f"0 0 {figure.width:g} {figure.height:g}", width=round(figure.width),
        height=round(figure.height), cls="figure", role="img", aria_label=figure.spoken,
    )  # fmt: skip
    note = element("p", figure.note, cls="faint") if figure.note else None
    return Html(
        (note or "") + element("div", picture, cls="box", tabindex="0", role="region", aria_label=figure.spoken)
    )


def _ring(ring: RingLine, at: int) -> Html:
    return element("ellipse", cx=ring.x, cy=ring.y, rx=ring.rx, ry=ring.ry, cls=f"ring r{at % 3}")


def _ring_name(ring: RingLine) -> Html:
    return element("text", ring.name, x=ring.name_x, y=ring.name_y + 3.5, text_anchor="middle", cls="ring-name")


def _ground(figure: FigureScene, pictures: Mapping[str, bytes]) -> Html | None:
    ground = figure.ground
    if ground is None:
        return None
    where = {"x": ground.x, "y": ground.y, "width": ground.width, "height": ground.height}
    if ground.picture not in pictures:
        return element("rect", **where, rx=8, cls="no-plan")
    href = address(ground.picture, pictures[ground.picture])
    return element("image", href=href, **where, preserveAspectRatio="none")


def _line(line: Line) -> Html:
    a, b, c, d, e, f, x, y = line.curve
    run = element("path", d=f"M{a:g} {b:g}C{c:g} {d:g} {e:g} {f:g} {x:g} {y:g}", cls="run")
    corners = [f"{u:g} {v:g}" for u, v in zip(line.head[::2], line.head[1::2], strict=True)]
    head = element("path", d="M" + "L".join(corners) + "Z", cls="head")
    return element("g", element("title", line.says), run, head, cls=f"tie {_class(line)}")


def _label(line: Line, figure: FigureScene) -> Html:
    left, top = line.x - line.width / 2, line.y - line.height / 2
    signs = SIGN * len(line.badges)
    ground = element("rect", x=left, y=top, width=line.width, height=line.height, rx=5, cls="ground")
    # Beside a sign the words begin at once, however wide the letters come out.
    x, anchor = (left + signs + 2, "start") if signs else (line.x, "middle")
    text = _text(line.lines, x, line.y, figure.label_line, "what", anchor=anchor)
    badges = [_badge(one, left + SIGN * (at + 0.5), line.y) for at, one in enumerate(line.badges)]
    size = {"font_size": figure.label_size}
    return element("g", element("title", line.says), ground, text, badges, cls=f"tie {_class(line)}", **size)


def _node(node: Node, figure: FigureScene) -> Html:
    left, top = node.x - node.width / 2, node.y - node.height / 2
    inside: list[Child] = [element("title", node.says)]
    if node.shape == "pin":
        if node.lines:
            inside.append(element(
                "rect", x=node.name_x - node.name_width / 2, y=node.name_y - node.name_height / 2,
                width=node.name_width, height=node.name_height, rx=5, cls="ground",
            ))  # fmt: skip
        inside.append(element("circle", cx=node.x, cy=node.y, r=node.width / 2, cls="shape"))
        inside.append(_text((node.number,), node.x, node.y, 0, "count"))
    else:
        inside.append(shape(node.shape, left, top, node.width, node.height))
    inside.append(_text(node.lines, node.name_x, node.name_y, figure.name_line, "who"))
    right = node.x + node.width / 2 - SIGN * 0.3
    badges = list(node.badges)
    inside += [_badge(one, right - SIGN * at, top) for at, one in enumerate(reversed(badges))]
    return element("g", inside, cls=f"node {node.shape} {_class(node)}", font_size=figure.name_size)


def _badge(one: Badge, x: float, y: float) -> Html:
    disc = element("circle", cx=x, cy=y, r=_RADIUS, cls="disc")
    return element("g", disc, _text((one.shape,), x, y, 0, "mark"), cls=f"on {one.sign}")


def _text(lines: Iterable[str], x: float, y: float, step: float, cls: str, *, anchor: str = "middle") -> Html | None:
    rows = list(lines)
    if not any(rows):
        return None
    top = y - step * (len(rows) - 1) / 2
    spans = [
        element("tspan", line, x=x, y=top + step * at, dominant_baseline="central") for at, line in enumerate(rows)
    ]
    return element("text", spans, text_anchor=anchor, cls=cls)


def _class(part: Line | Node) -> str:
    first = part.badges[0].sign if part.badges else ""
    states = (("moving", isinstance(part, Line) and part.moving), ("ghost", part.ghost))
    return " ".join([first or "same", *(name for name, holds in states if holds)])
