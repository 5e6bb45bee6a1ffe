"""The pictures of a workspace: files in ``images/`` that cards name, drawn anew and cleaned when they were taken in.

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
    """The pictures that cards of ``document`` name, by name. One that is gone, or has no name of ours, is left out."""
    found: dict[str, bytes] = {}
    for card in document.all(Card):
        if len(found) == MOST:
            break
        path = folder.path / IMAGES / card.picture
        if _NAME.fullmatch(card.picture) and path.is_file():
            found[card.picture] = path.read_bytes()
    return found
