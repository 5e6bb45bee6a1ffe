"""Two states of a journey on paper: what the template of the sheet is handed.

What lives here: print_states. Not here: the template (render.sheets), the picture as data (scene).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from outsidein.render.sheets import print_sheet
from outsidein.render.states.plot import HEIGHT, Line, plot
from outsidein.render.states.scene import StatesScene

_COLUMN = 128
_GAP = 3


def print_states(
    scene: StatesScene,
    form: str = "pdf",
    *,
    created: datetime | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The picture as ``pdf``, ``svg`` or ``png``, on a sheet as wide as it needs; ``pictures`` are by name."""
    data = asdict(scene) | {"column": _COLUMN, "plot": _plotted(scene)}
    ground = scene.figure.ground if scene.figure else None
    drawn = {name: one for name, one in (pictures or {}).items() if ground and name == ground.picture}
    data["drawn"] = sorted(drawn)
    data["lines"] = [{"name": name, "text": text} for name, text in scene.lines]
    return print_sheet("states", data, form, created=created, pictures=drawn)[0]


def _plotted(scene: StatesScene) -> dict[str, Any]:
    drawing = plot(scene, column=_COLUMN + _GAP)
    return {
        "height": HEIGHT,
        "ticks": [{"text": text, "y": y} for text, y in drawing.ticks],
        "whiskers": [asdict(one) for one in drawing.whiskers],
        "effects": [{"text": text, "x": x, "y": y} for text, x, y in drawing.effects],
        "lines": {name: _line(getattr(drawing, name)) for name in ("was", "now", "target")},
    }


def _line(line: Line) -> dict[str, Any]:
    return {"stretches": line.stretches, "points": line.points}
