"""Cells of a workbook that hold an error (#DIV/0!) or a formula that was never computed: calamine shows both as empty.

What lives here: finding them in the sheet's own XML, by their few fixed signs, in one pass. Not here: reading values.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from outsidein.evidence.phrases import say
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.marks import ERROR, FORMULA
from outsidein.evidence.sources.stream import unreadable

_PART: Final = 4 << 20
_MOST: Final = 100_000
_ERROR: Final = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*\bt="e")(?=[^<>]*\br="([A-Z]{1,3})(\d{1,7})")[^<>]*>'
    rb"(?:\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>#?([^<]{0,40})"
)
_UNCOMPUTED: Final = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*\br="([A-Z]{1,3})(\d{1,7})")[^<>]*>'
    rb"\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|(?=</(?:\w+:)?c>))"
)


def faults(path: Path, sheet: str, limits: Limits) -> dict[tuple[int, int], str]:
    """(row, column), both from 0, → the marked text for such a cell, up to a hundred thousand of them."""
    found: dict[tuple[int, int], str] = {}
    try:
        with zipfile.ZipFile(path) as packed:
            name = _part_of(packed, sheet)
            if name is None:
                return {}
            for text in _parts(packed, name):
                if b't="e"' in text:
                    for letters, row, shown in _ERROR.findall(text):
                        found[_place(letters, row)] = ERROR + shown.decode(errors="replace")
                if b"f>" in text or b"<f" in text:
                    for letters, row in _UNCOMPUTED.findall(text):
                        found.setdefault(_place(letters, row), FORMULA)
                if len(found) > _MOST:
                    break
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise unreadable(path, say("cellerrors.a-part-of-the-workbook")) from error
    return found


def _parts(packed: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The XML in parts that end between cells."""
    left = b""
    with packed.open(name) as file:
        while chunk := file.read(_PART):
            text = left + chunk
            cut = max(text.rfind(b"<c "), 0)
            left = text[cut:] if len(text) - cut < _PART else b""
            yield text[:cut]
    yield left


def _part_of(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """The name of the part that holds a sheet, by way of the workbook's relations."""
    book = _small(packed, "xl/workbook.xml")
    relations = _small(packed, "xl/_rels/workbook.xml.rels")
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^<>]*>", book):
        name = re.search(r'\sname="([^"]*)"', tag)
        relation = re.search(r'\s\w+:id="([^"]*)"', tag)
        if name and relation and html.unescape(name[1]) == sheet:
            for link in re.findall(r"<(?:\w+:)?Relationship\s[^<>]*>", relations):
                target = re.search(r'\sTarget="([^"]*)"', link)
                if target and f'Id="{relation[1]}"' in link:
                    part = target[1].lstrip("/") if target[1].startswith("/") else f"xl/{target[1]}"
                    return part if part in packed.namelist() else None
    return None


def _small(packed: zipfile.ZipFile, name: str) -> str:
    try:
        with packed.open(name) as file:
            return file.read(_PART).decode(errors="replace")
    except KeyError:
        return ""


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1
