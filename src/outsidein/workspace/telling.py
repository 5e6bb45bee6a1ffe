"""A map of a workspace told as a story, with the pictures that its cards name.

What lives here: print_story. Not here: the story (maps.tell_story), its page (render.story).
"""

from __future__ import annotations

from datetime import datetime

from outsidein import maps
from outsidein.ground.speech import speaking
from outsidein.maps import Document
from outsidein.workspace.folder import Folder
from outsidein.workspace.pictures import pictures_of
from outsidein.workspace.publish import Made


def print_story(folder: Folder, document: Document, form: str = "html", *, now: datetime | None = None) -> Made:
    """The story as a page (``html``) or on sheets of A4 (``pdf``, made ``now``), in the language of the map."""
    language = document.journey.language
    pictures = pictures_of(folder, document)
    with speaking(language):
        story = maps.tell_story(document)
        if form == "html":
            from outsidein.render.story import write_story

            return Made(write_story(story, language=language, pictures=pictures).encode())
        from outsidein.render.storyboard import print_storyboard

        return Made(print_storyboard(story, form, language=language, pictures=pictures, created=now)[0])
