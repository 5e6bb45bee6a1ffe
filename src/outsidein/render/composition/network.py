"""The network of a map: its actors and flows worded, measured, laid out; and the tables that say the same.

What lives here: from records to a NetworkView, and the panels of actors and flows. Not here: the layout itself
(render.network), or which kinds of actor and flow there are (the catalogue).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from outsidein.maps import catalog
from outsidein.maps.document import Document
from outsidein.maps.kind import Kind, KindLane, Structure
from outsidein.maps.kind import kind as kind_of
from outsidein.maps.network import Actor, ActorKind, Flow, FlowKind
from outsidein.render.composition.lanes import card_view, standing
from outsidein.render.composition.subject import Subject
from outsidein.render.network import Body, Picture, Rect, Tie, arrange
from outsidein.render.network.lettering import Lettered, actor_box, flow_box
from outsidein.render.networks import ActorView, FlowView, NetworkView, RingView, SignView
from outsidein.render.scene import Column, Icon, Mark, Panel, Tone

_ACTOR_TONE = {
    ActorKind.PERSON: Tone.HUMAN,
    ActorKind.PLACE: Tone.PLAIN,
    ActorKind.OBJECT: Tone.PLAIN,
    ActorKind.ORGANISATION: Tone.ORG,
}
_FLOW_TONE = {
    FlowKind.MONEY: Tone.GOOD,
    FlowKind.GOODS: Tone.ORG,
    FlowKind.SERVICE: Tone.ACCENT,
    FlowKind.INFORMATION: Tone.HUMAN,
    FlowKind.GOODWILL: Tone.PLAIN,
}


class Net:
    """The actors and flows of a map that can be drawn, with the sizes of their boxes and labels.

    Labels of those that are ``backed`` (by id) have room for a mark.
    """

    def __init__(self, document: Document, *, backed: Container[str] = ()) -> None:
        self.actors = {actor.id: actor for actor in document.actors}
        ends = self.actors.keys()
        self.flows = {flow.id: flow for flow in document.flows if flow.parent in ends and flow.to in ends}
        self.boxes = {id: actor_box(actor.name or actor.key, actor.kind) for id, actor in self.actors.items()}
        self.labels = {id: flow_box(said(flow), marked=id in backed) for id, flow in self.flows.items()}

    def pictured(self, kind: Kind, *, anew: bool = False) -> Picture:
        """Where everything stands; with ``anew`` also what people have placed is placed again."""
        boxes, labels = self.boxes, self.labels
        bodies = [
            Body(
                id=actor.id,
                width=boxes[actor.id].width,
                height=boxes[actor.id].height,
                ring=actor.ring,
                x=None if anew else actor.x,
                y=None if anew else actor.y,
            )
            for actor in self.actors.values()
        ]
        ties = [
            Tie(
                id=flow.id,
                source=flow.parent,
                target=flow.to,
                width=labels[flow.id].width,
                height=labels[flow.id].height,
            )
            for flow in self.flows.values()
        ]
        return arrange(bodies, ties, rings_of=len(kind.rings))


def places(document: Document, *, anew: bool) -> tuple[tuple[str, float, float], ...]:
    """Where the layout would have each actor stand: its id, x and y, −1 to 1 from the centre; nothing for a map that
    has none. Actors that people placed are left where they are, or with ``anew`` placed again."""
    if not document.actors:
        return ()
    picture = Net(document).pictured(kind_of(document), anew=anew)
    placed = {actor.id for actor in document.actors if actor.x is not None and actor.y is not None}
    return tuple(
        (seat.id, round(seat.x, 4), round(seat.y, 4)) for seat in picture.seats if anew or seat.id not in placed
    )


def network(subject: Subject, kind: Kind) -> NetworkView | None:
    """The network of a map whose kind has that structure; None for any other, and where there is no actor yet."""
    document = subject.document
    if kind.structure is not Structure.NETWORK or not document.actors:
        return None
    net = Net(document, backed=subject.standing)
    picture = net.pictured(kind)
    lanes = [lane for lane in kind.arrange(document.lanes) if not lane.hidden]
    return NetworkView(
        title=document.journey.title or kind.name,
        width=picture.width,
        height=picture.height,
        cx=picture.centre[0],
        cy=picture.centre[1],
        rings=tuple(
            RingView(kind.rings[at] if at < len(kind.rings) else "", ring.rx, ring.ry, *ring.name)
            for at, ring in enumerate(picture.rings)
        ),
        actors=tuple(
            _actor(subject, net.actors[seat.id], net.boxes[seat.id], lanes, seat.rect) for seat in picture.seats
        ),
        flows=tuple(
            _flow(
                subject, net.flows[route.id], net.actors, net.labels[route.id].lines,
                tuple(part for point in route.curve for part in point),
                (route.label.x, route.label.y, route.label.width, route.label.height),
            )
            for route in picture.routes
        ),
        signs=tuple(_signs(net.actors.values(), net.flows.values())),
        spoken=subject.words(
            "network.spoken", actors=len(net.actors), flows=len(net.flows), what=_shares(subject, net)
        ),
    )  # fmt: skip


def said(flow: Flow) -> str:
    """What a flow says: its label, or the word for its kind."""
    return flow.label.strip() or catalog.flow_kinds()[flow.kind].name


def _shares(subject: Subject, net: Net) -> str:
    counts = {kind: sum(flow.kind is kind for flow in net.flows.values()) for kind in FlowKind}
    words = subject.words
    return ", ".join(f"{words.inside(catalog.flow_kinds()[kind].name)} {n}" for kind, n in counts.items() if n)


def _actor(subject: Subject, actor: Actor, box: Lettered, lanes: list[KindLane], at: Rect) -> ActorView:
    term = catalog.actor_kinds()[actor.kind]
    cards = tuple(
        card_view(subject, card, lane) for lane in lanes for card in subject.document.cards(actor.id, lane.key)
    )
    mark, backing = standing(subject, actor.id)
    moments = subject.moments.get(actor.id, ())
    ours = actor.ring == 0 and actor.kind is ActorKind.ORGANISATION
    return ActorView(
        id=actor.id, name=actor.name or actor.key, lines=box.lines, shape=actor.kind.value, kind=term.name,
        icon=Icon(term.icon), tone=Tone.ACCENT if ours else _ACTOR_TONE[actor.kind], ring=actor.ring,
        x=at.x, y=at.y, width=at.width, height=at.height, text_width=box.text, about=actor.about,
        mark=mark, backing=backing, moment=" ".join(reason for _, reason in moments), cards=cards,
    )  # fmt: skip


def _flow(
    subject: Subject,
    flow: Flow,
    actors: dict[str, Actor],
    lines: tuple[str, ...],
    curve: tuple[float, ...],
    at: tuple[float, ...],
) -> FlowView:
    term = catalog.flow_kinds()[flow.kind]
    ends = [actors[id].name or actors[id].key for id in (flow.parent, flow.to)]
    mark, backing = standing(subject, flow.id)
    return FlowView(
        id=flow.id, source_id=flow.parent, target_id=flow.to, source=ends[0], target=ends[1], lines=lines,
        style=flow.kind.value, kind=term.name,
        icon=Icon(term.icon), tone=_FLOW_TONE[flow.kind], curve=curve,
        x=at[0], y=at[1], width=at[2], height=at[3], opens=flow.opens, mark=mark, backing=backing,
    )  # fmt: skip


def _signs(actors: Iterable[Actor], flows: Iterable[Flow]) -> Iterator[SignView]:
    """What the legend shows: only the kinds that are on this map, in the order of the catalogue."""
    shown = {actor.kind for actor in actors}
    for who, term in catalog.actor_kinds().items():
        if who in shown:
            yield SignView(False, who, term.name, Icon(term.icon), _ACTOR_TONE[ActorKind(who)])
    drawn = {flow.kind for flow in flows}
    for what, term in catalog.flow_kinds().items():
        if what in drawn:
            yield SignView(True, what, term.name, Icon(term.icon), _FLOW_TONE[FlowKind(what)])


def panels(subject: Subject, view: NetworkView | None, kind: Kind) -> tuple[Panel, ...]:
    """The network as tables: who takes part with what stands on their cards, and what goes from whom to whom."""
    if view is None:
        return ()
    words = subject.words
    who = tuple(
        (actor.name, actor.kind, _ring(kind, actor.ring), "\n".join(_told(actor)))
        for actor in sorted(view.actors, key=lambda actor: actor.ring)
    )
    columns = tuple(Column(words(f"network.column.{part}")) for part in ("actor", "kind", "ring", "known"))
    found = [Panel("actors", words("network.actors"), "", columns, who)]
    if view.flows:
        what = tuple(
            (
                flow.source,
                flow.target,
                _backed(" ".join(flow.lines), flow.mark, flow.backing),
                flow.kind,
                subject.name(f"journey:{flow.opens}") if flow.opens else "–",
            )
            for flow in view.flows
        )
        columns = tuple(Column(words(f"network.column.{part}")) for part in ("from", "to", "what", "kind", "opens"))
        found.append(Panel("flows", words("network.flows"), "", columns, what))
    return tuple(found)


def _ring(kind: Kind, ring: int) -> str:
    return kind.rings[ring] if ring < len(kind.rings) else str(ring)


def _told(actor: ActorView) -> Iterator[str]:
    if actor.moment:
        yield f"◆ {actor.moment}"
    if actor.about:
        yield actor.about
    for card in actor.cards:
        yield _backed(card.text, card.mark, card.backing)
    if not actor.moment and not actor.about and not actor.cards:
        yield "–"


def _backed(text: str, mark: Mark | None, backing: str) -> str:
    sign = {Mark.MEASURED: "● ", Mark.HEARD: "◐ ", Mark.ASSUMPTION: "○ "}[mark] if mark else ""
    return f"{sign}{text}" + (f" ({backing})" if backing else "")
