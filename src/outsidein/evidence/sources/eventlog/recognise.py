"""Whether a text is an event log, told by its beginning.

What lives here: the two signs, and looking at a beginning. Not here: reading one (xes, ocel).
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Final

_MOST: Final = 20_000

_PROLOG: Final = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_XES: Final = re.compile(r"\s*<(?:[\w.-]+:)?log[\s>/]")
_OCEL: Final = re.compile(r'\s*\{\s*"(?:objectTypes|eventTypes|objects|events|ocel:[\w-]+)"\s*:\s*[\[{]')


def begins(path: Path) -> str:
    """The beginning of a packed file as far as it can be unpacked; empty where not even that."""
    try:
        with path.open("rb") as file:
            head = zlib.decompressobj(wbits=31).decompress(file.read(_MOST), _MOST)
    except (OSError, zlib.error):
        return ""
    return head.decode("utf-8-sig", errors="replace")


def is_xes(text: str) -> bool:
    """Whether ``text`` begins as a log in XES does.

    >>> is_xes('<?xml version="1.0"?><!-- made --><x:log xmlns:x="http://www.xes-standard.org/">')
    True
    >>> is_xes("<login>")
    False
    """
    at = 0
    while begun := _PROLOG.match(text, at, _MOST):
        at = begun.end()
    return bool(_XES.match(text, at))


def is_ocel(text: str) -> bool:
    """Whether ``text`` begins as an object-centric log in JSON does.

    >>> is_ocel('{"objectTypes": [{"name": "order"}], "eventTypes": []'), is_ocel('{"events": 3}')
    (True, False)
    """
    return bool(_OCEL.match(text[:_MOST]))
