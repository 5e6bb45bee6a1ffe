"""Beginning a map: the head and the first records that a preset of the catalogue gives it.

What lives here: begin. Not here: the presets (catalog), beginning from a finished map (template), or from what another
map shows (deriving).
"""

from __future__ import annotations

from outsidein.ground import speech
from outsidein.maps.catalog import Preset, presets
from outsidein.maps.document import Document
from outsidein.maps.kind import kind
from outsidein.maps.network import Actor, Flow
from outsidein.maps.order import spread
from outsidein.maps.plan import PlanPlace
from outsidein.maps.record import Record
from outsidein.maps.spine import Journey, Stage, Step


def begin(key: str, *, title: str, of: str = "customer-journey", preset: str = "", language: str = "en") -> Document:
    """A new map with what a preset holds (the kind's own where none is named): stages with steps, actors, or places.

    Of a preset that is made for another structure only what the kind can hold is taken.

    >>> [stage.name for stage in begin("trip", title="A trip").stages]
    ['Discover', 'Buy', 'Use', 'Support', 'Renew']
    """
    of_kind = kind(of)
    with speech.speaking(language):
        chosen = presets()[preset or of_kind.starter]
    head = Journey(id=f"journey:{key}", kind=of, title=title, language=language)
    started = [*_stages(chosen, head.id), *_network(chosen), *_places(chosen, head.id)]
    return Document.of([head, *(one for one in started if one.type in of_kind.records)])


def _stages(preset: Preset, journey: str) -> list[Record]:
    records: list[Record] = []
    for stage, order in zip(preset.stages, spread(len(preset.stages)), strict=True):
        at = Stage(id=f"stage:{stage.id}", parent=journey, order=order, name=stage.name, goal=stage.goal)
        records += [at, Step(id=f"step:{stage.id}", parent=at.id, order=spread(1)[0], name=stage.step)]
    return records


def _network(preset: Preset) -> list[Record]:
    actors = [Actor(id=f"actor:{one.id}", name=one.name, kind=one.kind, ring=one.ring) for one in preset.actors]
    flows = [
        Flow(id=f"flow:{one.id}", parent=f"actor:{one.source}", to=f"actor:{one.to}", label=one.name, kind=one.kind)
        for one in preset.flows
    ]
    return [*actors, *flows]


def _places(preset: Preset, journey: str) -> list[Record]:
    return [
        PlanPlace(id=f"place:{one.id}", parent=journey, order=order, name=one.name, x=one.x, y=one.y)
        for one, order in zip(preset.places, spread(len(preset.places)), strict=True)
    ]
