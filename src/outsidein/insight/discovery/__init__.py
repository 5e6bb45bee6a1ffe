"""Discovery: from an event log to the journeys that customers really walk, a draft map of them, and long histories cut.

The one door. What comes in are plain sequences and counts (``Walks``, ``History``); nothing here opens a store. Method,
formulas, figures and limits: docs/reference/discovery.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outsidein.insight.discovery.cutting import Cuts, Histories, cut
    from outsidein.insight.discovery.draft import draft_map
    from outsidein.insight.discovery.found import (
        Discovery,
        FoundStage,
        FoundStep,
        LeftOut,
        Passage,
        Representative,
        Rival,
        Trait,
    )
    from outsidein.insight.discovery.representatives import cover, discover
    from outsidein.insight.discovery.stability import Resampled, jaccard_distance, resample
    from outsidein.insight.discovery.walked import Taken, walks_of
    from outsidein.insight.discovery.walks import Context, Wait, Walks

__all__ = [
    "Context",
    "Cuts",
    "Discovery",
    "FoundStage",
    "FoundStep",
    "Histories",
    "LeftOut",
    "Passage",
    "Representative",
    "Resampled",
    "Rival",
    "Taken",
    "Trait",
    "Wait",
    "Walks",
    "cover",
    "cut",
    "discover",
    "draft_map",
    "jaccard_distance",
    "resample",
    "walks_of",
]

_LATER = {
    "Context": "walks",
    "Cuts": "cutting",
    "Discovery": "found",
    "FoundStage": "found",
    "FoundStep": "found",
    "Histories": "cutting",
    "LeftOut": "found",
    "Passage": "found",
    "Representative": "found",
    "Resampled": "stability",
    "Rival": "found",
    "Taken": "walked",
    "Trait": "found",
    "Wait": "walks",
    "Walks": "walks",
    "cover": "representatives",
    "cut": "cutting",
    "discover": "representatives",
    "draft_map": "draft",
    "jaccard_distance": "stability",
    "resample": "stability",
    "walks_of": "walked",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"outsidein.insight.discovery.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
