"""Maps: what people write down of a journey, as small typed records; read, written, checked and compared.

The one door of the room. A map is a Document of records; its kind says which lanes it has; its text is YAML. Maps know
no evidence and no engine: importing this room is quick.
"""

from outsidein.maps import catalog
from outsidein.maps.beginning import begin
from outsidein.maps.cast import Channel, Owner, Persona, Touchpoint, TouchpointKind
from outsidein.maps.catalog import LaneEntry, LaneLook, Level, Side, Writing
from outsidein.maps.cells import Card, Lane
from outsidein.maps.chosen import chosen
from outsidein.maps.comparing import Comparison, Difference, Expected, Sign, begin_state, compare, drawn_levels
from outsidein.maps.conflict import Conflict, Copy, Dispute, explain_conflict
from outsidein.maps.declaring import declared as read_kind
from outsidein.maps.deriving import front_stage, investigate
from outsidein.maps.diff import Added, Change, Changed, Moved, Removed, apply, diff, reverse
from outsidein.maps.document import Document
from outsidein.maps.flat import flat, unflat
from outsidein.maps.guide import Advice, advise, hints
from outsidein.maps.identity import respaced
from outsidein.maps.kind import (
    Kind,
    KindLane,
    Line,
    LineLook,
    Quad,
    Role,
    Spine,
    Structure,
    built_in,
    kind,
    kinds,
    know,
    knowing,
    lanes_of,
)
from outsidein.maps.lint import lint
from outsidein.maps.loading import load, text_of
from outsidein.maps.merging import Merged, merge
from outsidein.maps.network import Actor, ActorKind, Flow, FlowKind
from outsidein.maps.order import between, spread
from outsidein.maps.plan import PlanPlace
from outsidein.maps.reading import places, read
from outsidein.maps.record import Placed, Record
from outsidein.maps.rewriting import rewrite
from outsidein.maps.schema import schema
from outsidein.maps.spine import Beat, Journey, Stage, State, Step
from outsidein.maps.story import Frame, Story, tell_story
from outsidein.maps.template import Template, begin_from, templates
from outsidein.maps.ties import Anchor, Arrow, Encounter, Moment, Proposer, Way
from outsidein.maps.tree import tree
from outsidein.maps.wording import explain
from outsidein.maps.writing import write

__all__ = [
    "Actor",
    "ActorKind",
    "Added",
    "Advice",
    "Anchor",
    "Arrow",
    "Beat",
    "Card",
    "Change",
    "Changed",
    "Channel",
    "Comparison",
    "Conflict",
    "Copy",
    "Difference",
    "Dispute",
    "Document",
    "Encounter",
    "Expected",
    "Flow",
    "FlowKind",
    "Frame",
    "Journey",
    "Kind",
    "KindLane",
    "Lane",
    "LaneEntry",
    "LaneLook",
    "Level",
    "Line",
    "LineLook",
    "Merged",
    "Moment",
    "Moved",
    "Owner",
    "Persona",
    "Placed",
    "PlanPlace",
    "Proposer",
    "Quad",
    "Record",
    "Removed",
    "Role",
    "Side",
    "Sign",
    "Spine",
    "Stage",
    "State",
    "Step",
    "Story",
    "Structure",
    "Template",
    "Touchpoint",
    "TouchpointKind",
    "Way",
    "Writing",
    "advise",
    "apply",
    "begin",
    "begin_from",
    "begin_state",
    "between",
    "built_in",
    "catalog",
    "chosen",
    "compare",
    "diff",
    "drawn_levels",
    "explain",
    "explain_conflict",
    "flat",
    "front_stage",
    "hints",
    "investigate",
    "kind",
    "kinds",
    "know",
    "knowing",
    "lanes_of",
    "lint",
    "load",
    "merge",
    "places",
    "read",
    "read_kind",
    "respaced",
    "reverse",
    "rewrite",
    "schema",
    "spread",
    "tell_story",
    "templates",
    "text_of",
    "tree",
    "unflat",
    "write",
]
