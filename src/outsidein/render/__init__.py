"""Pictures of a map: compose a Scene once, write it to page (HTML) or paper (Typst). Draws what it is given."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outsidein.render.composition import SourceNote, compose
    from outsidein.render.composition.measure import measure_rows
    from outsidein.render.composition.network import places
    from outsidein.render.exchange import write_drawio, write_json, write_markdown, write_mermaid
    from outsidein.render.forms import FORMS, Form
    from outsidein.render.glyphs import missing_glyphs
    from outsidein.render.html import write_html
    from outsidein.render.office import write_deck, write_pptx, write_xlsx
    from outsidein.render.paper import SHEETS, Printed, Shop, print_scene, write_pdf, write_png, write_svg
    from outsidein.render.scene import Scene
    from outsidein.render.sketch import write_sketch

__all__ = [
    "FORMS",
    "SHEETS",
    "Form",
    "Printed",
    "Scene",
    "Shop",
    "SourceNote",
    "compose",
    "measure_rows",
    "missing_glyphs",
    "places",
    "print_scene",
    "write_deck",
    "write_drawio",
    "write_html",
    "write_json",
    "write_markdown",
    "write_mermaid",
    "write_pdf",
    "write_png",
    "write_pptx",
    "write_sketch",
    "write_svg",
    "write_xlsx",
]

_ELSEWHERE = {
    "FORMS": "forms",
    "Form": "forms",
    "Scene": "scene",
    "SourceNote": "composition",
    "compose": "composition",
    "measure_rows": "composition.measure",
    "missing_glyphs": "glyphs",
    "places": "composition.network",
    "write_deck": "office",
    "write_drawio": "exchange",
    "write_html": "html",
    "write_sketch": "sketch",
    "write_json": "exchange",
    "write_markdown": "exchange",
    "write_mermaid": "exchange",
    "write_pptx": "office",
    "write_xlsx": "office",
}


def __getattr__(name: str) -> Any:
    """Load a writer only when somebody asks for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'paper')}"), name)
