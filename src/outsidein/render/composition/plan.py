"""The plan of a spatial map: its places numbered, named, signed by what the evidence says; the ways between them.

What lives here: from records to a PlanView, and the table that says the same. Not here: where anything stands on the
sheet (ways), the pictures themselves (the workspace).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outsidein.insight.finding import FindingKind
from outsidein.maps.kind import Kind, KindLane, Structure
from outsidein.maps.plan import PlanPlace
from outsidein.maps.ties import Arrow, Moment
from outsidein.render.composition.head import way
from outsidein.render.composition.lanes import card_view, icon_of, standing, tone_of
from outsidein.render.composition.subject import Subject
from outsidein.render.composition.ways import Bound, laid
from outsidein.render.html.labels import Box, width_of
from outsidein.render.network.lettering import broken
from outsidein.render.plan import (
    NAME_LINE,
    NAME_SIZE,
    RADIUS,
    WAY_HEIGHT,
    WAY_SIZE,
    LaneCards,
    PinView,
    PlanView,
    WayView,
    size_of,
)
from outsidein.render.scene import Column, Icon, Panel, Tone

_WIDTH, _MARGIN = 900.0, 20.0
"""How wide the picture is drawn, in points of the sheet, and the air around it that keeps pins at its edge whole."""
_BLANK = 0.64
"""The height of the ground by its width, where there is no picture."""
_NAME_WIDTH = 118.0


def plan(subject: Subject, kind: Kind) -> PlanView | None:
    """The plan of a map whose kind has that structure; None for any other, and with neither place nor plan."""
    document, words = subject.document, subject.words
    places = document.places
    if kind.structure is not Structure.SPATIAL or not (places or document.journey.plan):
        return None
    data = subject.pictures.get(document.journey.plan, b"")
    size = size_of(data)
    frame, ground = sheet_of(size)
    height = ground.bottom - ground.top
    lanes = [lane for lane in kind.arrange(document.lanes) if not lane.hidden]
    pins, ways = _drawn(subject, places, lanes, frame, height)
    return PlanView(
        title=document.journey.title or kind.name,
        picture=document.journey.plan if size else "",
        missing="" if size else words("plan.missing"),
        width=frame.right, height=frame.bottom, left=_MARGIN, top=_MARGIN, inner_width=_WIDTH, inner_height=height,
        pins=pins, ways=ways, spoken=words("plan.spoken", places=len(pins), ways=len(ways)),
    )  # fmt: skip


def _drawn(
    subject: Subject, places: Sequence[PlanPlace], lanes: Sequence[KindLane], frame: Box, height: float
) -> tuple[tuple[PinView, ...], tuple[WayView, ...]]:
    exact = [spot_of(one, height) for one in places]
    number = {one.id: at for at, one in enumerate(places)}
    arrows = [one for one in subject.document.all(Arrow) if one.parent in number and one.to in number]
    bounds = [Bound(number[one.parent], number[one.to], label_width(one.label)) for one in arrows]
    lines = [name_lines(subject.name(one.id)) for one in places]
    it = laid(exact, [name_size(some) for some in lines], bounds, radius=RADIUS, height=WAY_HEIGHT, frame=frame)
    pins = tuple(
        _pin(subject, one, at + 1, lanes, it.spots[at], exact[at], lines[at], it.names[at])
        for at, one in enumerate(places)
    )
    ways = tuple(
        WayView(
            id=arrow.id, source=bound.source + 1, target=bound.target + 1, curve=curve,
            label=arrow.label if box else "", x=(box.left + box.right) / 2 if box else 0.0,
            y=(box.top + box.bottom) / 2 if box else 0.0, width=bound.width,
        )
        for arrow, bound, curve, box in zip(arrows, bounds, it.curves, it.labels, strict=True)
    )  # fmt: skip
    return pins, ways


def sheet_of(size: tuple[int, int] | None) -> tuple[Box, Box]:
    """The sheet of a plan whose picture is of that size in pixels, and the picture's place on it."""
    height = _WIDTH * (size[1] / size[0] if size else _BLANK)
    sheet = Box(0, 0, _WIDTH + 2 * _MARGIN, height + 2 * _MARGIN)
    return sheet, Box(_MARGIN, _MARGIN, _MARGIN + _WIDTH, _MARGIN + height)


def spot_of(place: PlanPlace, height: float) -> tuple[float, float]:
    """Where a place stands on a sheet whose picture is ``height`` high."""
    return _MARGIN + _share(place.x) * _WIDTH, _MARGIN + _share(place.y) * height


def name_lines(name: str) -> tuple[str, ...]:
    """A place's name in the lines in which it stands beside its pin."""
    return broken(name, NAME_SIZE, room=_NAME_WIDTH, most=1.5 * _NAME_WIDTH)


def name_size(lines: Sequence[str]) -> tuple[float, float]:
    """Width and height of the ground under a name of these lines."""
    return max(width_of(line, NAME_SIZE) for line in lines) + 10, len(lines) * NAME_LINE + 5


def label_width(label: str) -> float:
    """How wide the ground under the label of a way is; 0 where there is none."""
    return width_of(label, WAY_SIZE) + 8 if label else 0.0


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _pin(
    subject: Subject, place: PlanPlace, number: int, lanes: Sequence[KindLane], spot: tuple[float, float],
    exact: tuple[float, float], lines: tuple[str, ...], box: Box | None,
) -> PinView:  # fmt: skip
    document = subject.document
    touchpoint = next((one for one in document.touchpoints if one.id == place.touchpoint), None)
    held = tuple(
        LaneCards(lane.key, lane.title, Icon(lane.of.icon), Tone(lane.of.tone), cards)
        for lane in lanes
        if (cards := tuple(card_view(subject, card, lane) for card in document.cards(place.id, lane.key)))
    )
    mark, backing = standing(subject, place.id)
    return PinView(
        id=place.id, number=number, name=subject.name(place.id), about=place.about,
        touchpoint=touchpoint.name if touchpoint else "", icon=icon_of(touchpoint) if touchpoint else Icon.PIN,
        tone=tone_of(touchpoint) if touchpoint else Tone.PLAIN, x=spot[0], y=spot[1], at_x=exact[0], at_y=exact[1],
        lines=lines if box else (), name_x=(box.left + box.right) / 2 if box else 0.0,
        name_y=(box.top + box.bottom) / 2 if box else 0.0, name_width=box.right - box.left if box else 0.0,
        name_height=box.bottom - box.top if box else 0.0,
        moment=" ".join(_moments(subject, place)), hotspot=_found(subject, place, FindingKind.HOTSPOT),
        bright=_found(subject, place, FindingKind.BRIGHT_SPOT),
        mark=mark, backing=backing, lanes=held,
        ways=tuple(way(subject, one) for one in document.all(Arrow) if one.parent == place.id),
    )  # fmt: skip


def _about(place: PlanPlace, where: str) -> bool:
    key = place.touchpoint.partition(":")[2]
    return where == place.id or bool(key and key == (where.partition(":")[2] or where))


def _found(subject: Subject, place: PlanPlace, kind: FindingKind) -> str:
    """Why a place is a hotspot or a bright spot: because of what is met there."""
    about = (one for one in subject.findings(kind) if _about(place, one.where))
    return next((one.says or " ".join(one.reasons) for one in about), "")


def _moments(subject: Subject, place: PlanPlace) -> Iterator[str]:
    for moment in subject.document.all(Moment):
        if moment.parent == place.id:
            yield subject.words("subject.marked-by-a-person", reason=moment.reason)
    for one in subject.findings(FindingKind.MOMENT_OF_TRUTH):
        if _about(place, one.where):
            yield subject.words("subject.proposed-from-the-evidence", reason=" ".join(one.reasons) or one.says)


def panels(subject: Subject, view: PlanView | None) -> tuple[Panel, ...]:
    """The places as a table: what is met there, what stands there, where one goes from there."""
    if view is None or not view.pins:
        return ()
    words = subject.words
    columns = (
        Column(words("plan.column.number"), number=True),
        *(Column(words(f"plan.column.{part}")) for part in ("place", "touchpoint", "known", "ways")),
    )
    rows = tuple(
        (str(pin.number), pin.name, pin.touchpoint or "–", "\n".join(_told(pin)), "\n".join(pin.ways) or "–")
        for pin in view.pins
    )
    return (Panel("places", words("plan.places"), "", columns, rows),)


def _told(pin: PinView) -> Iterator[str]:
    if pin.about:
        yield pin.about
    for lane in pin.lanes:
        yield f"{lane.title}: " + "; ".join(card.text for card in lane.cards)
    if not pin.about and not pin.lanes:
        yield "–"
