"""XES logs (IEEE 1849, plain or packed, any prefix or none) as batches of text: a row per event.

What lives here: feeding the file to expat, which may declare nothing and fetch nothing, and laying rows out as columns.
Not here: single elements (elements), what the text means (normalise, reading). An attribute of a trace is a column
``case:<key>``; a classifier of several keys is a column ``classifier:<name>``. Rows are events, counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

import pyarrow as pa
import pyarrow.compute as pc

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.eventlog.elements import NAME, Elements, Row, TooDeep
from outsidein.evidence.sources.heading import too_wide
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.names import unique
from outsidein.evidence.sources.raw import Batch, Raw
from outsidein.evidence.sources.shape import sound
from outsidein.evidence.sources.spool import Spool
from outsidein.evidence.sources.stream import Stream
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

_ROWS: Final = 20_000
CASE: Final = "case:"
CLASSIFIER: Final = "classifier:"


def open_xes(path: Path, format: Format, *, limit: int | None, limits: Limits) -> Raw:
    """Read a log to its end (or to ``limit`` events), so that its columns are known; rows wait on the disk meanwhile.

    Raises EvidenceError for a file that is cut short, broken, no log, or that declares entities.
    """
    reader = _Reader(path, limits, limit)
    reader.read()
    if len(reader.columns) > limits.columns:
        raise too_wide(path, len(reader.columns), limits)
    reader.stand_in()
    names, said = unique(list(reader.columns), path)
    raw = Raw(columns=names, format=format, diagnostics=[*said, *reader.told()], total=reader.count)
    raw.batches = _batches(raw, reader, path, limits)
    return raw


def _batches(raw: Raw, reader: _Reader, path: Path, limits: Limits) -> Iterator[Batch]:
    for batch in reader.spool:
        count = batch.num_rows
        held = dict(zip(batch.schema.names, batch.columns, strict=True))
        held |= {name: held[key] for name, key in reader.stand_ins.items() if key in held}
        blank = pa.nulls(count, pa.string())
        cells = pa.RecordBatch.from_arrays([held.get(name, blank) for name in reader.columns], names=list(raw.columns))
        numbers = pa.array(range(raw.rows + 1, raw.rows + count + 1), pa.int64())
        raw.rows += count
        raw.done = raw.rows
        yield sound(raw, Batch(numbers, cells), path, raw.format, limits)


class _Enough(Exception):
    """As many rows as were asked for are read."""


class _Reader:
    """One pass over a log: its rows in a spool, its columns in order of appearance."""

    def __init__(self, path: Path, limits: Limits, limit: int | None) -> None:
        self.path = path
        self.count = 0
        self.spool = Spool()
        self.columns: dict[str, None] = {CASE + NAME: None}
        self.elements = Elements(self._flush, most=_ROWS if limit is None else max(1, min(limit, _ROWS)))
        self._limits = limits
        self._limit = limit
        self._filled: dict[str, int] = {}
        self.stand_ins: dict[str, str] = {}
        """Columns of classifiers that are another column, where events have no name of their own."""

    def read(self) -> None:
        parser = _parser(self.elements)
        try:
            for chunk in Stream(self.path, "utf-8", self._limits).unpacked():
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
            self.elements.close()
        except _Enough:
            return
        except expat.ExpatError as error:
            if error.code == _OUT_OF_MEMORY:
                raise MemoryError from error
            raise self._broken(error) from error
        except TooDeep as error:
            says = say("xes.nested-too-deeply", line=parser.CurrentLineNumber)
            raise self._refused("evidence/broken-log", says, parser.CurrentLineNumber) from error
        except _Declares as error:
            raise self._refused("evidence/log-declares", say("xes.declares-entities"), error.line) from error
        except EvidenceError as error:
            raise self._cut(error, parser.CurrentLineNumber) from error
        if self.elements.root != "log":
            says = say("xes.no-log", root=self.elements.root[:60])
            raise self._refused("evidence/not-a-log", says, 1)
        if not self.count:
            raise self._refused("evidence/empty-log", say("xes.no-events"), 1)

    def stand_in(self) -> None:
        """Let classifiers of one key name the events of a log in which nothing else does."""
        if NAME in self.columns:
            return
        # Keys with a blank in them ought to stand in quotes, which well-known logs leave away.
        single = {CLASSIFIER + name: " ".join(parts) for name, parts in self.elements.classifiers.items()}
        self.stand_ins = {name: key for name, key in single.items() if key in self.columns}
        self.columns.update(dict.fromkeys(self.stand_ins))

    def told(self) -> list[Diagnostic]:
        """What there is to know about the log as a whole."""
        found = []
        if self.elements.unnamed:
            says = say("xes.cases-without-a-name", n=self.elements.unnamed)
            found.append(("evidence/case-unnamed", says, say("xes.they-are-told-by-place"), Severity.WARNING))
        if self._filled:
            shown = ", ".join(f"{name} ({count})" for name, count in self._filled.items())
            fix = say("xes.stated-by-the-log")
            found.append(("evidence/log-defaults", say("xes.defaults-taken", shown=shown), fix, Severity.HINT))
        return [Diagnostic(code, says, fix, Place(str(self.path)), how) for code, says, fix, how in found]

    def _flush(self, rows: list[Row], traces: list[Row]) -> None:
        if self._limit is not None:
            left = self._limit - self.count
            rows, traces = rows[:left], traces[:left]
        self.count += len(rows)
        keys = {key: None for row in rows for key in row}
        heads = {key: None for trace in {id(trace): trace for trace in traces}.values() for key in trace}
        if len(keys) + len(heads) > self._limits.columns:  # before a column is made of each
            raise too_wide(self.path, len(keys) + len(heads), self._limits)
        columns: dict[str, list[str | None]] = {CASE + NAME: [trace.get(NAME) for trace in traces]}
        for name, key, held in (
            *((key, key, rows) for key in keys),
            *((CASE + key, key, traces) for key in heads if key != NAME),
        ):
            # A key of an event that looks like one of its case has the place after it.
            place = name if name not in columns else f"{name} "
            columns[place] = [one.get(key) for one in held]
        self._default(columns, "event", "")
        self._default(columns, "trace", CASE)
        arrays = {name: pa.array(column, pa.string()) for name, column in columns.items()}
        for name, parts in self.elements.classifiers.items():
            if len(parts) > 1 and all(part in arrays for part in parts):
                texts = (arrays[part] for part in parts)
                joined = pc.binary_join_element_wise(*texts, "+", null_handling="replace", null_replacement="")
                arrays.setdefault(CLASSIFIER + name, joined)
        self.columns.update(dict.fromkeys(arrays))
        if len(self.columns) > self._limits.columns:
            raise too_wide(self.path, len(self.columns), self._limits)
        self.spool.add(pa.RecordBatch.from_arrays(list(arrays.values()), names=list(arrays)))
        if self._limit is not None and self.count >= self._limit:
            raise _Enough

    def _default(self, columns: dict[str, list[str | None]], scope: str, prefix: str) -> None:
        for key, value in self.elements.defaults(scope).items():
            name = prefix + key
            column = columns.get(name)
            blank = column.count(None) if column is not None else 0
            if column is not None and blank:
                self._filled[name] = self._filled.get(name, 0) + blank
                columns[name] = [value if text is None else text for text in column]

    def _broken(self, error: expat.ExpatError) -> EvidenceError:
        why = expat.errors.messages[error.code] if error.code in expat.errors.messages else str(error)
        return self._refused("evidence/broken-log", self._where(error.lineno, why), error.lineno)

    def _cut(self, error: EvidenceError, line: int) -> EvidenceError:
        """What the stream said, with the line and the case that it came to."""
        first = error.diagnostics[0]
        if first.code != "evidence/unreadable-file":
            return error
        return self._refused("evidence/broken-log", self._where(line, first.says), line)

    def _where(self, line: int, why: str) -> str:
        case = self.elements.case
        return say("xes.cut-in-case", line=line, case=case, why=why) if case else say("xes.cut", line=line, why=why)

    def _refused(self, code: str, says: str, line: int) -> EvidenceError:
        fix = say(f"xes.fix.{code.partition('/')[2]}")
        return EvidenceError(Diagnostic(code, says, fix, Place(str(self.path), line=line)))


class _Declares(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


_OUT_OF_MEMORY: Final = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


def _parser(elements: Elements) -> Any:
    """An expat that knows no entities but the five of XML itself, no DTD, and no file but the one it is given."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def refuse(*_: object) -> Any:
        raise _Declares(parser.CurrentLineNumber)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = elements.start
    parser.EndElementHandler = elements.end
    return parser
