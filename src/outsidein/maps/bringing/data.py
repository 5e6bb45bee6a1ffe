"""JSON read as a map: our own export, bare or in the envelope of the command line, or a map file written as JSON.

What lives here: read_json. Not here: what a map file may say (``maps.reading``).
"""

from __future__ import annotations

import json
import re
from typing import Final

from outsidein.ground import Diagnostic
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.document import Document
from outsidein.maps.phrases import say
from outsidein.maps.reading import read

_HIDDEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""What JSON holds as it is and a map file only escaped."""


def read_json(text: str, *, file: str | None = None) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The map of the file, as ``read`` gives it; lines are those of the JSON laid out with one thing a line.

    >>> read_json("[1]")[1][0].code
    'maps/json-no-map'
    """
    notes = Notes(file)
    try:
        data = json.loads(text)
    except RecursionError:
        data = None
    except ValueError as error:
        notes.error(
            "maps/json-broken",
            say("bringing.json-broken"),
            say("bringing.export-anew"),
            line=getattr(error, "lineno", None),
        )
        return None, notes.all
    if isinstance(data, dict) and isinstance(data.get("map"), dict):
        data = data["map"]
    if not isinstance(data, dict) or "outsidein" not in data:
        notes.error("maps/json-no-map", say("bringing.json-no-map"), say("bringing.json-has"))
        return None, notes.all
    try:
        plain = json.dumps(data, ensure_ascii=False, indent=1)
    except (RecursionError, ValueError):
        notes.error("maps/json-no-map", say("bringing.json-no-map"), say("bringing.json-has"))
        return None, notes.all
    return read(_HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", plain), file=file)
