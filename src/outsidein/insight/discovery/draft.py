"""The draft of a map: what was found, as a map that people go on from.

What lives here: draft_map. Not here: what was found (found) and how (representatives). Names of stages are proposals;
what was observed stands in a lane of its own, so that it is not taken for what a customer said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from outsidein.ground.ids import short_id, slug
from outsidein.ground.speech import language
from outsidein.ground.writing import listed, percent
from outsidein.insight.discovery.found import Discovery, FoundStage, FoundStep, Passage
from outsidein.insight.discovery.wording import humanised, lasting, precise, rough, trait_said
from outsidein.insight.phrases import say
from outsidein.maps.cast import Touchpoint
from outsidein.maps.cells import Card, Lane
from outsidein.maps.document import Document
from outsidein.maps.order import spread
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Way

_OBSERVED, _PATHS, _CONTEXTS = "observed", "paths", "contexts"
_LONGEST: Final = 100
"""Letters of a key at most (maps.schema)."""
_WORTH: Final = 0.1
"""A way ahead, back or out that fewer of the journeys take is no arrow of the draft."""
_ARROWS: Final = 6
_SHOWN: Final = 9
"""How many representative journeys stand in the lane of the map."""
_TOLD: Final = 2
"""So many contexts of a journey stand on its card; all of them are in the answer."""
_OUT: Final = 5
"""How many of what was left out are named."""


def draft_map(
    discovery: Discovery, *, key: str = "discovered", title: str = "", owner: str = "", evidence: tuple[str, ...] = ()
) -> Document:
    """A customer journey map of what was discovered; ``key`` names the map, ``title`` empty proposes one.

    ``evidence`` is what backs what was observed (``source:…`` of the log, where the workspace knows it).

    Stages and steps come from ``discovery``, each step with the touchpoints of its events. Loops, shortcuts and early
    ends that at least a tenth of the journeys take are arrows, at most six. An empty discovery gives an empty map.
    """
    head = Journey(
        id=f"journey:{slug(key) or 'discovered'}",
        title=title or say("discovery.map.title"),
        subtitle=_subtitle(discovery),
        language=language(),
        owner=owner,
        starts=humanised(discovery.steps[0].events[0]) if discovery.steps else "",
        ends=humanised(discovery.steps[-1].events[-1]) if discovery.steps else "",
    )
    return Document.of(_records(head, discovery, evidence))


def _subtitle(found: Discovery) -> str:
    if not found.k:
        return ""
    told = say("discovery.map.subtitle", n=found.n, k=found.k, share=percent(found.coverage.value))
    if found.left_out:
        out = [f"{humanised(one.event)} ({rough(one.share)})" for one in found.left_out]
        told += ". " + say("discovery.map.left-out", events=listed(out, most=_OUT)).removesuffix(".")
    return told


def _records(head: Journey, found: Discovery, evidence: tuple[str, ...]) -> Iterator[Record]:
    yield head
    lanes = [
        (_OBSERVED, say("discovery.map.lane"), say("discovery.map.lane-hint")),
        (_PATHS, say("discovery.map.paths"), _legend(found)),
    ]
    if any(one.profile for one in found.representatives[:_SHOWN]):
        lanes.append((_CONTEXTS, say("discovery.map.contexts"), say("discovery.map.contexts-hint")))
    for (key, name, hint), order in zip(lanes, spread(len(lanes)), strict=True):
        yield Lane(id=f"lane:{key}", parent=head.id, order=order, of="text", name=name, hint=hint)
    names = _Keys()
    keys = {event: names.take(event) for step in found.steps for event in step.events}
    for event, key in keys.items():
        yield Touchpoint(id=f"touchpoint:{key}", name=humanised(event))
    steps = _Keys()
    ids = [f"step:{steps.take(step.events[0])}" for step in found.steps]
    stages = _Keys()
    for stage, order in zip(found.stages, spread(len(found.stages)), strict=True):
        name = stage_name(found, stage)
        id = f"stage:{stages.take(name)}"
        yield Stage(id=id, parent=head.id, order=order, name=name, goal=say("discovery.map.stage-goal"))
        places = range(stage.first, stage.last + 1)
        for at, where in zip(places, spread(len(places)), strict=True):
            step = found.steps[at]
            yield Step(id=ids[at], parent=id, order=where, name=_step_name(step), about=_about(step))
            yield from _inside(ids[at], found, step, keys, evidence)
    yield from _contexts(found, ids, evidence)
    yield from _arrows(found, ids)


class _Keys:
    """Readable keys, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, text: str) -> str:
        """A key for ``text`` that nobody has yet."""
        wish = slug(text) or "event"
        key, number = wish, 2
        while key in self._taken:
            key, number = f"{wish}-{number}", number + 1
        self._taken.add(key)
        return key


def _inside(
    id: str, found: Discovery, step: FoundStep, keys: dict[str, str], evidence: tuple[str, ...]
) -> Iterator[Record]:
    """What stands in a step: its touchpoints, what was observed, which journeys take it."""
    for event, order in zip(step.events, spread(len(step.events)), strict=True):
        key = keys[event]
        yield Encounter(id=f"encounter:{_tied(_key(id), key)}", parent=id, order=order, touchpoint=f"touchpoint:{key}")
    (order,) = spread(1)
    for lane, text in ((_OBSERVED, _observed(step)), (_PATHS, _paths(found, step))):
        if text:
            card = f"card:{_tied(_key(id), lane)}"
            yield Card(id=card, parent=id, order=order, lane=lane, text=text, evidence=evidence)


def _contexts(found: Discovery, ids: list[str], evidence: tuple[str, ...]) -> Iterator[Record]:
    """In which contexts a representative journey is typical, at the step that tells it most from the others."""
    shown = found.representatives[:_SHOWN]
    for number, one in enumerate(shown, start=1):
        mine = [at for at, step in enumerate(found.steps) if set(step.events) & set(one.path)]
        if not one.profile or not mine:
            continue
        met = {at: sum(bool(set(found.steps[at].events) & set(other.path)) for other in shown) for at in mine}
        (order,) = spread(1)
        id = ids[min(mine, key=lambda at: (met[at], at))]
        text = say(
            "discovery.map.context", number=number, traits=listed([trait_said(trait) for trait in one.profile[:_TOLD]])
        )
        card = f"card:{_key(id)}-{_CONTEXTS}-{number}"
        yield Card(id=card, parent=id, order=order, lane=_CONTEXTS, text=text, evidence=evidence)


def stage_name(found: Discovery, stage: FoundStage) -> str:
    """A name proposed for a stage: its first and its last step."""
    first, last = found.steps[stage.first], found.steps[stage.last]
    if stage.first == stage.last:
        return _step_name(first)
    return say("discovery.map.stage", first=_step_name(first), last=_step_name(last))


def _step_name(step: FoundStep) -> str:
    return humanised(step.events[0])


def _observed(step: FoundStep) -> str:
    if _timed(step) and step.wait:
        return say("discovery.map.share-after", share=rough(step.share), median=lasting(step.wait.median))
    return say("discovery.map.in-share", share=rough(step.share))


def _timed(step: FoundStep) -> bool:
    """Whether it is worth saying when the step comes."""
    return bool(step.wait and step.wait.n and step.wait.median >= 1)


def _legend(found: Discovery) -> str:
    shown = enumerate(found.representatives[:_SHOWN], start=1)
    parts = [say("discovery.map.path", number=number, share=rough(one.share)) for number, one in shown]
    return ", ".join(parts) or say("discovery.map.paths-hint")


def _paths(found: Discovery, step: FoundStep) -> str:
    shown = enumerate(found.representatives[:_SHOWN], start=1)
    return ", ".join(str(number) for number, one in shown if set(step.events) & set(one.path))


def _about(step: FoundStep) -> str:
    ends = {"low": precise(step.share.low), "high": precise(step.share.high)}
    told = [say("discovery.map.about", share=rough(step.share), n=step.share.n, **ends)]
    if _timed(step):
        times = {name: lasting(getattr(step.wait, name)) for name in ("lower", "median", "upper")}
        told.append(say("discovery.map.wait", **times))
    if step.again.known and step.again.value >= _WORTH:
        told.append(say("discovery.map.again", share=rough(step.again)))
    if len(step.events) > 1:
        told.append(say("discovery.map.together", events=listed([humanised(one) for one in step.events], most=6)))
    return " ".join(told)


def _arrows(found: Discovery, ids: list[str]) -> Iterator[Arrow]:
    ways: list[tuple[float, str, Arrow]] = []
    for way in found.passages:
        ways += _passage(way, ids)
    for at, step in enumerate(found.steps[:-1]):
        if step.last.value >= _WORTH:
            label = say("discovery.map.leaves", share=rough(step.last))
            arrow = Arrow(id=f"arrow:{_tied(_key(ids[at]), 'out')}", parent=ids[at], label=label, kind=Way.LEAVES)
            ways.append((step.last.value, arrow.id, arrow))
    ways.sort(key=lambda one: (-one[0], one[1]))
    yield from (arrow for _, _, arrow in ways[:_ARROWS])


def _passage(way: Passage, ids: list[str]) -> Iterator[tuple[float, str, Arrow]]:
    if way.share.value < _WORTH:
        return
    start, to = ids[way.start], ids[way.to]
    label = say("discovery.map.returns" if way.back else "discovery.map.leads", share=rough(way.share))
    kind = Way.RETURNS if way.back else Way.LEADS
    arrow = Arrow(id=f"arrow:{_tied(_key(start), _key(to))}", parent=start, to=to, label=label, kind=kind)
    yield way.share.value, arrow.id, arrow


def _key(id: str) -> str:
    return id.partition(":")[2]


def _tied(*keys: str) -> str:
    """A key for what ties others together: theirs, or a short one where they are too long to be one."""
    whole = "-".join(keys)
    return whole if len(whole) <= _LONGEST else short_id(*keys)
