"""From a comparison of two networks or floor plans to one picture of both, laid out once with what is gone in it.

What lives here: picture. Not here: what became of a record in words (composing says it), laying out (render.network,
composition.ways), drawing (the writers).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from outsidein.maps import Actor, Arrow, Card, Comparison, Difference, Flow, PlanPlace, Record, Structure
from outsidein.maps.kind import kind
from outsidein.maps.pairing import renamed
from outsidein.render import networks, plan
from outsidein.render.composition.network import said
from outsidein.render.composition.plan import label_width, name_lines, name_size, sheet_of, spot_of
from outsidein.render.composition.ways import Bound, laid
from outsidein.render.network import Body, Rect, Tie, arrange
from outsidein.render.network.lettering import Lettered, actor_box, flow_box
from outsidein.render.phrases import say
from outsidein.render.states.figure import SIGN, FigureScene, Ground, Line, Node, RingLine
from outsidein.render.states.naming import called
from outsidein.render.states.scene import Badge

_BEFORE: Final = "~before"
"""What the id of a ghost ends in: no record’s id can."""
_HEAD: Final = (9.0, 4.2)
"""The length of an arrow’s head and half its width."""
_NEAR: Final = (0.2, 0.14)
"""How near two actors are, across and down (−1 to 1), for a ghost not to be put between them."""
_FAR: Final = 0.03
"""From which distance on a place was moved so far that one sees it, of the width of the plan."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Saying:
    """How what became of a record is said: its badges, all of it in words, and the badge for what stands in it."""

    badges: Callable[[Difference | None], tuple[Badge, ...]]
    words: Callable[[Difference], str]
    inside: Badge


def picture(comparison: Comparison, saying: Saying, *, pictures: Mapping[str, bytes]) -> FigureScene | None:
    """Both states in one picture, where the later map is a network or a floor plan with anything on it; else None."""
    both = _Both(comparison, saying)
    match kind(comparison.now).structure:
        case Structure.NETWORK:
            return _network(both) if both.actors else None
        case Structure.SPATIAL:
            return _plan(both, pictures) if both.places or comparison.now.journey.plan else None
    return None


class _Both:
    """The records of both states under the ids of the later one, with a ghost where something stood before."""

    def __init__(self, comparison: Comparison, saying: Saying) -> None:
        self.now, self.saying = comparison.now, saying
        was = renamed(comparison.was, {was: now for now, was in comparison.pairs.items() if was != now})
        self.was = was
        self.found = {one.now.id: one for one in comparison.differences if one.now}
        gone = {one.was.id: one for one in comparison.differences if one.was and one.now is None}
        later = {was: now for now, was in comparison.pairs.items()}
        self.gone = {later.get(id, id): one for id, one in gone.items()}
        cards = [one.record for one in comparison.differences if isinstance(one.record, Card)]
        self.cards = Counter(later.get(one.parent, one.parent) for one in cards)
        self.moves: dict[str, str] = {}
        self.actors = [*self._all(Actor), *self._stood(Actor, self._left_ring)]
        self.places = [*self._all(PlanPlace), *self._stood(PlanPlace, self._left_spot)]

    def _all(self, cls: type[R]) -> Iterator[R]:
        """Those of the later state in its order, then those that are gone."""
        yield from self.now.all(cls)
        yield from (one for one in self.was.all(cls) if one.id not in self.now.records)

    def ties(self, cls: type[R], ends: frozenset[str]) -> Iterator[R]:
        """What runs between things that are drawn: as it is now, what is gone, as it was before it led elsewhere."""
        for one in (*self._all(cls), *self._stood(cls, _led_elsewhere)):
            if getattr(one, "parent", "") in ends and getattr(one, "to", "") in ends:
                yield one

    def _stood(self, cls: type[R], left: Callable[[R, R], bool]) -> Iterator[R]:
        for one in self.now.all(cls):
            before = self.was.records.get(one.id)
            if isinstance(before, cls) and left(before, one):
                ghost = f"{one.id}{_BEFORE}"
                self.moves[ghost] = one.id
                yield replace(before, id=ghost)

    @staticmethod
    def _left_ring(was: Actor, now: Actor) -> bool:
        if was.ring != now.ring:
            return True
        if was.x is None or was.y is None or now.x is None or now.y is None:
            return False
        return abs(was.x - now.x) >= _NEAR[0] or abs(was.y - now.y) >= _NEAR[1]

    @staticmethod
    def _left_spot(was: PlanPlace, now: PlanPlace) -> bool:
        return (was.x - now.x) ** 2 + (was.y - now.y) ** 2 >= _FAR**2

    def ghost(self, record: Record) -> bool:
        """Whether it stands there no more."""
        return record.id in self.moves or record.id in self.gone

    def difference(self, record: Record) -> Difference | None:
        """What became of it."""
        return self.found.get(self.moves.get(record.id, record.id)) or self.gone.get(record.id)

    def badges(self, record: Record) -> tuple[Badge, ...]:
        """Its signs; none where it merely stood before: the line from there tells it."""
        if record.id in self.moves:
            return ()
        own = self.saying.badges(self.difference(record))
        return own if own or not self.cards[record.id] else (self.saying.inside,)

    def says(self, record: Record) -> str:
        """What it is and what became of it."""
        name = self.named(record)
        if record.id in self.moves:
            return say("states.figure.before", name=name)
        found = self.difference(record)
        own = self.saying.words(found) if found else name
        cards = self.cards[record.id] if record.id not in self.gone else 0
        return f"{own}. {say('states.figure.cards', n=cards)}" if cards else own

    def named(self, record: Record) -> str:
        """What it is called."""
        return called(record, self.was if self.ghost(record) else self.now) or record.key.removesuffix(_BEFORE)


def _led_elsewhere(was: Record, now: Record) -> bool:
    ends = [(getattr(one, "parent", ""), getattr(one, "to", "")) for one in (was, now)]
    return ends[0] != ends[1]


def _network(both: _Both) -> FigureScene:
    actors = {one.id: one for one in both.actors}
    flows = {one.id: one for one in both.ties(Flow, frozenset(actors))}
    boxes = {id: actor_box(one.name or one.key, one.kind) for id, one in actors.items()}
    labels = {id: _roomy(flow_box(said(one)), both.badges(one)) for id, one in flows.items()}
    moves = {f"move:{ghost}": (ghost, now) for ghost, now in both.moves.items() if ghost in actors}
    bodies = [_body(one, boxes[one.id], both) for one in actors.values()]
    ties = [
        Tie(id=id, source=one.parent, target=one.to, width=labels[id].width, height=labels[id].height)
        for id, one in flows.items()
    ] + [Tie(id=id, source=ghost, target=now, width=SIGN, height=SIGN) for id, (ghost, now) in moves.items()]
    rings = kind(both.now).rings
    drawn = arrange(bodies, ties, rings_of=len(rings))
    nodes = [
        _node(both, actors[seat.id], actors[seat.id].kind.value, boxes[seat.id].lines, seat.rect, seat.rect)
        for seat in drawn.seats
    ]
    lines = []
    for route in drawn.routes:
        curve = tuple(part for point in route.curve for part in point)
        if route.id in moves:
            lines.append(_move(both, actors[moves[route.id][0]], curve))
        else:
            flow = flows[route.id]
            lines.append(_line(both, flow, curve, labels[flow.id].lines, route.label))
    return FigureScene(
        width=drawn.width, height=drawn.height,
        rings=tuple(
            RingLine(rings[at] if at < len(rings) else "", *drawn.centre, ring.rx, ring.ry, *ring.name)
            for at, ring in enumerate(drawn.rings)
        ),
        nodes=tuple(nodes), lines=tuple(lines),
        name_size=networks.NAME_SIZE, name_line=networks.NAME_LINE,
        label_size=networks.LABEL_SIZE, label_line=networks.LABEL_LINE,
        spoken=_spoken(say("states.figure.network", title=both.now.journey.title), nodes, lines),
    )  # fmt: skip


def _body(actor: Actor, box: Lettered, both: _Both) -> Body:
    x, y = actor.x, actor.y
    if both.ghost(actor) and x is not None and y is not None:
        here = ((one.x, one.y) for one in both.actors if one.id != actor.id and not both.ghost(one))
        if any(u is not None and v is not None and abs(u - x) < _NEAR[0] and abs(v - y) < _NEAR[1] for u, v in here):
            x = y = None
    return Body(id=actor.id, width=box.width, height=box.height, ring=actor.ring, x=x, y=y)


def _roomy(box: Lettered, badges: tuple[Badge, ...]) -> Lettered:
    """A label with room for its signs instead of an icon."""
    return replace(box, width=round(box.text + 8 + SIGN * len(badges), 1), height=max(box.height, SIGN))


def _plan(both: _Both, pictures: Mapping[str, bytes]) -> FigureScene:
    head = both.now.journey
    size = plan.size_of(pictures.get(head.plan, b""))
    frame, ground = sheet_of(size)
    at = {one.id: place for place, one in enumerate(both.places)}
    ways: list[Arrow] = list(both.ties(Arrow, frozenset(at)))
    moves = [(ghost, now) for ghost, now in both.moves.items() if ghost in at]
    names = [name_lines(both.named(one)) if one.id not in both.moves else () for one in both.places]
    bounds = [
        Bound(at[one.parent], at[one.to], label_width(one.label) + SIGN * len(both.badges(one))) for one in ways
    ] + [Bound(at[ghost], at[now], SIGN) for ghost, now in moves]
    exact = [spot_of(one, ground.bottom - ground.top) for one in both.places]
    sizes = [name_size(some) if some else (0.0, 0.0) for some in names]
    it = laid(exact, sizes, bounds, radius=plan.RADIUS, height=SIGN, frame=frame)
    nodes, numbers = [], {one.id: str(place + 1) for place, one in enumerate(both.now.places)}
    for place, one in enumerate(both.places):
        (x, y), box, across = it.spots[place], it.names[place], 2 * plan.RADIUS
        there = Rect((box.left + box.right) / 2, (box.top + box.bottom) / 2, *sizes[place]) if box else None
        node = _node(both, one, "pin", names[place] if box else (), Rect(x, y, across, across), there)
        nodes.append(replace(node, number=numbers.get(both.moves.get(one.id, one.id), "")))
    lines = []
    for number, (curve, box) in enumerate(zip(it.curves, it.labels, strict=True)):
        middle = (
            Rect((box.left + box.right) / 2, (box.top + box.bottom) / 2, bounds[number].width, SIGN) if box else None
        )
        if number < len(ways):
            way = ways[number]
            lines.append(_line(both, way, curve, (way.label,) if way.label and box else (), middle))
        else:
            ghost = both.places[at[moves[number - len(ways)][0]]]
            lines.append(_move(both, ghost, curve))
    return FigureScene(
        width=frame.right, height=frame.bottom,
        ground=Ground(head.plan if size else "", ground.left, ground.top, ground.right - ground.left,
                      ground.bottom - ground.top),
        nodes=tuple(nodes), lines=tuple(lines), name_size=plan.NAME_SIZE, name_line=plan.NAME_LINE,
        label_size=plan.WAY_SIZE, label_line=plan.WAY_SIZE * 1.2,
        spoken=_spoken(say("states.figure.plan", title=head.title), nodes, lines),
        note=say("states.figure.other-picture") if both.was.journey.plan not in ("", head.plan) else "",
    )  # fmt: skip


def _node(both: _Both, record: Record, shape: str, lines: tuple[str, ...], at: Rect, name: Rect | None) -> Node:
    return Node(
        id=record.id, shape=shape, x=at.x, y=at.y, width=at.width, height=at.height, lines=lines,
        name_x=name.x if name else 0.0, name_y=name.y if name else 0.0, name_width=name.width if name else 0.0,
        name_height=name.height if name else 0.0, ghost=both.ghost(record), badges=both.badges(record),
        says=both.says(record),
    )  # fmt: skip


def _line(both: _Both, record: Record, curve: tuple[float, ...], lines: tuple[str, ...], at: Rect | None) -> Line:
    run, head = _headed(curve)
    return Line(
        id=record.id, curve=run, head=head, lines=lines, x=at.x if at else 0.0, y=at.y if at else 0.0,
        width=at.width if at else 0.0, height=at.height if at else 0.0, ghost=both.ghost(record),
        badges=both.badges(record) if at else (), says=both.says(record),
    )  # fmt: skip


def _move(both: _Both, ghost: Record, curve: tuple[float, ...]) -> Line:
    """From where something stood to where it stands."""
    now = both.now.records[both.moves[ghost.id]]
    run, head = _headed(curve)
    return Line(
        id=f"move:{now.id}", curve=run, head=head, lines=(), x=0.0, y=0.0, width=0.0, height=0.0, moving=True,
        says=both.says(now),
    )  # fmt: skip


def _headed(curve: tuple[float, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The curve, ended within its head instead of at its tip, and the three points of the head."""
    dx, dy, (x, y) = curve[6] - curve[4], curve[7] - curve[5], curve[6:]
    long = max((dx * dx + dy * dy) ** 0.5, 0.001)
    ux, uy = dx / long, dy / long
    back, half = _HEAD
    bx, by = x - back * ux, y - back * uy
    head = (x, y, bx - uy * half, by + ux * half, bx + uy * half, by - ux * half)
    run = (*curve[:6], x - 0.6 * back * ux, y - 0.6 * back * uy)
    return tuple(round(one, 1) for one in run), tuple(round(one, 1) for one in head)


def _spoken(title: str, nodes: list[Node], lines: list[Line]) -> str:
    told = sum(bool(one.badges) for one in nodes) + sum(bool(one.badges) for one in lines)
    return say("states.figure.spoken", what=title, n=told)
