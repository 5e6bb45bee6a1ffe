"""The map that a workbook was written from, kept inside it: what its edits are held against.

What lives here: packed and unpacked. Not here: the workbook. What is unpacked comes from a file, so it is read like any
other text of a map, and no more of it than a map may have.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Sequence
from typing import Final

from outsidein.maps.bringing.sheet import LONGEST_CELL, Sheet
from outsidein.maps.document import Document
from outsidein.maps.loading import BIGGEST
from outsidein.maps.reading import read
from outsidein.maps.writing import write

MARK: Final = "outsidein:base"
"""Stands in the first cell of its hidden sheet; the map follows below it."""


def packed(document: Document) -> list[str]:
    """The map as texts that cells hold.

    >>> from outsidein.maps import begin
    >>> trip = begin("trip", title="A trip")
    >>> unpacked([Sheet("outsidein", tuple((cell,) for cell in (MARK, *packed(trip))))]) == trip
    True
    """
    text = base64.b64encode(zlib.compress(write(document).encode(), 9)).decode("ascii")
    return [text[at : at + LONGEST_CELL] for at in range(0, len(text), LONGEST_CELL)]


def unpacked(sheets: Sequence[Sheet]) -> Document | None:
    """The map that sheets keep; None where they keep none, or none that can be read."""
    for sheet in sheets:
        at = sheet.find(MARK, within=2)
        if at is None:
            continue
        row, column = at
        text = "".join(sheet.cell(one, column).strip() for one in range(row + 1, len(sheet.rows)))
        try:
            opened = zlib.decompressobj()
            data = opened.decompress(base64.b64decode(text, validate=True), BIGGEST + 1)
        except (binascii.Error, zlib.error, ValueError):
            return None
        if len(data) > BIGGEST or not opened.eof:
            return None
        return read(data.decode("utf-8", "replace"))[0]
    return None
