"""Targets: what a workspace aims at, one number per measure, in ``targets.yaml``.

What lives here: reading and setting them. Not here: how an estimate stands to its target (measures.judge), the levels
aimed at on the curve, which stand on the steps of a map.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import yaml

from outsidein.ground import Diagnostic, Place, WorkspaceError
from outsidein.measures import Engine, Measure, catalogue
from outsidein.workspace.folder import Folder, write_whole
from outsidein.workspace.phrases import say

FILE: Final = "targets.yaml"
VERSION: Final = "outsidein-targets"
FORMAT: Final = 1
_MOST: Final = 100_000
_RANGES: Final = {"%": (0.0, 100.0), "points": (-100.0, 100.0)}


def read_targets(folder: Folder) -> Mapping[str, float]:
    """The targets by id of the measure; none where none was ever set. Raises WorkspaceError for a damaged file."""
    file = folder.path / FILE
    if not file.exists():
        return {}
    try:
        text = file.read_text(encoding="utf-8")
        if len(text) > _MOST:
            raise ValueError(say("folder.it-is-far-too-large"))
        data = yaml.safe_load(text) or {}
        if not isinstance(data, dict) or data.pop(VERSION, FORMAT) != FORMAT:
            raise ValueError(say("targets.not-numbers"))
        if not all(isinstance(name, str) and _number(value) for name, value in data.items()):
            raise ValueError(say("targets.not-numbers"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        why = str(getattr(error, "problem", None) or error)
        raise WorkspaceError(
            Diagnostic(
                "workspace/targets-unreadable", say("targets.unreadable", why=why), say("targets.mend"), Place(FILE)
            )
        ) from error
    return {name: float(value) for name, value in sorted(data.items())}


def set_target(folder: Folder, measure: str, target: float | None) -> Mapping[str, float]:
    """Aim at ``target`` (in the unit of the measure), or at nothing where it is None; gives all targets there are.

    Raises MeasureError for an unknown measure, WorkspaceError for a number that is not on its scale.
    """
    one = catalogue().find(measure)
    low, high = range_of(one)
    if target is not None and not (math.isfinite(target) and low <= target <= high):
        raise WorkspaceError(
            Diagnostic(
                "workspace/bad-target",
                say("targets.bad-number", value=f"{target:g}", label=one.label, low=f"{low:g}", high=f"{high:g}"),
                say("targets.choose"),
            )
        )
    with folder.locked("targets.lock", wait=True):
        held = dict(read_targets(folder))
        held.pop(measure, None)
        if target is not None:
            held[measure] = float(target)
        data: dict[str, float | int] = {VERSION: FORMAT, **dict(sorted(held.items()))}
        write_whole(folder.path / FILE, yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
    return read_targets(folder)


def range_of(measure: Measure) -> tuple[float, float]:
    """From where to where a target of ``measure`` may lie; what has no scale of its own has no end.

    >>> range_of(catalogue().find("nps")), range_of(catalogue().find("emotional-level"))
    ((-100.0, 100.0), (1.0, 10.0))
    """
    if measure.unit in _RANGES:
        return _RANGES[measure.unit]
    if measure.scale.low is not None and measure.scale.high is not None:
        ends = sorted((measure.scale.low * measure.times, measure.scale.high * measure.times))
        return ends[0], ends[1]
    return (0.0 if measure.engine is Engine.RESPONSES else -math.inf), math.inf


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
