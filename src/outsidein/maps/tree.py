"""A map as plain data: what its canonical text holds, as other programs read it.

What lives here: tree. Not here: the text itself (writing), or the JSON Schema of this data (schema).
"""

from __future__ import annotations

from typing import Any, Final

import yaml

from outsidein.maps.document import Document
from outsidein.maps.writing import write

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def tree(document: Document) -> dict[str, Any]:
    """The data of a map file; ``docs/spec/map.schema.json`` describes it. Raises MapError where the map is not whole.

    >>> from outsidein.maps import begin
    >>> tree(begin("trip", title="1e5"))["title"]
    '1e5'
    """
    data: dict[str, Any] = yaml.load(write(document), Loader=_LOADER)  # noqa: S506 (a safe loader, our own text)
    return data
