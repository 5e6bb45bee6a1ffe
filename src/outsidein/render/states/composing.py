"""From a comparison to its picture: one order of the columns of both states, cells with what became of each card.

What lives here: compose_states. Not here: the comparison (maps), measuring (insight), writing (page, paper).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from outsidein.ground.speech import nearest, speaking
from outsidein.ground.writing import listed, quoted
from outsidein.maps import (
    Arrow,
    Card,
    Comparison,
    Difference,
    Expected,
    Flow,
    Placed,
    Record,
    Role,
    Sign,
    Stage,
    Step,
    lanes_of,
)
from outsidein.maps.pairing import words_of
from outsidein.measures.estimate import Estimate
from outsidein.render.phrases import say
from outsidein.render.states.naming import called, standing
from outsidein.render.states.picturing import Saying, picture
from outsidein.render.states.scene import Badge, Column, Measured, Part, Point, Row, StatesScene, Told
from outsidein.render.words import Words

SHAPES: Final = {
    Sign.ADDED: "+",
    Sign.REMOVED: "−",
    Sign.MOVED: "→",
    Sign.REWORDED: "≈",
    Sign.REVISED: "•",
}

P = TypeVar("P", bound=Placed)


def compose_states(
    comparison: Comparison,
    *,
    measured_was: Mapping[str, Estimate] | None = None,
    measured_now: Mapping[str, Estimate] | None = None,
    language: str = "",
    pictures: Mapping[str, bytes] | None = None,
) -> StatesScene:
    """The picture of two states, in ``language`` or that of the later map; measured levels are by step id.

    ``pictures`` are those of the later map by name: what a floor plan is drawn on.
    """
    spoken = nearest(language or comparison.now.journey.language)
    with speaking(spoken):
        return _Composer(comparison, measured_was or {}, measured_now or {}, Words(spoken)).scene(pictures or {})


class _Composer:
    def __init__(
        self, comparison: Comparison, was: Mapping[str, Estimate], now: Mapping[str, Estimate], words: Words
    ) -> None:
        self.it = comparison
        self.measured = was, now
        self.words = words
        self.by_now = {one.now.id: one for one in comparison.differences if one.now}
        self.gone = {one.was.id: one for one in comparison.differences if one.was and one.now is None}
        # A level is told by the curve, not as a card with a number on it.
        curved = {lane.key for each in (comparison.was, comparison.now) for lane in lanes_of(each, hidden=True)
                  if lane.role is Role.CURVE}  # fmt: skip
        self.told = [
            one
            for one in comparison.differences
            if not (isinstance(one.record, Card) and one.record.lane in curved and not one.record.text)
        ]
        self.before = comparison.pairs
        self.after = {was: now for now, was in comparison.pairs.items()}

    def scene(self, pictures: Mapping[str, bytes]) -> StatesScene:
        was, now = self.it.was.journey, self.it.now.journey
        stages = list(self._stages())
        columns = list(self._columns(stages))
        names = [self._state(each.state.value) for each in (was, now)]
        if names[0] == names[1]:
            names = [say("states.earlier"), say("states.later")]
        counts = {sign: sum(sign in one.signs for one in self.told) for sign in Sign}
        counted = [say(f"states.count.{sign.value}", n=n) for sign, n in counts.items() if n]
        rows = [*self._rows(stages, columns)]
        points = tuple(self._points(columns))
        return StatesScene(
            title=now.title,
            lead=say("states.lead", was=names[0], now=names[1], counts=listed(counted, most=9))
            if counted
            else say("states.alike"),
            was=names[0],
            now=names[1],
            language=now.language,
            stages=tuple(self._part(old, new) for old, new in stages),
            columns=tuple(Column(at, self._part(*pair) if any(pair) else None) for at, pair in columns),
            rows=tuple(rows),
            curve=points if any(one.told for one in points) else (),
            curve_title=say("states.curve"),
            caveat=say("states.caveat"),
            legend=tuple(_badge(sign) for sign in Sign),
            lines=(
                ("was", say("states.line.drawn", state=names[0])),
                ("now", say("states.line.drawn", state=names[1])),
                ("target", say("states.line.target")),
                ("measured", say("states.line.measured")),
            ),
            told=tuple(self._told()),
            effects=tuple(_effect(one, self.words) for one in self.it.curve if one.effect),
            fictional=say("states.fictional") if was.fictional or now.fictional else "",
            figure=picture(self.it, Saying(self._badges, self._words, _badge(Sign.REVISED)), pictures=pictures),
        )

    def _words(self, one: Difference) -> str:
        """What became of one record: each of its signs with its word."""
        return " · ".join(f"{say(f'states.sign.{sign.value}')}: {self._line(one, sign)}" for sign in one.signs)

    @staticmethod
    def _state(value: str) -> str:
        return say(f"states.state.{value}")

    def _stages(self) -> Iterator[tuple[Stage | None, Stage | None]]:
        yield from _joint(self.it.was.stages, self.it.now.stages, self.before)

    def _columns(
        self, stages: list[tuple[Stage | None, Stage | None]]
    ) -> Iterator[tuple[int, tuple[Step | None, Step | None]]]:
        for at, (old, new) in enumerate(stages):
            was = [one for one in self.it.was.children(old.id, Step) if one.id not in self.after] if old else []
            here = list(self.it.was.children(old.id, Step)) if old else []
            now = list(self.it.now.children(new.id, Step)) if new else []
            found = list(_joint(here, now, self.before, only=frozenset(one.id for one in was)))
            yield from ((at, pair) for pair in found or [(None, None)])

    def _rows(
        self,
        stages: list[tuple[Stage | None, Stage | None]],
        columns: list[tuple[int, tuple[Step | None, Step | None]]],
    ) -> Iterator[Row]:
        now, was = lanes_of(self.it.now), lanes_of(self.it.was)
        known = {lane.key for lane in now}
        for lane in (*now, *(one for one in was if one.key not in known)):
            if lane.role in (Role.CURVE, Role.MEASURE):
                continue
            by_stage = lane.level.value == "stage"
            places = stages if by_stage else [pair for _, pair in columns]
            cells = tuple(tuple(self._cell(lane.key, lane.role, *pair)) for pair in places)
            sign = Sign.ADDED if lane.key not in {one.key for one in was} else Sign.REMOVED
            fresh = lane.key not in known or lane.key not in {one.key for one in was}
            if any(cells) or fresh:
                yield Row(lane.key, Part(lane.title, (_badge(sign),) if fresh else ()), by_stage, cells)

    def _cell(self, lane: str, role: Role, old: Record | None, new: Record | None) -> Iterator[Part]:
        if role is Role.TOUCHPOINTS:
            yield from self._met(old, new)
            return
        now = self.it.now.cards(new.id, lane) if new else ()
        yield from (self._part(None, card) for card in now)
        was = self.it.was.cards(old.id, lane) if old else ()
        yield from (self._part(card, None) for card in was if card.id in self.gone)

    def _met(self, old: Record | None, new: Record | None) -> Iterator[Part]:
        for tie, touchpoint in self.it.now.encounters(new.id) if new else ():
            yield Part(touchpoint.name, self._badges(self.by_now.get(tie.id)), record=tie.id)
        for tie, touchpoint in self.it.was.encounters(old.id) if old else ():
            if tie.id in self.gone:
                yield Part(touchpoint.name, (_badge(Sign.REMOVED),), record=tie.id)

    def _part(self, old: Record | None, new: Record | None) -> Part:
        record = new or old
        if record is None:
            return Part("")
        found = self.by_now.get(record.id) if new else self.gone.get(record.id)
        text = words_of(record) or _valued(record, self.words)
        return Part(text, self._badges(found), self._was(found), record.id)

    def _badges(self, found: Difference | None) -> tuple[Badge, ...]:
        return tuple(_badge(sign) for sign in found.signs) if found else ()

    def _was(self, found: Difference | None) -> str:
        if found is None or found.was is None or found.now is None:
            return ""
        said = []
        if Sign.REWORDED in found.signs:
            said.append(say("states.was", text=quoted(words_of(found.was))))
        if Sign.MOVED in found.signs and (there := self._where(found.was, earlier=True)):
            said.append(say("states.from", place=there))
        return " · ".join(said)

    def _where(self, record: Record, *, earlier: bool) -> str:
        return standing(record, self.it.was if earlier else self.it.now)

    def _points(self, columns: list[tuple[int, tuple[Step | None, Step | None]]]) -> Iterator[Point]:
        known = {one.now or one.was: one for one in self.it.curve}
        for at, (_, (old, new)) in enumerate(columns):
            step = new or old
            one = known.get(step.id) if step else None
            if one is None:
                continue
            yield Point(
                at, bool(one.was), bool(one.now), one.drawn_was, one.drawn_now, one.target_was, one.target_now,
                self._measured(self.measured[0].get(one.was)), self._measured(self.measured[1].get(one.now)),
                self.words.number(one.effect, 1, signed=True) if one.effect else "",
            )  # fmt: skip

    def _measured(self, level: Estimate | None) -> Measured | None:
        if level is None or not level.known:
            return None
        says = say(
            "states.measured",
            value=self.words.number(level.value, 1),
            span=self.words.span(level.low, level.high, 1),
            n=level.n,
        )
        return Measured(level.value, level.low, level.high, level.n, level.small, says)

    def _told(self) -> Iterator[Told]:
        for sign in Sign:
            lines = [self._line(one, sign) for one in self.told if sign in one.signs]
            if lines:
                yield Told(_badge(sign), say(f"states.count.{sign.value}", n=len(lines)), tuple(lines))

    def _line(self, one: Difference, sign: Sign) -> str:
        record = one.record
        kind = say(f"states.record.{record.type}")
        named = quoted(self._named(record, earlier=one.now is None) or record.key)
        there = self._where(record, earlier=one.now is None)
        match sign:
            case Sign.ADDED | Sign.REMOVED if isinstance(record, Flow | Arrow) and record.to:
                return say("states.told.between", kind=kind, name=named, place=there)
            case Sign.ADDED | Sign.REMOVED:
                return say("states.told.in", kind=kind, name=named, place=there, there=bool(there))
            case Sign.MOVED if one.was is not None:
                before = self._where(one.was, earlier=True)
                if before == there:
                    return say("states.told.along", kind=kind, name=named, place=there, there=bool(there))
                return say("states.told.moved", kind=kind, name=named, before=before, place=there)
            case Sign.REWORDED if one.was is not None:
                return say("states.told.reworded", kind=kind, name=named, was=quoted(words_of(one.was)))
        fields = listed([quoted(name) for name, _, _ in one.fields if name not in ("name", "text")], most=9)
        return say("states.told.revised", kind=kind, name=named, fields=fields)

    def _named(self, record: Record, *, earlier: bool) -> str:
        document = self.it.was if earlier else self.it.now
        return called(record, document) or _valued(record, self.words)


def _effect(one: Expected, words: Words) -> str:
    """What people expect of one step, in words; never as something measured."""
    level, drawn, effect = one.level, one.drawn_was, one.effect
    if level is None or drawn is None or effect is None:
        return ""
    how = "drawn" if one.drawn_now is not None else "target"
    return say(
        f"states.effect.{how}",
        step=quoted(one.name),
        was=words.number(drawn, 1),
        now=words.number(level, 1),
        effect=words.number(effect, 1, signed=True),
    )


def _badge(sign: Sign) -> Badge:
    return Badge(sign.value, SHAPES[sign], say(f"states.sign.{sign.value}"))


def _valued(record: Record, words: Words) -> str:
    value = getattr(record, "value", None)
    return "" if value is None else words.number(value, 1)


def _joint(
    was: Sequence[P], now: Sequence[P], before: Mapping[str, str], *, only: frozenset[str] | None = None
) -> Iterator[tuple[P | None, P | None]]:
    """Both sequences in one: that of ``now``, what is gone (of ``only``, if given) behind what it followed."""
    here = {before[one.id] for one in now if one.id in before}
    by_id = {one.id: one for one in was}
    gone: dict[str, list[P]] = {}
    last = ""
    for one in was:
        if one.id in here:
            last = one.id
        elif only is None or one.id in only:
            gone.setdefault(last, []).append(one)
    yield from ((one, None) for one in gone.get("", ()))
    for each in now:
        old = by_id.get(before.get(each.id, ""))
        yield old, each
        yield from ((one, None) for one in gone.get(old.id if old else "none", ()))
