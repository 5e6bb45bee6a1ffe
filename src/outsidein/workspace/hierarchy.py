"""The hierarchy of a workspace: which step opens into which journey, and which map is a state of which.

What lives here: reading these ties off the maps. Not here: what the evidence says of them, and checks (atlas).
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from outsidein.maps import Document, Flow
from outsidein.workspace.author import read_maps
from outsidein.workspace.folder import Folder


@dataclass(frozen=True, slots=True)
class Opening:
    """A step (or a flow) that opens into a finer journey: ``to`` is its key, ``known`` whether there is such a map."""

    record: str
    name: str
    to: str
    known: bool


@dataclass(frozen=True, slots=True)
class Kin:
    """How a map is tied to others: the map ``of`` which it is a state (a key, or empty), what its steps open into."""

    key: str
    title: str
    state: str
    of: str
    opens: tuple[Opening, ...]


def read_hierarchy(folder: Folder) -> tuple[Kin, ...]:
    """The ties of every map that can be read, in the order of their files."""
    documents = [one.document for one in read_maps(folder) if one.document is not None]
    known = {one.journey.key for one in documents}
    heads = [(one.journey, tuple(openings_of(one, known))) for one in documents]
    return tuple(Kin(head.key, head.title, head.state.value, head.of, opens) for head, opens in heads)


def openings_of(document: Document, known: Set[str]) -> Iterator[Opening]:
    """What the steps and value flows of a map open into; ``known`` are the keys of all maps."""
    named = [(step.id, step.name, step.opens) for step in document.steps]
    named += [(flow.id, flow.label, flow.opens) for flow in document.all(Flow)]
    yield from (Opening(id, name, to, to in known) for id, name, to in named if to)
