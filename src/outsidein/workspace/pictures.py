"""The pictures of a workspace: files in ``images/`` that maps and cards name, drawn anew when they were taken in.

What lives here: finding those of a map. Not here: taking one in (server.pictures), drawing a card (render).
"""

from __future__ import annotations

import re
from typing import Final

from outsidein.maps import Card, Document
from outsidein.workspace.folder import Folder

IMAGES: Final = "images"
MOST: Final = 300
"""No export carries more pictures than this, in the order of the map."""
_NAME: Final = re.compile(r"[0-9a-f]{16}\.(png|webp)")


def pictures_of(folder: Folder, document: Document) -> dict[str, bytes]:
    """The pictures that ``document`` names, its plan and those of its cards, by name.

    One that is gone, or has no name of ours, is left out.
    """
    found: dict[str, bytes] = {}
    for name in (document.journey.plan, *(card.picture for card in document.all(Card))):
        if len(found) == MOST:
            break
        path = folder.path / IMAGES / name
        if _NAME.fullmatch(name) and path.is_file():
            found[name] = path.read_bytes()
    return found
