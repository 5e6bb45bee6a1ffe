"""Beginning a map from another one: a blueprint from a journey, a journey from a relationship of a network.

What lives here: what the new map is called, refusals, keeping both. Not here: what is carried over (maps.deriving), the
same over live maps (server).
"""

from __future__ import annotations

from typing import Final

from outsidein import maps
from outsidein.ground import Diagnostic, Place, WorkspaceError
from outsidein.maps import Document, Flow
from outsidein.workspace.author import load_map, read_maps, save_map
from outsidein.workspace.folder import Folder
from outsidein.workspace.phrases import say

BLUEPRINT: Final = "service-blueprint"
JOURNEY: Final = "customer-journey"
_LONGEST: Final = 100
"""Characters of a key."""


def blueprint_of(document: Document, *, key: str = "", title: str = "", of: str = BLUEPRINT) -> Document:
    """The front stage of a blueprint of kind ``of``, under a name of its own unless it is given one.

    Raises WorkspaceError ``workspace/nothing-to-derive`` where the map has no steps to stand the blueprint on.
    """
    head = document.journey
    if not document.steps:
        says, fix = say("deriving.no-steps", title=head.title), say("deriving.add-steps")
        raise WorkspaceError(Diagnostic("workspace/nothing-to-derive", says, fix))
    name = title or f"{head.title} – {maps.kind(of).name}"
    return maps.front_stage(document, key or f"{head.key}-blueprint"[:_LONGEST], title=name, of=of)


def journey_of(document: Document, flow: str, *, key: str = "", title: str = "") -> tuple[Document, Document]:
    """The journey map of a relationship, and the network with its link; ``flow`` is an id, or the key in it.

    Raises WorkspaceError ``workspace/nothing-to-derive`` where the map has no such flow, with those that it has.
    """
    found = document.records.get(flow) or document.records.get(f"flow:{flow}")
    if not isinstance(found, Flow):
        known = ", ".join(one.key for one in document.all(Flow)) or "–"
        says, fix = say("deriving.no-flow", flow=flow), say("deriving.known-flows", known=known)
        raise WorkspaceError(Diagnostic("workspace/nothing-to-derive", says, fix))
    own = key or f"{document.journey.key}-{found.key}"[:_LONGEST]
    return maps.investigate(document, found.id, own, title=title, of=JOURNEY)


def derive_blueprint(folder: Folder, key: str, *, as_key: str = "", title: str = "", of: str = BLUEPRINT) -> Document:
    """Begin the blueprint of the map called ``key`` and keep it. Raises WorkspaceError where its key is taken."""
    begun = blueprint_of(load_map(folder, key), key=as_key, title=title, of=of)
    _be_free(folder, begun.journey.key)
    save_map(folder, begun)
    return begun


def derive_journey(folder: Folder, key: str, flow: str, *, as_key: str = "", title: str = "") -> Document:
    """Begin the journey map of a relationship of the map called ``key``, and let the flow say so; both are kept.

    Raises WorkspaceError where there is no such flow, or the key of the new map is taken.
    """
    journey, linked = journey_of(load_map(folder, key), flow, key=as_key, title=title)
    _be_free(folder, journey.journey.key)
    save_map(folder, journey)
    save_map(folder, linked)
    return journey


def _be_free(folder: Folder, key: str) -> None:
    if key in {one.document.journey.key for one in read_maps(folder) if one.document}:
        says, fix = say("comparing.key-taken", key=key), say("comparing.name-another")
        raise WorkspaceError(Diagnostic("workspace/key-taken", says, fix, Place(str(folder.maps))))
