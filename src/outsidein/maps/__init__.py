"""Maps: what people write down of a journey, as small typed records; read, written, checked and compared.

The one door of the room. A map is a Document of records; its kind says which lanes it has; its text is YAML. Maps know
no evidence and no engine: importing this room is quick.
"""

from outsidein.maps import catalog
from outsidein.maps.cast import Channel, Owner, Persona, Touchpoint, TouchpointKind
from outsidein.maps.catalog import LaneEntry, LaneLook, Level, Side, Writing
from outsidein.maps.cells import Card, Lane
from outsidein.maps.chosen import chosen
from outsidein.maps.diff import Added, Change, Changed, Moved, Removed, apply, diff, reverse
from outsidein.maps.document import Document
from outsidein.maps.flat import flat, unflat
from outsidein.maps.identity import respaced
from outsidein.maps.kind import Kind, KindLane, Quad, Role, Structure, begin, kind, kinds, lanes_of
from outsidein.maps.lint import lint
from outsidein.maps.loading import load, text_of
from outsidein.maps.order import between, spread
from outsidein.maps.reading import places, read
from outsidein.maps.record import Placed, Record
from outsidein.maps.rewriting import rewrite
from outsidein.maps.schema import schema
from outsidein.maps.spine import Journey, Stage, State, Step
from outsidein.maps.template import Template, begin_from, templates
from outsidein.maps.ties import Anchor, Arrow, Encounter, Moment, Proposer, Way
from outsidein.maps.wording import explain
from outsidein.maps.writing import write

__all__ = [
    "Added",
    "Anchor",
    "Arrow",
    "Card",
    "Change",
    "Changed",
    "Channel",
    "Document",
    "Encounter",
    "Journey",
    "Kind",
    "KindLane",
    "Lane",
    "LaneEntry",
    "LaneLook",
    "Level",
    "Moment",
    "Moved",
    "Owner",
    "Persona",
    "Placed",
    "Proposer",
    "Quad",
    "Record",
    "Removed",
    "Role",
    "Side",
    "Stage",
    "State",
    "Step",
    "Structure",
    "Template",
    "Touchpoint",
    "TouchpointKind",
    "Way",
    "Writing",
    "apply",
    "begin",
    "begin_from",
    "between",
    "catalog",
    "chosen",
    "diff",
    "explain",
    "flat",
    "kind",
    "kinds",
    "lanes_of",
    "lint",
    "load",
    "places",
    "read",
    "respaced",
    "reverse",
    "rewrite",
    "schema",
    "spread",
    "templates",
    "text_of",
    "unflat",
    "write",
]
