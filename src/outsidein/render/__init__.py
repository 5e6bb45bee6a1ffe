"""Pictures of a map: compose a Scene once, write it to page (HTML) or paper (Typst). Draws what it is given."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outsidein.render.composition import SourceNote, compose
    from outsidein.render.composition.measure import measure_rows
    from outsidein.render.glyphs import missing_glyphs
    from outsidein.render.html import write_html
    from outsidein.render.paper import SHEETS, Printed, Shop, print_scene, write_pdf, write_png, write_svg
    from outsidein.render.scene import Scene

__all__ = [
    "SHEETS",
    "Printed",
    "Scene",
    "Shop",
    "SourceNote",
    "compose",
    "measure_rows",
    "missing_glyphs",
    "print_scene",
    "write_html",
    "write_pdf",
    "write_png",
    "write_svg",
]

_ELSEWHERE = {
    "Scene": "scene",
    "SourceNote": "composition",
    "compose": "composition",
    "measure_rows": "composition.measure",
    "missing_glyphs": "glyphs",
    "write_html": "html",
}


def __getattr__(name: str) -> Any:
    """Load a writer only when somebody asks for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'paper')}"), name)
