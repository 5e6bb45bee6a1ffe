"""The rows of the map: lanes of cards, squares, touchpoints, numbers, in the order of the kind.

What lives here: how each role of a lane becomes a Row, and where the kind's lines run between them. A kind that states
no lines has one: the customer's rows first, the organisation's below the line of visibility. Not here: the curve's
points (curve), bars (bars), or which lanes a kind has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from outsidein.insight.reading import Strength
from outsidein.maps import catalog
from outsidein.maps.cast import Touchpoint, TouchpointKind
from outsidein.maps.cells import Card
from outsidein.maps.kind import Kind, KindLane, LineLook, Role
from outsidein.maps.spine import Step
from outsidein.maps.ties import Anchor, Encounter
from outsidein.render.composition.bars import beside, charted, importance, measures, walked
from outsidein.render.composition.curve import curve, own_curve
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import CardRow, CardView, Icon, LineView, Look, Mark, QuadRow, Row, Tone
from outsidein.render.words import NARROW

_MARK = {Strength.MEASURED: Mark.MEASURED, Strength.HEARD: Mark.HEARD, Strength.ASSUMPTION: Mark.ASSUMPTION}
_KIND_TONE = {TouchpointKind.HUMAN: Tone.HUMAN, TouchpointKind.INTERACTIVE: Tone.ORG, TouchpointKind.STATIC: Tone.PLAIN}


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows with the lines between them, and the lanes left out because they are empty."""

    rows: tuple[Row, ...]
    lines: tuple[LineView, ...]
    left_out: tuple[KindLane, ...]


def laid(subject: Subject, kind: Kind) -> Laid:
    """The rows that have something to show (or are required), in the order of the kind."""
    arranged = kind.arrange(subject.document.lanes)
    lanes = [lane for lane in arranged if not lane.hidden]
    made: list[tuple[KindLane, Row]] = []
    left_out: list[KindLane] = []
    squares: set[str] = set()
    written = {card.lane for card in subject.document.all(Card)}  # at an actor or a place: shown there, not in a row
    for lane in lanes:
        if lane.quad in squares:
            continue
        if lane.quad:
            squares.add(lane.quad)
        own = list(_rows(subject, kind, lanes, lane))
        if not own and lane.key not in written:
            left_out.append(lane)
        made += [(lane, row) for row in own]
    if not kind.lines:
        made.sort(key=lambda one: _below(one[0]))
        above = sum(not _below(lane) for lane, _ in made)
        sides = 0 < above < len(made) or (above == 0 and bool(made))
        line = LineView("visibility", subject.words("grid.line-of-visibility"), above, solid=True)
        lines: tuple[LineView, ...] = (line,) if sides else ()
    else:
        lines = tuple(_lines(kind, [lane.key for lane in arranged], [lane.key for lane, _ in made]))
    return Laid(tuple(row for _, row in made), lines, tuple(left_out))


def _below(lane: KindLane) -> bool:
    """Whether a lane stands below the line of visibility, on a map whose kind states no lines."""
    return lane.inside and lane.role is not Role.MEASURE


def _lines(kind: Kind, arranged: list[str], shown: list[str]) -> Iterator[LineView]:
    """The kind's lines, each above the first row that stands behind its lane; none at an edge, where nothing is parted.

    The lane itself may be empty or hidden: the line still parts what is above from what is below.
    """
    place = {key: at for at, key in enumerate(arranged)}
    for line in sorted(kind.lines, key=lambda one: place.get(one.after, -1)):
        before = sum(place[key] <= place.get(line.after, -1) for key in shown)
        if 0 < before < len(shown):
            yield LineView(line.key, line.name, before, line.look is LineLook.SOLID)


def _rows(subject: Subject, kind: Kind, lanes: list[KindLane], lane: KindLane) -> Iterator[Row]:
    icon, title, hint = Icon(lane.of.icon), lane.title, lane.hint
    if lane.persona:  # one of several roles on a journey: the lane is named after her
        title = subject.words("lanes.of-a-role", lane=title, who=subject.name(lane.persona))
    if lane.role is Role.CURVE:
        drawn = curve(subject, key=lane.key, title=title, hint=hint, icon=icon)
        yield from (drawn,) if drawn else ()
    elif lane.role is Role.MEASURE:
        yield from importance(subject)
        yield from measures(subject, key=lane.key, icon=icon)
        yield from beside(subject, key=lane.key, icon=icon)
        yield from walked(subject, key=lane.key)
    elif lane.role is Role.TOUCHPOINTS:
        cells = tuple(tuple(_touchpoints(subject, step.id)) for step in subject.steps)
        if any(cells) or lane.required:
            yield CardRow(lane.key, title, hint, icon, Look.CHIP, Tone.PLAIN, cells)
    elif lane.quad:
        yield from _quad(subject, kind, [one for one in lanes if one.quad == lane.quad])
    elif lane.persona and lane.of.look is catalog.LaneLook.CHART:
        drawn = own_curve(subject, key=lane.key, title=title, hint=hint, icon=icon)
        yield from (drawn,) if drawn else ()
    elif lane.of.look is catalog.LaneLook.CHART:
        yield from charted(subject, lane)
    else:
        cells = tuple(_cells(subject, lane))
        if any(cells) or lane.required:
            tone, by_stage = Tone(lane.of.tone), lane.level is catalog.Level.STAGE
            yield CardRow(lane.key, title, hint, icon, _look(lane), tone, cells, by_stage, lane.inside)


def _look(lane: KindLane) -> Look:
    return Look.TEXT if lane.of.look is catalog.LaneLook.NUMBER else Look(lane.of.look.value)


def _cells(subject: Subject, lane: KindLane) -> Iterator[tuple[CardView, ...]]:
    """Per step or per stage the cards of a lane. A card that stands at the other level is shown where it belongs best:
    one of a step under its stage, one of a whole stage at its first step."""
    document = subject.document
    for stage in document.stages:
        steps = document.children(stage.id, Step)
        of_stage = [card_view(subject, card, lane) for card in document.cards(stage.id, lane.key)]
        of_steps = [[card_view(subject, card, lane) for card in document.cards(step.id, lane.key)] for step in steps]
        if lane.level is catalog.Level.STAGE:
            yield (*of_stage, *(card for cards in of_steps for card in cards))
        else:
            for at, cards in enumerate(of_steps):
                yield (*(of_stage if at == 0 else ()), *cards)


def card_view(subject: Subject, card: Card, lane: KindLane) -> CardView:
    """A card of a lane as it is drawn, with what backs it."""
    words, backing = subject.words, subject.backing.get(card.id)
    text = card.text
    if card.value is not None:
        places = 0 if card.value == round(card.value) else 1
        text = f"{words.number(card.value, places)}{NARROW}{text}".strip(NARROW)
    spoken, said = [], ""
    if backing is not None:
        said = _backing(subject, backing.strength, backing.n, stale=backing.stale) if subject.heard else ""
        spoken = [backing.says] if backing.says else []
    moments = subject.moments.get(card.parent, ())
    key = card.touchpoint.partition(":")[2]
    moment = next((reason for touchpoint, reason in moments if touchpoint and touchpoint == key), "")
    return CardView(
        id=card.id, text=text, tone=Tone(lane.of.tone), mark=_MARK[backing.strength] if backing else None, backing=said,
        moment=moment, spoken=". ".join(spoken), owner=card.owner,
        picture=card.picture if card.picture in subject.pictures else "",
    )  # fmt: skip


def standing(subject: Subject, id: str) -> tuple[Mark | None, str]:
    """The mark of a flow, an actor or a place, and how much backs it; neither where nobody has looked."""
    backing = subject.standing.get(id)
    if backing is None:
        return None, ""
    said = _backing(subject, backing.strength, backing.n, stale=backing.stale) if subject.heard else ""
    return _MARK[backing.strength], said


def _backing(subject: Subject, strength: Strength, n: int, *, stale: bool) -> str:
    words = subject.words
    if strength is Strength.MEASURED:
        said = words("shared.n", n=words.number(n)) if n else words("lanes.measured")
    elif strength is Strength.HEARD:
        said = words("lanes.comments", n=n) if n else words("lanes.heard")
    else:
        said = words("lanes.assumption")
    return words("lanes.old", what=said) if stale else said


def _touchpoints(subject: Subject, step: str) -> Iterator[CardView]:
    moments = dict(subject.moments.get(step, ()))
    for tie, touchpoint in subject.document.encounters(step):
        yield CardView(
            id=tie.id,
            text=touchpoint.name,
            tone=_KIND_TONE[touchpoint.kind],
            backing=subject.words("lanes.a-hint-only") if tie.anchor is Anchor.INDICATIVE else "",
            moment=moments.get(touchpoint.key, ""),
            icon=icon_of(touchpoint),
            spoken=_spoken(subject, tie, touchpoint),
        )


def icon_of(touchpoint: Touchpoint) -> Icon:
    """The icon of a touchpoint: that of its medium, else of its kind."""
    medium = catalog.media().get(touchpoint.medium)
    named = (medium.icon if medium else "") or catalog.touchpoint_kinds()[touchpoint.kind].icon
    return next((icon for icon in Icon if icon.value == named), Icon.TOUCH)


def _spoken(subject: Subject, tie: Encounter, touchpoint: Touchpoint) -> str:
    words = subject.words
    said = [words.inside(catalog.touchpoint_kinds()[touchpoint.kind].name)]
    if touchpoint.channel:
        said.append(words.inside(catalog.channels()[touchpoint.channel].name))
    if touchpoint.owner != "brand":
        said.append(words("lanes.in-the-hands-of", who=words.inside(catalog.owners()[touchpoint.owner].name)))
    return ", ".join(said)


def _quad(subject: Subject, kind: Kind, lanes: list[KindLane]) -> Iterator[QuadRow]:
    quad = next((quad for quad in kind.quads if quad.key == lanes[0].quad), None)
    corners = [list(_by_stage(subject, lane)) for lane in lanes]
    if quad and any(cards for corner in corners for cards in corner):
        yield QuadRow(
            key=quad.key,
            title=quad.title,
            hint=quad.hint,
            icon=Icon(quad.icon),
            labels=tuple((lane.title, Tone(lane.of.tone)) for lane in lanes),
            cells=tuple(zip(*corners, strict=True)),
        )


def _by_stage(subject: Subject, lane: KindLane) -> Iterator[tuple[CardView, ...]]:
    yield from _cells(subject, replace(lane, level=catalog.Level.STAGE))


def tone_of(touchpoint: Touchpoint) -> Tone:
    """The tone in which a touchpoint is drawn: that of its kind."""
    return _KIND_TONE[touchpoint.kind]
