"""Arrows in a draw.io diagram that keep clear of cards and heads: they hold on to both ends and have corners of theirs.

What lives here: arrows from card to card in the gaps between lanes and columns, branches in a band over the steps, and
where a label stands along its line. Not here: finding ways (``render.arrows``, ``render.branches``), the grid (drawio).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from typing import Final

from outsidein.maps.document import Document
from outsidein.maps.ties import Arrow
from outsidein.render import theme
from outsidein.render.arrows import Area, Ground, Point
from outsidein.render.branches import SLOTS, Branches, Drawn
from outsidein.render.exchange.cells import WRAPPED, Cells, Spot, text_height
from outsidein.render.scene import Scene

PITCH: Final = 12.0
"""How far apart in pixels arrows lie that run side by side."""
_LEVEL, _FOOT = 26.0, 12.0
"""How high a level of branches is, and the air between the lowest and the steps."""
_INKS: Final = {"leads": "accent", "returns": "warn", "leaves": "bad"}


def room_for(arrows: int) -> float:
    """How much room in pixels so many arrows need that run side by side, beside the air that is there anyway."""
    return arrows * PITCH + 4 if arrows else 0.0


def draw_ties(cells: Cells, scene: Scene, document: Document | None, ground: Ground) -> None:
    """The arrows from card to card."""
    ids = {(one.parent, one.to): one.id for one in document.all(Arrow)} if document else {}
    look = theme.light()
    for tie in scene.ties.ties if scene.ties else ():
        way = ground.way(tie.source_id, tie.target_id, tie.route)
        ends = holds("exit", ground.cards[tie.source_id], way[0]) + holds("entry", ground.cards[tie.target_id], way[-1])
        dash = ";dashed=1" if tie.way == "returns" else ""
        style = f"{_line(look['soft'])};strokeWidth=1.5{dash}{ends}"
        longest = max(pairwise(way), key=lambda part: dist(*part))
        middle = (longest[0][0] + longest[1][0]) / 2, (longest[0][1] + longest[1][1]) / 2
        id = ids.get((tie.source_id, tie.target_id), f"{tie.source_id}>{tie.target_id}")
        cells.edge(
            id, tie.source_id, tie.target_id, style, tie.label, bends=tuple(way[1:-1]), spot=spot_on(way, middle)
        )


@dataclass(frozen=True, slots=True)
class Band:
    """The room over the steps: where it begins, and where each column does."""

    view: Branches
    top: float
    columns: Sequence[float]
    column: float

    @property
    def bottom(self) -> float:
        """Where the steps begin."""
        return self.top + self.view.levels * _LEVEL + _FOOT

    def x(self, slot: int) -> float:
        """Where a slot lies."""
        at = min(slot // SLOTS, len(self.columns) - 1)
        return self.columns[at] + (slot - at * SLOTS) / SLOTS * self.column

    def middle(self, one: Drawn) -> float:
        """The height of the level of a branch."""
        return self.bottom - _FOOT - (one.arc.level + 0.5) * _LEVEL


def draw_branches(cells: Cells, band: Band, steps: Mapping[int, tuple[str, Area]]) -> None:
    """The branches over the steps: from step to step, from a step out, or in from elsewhere."""
    look = theme.light()
    for one in band.view.drawn:
        branch, arc, y = one.branch, one.arc, band.middle(one)
        ink = look[_INKS[branch.way]]
        dash = ";dashed=1" if branch.way == "returns" else ""
        style = f"{_line(ink)};strokeWidth=1.5{dash}"
        source, target = (None if at is None else steps[at] for at in (branch.source, branch.target))
        if source and target and arc.start is not None and arc.end is not None:
            (begin, area), (end, other) = source, target
            first, last = band.x(arc.start), band.x(arc.end)
            way = [(first, area[1]), (first, y), (last, y), (last, other[1])]
            ends = holds("exit", area, way[0]) + holds("entry", other, way[-1])
            label = "  ⋯  ".join(dict.fromkeys(one.texts))
            wanted = (band.x(arc.tags[0].first) + band.x(arc.tags[0].last)) / 2 if arc.tags else (first + last) / 2
            spot = spot_on(way, (wanted, y))
            cells.edge(branch.id, begin, end, style + ends, label, bends=tuple(way[1:-1]), spot=spot)
            continue
        known, slot = (source, arc.start) if source else (target, arc.end)
        if known is None or slot is None:
            continue
        (step, area), text = known, " ".join(one.texts)
        left, wide = band.x(arc.tags[0].first), band.x(arc.tags[0].last) - band.x(arc.tags[0].first)
        tall = min(text_height(text, wide - 8, 11) + 6, _LEVEL)
        shape = f"rounded=1;{WRAPPED};fontSize=11;fontColor={ink};fillColor={look['card']};strokeColor={ink}"
        tag = cells.cell(f"{branch.id}~out", text, shape, left, y - tall / 2, wide, tall)
        box = left, y - tall / 2, left + wide, y + tall / 2
        x = min(max(band.x(slot), box[0] + 4), box[2] - 4)
        low, high = (x, area[1]), (x, box[3])
        if source:
            cells.edge(branch.id, step, tag, style + holds("exit", area, low) + holds("entry", box, high), "")
        else:
            cells.edge(branch.id, tag, step, style + holds("exit", box, high) + holds("entry", area, low), "")


def holds(end: str, area: Area, at: Point) -> str:
    """At what place of a cell a line begins (``exit``) or ends (``entry``), as shares of its width and height.

    >>> holds("exit", (0, 0, 10, 4), (5, 4))
    ';exitX=0.5;exitY=1;exitPerimeter=0'
    """
    left, top, right, bottom = area
    across, down = (at[0] - left) / max(right - left, 1), (at[1] - top) / max(bottom - top, 1)
    shares = (round(min(max(one, 0.0), 1.0), 4) for one in (across, down))
    x, y = (f"{one:g}" for one in shares)
    return f";{end}X={x};{end}Y={y};{end}Perimeter=0"


def spot_on(way: Sequence[Point], at: Point) -> Spot:
    """The place of a label along a line: how far along, from −1 to 1, and how far aside in pixels.

    >>> spot_on([(0, 0), (100, 0)], (75, 5))
    Spot(along=0.5, across=0.0, down=5.0)
    """
    whole = max(sum(dist(*part) for part in pairwise(way)), 0.01)
    passed, best = 0.0, (float("inf"), 0.0, at)
    for (ax, ay), (bx, by) in pairwise(way):
        long = dist((ax, ay), (bx, by))
        share = ((at[0] - ax) * (bx - ax) + (at[1] - ay) * (by - ay)) / long**2 if long else 0.0
        share = min(max(share, 0.0), 1.0)
        point = ax + (bx - ax) * share, ay + (by - ay) * share
        best = min(best, (dist(point, at), passed + share * long, point))
        passed += long
    _, along, (x, y) = best
    return Spot(round(2 * along / whole - 1, 4), round(at[0] - x, 1), round(at[1] - y, 1))


def _line(ink: str) -> str:
    text = f"fontSize=11;fontColor={ink};labelBackgroundColor={theme.light()['card']}"
    return f"edgeStyle=orthogonalEdgeStyle;rounded=1;html=0;endArrow=block;strokeColor={ink};{text}"
