"""The structural checks of what is missing or leads nowhere: ways, towers, lines, networks, plans.

What lives here: checks that look at how the records of a map stand to each other. Not here: those of single records and
cells (checks), running them (lint), references that cannot be at all (soundness).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from outsidein.ground import Severity
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import kind, lanes_of
from outsidein.maps.network import Flow
from outsidein.maps.phrases import say
from outsidein.maps.record import Record
from outsidein.maps.remark import Remark, check
from outsidein.maps.report import called, listed, shown
from outsidein.maps.spine import Step
from outsidein.maps.ties import Arrow, Way


@check("maps/opens-itself")
def opens_itself(document: Document, today: date | None) -> Iterator[Remark]:
    """A step or flow that opens into its own map, or a map that is another state of itself."""
    head = document.journey
    if head.of and head.of == head.key:
        yield Remark(head.id, say("gaps.is-a-state-of-itself"), say("gaps.name-the-as-is-map"), Severity.WARNING)
    finer: list[Step | Flow] = [*document.steps, *document.flows]
    for record in finer:
        if record.opens and record.opens == head.key:
            says = say("gaps.opens-into-its-own-map", name=_name(document, record))
            yield Remark(record.id, says, say("gaps.name-the-finer-map"), Severity.WARNING)


@check("maps/step-never-reached")
def step_never_reached(document: Document, today: date | None) -> Iterator[Remark]:
    """A step to which no way leads from the first one."""
    steps = document.steps
    ways = _Ways(document)
    reached = ways.from_([step.id for step in steps[:1]])
    for step in steps:
        if step.id not in reached:
            says = say("gaps.nothing-leads-to", name=shown(step.name))
            yield Remark(step.id, says, say("gaps.draw-an-arrow-to-it"), Severity.WARNING)


@check("maps/loop-without-exit")
def loop_without_exit(document: Document, today: date | None) -> Iterator[Remark]:
    """Steps from which no way leads to an end of the journey: told once, at the step whose arrow closes the loop."""
    ways = _Ways(document)
    ending = ways.towards_an_end()
    caught = [step for step in document.steps if step.id not in ending]
    closing = [step for step in caught if any(arrow.kind is Way.RETURNS for arrow in ways.arrows.get(step.id, ()))]
    for step in closing[:1] or caught[:1]:
        names = listed((shown(one.name) for one in caught), most=6)
        yield Remark(
            step.id, say("gaps.no-way-leads-out-of", names=names), say("gaps.say-when-it-ends"), Severity.WARNING
        )


@check("maps/branch-without-label")
def branch_without_label(document: Document, today: date | None) -> Iterator[Remark]:
    """A step from which several arrows lead, and one does not say when it is taken."""
    for step, arrows in _Ways(document).arrows.items():
        if len(arrows) < 2:
            continue
        for arrow in arrows:
            if not arrow.label.strip():
                says = say("gaps.an-arrow-does-not-say-when", name=_name(document, document.records[step]))
                yield Remark(arrow.id, says, say("gaps.say-when-it-is-taken"))


@check("maps/arrow-to-itself")
def arrow_to_itself(document: Document, today: date | None) -> Iterator[Remark]:
    """An arrow that ends where it begins."""
    for arrow in document.arrows:
        if arrow.parent == arrow.to:
            says = say("gaps.an-arrow-leads-to-where", type=called(arrow.parent.partition(":")[0]))
            yield Remark(arrow.id, says, say("gaps.let-it-lead-elsewhere"), Severity.WARNING)


@check("maps/nothing-behind-the-line")
def nothing_behind_the_line(document: Document, today: date | None) -> Iterator[Remark]:
    """At a step the organisation acts in front of a line, and nothing stands behind it that makes it possible."""
    lanes = lanes_of(document)
    for line in kind(document).lines:
        front = next((lane for lane in lanes if lane.key == line.after and lane.inside), None)
        if front is None:
            continue
        behind = {lane.key for lane in lanes[lanes.index(front) + 1 :] if lane.of.group == front.of.group}
        for step in document.steps:
            used = _used(document, step.id)
            if front.key in used and not used & behind:
                says = say("gaps.nothing-stands-behind-the-line", line=line.name, name=shown(step.name))
                yield Remark(step.id, says, say("gaps.write-what-makes-it-possible", lanes=_titles(document, behind)))


@check("maps/tower-without-support")
def tower_without_support(document: Document, today: date | None) -> Iterator[Remark]:
    """A tower under which nothing of the organisation stands: the gap that a mental model is drawn to show."""
    below = {lane.key for lane in lanes_of(document, hidden=True) if lane.offers}
    for step in document.steps:
        used = _used(document, step.id)
        if used and not used & below:
            says = say("gaps.nothing-supports-the-tower", name=shown(step.name))
            yield Remark(step.id, says, say("gaps.write-what-you-have-or-keep-the-gap"))


@check("maps/centre-empty")
def centre_empty(document: Document, today: date | None) -> Iterator[Remark]:
    """A network in whose centre nobody stands."""
    if document.actors and not any(actor.ring == 0 for actor in document.actors):
        yield Remark(document.journey.id, say("gaps.nobody-stands-in-the-centre"), say("gaps.give-ring-zero"))


@check("maps/ring-unknown")
def ring_unknown(document: Document, today: date | None) -> Iterator[Remark]:
    """An actor on a ring that this kind of map does not name."""
    rings = kind(document).rings
    for actor in document.actors:
        if rings and actor.ring >= len(rings):
            says = say("gaps.stands-on-a-ring-without-name", name=shown(actor.name), ring=actor.ring)
            yield Remark(actor.id, says, say("gaps.rings-are", last=len(rings) - 1, rings=listed(rings)))


@check("maps/actor-without-flow")
def actor_without_flow(document: Document, today: date | None) -> Iterator[Remark]:
    """An actor to whom nothing flows and from whom nothing comes."""
    joined = {end for flow in document.flows for end in (flow.parent, flow.to) if flow.parent != flow.to}
    for actor in document.actors:
        if actor.id not in joined:
            says = say("gaps.nothing-flows-to-or-from", name=shown(actor.name))
            yield Remark(actor.id, says, say("gaps.draw-what-it-gives-or-gets"))


@check("maps/actor-not-offered")
def actor_not_offered(document: Document, today: date | None) -> Iterator[Remark]:
    """An actor of a kind that this kind of map has no place for."""
    offered = kind(document).actors
    for actor in document.actors:
        if offered and actor.kind not in offered:
            says = say("gaps.this-kind-of-map-has-none", name=shown(actor.name), word=actor.kind.value)
            yield Remark(actor.id, says, say("gaps.offered-are", words=listed(offered)))


@check("maps/flow-not-offered")
def flow_not_offered(document: Document, today: date | None) -> Iterator[Remark]:
    """A flow of a kind that this kind of map has no place for."""
    offered = kind(document).flows
    for flow in document.flows:
        if offered and flow.kind not in offered:
            says = say("gaps.this-kind-of-map-has-none", name=_name(document, flow), word=flow.kind.value)
            yield Remark(flow.id, says, say("gaps.offered-are", words=listed(offered)))


@check("maps/flow-without-label")
def flow_without_label(document: Document, today: date | None) -> Iterator[Remark]:
    """A flow that does not say what flows."""
    for flow in document.flows:
        if not flow.label.strip():
            yield Remark(
                flow.id, say("gaps.does-not-say-what", name=_name(document, flow)), say("gaps.name-what-flows")
            )


@check("maps/flow-to-itself")
def flow_to_itself(document: Document, today: date | None) -> Iterator[Remark]:
    """A flow that ends where it begins."""
    for flow in document.flows:
        if flow.parent == flow.to:
            says = say("gaps.gives-to-itself", name=_name(document, document.records[flow.parent]))
            yield Remark(flow.id, says, say("gaps.name-who-gets-it"), Severity.WARNING)


@check("maps/plan-missing")
def plan_missing(document: Document, today: date | None) -> Iterator[Remark]:
    """A map whose places stand on a picture, and no picture."""
    if kind(document).plan and not document.journey.plan.strip():
        says = say("gaps.there-is-no-plan")
        yield Remark(document.journey.id, says, say("gaps.name-the-picture"), Severity.WARNING)


@check("maps/place-without-touchpoint")
def place_without_touchpoint(document: Document, today: date | None) -> Iterator[Remark]:
    """A place at which nothing is met."""
    for place in document.places:
        if not place.touchpoint:
            says = say("gaps.at-the-place-nothing-is-met", name=shown(place.name or place.key))
            yield Remark(place.id, says, say("gaps.name-the-touchpoint-met-there"))


@check("maps/places-on-one-spot")
def places_on_one_spot(document: Document, today: date | None) -> Iterator[Remark]:
    """Two places so close that one hides the other."""
    seen: dict[tuple[int, int], str] = {}
    for place in document.places:
        spot = round(place.x * 200), round(place.y * 200)
        if spot in seen:
            names = [shown(getattr(document.records[one], "name", "") or one) for one in (seen[spot], place.id)]
            yield Remark(place.id, say("gaps.stand-on-one-spot", names=listed(names)), say("gaps.move-one-aside"))
        seen.setdefault(spot, place.id)


class _Ways:
    """Where steps lead: to the next one, unless an arrow without a label says that they always lead elsewhere."""

    def __init__(self, document: Document) -> None:
        self.arrows: dict[str, list[Arrow]] = {}
        for arrow in document.arrows:
            if arrow.parent.startswith("step:"):
                self.arrows.setdefault(arrow.parent, []).append(arrow)
        self.next: dict[str, set[str]] = {}
        self.ends: set[str] = set()
        steps = [step.id for step in document.steps]
        for place, step in enumerate(steps):
            following = steps[place + 1] if place + 1 < len(steps) else ""
            arrows = self.arrows.get(step, [])
            self.next[step] = {arrow.to for arrow in arrows if arrow.to}
            always = any(not arrow.label.strip() for arrow in arrows)
            if any(arrow.kind is Way.LEAVES for arrow in arrows) or not (always or following):
                self.ends.add(step)
            if following and not always:
                self.next[step].add(following)

    def from_(self, starts: Iterable[str]) -> set[str]:
        """The steps that are reached from ``starts``, these included."""
        return _closure(starts, self.next)

    def towards_an_end(self) -> set[str]:
        """The steps from which an end of the journey can be reached."""
        back: dict[str, set[str]] = {}
        for step, following in self.next.items():
            for one in following:
                back.setdefault(one, set()).add(step)
        return _closure(self.ends, back)


def _closure(starts: Iterable[str], edges: dict[str, set[str]]) -> set[str]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        fresh = edges.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _used(document: Document, step: str) -> set[str]:
    """The keys of the lanes in which a step has a card that says something."""
    return {card.lane for card in document.children(step, Card) if card.text.strip() or card.value is not None}


def _titles(document: Document, keys: set[str]) -> str:
    return listed(lane.title for lane in lanes_of(document) if lane.key in keys)


def _name(document: Document, record: Record) -> str:
    """What people call a record: its name, or from whom to whom a flow goes."""
    ends = [document.records.get(getattr(record, one, "")) for one in ("parent", "to")]
    if record.type == "flow":
        return shown(" → ".join(getattr(one, "name", "") for one in ends if one is not None))
    return shown(getattr(record, "name", "") or record.id)
