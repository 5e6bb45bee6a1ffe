"""Insight: what the evidence says about a map, with how sure it is and why. Never more than association.

The one door of the room. ``read`` gives a Reading: the curve, measures, hotspots, moments of truth, drivers, missing
voices, what backs each card. What needs NumPy is loaded when it is first asked for, so that asking for help is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from outsidein.insight.anchor import Anchored, Anchors, anchor, anchor_table
from outsidein.insight.finding import Against, Category, Finding, FindingKind
from outsidein.insight.reading import (
    Backing,
    Beside,
    CurvePoint,
    Driver,
    Drivers,
    Freshness,
    Position,
    Priority,
    Quadrant,
    Quote,
    Reading,
    Strength,
    TouchpointReading,
    Unallocated,
    Voice,
    Voices,
)

if TYPE_CHECKING:
    from outsidein.insight.accounts import AccountsOnMap, find_accounts
    from outsidein.insight.comments import Comments, Said, find_comments
    from outsidein.insight.designed import compare_designed, hold_against
    from outsidein.insight.drivers import find_drivers
    from outsidein.insight.glance import read_curve
    from outsidein.insight.heard import HeardFrom, heard_from
    from outsidein.insight.privacy import suppress
    from outsidein.insight.reader import read
    from outsidein.insight.share import confine

__all__ = [
    "AccountsOnMap",
    "Against",
    "Anchored",
    "Anchors",
    "Backing",
    "Beside",
    "Category",
    "Comments",
    "CurvePoint",
    "Driver",
    "Drivers",
    "Finding",
    "FindingKind",
    "Freshness",
    "HeardFrom",
    "Position",
    "Priority",
    "Quadrant",
    "Quote",
    "Reading",
    "Said",
    "Strength",
    "TouchpointReading",
    "Unallocated",
    "Voice",
    "Voices",
    "anchor",
    "anchor_table",
    "compare_designed",
    "confine",
    "find_accounts",
    "find_comments",
    "find_drivers",
    "heard_from",
    "hold_against",
    "read",
    "read_curve",
    "suppress",
]

_LATER = {
    "AccountsOnMap": "accounts",
    "find_accounts": "accounts",
    "Comments": "comments",
    "HeardFrom": "heard",
    "Said": "comments",
    "confine": "share",
    "find_comments": "comments",
    "find_drivers": "drivers",
    "heard_from": "heard",
    "compare_designed": "designed",
    "hold_against": "designed",
    "read": "reader",
    "read_curve": "glance",
    "suppress": "privacy",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"outsidein.insight.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
