"""Bringing a map in: what a file is, what it holds as a map, and an edited workbook of ours joined with the map.

What lives here: the use cases, from bytes. Not here: what tables and diagrams mean (``maps.bringing``), opening
workbooks (workbook), keeping the map (author, the server).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from outsidein import maps
from outsidein.ground import Diagnostic, MapError, Place, Severity
from outsidein.maps import Document
from outsidein.maps.bringing.cjml import read_cjml
from outsidein.maps.bringing.data import read_json
from outsidein.maps.bringing.grid import MOST_LINES, OWN, Plan, guess, read_grid, turn
from outsidein.maps.bringing.laid import MAP
from outsidein.maps.bringing.mermaid import begins_mermaid, read_mermaid
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.bringing.origin import unpacked
from outsidein.maps.bringing.returned import returned
from outsidein.maps.bringing.sheet import Sheet
from outsidein.workspace.author import read_maps
from outsidein.workspace.folder import Folder
from outsidein.workspace.phrases import say
from outsidein.workspace.workbook import read_workbook

BIGGEST: Final = 10 << 20
"""Bytes of a file that is brought in."""
_FENCE: Final = re.compile(r"```\s*mermaid\s*\n(.*?)```", re.DOTALL)
_DELIMITERS: Final = ",;\t|"


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds. ``form`` is xlsx, csv, mermaid, cjml, json or yaml; ``document`` None where it holds no map.

    ``plan`` is how a table was read, for a person to correct, ``sheets`` the names of its tables. ``base`` is the map
    that a workbook of ours was written from: such a file goes back to its map (``join``).
    """

    form: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    plan: Plan | None = None
    sheets: tuple[str, ...] = ()
    table: Sheet | None = None
    base: Document | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """An edited workbook joined with the map as it is now: the map, what changes on it, and where both disagree."""

    document: Document
    changes: tuple[maps.Change, ...]
    conflicts: tuple[maps.Conflict, ...]


def bring_map(name: str, data: bytes, *, plan: Plan | None = None, sheet: str = "") -> Brought:
    """The map that a file holds; ``name`` only gives it a title. A table is read as ``plan`` says, else as guessed.

    Raises MapError for a file that cannot be opened: too large, broken, hostile.
    """
    title = PurePath(name.replace("\\", "/")).stem.removesuffix(".map")[:200]
    if len(data) > BIGGEST:
        says = say("bringing.file-too-large", most=BIGGEST >> 20)
        raise MapError(Diagnostic("maps/too-big", says, say("bringing.save-as-plain"), Place(name)))
    if data[:4] == b"PK\x03\x04":
        sheets, found = read_workbook(data, file=name)
        return _of_workbook(sheets, found, name, title, plan, sheet)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise MapError(
            Diagnostic("maps/old-workbook", say("bringing.old-workbook"), say("bringing.save-as-xlsx"), Place(name))
        )
    notes = Notes(name)
    text = _decoded(data, notes)
    if text.lstrip("\ufeff \t\r\n")[:1] == "<":
        notes = Notes(name)  # XML says itself in which letters it is
        return _whole("cjml", read_cjml(data, title=title, notes=notes), notes.all)
    fenced = _FENCE.search(text)
    if begins_mermaid(text) or fenced:
        return _whole("mermaid", read_mermaid(fenced[1] if fenced else text, title=title, notes=notes), notes.all)
    if text.lstrip()[:1] in ("{", "["):
        document, said = read_json(text, file=name)
        return Brought("json", document, (*notes.all, *said))
    if re.search(r"^outsidein\s*:", text, re.MULTILINE):
        document, said = maps.read(text, file=name)
        return Brought("yaml", document, (*notes.all, *said))
    return _of_table("csv", (_table(text, title, notes),), notes, title, plan, "")


def join(brought: Brought, current: Document) -> Joined:
    """An edited workbook joined with the map as it is now: what only one side changed is taken.

    Where both changed the same, the map keeps its own and the conflict has the other: nothing is lost. Raises MapError
    where the file is no workbook of ours or holds no map.
    """
    if brought.document is None or brought.base is None:
        raise MapError(
            *(
                brought.diagnostics
                or (Diagnostic("maps/sheet-not-ours", say("bringing.not-ours"), say("bringing.without-into")),)
            )
        )
    merged = maps.merge(brought.base, current, _under(brought.document, current))
    return Joined(merged.document, maps.diff(current, merged.document), merged.conflicts)


def _under(edited: Document, current: Document) -> Document:
    """The edited map under the key that the map has now."""
    if edited.journey.id == current.journey.id:
        return edited
    old, new = edited.journey.id, current.journey.id
    moved = (
        replace(one, id=new) if one.id == old
        else replace(one, parent=new) if isinstance(one, maps.Placed) and one.parent == old
        else one
        for one in edited
    )  # fmt: skip
    return Document.of(moved)


def _of_workbook(
    sheets: tuple[Sheet, ...], found: tuple[Diagnostic, ...], name: str, title: str, plan: Plan | None, sheet: str
) -> Brought:
    notes = Notes(name)
    base = unpacked(sheets) if any(one.find(MAP) for one in sheets) else None
    if base is not None:
        document, said = returned(sheets, base)
        whole = _whole("xlsx", document, said)
        return replace(whole, base=base, diagnostics=(*found, *_in_file(whole.diagnostics, name)))
    made = _of_table("xlsx", sheets, notes, title, plan, sheet)
    return replace(made, diagnostics=(*found, *made.diagnostics))


def _in_file(found: tuple[Diagnostic, ...], name: str) -> tuple[Diagnostic, ...]:
    return tuple(replace(one, where=replace(one.where, file=one.where.file or name)) for one in found)


def _of_table(form: str, sheets: Sequence[Sheet], notes: Notes, title: str, plan: Plan | None, sheet: str) -> Brought:
    """A table of lanes × steps: the sheet that is named, or the one with the most lanes that are known."""
    names = tuple(one.name for one in sheets)
    wanted = plan.sheet if plan else sheet
    named = [one for one in sheets if one.name == wanted] or list(sheets)
    plans = [(one, guess(one)) for one in named]
    if not plans:
        notes.error("maps/no-steps-found", say("bringing.empty-file"), say("bringing.save-as-plain"))
        return Brought(form, None, notes.all)
    table, guessed = max(plans, key=lambda one: sum(lane.of != OWN for lane in one[1].lanes))
    document = read_grid(table, plan or guessed, title=title, notes=notes)
    made = _whole(form, None if notes.failed else document, notes.all)
    return replace(made, plan=plan or guessed, sheets=names, table=table)


def _whole(form: str, document: Document | None, found: tuple[Diagnostic, ...]) -> Brought:
    """Only a map that can be kept is one; whatever keeps it from that is said."""
    if document is None or any(one.severity is Severity.ERROR for one in found):
        return Brought(form, None, found)
    try:
        maps.write(document)
    except MapError as error:
        return Brought(form, None, (*found, *error.diagnostics))
    return Brought(form, document, found)


def _decoded(data: bytes, notes: Notes) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark or its zeros, else Windows' western letters, which is said."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, with which it begins
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:4_000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(head) > 3 and zeros.count(0) > len(zeros) * 0.6:
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        notes.hint("maps/not-utf8-guessed", say("bringing.not-utf8"), say("bringing.save-as-utf8"))
        return data.decode("cp1252", "replace")


def _table(text: str, name: str, notes: Notes) -> Sheet:
    """A CSV as a table, parted by what parts it into the most even columns."""
    text = text.replace("\x00", "")
    best: list[list[str]] = []
    most, parting = -1.0, _DELIMITERS[0]
    for sign in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
            # One line and one column more than are looked at, so that whoever reads on sees that there was more.
            rows = [row[: MOST_LINES + 1] for row in islice(reader, MOST_LINES + 1)]
        except csv.Error:
            continue
        widths = [len(row) for row in rows if row]
        even = widths.count(max(set(widths), key=widths.count)) / len(widths) if widths else 0.0
        score = (max(widths, default=1) > 1) * (even + min(max(widths, default=1), 50) / 100)
        if score > most:
            best, most, parting = rows, score, sign
    if most < 0:
        notes.error("maps/csv-broken", say("bringing.csv-broken"), say("bringing.save-as-utf8"))
    elif line := _open_quote(text, parting):
        notes.warn("maps/quote-never-ends", say("bringing.quote-never-ends"), say("bringing.end-the-quote"), line=line)
    return Sheet(name, tuple(tuple(row) for row in best))


def _open_quote(text: str, sign: str) -> int | None:
    """The line on which a cell begins whose quotation mark never ends, so that all that follows is in it."""
    line = _breaks(text, sign)
    # With one more mark at the end it would be whole; other breaks stay.
    return line if line is not None and _breaks(text + '"', sign) is None else None


def _breaks(text: str, sign: str) -> int | None:
    """The line of the first row that breaks the rules of CSV, among those that are looked at."""
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True), 1
    try:
        for _ in islice(reader, MOST_LINES + 1):
            line = reader.line_num + 1
    except csv.Error:
        return line
    return None


def replan(
    brought: Brought,
    *,
    turned: bool | None = None,
    steps: int | None = None,
    stages: int | None = None,
    lanes: Mapping[str, str] = MappingProxyType({}),
) -> Plan:
    """How the table of ``brought`` was read, corrected: ``lanes`` are entries of the catalogue by the name of a line.

    Places count from 0, as in ``Plan``. Raises MapError where an entry is none.
    """
    if brought.plan is None or brought.table is None:
        raise MapError(Diagnostic("maps/no-table", say("bringing.empty-file")))
    plan = brought.plan
    if turned is not None and turned != plan.turned:
        plan = replace(guess(turn(brought.table) if turned else brought.table), turned=turned, sheet=plan.sheet)
    unknown = [of for of in lanes.values() if of and of not in maps.catalog.lanes()]
    if unknown:
        says = say("bringing.no-such-lane", name=unknown[0][:60])
        raise MapError(Diagnostic("maps/unknown-lane-entry", says, ", ".join(maps.catalog.lanes())))
    heads = {one for one in (steps, stages) if one is not None}
    kept = (lane for lane in plan.lanes if lane.line not in heads)
    return replace(
        plan,
        steps=plan.steps if steps is None else steps,
        stages=plan.stages if stages is None else stages,
        lanes=tuple(replace(lane, of=lanes.get(lane.name, lane.of)) for lane in kept),
    )


def free_key(folder: Folder, document: Document) -> Document:
    """The map under a key that no other map of the workspace has."""
    taken = {one.document.journey.key for one in read_maps(folder) if one.document is not None}
    taken |= {path.name.removesuffix(".map.yaml") for path in folder.maps.glob("*.map.yaml")}
    key = document.journey.key
    if key not in taken:
        return document
    number = next(n for n in range(2, 10_000) if f"{key}-{n}" not in taken)
    return _under(document, Document.of([replace(document.journey, id=f"journey:{key}-{number}")]))
