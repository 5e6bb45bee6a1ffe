"""Slides of native shapes that people go on editing: the whole map as one poster, or a deck with a slide a stage.

What lives here: write_pptx and write_deck. Not here: what a row looks like (lanes), how text is measured (measuring).
"""

from __future__ import annotations

from datetime import datetime

from outsidein.ground.speech import speaking
from outsidein.render.office.slides.deck import lay_deck
from outsidein.render.office.slides.poster import lay_poster
from outsidein.render.office.slides.presentation import written
from outsidein.render.scene import Scene

__all__ = ["write_deck", "write_pptx"]


def write_pptx(scene: Scene, *, created: datetime | None = None) -> bytes:
    """The map as one slide, as large as it needs: editable shapes, an editable chart, each shape named by its place."""
    with speaking(scene.words_language):
        return written(scene, [lay_poster(scene)], created=created)


def write_deck(scene: Scene, *, created: datetime | None = None) -> bytes:
    """The map as a deck: title, overview, what the evidence found, and for each stage as many slides as it fills."""
    with speaking(scene.words_language):
        return written(scene, lay_deck(scene), created=created)
