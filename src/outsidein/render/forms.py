"""The forms in which a map leaves the house: what each is called as a file, and what it cannot carry.

What lives here: Form and FORMS, which the command line, the API, the app and the guide all show. Not here: the writers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from outsidein.render.phrases import say


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its key, how its files end, their media type, and whether it holds all of the map and comes back."""

    key: str
    ending: str
    media: str
    lossless: bool = False

    @property
    def title(self) -> str:
        """What it is called.

        >>> FORMS["pptx"].title
        'PowerPoint poster'
        """
        return say(f"forms.{self.key}.title")

    @property
    def cannot_carry(self) -> str:
        """What is lost in it, as a sentence."""
        return say(f"forms.{self.key}.cannot-carry")


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"

FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        form.key: form
        for form in (
            Form("html", "html", "text/html; charset=utf-8"),
            Form("pdf", "pdf", "application/pdf"),
            Form("svg", "svg", "image/svg+xml"),
            Form("png", "png", "image/png"),
            Form("sketch", "sketch.svg", "image/svg+xml"),
            Form("pptx", "pptx", f"{_OFFICE}.presentationml.presentation"),
            Form("deck", "deck.pptx", f"{_OFFICE}.presentationml.presentation"),
            Form("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
            Form("drawio", "drawio", "application/vnd.jgraph.mxfile"),
            Form("mermaid", "mmd", "text/vnd.mermaid; charset=utf-8"),
            Form("markdown", "md", "text/markdown; charset=utf-8"),
            Form("json", "json", "application/json", lossless=True),
            Form("yaml", "yaml", "application/yaml; charset=utf-8", lossless=True),
        )
    }
)
"""Every form by key."""
