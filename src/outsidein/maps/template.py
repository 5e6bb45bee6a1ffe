"""Templates: finished maps of fictional customers, by trade, to begin a map of one's own from.

What lives here: the list of templates and beginning from one. Not here: the templates (``templates/*.map.yaml``), stage
presets (catalog). A template is a map like any other; nothing in it is measured, and the map begun says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.kind import Role, lanes_of
from outsidein.maps.loading import load
from outsidein.maps.record import Placed

_FOLDER: Final = Path(__file__).with_name("templates")
_ENDING: Final = ".map.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template as a gallery shows it: its stages, personas and touchpoints by name, how many cards it has."""

    id: str
    title: str
    subtitle: str
    kind: str
    language: str
    stages: tuple[str, ...]
    personas: tuple[str, ...]
    steps: int
    cards: int
    levels: tuple[float | None, ...]
    """The drawn emotional level, step by step: the shape of its curve."""


def templates() -> Mapping[str, Template]:
    """The templates by id, in the order of their titles.

    >>> templates()["banking"].stages
    ('Orient', 'Apply', 'Buy', 'Live & repay')
    """
    return _templates()


def begin_from(template: str, key: str, *, title: str = "") -> Document:
    """A new map from a template, under a key of its own; ``title`` empty keeps that of the template.

    Raises KeyError where there is no such template.

    >>> begin_from("retail", "sofa", title="Our sofas").journey.title
    'Our sofas'
    """
    document = _document(template)
    old = document.journey
    head = replace(old, id=f"journey:{key}", title=title or old.title, fictional=False)
    rest = [
        replace(one, parent=head.id) if isinstance(one, Placed) and one.parent == old.id else one
        for one in document
        if one.id != old.id
    ]
    return Document.of([head, *rest])


@cache
def _templates() -> Mapping[str, Template]:
    found = [_about(path.name.removesuffix(_ENDING)) for path in _FOLDER.glob(f"*{_ENDING}")]
    return MappingProxyType({one.id: one for one in sorted(found, key=lambda one: one.subtitle)})


def _about(id: str) -> Template:
    document = _document(id)
    head = document.journey
    return Template(
        id=id,
        title=head.title,
        subtitle=head.subtitle,
        kind=head.kind,
        language=head.language,
        stages=tuple(stage.name for stage in document.stages),
        personas=tuple(persona.name for persona in document.personas),
        steps=len(document.steps),
        cards=sum(isinstance(one, Card) for one in document),
        levels=_levels(document),
    )


def _levels(document: Document) -> tuple[float | None, ...]:
    curves = {lane.key for lane in lanes_of(document) if lane.role is Role.CURVE}
    drawn = {one.parent: one.value for one in document if isinstance(one, Card) and one.lane in curves}
    return tuple(drawn.get(step.id) for step in document.steps)


@cache
def _document(id: str) -> Document:
    path = _FOLDER / f"{id}{_ENDING}"
    if path.parent != _FOLDER or not path.is_file():
        raise KeyError(id)
    document, found = load(path)
    if document is None:
        raise RuntimeError(f"the template {id} cannot be read: {found[0]}")
    return document
