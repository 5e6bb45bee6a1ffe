"""A map as JSON: the canonical text of a map file as plain data, which ``docs/spec/map.schema.json`` describes.

What lives here: write_json. Nothing of a map is missing from it; it reads back as a map file does.
"""

from __future__ import annotations

import json
from typing import Any

from outsidein.maps import tree
from outsidein.maps.document import Document


def write_json(document: Document) -> str:
    """The map as JSON.

    >>> from outsidein.maps import begin
    >>> write_json(begin("trip", title="A trip")).splitlines()[1:3]
    ['  "outsidein": 1,', '  "map": "trip",']
    """
    data: dict[str, Any] = tree(document)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
