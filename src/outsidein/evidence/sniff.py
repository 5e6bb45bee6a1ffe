"""How a file is written: its type, encoding, delimiter, decimal mark, heading and sheet, told from bounded samples.

What lives here: ``sniff``, which decides a Format by content first and ending second, and says what it is unsure of.
Not here: what the columns mean (guess), reading the rows (sources). It reads a few megabytes at most, keeps nothing
and is safe to run in the capped child process.
"""

from __future__ import annotations

import itertools
import json
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from outsidein.evidence.guessing.dialect import Grid, decimals, dialect, rows
from outsidein.evidence.guessing.encoding import NAMES, encoding
from outsidein.evidence.guessing.heading import Heading, heading
from outsidein.evidence.guessing.slices import Slices, slices
from outsidein.evidence.guessing.workbook import likeliest, sheets
from outsidein.evidence.source import Format
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

_HEAD_TEXT: Final = 200_000
"""Characters from the beginning by which punctuation and heading are judged."""
_ENDINGS: Final = {"csv", "tsv", "tab", "txt", "xlsx", "xlsm", "parquet", "pq", "jsonl", "ndjson", "json", "gz"}
_SIGNS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

# What a file may begin with that is no table we read, and what to do instead.
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls) or one with a password", "Save it as .xlsx without a password."),
    (b"%PDF", "a PDF", "Export the table as CSV or XLSX."),
    (b"SQLite format 3", "a database file", "Export the table as CSV."),
    (b"\x50\x4b\x05\x06", "an empty ZIP file", "Export again."),
    (b"\x89PNG", "a picture", "Export the table as CSV or XLSX."),
    (b"\xff\xd8\xff", "a picture", "Export the table as CSV or XLSX."),
    (b"$FL2", "an SPSS file", "In SPSS, choose File › Export › CSV, with value labels."),
    (b"$FL3", "an SPSS file", "In SPSS, choose File › Export › CSV, with value labels."),
    (b"<stata_dta>", "a Stata file", "Export it as CSV."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it and import the file inside."),
    (b"BZh", "a bzip2 file", "Unpack it and import the file inside."),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "Unpack it and import the file inside."),
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A format and what is unsure about it."""

    format: Format
    doubts: tuple[Diagnostic, ...] = ()


def sniff(path: Path) -> tuple[Format, tuple[Diagnostic, ...]]:
    """How the file at ``path`` is written, and what is unsure about it (warnings: please check; hints: good to know).

    Raises EvidenceError for a file that is empty, cannot be opened, or is nothing that can be read as a table.
    """
    path = Path(path)
    try:
        cut = slices(path)
    except (OSError, EOFError, zlib.error) as error:
        raise _stop(
            path, "evidence/unreadable-file", f"The file cannot be read: {_reason(error)}.", "Export it again."
        ) from error
    head = cut.parts[0]
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise _stop(
            path, "evidence/empty-file", "The file is empty.", "Export it again; look whether the filter left any rows."
        )
    if head.startswith(b"PAR1"):
        told = _Told(Format(type="parquet"))
    elif head.startswith(b"PK\x03\x04"):
        told = _workbook(path)
    else:
        told = _text(path, cut)
    return told.format, (*told.doubts, *_ending(path, told.format, cut))


def _stop(path: Path, code: str, says: str, fix: str) -> EvidenceError:
    return EvidenceError(Diagnostic(code, says, fix, Place(str(path))))


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "the packed data is broken or cut short"


def _doubt(path: Path, code: str, says: str, fix: str, *, severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(code, says, fix, Place(str(path)), severity)


def _ending(path: Path, form: Format, cut: Slices) -> tuple[Diagnostic, ...]:
    """A word where the ending of the name promises something else than the content is."""
    ending = path.suffix.lower().lstrip(".")
    kinds = {
        "tsv": "csv",
        "tab": "csv",
        "txt": "csv",
        "xlsm": "xlsx",
        "pq": "parquet",
        "ndjson": "jsonl",
        "json": "jsonl",
    }
    promised = kinds.get(ending, ending)
    if ending not in _ENDINGS or promised in {form.type, "gz"}:
        return ()
    says = f"The name ends in .{ending}, but the content is {_KINDS[form.type]}; the content decides."
    return (
        _doubt(
            path,
            "evidence/ending-misleads",
            says,
            "Nothing to do, unless the wrong file was chosen.",
            severity=Severity.HINT,
        ),
    )


_KINDS: Final = {"csv": "a text table", "xlsx": "an Excel workbook", "parquet": "Parquet", "jsonl": "JSON"}


def _workbook(path: Path) -> _Told:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise _stop(
            path, "evidence/broken-workbook", "The workbook is broken or cut short.", "Download it again."
        ) from error
    if not any(name.startswith("xl/") for name in names):
        inside = ", ".join(f"“{name}”" for name in names[:3])
        fix = "Unpack it and import the file inside." if names else "Export it again."
        raise _stop(path, "evidence/packed-file", f"This is a ZIP archive with {inside} inside.", fix)
    found = sheets(path)
    if not found or not any(any(row) for sheet in found for row in sheet.grid):
        raise _stop(path, "evidence/empty-file", "The workbook has no sheet with cells in it.", "Export it again.")
    place = likeliest(found)
    chosen = found[place]
    told = _headed(path, chosen.grid)
    mark = decimals(c for row in chosen.grid for c in row)
    doubts = list(told.doubts)
    others = [f"“{s.name}”" for s in found if s.name != chosen.name and sum(any(row) for row in s.grid) > 1]
    if others:
        says = f"The workbook has several sheets; “{chosen.name}” looks most like data. Left out: {', '.join(others)}."
        doubts.append(
            _doubt(path, "evidence/several-sheets", says, "Name another one under format: sheet, or import each.")
        )
    form = replace(told.format, type="xlsx", decimal=mark.mark, sheet=chosen.name if len(found) > 1 else "")
    return _Told(form, tuple(doubts))


def _headed(path: Path, grid: Grid) -> _Told:
    """The heading part of a format, with a doubt where the rows do not settle it."""
    found: Heading = heading(grid)
    form = Format(header=found.header, skip=found.skip, join_header=found.join)
    if found.header == 0:
        says = "No row names the columns: the first one looks like data. They are called by their position."
        fix = "Put names into the first row, or set format: header to the row that holds them."
        return _Told(form, (_doubt(path, "evidence/no-column-names", says, fix),))
    if not found.sure:
        says = f"{found.why} Row {found.header} is taken as the names."
        fix = "Set format: header to the row that holds the names; 0 if there is none."
        return _Told(form, (_doubt(path, "evidence/unsure-header", says, fix),))
    return _Told(form)


def _text(path: Path, cut: Slices) -> _Told:
    head = cut.parts[0]
    for mark, what, fix in _OTHERS:
        if head.startswith(mark):
            raise _stop(path, "evidence/not-a-table", f"This is {what}, which cannot be read as a table.", fix)
    spelling = encoding(cut.parts)
    name = spelling.name
    doubts = []
    if not spelling.sure:
        shows = f" It then shows {', '.join(f'“{w}”' for w in spelling.shows)}." if spelling.shows else ""
        rival = f" Next best: {NAMES.get(spelling.rival, spelling.rival)}." if spelling.rival else ""
        says = f"Nothing states the encoding, and it is not UTF-8; read as {NAMES.get(name, name)}.{shows}{rival}"
        other = f" to {spelling.rival}" if spelling.rival else ""
        fix = f"If the words look wrong, set format: encoding{other}, or export as UTF-8."
        doubts.append(_doubt(path, "evidence/unsure-encoding", says, fix))
    parts = [_decoded(part, name, cut=place > 0) for place, part in enumerate(cut.parts)]
    text = parts[0].lstrip("\ufeff")
    if text.lstrip()[:1] in {"{", "["}:
        lines = _json(text, cut.whole and len(parts) == 1)
        if lines is not None:
            return _Told(Format(type="jsonl", encoding=name), tuple(doubts))
    if text.lstrip()[:1] == "<" and "<" in text.lstrip()[1:]:
        what = "a web page that calls itself a spreadsheet" if "<table" in text[:50_000].lower() else "XML"
        fix = "Open it in a spreadsheet program and save it as .xlsx or CSV."
        raise _stop(path, "evidence/not-a-table", f"This is {what}, which cannot be read as a table.", fix)
    if text[:100_000].count("\x00") or sum(c < " " and c not in "\t\r\n\f" for c in text[:10_000]) > 50:
        raise _stop(path, "evidence/not-a-table", "The content is not text.", "Export the table as CSV or XLSX.")
    told = _table(path, parts, name, at_end=cut.whole)
    return _Told(told.format, (*doubts, *told.doubts))


def _decoded(part: bytes, name: str, *, cut: bool) -> str:
    """A slice as text; a middle one begins at its first whole line."""
    text = part.decode(name if not cut or name != "utf-16" else "utf-16-le", errors="replace")
    return text[text.find("\n") + 1 :] if cut else text


def _json(text: str, whole: bool) -> bool | None:
    """True where the text is JSON lines or a list of objects, None where it is something else."""
    text = text.lstrip()
    if text.startswith("["):
        inner = text[1:].lstrip()
        return True if inner.startswith("{") or (whole and inner.startswith("]")) else None
    first = next(itertools.dropwhile(lambda line: not line.strip(), text.splitlines()), "")
    try:
        return True if isinstance(json.loads(first), dict) else None
    except ValueError:
        # One object over several lines, or a first line longer than the sample.
        return True if text[1:].lstrip().startswith('"') and ":" in text[:2000] else None


def _table(path: Path, parts: list[str], name: str, *, at_end: bool) -> _Told:
    doubts: list[Diagnostic] = []
    text = parts[0].lstrip("\ufeff")
    stated = ""
    if text[:6].lower().startswith("sep=") and text[4:5] in _SIGNS:
        stated, text = text[4], text[5:].lstrip("\r").removeprefix("\n")
    cut = len(text) > _HEAD_TEXT or not at_end
    sample = text[:_HEAD_TEXT]
    signs = dialect(sample)
    delimiter = stated or signs.delimiter
    if signs.spaced and not stated:
        says = "The columns seem to be set apart by spaces, which cannot be read."
        raise _stop(path, "evidence/spaces-between-columns", says, "Save it as CSV with commas or tabs.")
    if signs.rival and not stated:
        says = f"Columns are split at each {_SIGNS[delimiter]}; a {_SIGNS[signs.rival]} would do nearly as well."
        doubts.append(
            _doubt(path, "evidence/unsure-delimiter", says, "Set format: delimiter if the columns look wrong.")
        )
    grid = rows(sample, delimiter, signs.quote)
    if cut and len(grid) > 1:
        grid = grid[:-1]
    told = _headed(path, grid[:500])
    more = [row for part in parts[1:] for row in rows(part[:_HEAD_TEXT], delimiter, signs.quote)[:-1]]
    mark = decimals(c for row in grid[told.format.header :] + more for c in row)
    if mark.against:
        count = f"{mark.speak_for:,} cells with “{mark.mark}”, {mark.against:,} with the other sign"
        says = f"Decimals are written both ways: {count}."
        doubts.append(
            _doubt(path, "evidence/mixed-decimals", says, "Set format: decimal, and look at the rows it rejects.")
        )
    elif mark.either:
        says = f"“{mark.either}” can be thousands or a decimal; “{mark.mark}” is taken as the decimal mark."
        doubts.append(
            _doubt(
                path,
                "evidence/unsure-decimal",
                says,
                "Set format: decimal to “,” if it is a comma.",
                severity=Severity.HINT,
            )
        )
    header = told.format.header + (1 if stated else 0)
    form = replace(
        told.format, type="csv", encoding=name, delimiter=delimiter, quote=signs.quote, decimal=mark.mark, header=header
    )
    return _Told(form, (*doubts, *told.doubts))
