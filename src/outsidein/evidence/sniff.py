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
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.eventlog.recognise import begins, is_ocel, is_xes
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity
from outsidein.ground.writing import quoted

_HEAD_TEXT: Final = 200_000
"""Characters from the beginning by which punctuation and heading are judged."""
_ENDINGS: Final = {
    "csv",
    "tsv",
    "tab",
    "txt",
    "xlsx",
    "xlsm",
    "parquet",
    "pq",
    "jsonl",
    "ndjson",
    "json",
    "gz",
    "xes",
    "jsonocel",
}
_SIGNS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""Signs between columns, by the phrase that names them."""

# What a file may begin with that is no table we read; the phrases say what it is, and what to do instead.
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "old-excel"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3", "database"),
    (b"\x50\x4b\x05\x06", "empty-zip"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"$FL2", "spss"),
    (b"$FL3", "spss"),
    (b"<stata_dta>", "stata"),
    (b"7z\xbc\xaf", "7z"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
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
        if is_xes(begins(path)):  # its reader can say where it is cut off, and in which case
            return Format(type="xes"), ()
        raise _stop(
            path,
            "evidence/unreadable-file",
            say("sniff.the-file-cannot-be-read", error=_reason(error)),
            say("shared.export-it-again"),
        ) from error
    head = cut.parts[0]
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise _stop(
            path, "evidence/empty-file", say("shared.the-file-is-empty"), say("sniff.export-it-again-look-whether")
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
    return say("sniff.the-packed-data-is-broken")


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
        "json": "ocel" if form.type == "ocel" else "jsonl",
        "jsonocel": "ocel",
    }
    promised = kinds.get(ending, ending)
    if ending not in _ENDINGS or promised in {form.type, "gz"}:
        return ()
    says = say("sniff.the-name-ends-in-but", ending=ending, kind=say(f"sniff.kind.{form.type}"))
    return (
        _doubt(
            path,
            "evidence/ending-misleads",
            says,
            say("sniff.nothing-to-do-unless-the"),
            severity=Severity.HINT,
        ),
    )


def _workbook(path: Path) -> _Told:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise _stop(
            path, "evidence/broken-workbook", say("sniff.the-workbook-is-broken-or"), say("sniff.download-it-again")
        ) from error
    if not any(name.startswith("xl/") for name in names):
        inside = ", ".join(quoted(name) for name in names[:3])
        fix = say("sniff.unpack-it-and-import-the") if names else say("shared.export-it-again")
        raise _stop(path, "evidence/packed-file", say("sniff.this-is-a-zip-archive", inside=inside), fix)
    found = sheets(path)
    if not found or not any(any(row) for sheet in found for row in sheet.grid):
        raise _stop(path, "evidence/empty-file", say("shared.the-workbook-has-no-sheet"), say("shared.export-it-again"))
    place = likeliest(found)
    chosen = found[place]
    told = _headed(path, chosen.grid)
    mark = decimals(c for row in chosen.grid for c in row)
    doubts = list(told.doubts)
    others = [quoted(s.name) for s in found if s.name != chosen.name and sum(any(row) for row in s.grid) > 1]
    if others:
        says = say("sniff.the-workbook-has-several-sheets", name=chosen.name, others=", ".join(others))
        doubts.append(_doubt(path, "evidence/several-sheets", says, say("sniff.name-another-one-under-format")))
    form = replace(told.format, type="xlsx", decimal=mark.mark, sheet=chosen.name if len(found) > 1 else "")
    return _Told(form, tuple(doubts))


def _headed(path: Path, grid: Grid) -> _Told:
    """The heading part of a format, with a doubt where the rows do not settle it."""
    found: Heading = heading(grid)
    form = Format(header=found.header, skip=found.skip, join_header=found.join)
    if found.header == 0:
        says = say("sniff.no-row-names-the-columns")
        fix = say("sniff.put-names-into-the-first")
        return _Told(form, (_doubt(path, "evidence/no-column-names", says, fix),))
    if not found.sure:
        says = say("sniff.row-is-taken-as-the", why=found.why, header=found.header)
        fix = say("shared.set-format-header-to-the")
        return _Told(form, (_doubt(path, "evidence/unsure-header", says, fix),))
    return _Told(form)


def _spoken(codec: str) -> str:
    """An encoding as people call it, with whose letters it writes."""
    return say(f"encoding.{codec}") if codec in NAMES else codec


def _text(path: Path, cut: Slices) -> _Told:
    head = cut.parts[0]
    for mark, what in _OTHERS:
        if head.startswith(mark):
            raise _stop(
                path,
                "evidence/not-a-table",
                say("sniff.this-is-which-cannot-be", what=say(f"sniff.is.{what}")),
                say(f"sniff.fix.{what}"),
            )
    if is_xes(head[:20_000].decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")):
        return _Told(Format(type="xes"))
    spelling = encoding(cut.parts)
    name = spelling.name
    doubts = []
    if not spelling.sure:
        shows = say("sniff.it-then-shows", shows=", ".join(quoted(w) for w in spelling.shows)) if spelling.shows else ""
        rival = say("sniff.next-best", rival=_spoken(spelling.rival)) if spelling.rival else ""
        says = say("sniff.nothing-states-the-encoding-and", name=_spoken(name), shows=shows, rival=rival)
        other = say("sniff.to", rival=spelling.rival) if spelling.rival else ""
        fix = say("sniff.if-the-words-look-wrong", other=other)
        doubts.append(_doubt(path, "evidence/unsure-encoding", says, fix))
    parts = [_decoded(part, name, cut=place > 0) for place, part in enumerate(cut.parts)]
    text = parts[0].lstrip("\ufeff")
    if is_ocel(text):
        return _Told(Format(type="ocel", encoding=name), tuple(doubts))
    if text.lstrip()[:1] in {"{", "["}:
        lines = _json(text, cut.whole and len(parts) == 1)
        if lines is not None:
            return _Told(Format(type="jsonl", encoding=name), tuple(doubts))
    if text.lstrip()[:1] == "<" and "<" in text.lstrip()[1:]:
        what = say("sniff.a-web-page-that-calls") if "<table" in text[:50_000].lower() else "XML"
        fix = say("sniff.open-it-in-a-spreadsheet")
        raise _stop(path, "evidence/not-a-table", say("sniff.this-is-which-cannot-be", what=what), fix)
    if text[:100_000].count("\x00") or sum(c < " " and c not in "\t\r\n\f" for c in text[:10_000]) > 50:
        raise _stop(
            path, "evidence/not-a-table", say("sniff.the-content-is-not-text"), say("sniff.export-the-table-as-csv")
        )
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
        says = say("sniff.the-columns-seem-to-be")
        raise _stop(path, "evidence/spaces-between-columns", says, say("sniff.save-it-as-csv-with"))
    if signs.rival and not stated:
        says = say(
            "sniff.columns-are-split-at-each",
            sign=say(f"sign.{_SIGNS[delimiter]}"),
            rival=say(f"sign.{_SIGNS[signs.rival]}"),
        )
        doubts.append(_doubt(path, "evidence/unsure-delimiter", says, say("sniff.set-format-delimiter-if-the")))
    grid = rows(sample, delimiter, signs.quote)
    if cut and len(grid) > 1:
        grid = grid[:-1]
    told = _headed(path, grid[:500])
    more = [row for part in parts[1:] for row in rows(part[:_HEAD_TEXT], delimiter, signs.quote)[:-1]]
    mark = decimals(c for row in grid[told.format.header :] + more for c in row)
    if mark.against:
        count = say("sniff.cells-with-with-the-other", speak_for=mark.speak_for, mark=mark.mark, against=mark.against)
        says = say("sniff.decimals-are-written-both-ways", count=count)
        doubts.append(_doubt(path, "evidence/mixed-decimals", says, say("sniff.set-format-decimal-and-look")))
    elif mark.either:
        says = say("sniff.can-be-thousands-or-a", either=mark.either, mark=mark.mark)
        doubts.append(
            _doubt(
                path,
                "evidence/unsure-decimal",
                says,
                say("sniff.set-format-decimal-to-if"),
                severity=Severity.HINT,
            )
        )
    header = told.format.header + (1 if stated else 0)
    form = replace(
        told.format, type="csv", encoding=name, delimiter=delimiter, quote=signs.quote, decimal=mark.mark, header=header
    )
    return _Told(form, (*doubts, *told.doubts))
