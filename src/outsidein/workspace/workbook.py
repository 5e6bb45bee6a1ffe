"""A workbook of somebody else's, opened by a child process that may take only its share.

What lives here: read_workbook and the child's own ``main``. Not here: what sheets mean (``maps.bringing``). Formulas
are never run: what the file says they gave is taken. Nothing outside the file is ever fetched.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from outsidein.ground import Diagnostic, MapError, Place, Severity
from outsidein.ground.speech import language, speaking
from outsidein.maps.bringing.grid import MOST_LINES
from outsidein.maps.bringing.sheet import Sheet, Span
from outsidein.workspace.phrases import say

BIGGEST: Final = 64 << 20
"""Bytes of a workbook once unpacked."""
SECONDS: Final = 60
_MEMORY: Final = 1 << 30
_MOST_PARTS: Final = 2_000
_MOST_CELLS: Final = 400_000
_MOST_MERGED: Final = 400_000
_MERGE: Final = re.compile(
    rb"<[^<>]{0,20}mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,9}):([A-Za-z]{1,4})(\d{1,9})"
)
_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from outsidein.workspace.workbook import main; main()"
)


def read_workbook(data: bytes, *, file: str) -> tuple[tuple[Sheet, ...], tuple[Diagnostic, ...]]:
    """The sheets of a workbook, and what to know of them.

    Raises MapError for a file that is none, is too large unpacked, declares entities, or breaks its reader.
    """
    child = [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, json.dumps(sys.path)]
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATHEXT") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and code
            child,
            input=json.dumps([file, language()]).encode() + b"\n" + data,
            capture_output=True,
            timeout=SECONDS,
            env={**kept, "LANG": "C.UTF-8", "TZ": "UTC"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused("maps/workbook-too-large", say("bringing.takes-too-long"), file) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise _refused("maps/workbook-broken", say("bringing.workbook-broken"), file) from error
    notes = tuple(
        Diagnostic(code, says, fix, Place(file), Severity(severity)) for code, says, fix, severity in answer["notes"]
    )
    if any(one.severity is Severity.ERROR for one in notes):
        raise MapError(*notes)
    sheets = tuple(
        Sheet(name, tuple(tuple(row) for row in rows), tuple(Span(*span) for span in spans))
        for name, rows, spans in answer["sheets"]
    )
    return sheets, notes


def main() -> None:
    """What the child does: limit itself, read, answer."""
    file, spoken = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    import openpyxl  # noqa: F401 - before memory is capped

    _restrict()
    with speaking(spoken):
        try:
            sheets, notes = _opened(data, file)
        except MapError as error:
            sheets, notes = [], list(error.diagnostics)
        except MemoryError:
            sheets, notes = (
                [],
                list(_refused("maps/workbook-too-large", say("bringing.workbook-too-large"), file).diagnostics),
            )
        except Exception:  # whatever a hostile file does to its reader: nothing of it is ours to mend
            sheets, notes = (
                [],
                list(_refused("maps/workbook-broken", say("bringing.workbook-broken"), file).diagnostics),
            )
    told = [(one.code, one.says, one.fix, one.severity.value) for one in notes]
    sys.stdout.write(json.dumps({"sheets": sheets, "notes": told}))
    sys.stdout.flush()


def _restrict() -> None:
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows: the parent's clock alone
        return
    pages = 0
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    limits = {resource.RLIMIT_AS: pages + _MEMORY, resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_FSIZE: 0}
    for kind, most in limits.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def _opened(data: bytes, file: str) -> tuple[list[Any], list[Diagnostic]]:
    from openpyxl import load_workbook

    notes = list(_checked(data, file))
    book = load_workbook(BytesIO(data), keep_links=False)
    answers = None
    found, cells, formulas = [], 0, 0
    for sheet in book.worksheets:
        rows: list[list[str]] = []
        for (row, column), cell in sorted(sheet._cells.items()):
            if cell.value is None or row > MOST_LINES or column > MOST_LINES:
                continue
            value: object = cell.value
            if cell.data_type == "f":
                formulas += 1
                answers = answers or load_workbook(BytesIO(data), keep_links=False, data_only=True)
                value = answers[sheet.title].cell(row, column).value
                if value is None:
                    says = say("bringing.formula-without-value", place=f"{sheet.title}!{cell.coordinate}")
                    notes.append(
                        Diagnostic(
                            "maps/formula-without-value",
                            says,
                            say("bringing.save-it-once"),
                            Place(file),
                            Severity.WARNING,
                        )
                    )
                    continue
            cells += 1
            if cells > _MOST_CELLS:
                raise _refused("maps/workbook-too-large", say("bringing.workbook-too-large"), file)
            while len(rows) < row:
                rows.append([])
            line = rows[row - 1]
            line.extend("" for _ in range(column - 1 - len(line)))
            line.append(_text(value))
        spans = [
            (one.min_row - 1, one.min_col - 1, one.max_row - one.min_row + 1, one.max_col - one.min_col + 1)
            for one in list(sheet.merged_cells.ranges)[:_MOST_PARTS]
        ]
        found.append((sheet.title, rows, spans))
    if formulas:
        says = say("bringing.formulas", n=formulas)
        notes.append(Diagnostic("maps/formulas-not-run", says, "", Place(file), Severity.HINT))
    return found, notes


def _checked(data: bytes, file: str) -> Iterator[Diagnostic]:
    """What can be said before anything is unpacked; raises MapError for what must not be."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            listed = parts.infolist()
            if len(listed) > _MOST_PARTS or sum(one.file_size for one in listed) > BIGGEST:
                raise _refused("maps/workbook-too-large", say("bringing.workbook-too-large"), file)
            if any(one.flag_bits & 1 for one in listed):
                raise _refused("maps/workbook-locked", say("bringing.workbook-locked"), file)
            names = {one.filename for one in listed}
            for name in names:
                if name.endswith((".xml", ".rels", ".vml")):
                    text = parts.read(name)
                    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or _is_wide(text):
                        raise _refused("maps/xml-unsafe", say("bringing.entities"), file)
                    if _merged(text) > _MOST_MERGED:
                        says = say("bringing.merged-too-wide", part=name[:80], most=f"{_MOST_MERGED:,}")
                        raise _refused("maps/workbook-too-large", says, file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _refused("maps/workbook-broken", say("bringing.workbook-broken"), file) from error
    if any("externalLinks" in name for name in names):
        yield Diagnostic(
            "maps/external-links-ignored", say("bringing.external-links"), "", Place(file), Severity.WARNING
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        yield Diagnostic("maps/macros-ignored", say("bringing.macros"), "", Place(file), Severity.WARNING)


def _is_wide(text: bytes) -> bool:
    """Whether XML is in letters of several bytes, in which a document type would hide from who looks for it."""
    return text[:2] in (b"\xfe\xff", b"\xff\xfe") or b"\x00" in text[:4]


def _merged(text: bytes) -> int:
    """How many cells the merged areas of a sheet cover; its reader would make each of them."""
    cells = 0
    for found in _MERGE.finditer(text):
        left, top, right, bottom = found.groups()
        wide, high = abs(_column(right) - _column(left)) + 1, abs(int(bottom) - int(top)) + 1
        cells += wide * high
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _text(value: object) -> str:
    """A value as text: numbers as short as they are, days as ISO."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat(
            *(() if value.time() == time() else (" ",))
        )
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _refused(code: str, says: str, file: str) -> MapError:
    return MapError(Diagnostic(code, says, say("bringing.save-as-plain"), Place(file)))
