"""The floor everything stands on: ids, errors, diagnostics. Standard library only, no domain."""

from outsidein.ground.diagnostics import Diagnostic, Place, Severity, worst
from outsidein.ground.errors import (
    ActionError,
    EvidenceError,
    MapError,
    MeasureError,
    OutsideInError,
    RenderError,
    WorkspaceError,
)
from outsidein.ground.ids import content_hash, short_id, slug

__all__ = [
    "ActionError",
    "Diagnostic",
    "EvidenceError",
    "MapError",
    "MeasureError",
    "OutsideInError",
    "Place",
    "RenderError",
    "Severity",
    "WorkspaceError",
    "content_hash",
    "short_id",
    "slug",
    "worst",
]
