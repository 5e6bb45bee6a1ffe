"""JSON lines, or one JSON array of objects, as batches of text; nested objects become columns like ``answer.score``.

What lives here: reading and flattening. Not here: bytes and encodings (stream), what the text means (normalise).
Numbers keep the digits they were written with. The file is gone through twice: once for the columns, once for rows.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.heading import too_wide
from outsidein.evidence.sources.limits import Limits
from outsidein.evidence.sources.marks import BAD, STRANGE
from outsidein.evidence.sources.names import unique
from outsidein.evidence.sources.raw import Batch, Raw
from outsidein.evidence.sources.shape import sound
from outsidein.evidence.sources.stream import Stream
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

_ROWS: Final = 20_000
_DEPTH: Final = 5
_LINE: Final = 64 << 20


class _Number(str):
    """Digits as written, to be told from a text in quotes."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Bad:
    """A row that is no object."""

    text: str
    reason: str
    fix: str


Item = dict[str, Any] | _Bad | None


def open_jsonlines(path: Path, format: Format, *, limit: int | None, limits: Limits) -> Raw:
    """Begin to read JSON; rows are lines, or the items of an array counted from 1."""
    reader = _Reader(path, format.encoding, limits)
    columns = reader.columns(limit)
    if len(columns) > limits.columns:
        raise too_wide(path, len(columns), limits)
    names, _ = unique([_sound(name) for name in columns], path)
    raw = Raw(columns=names, format=format, diagnostics=reader.diagnostics, total=path.stat().st_size)
    raw.batches = _batches(raw, reader, columns, path, limits, limit)
    return raw


def _batches(
    raw: Raw, reader: _Reader, columns: list[str], path: Path, limits: Limits, limit: int | None
) -> Iterator[Batch]:
    items = itertools.islice(reader.items(), limit)
    while part := list(itertools.islice(items, _ROWS)):
        raw.rows += len(part)
        raw.done = reader.done
        rows, numbers = [], []
        for number, item in part:
            if item is None:
                raw.blank_rows += 1
            elif isinstance(item, _Bad):
                raw.rejects.add(number, "", item.text, item.reason, item.fix, whole=True)
            else:
                rows.append(flat(item))
                numbers.append(number)
        if rows:
            texts = [_column([row.get(name) for row in rows]) for name in columns]
            cells = pa.RecordBatch.from_arrays(texts, names=list(raw.columns))
            yield sound(raw, Batch(pa.array(numbers, pa.int64()), cells), path, raw.format, limits)


def _column(values: list[str | None]) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can write and text cannot hold
        clean = (None if value is None else _sound(value) for value in values)
        marked = (
            text if text == value or text is None else BAD + text for text, value in zip(clean, values, strict=True)
        )
        return pa.array(list(marked), pa.string())


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@dataclass(slots=True)
class _Reader:
    path: Path
    encoding: str
    limits: Limits
    diagnostics: list[Diagnostic] = field(default_factory=list)
    done: int = 0
    _twice: set[str] = field(default_factory=set)
    _array: list[Item] | None = None

    def columns(self, limit: int | None) -> list[str]:
        """The names of all columns, in order of appearance."""
        names: dict[str, None] = {}
        seen = False
        for _, item in itertools.islice(self.items(), limit):
            seen = seen or item is not None
            if isinstance(item, dict):
                names.update(dict.fromkeys(flat(item)))
                if len(names) > self.limits.columns:
                    break
        if not seen:
            raise EvidenceError(
                Diagnostic(
                    "evidence/empty-file",
                    say("shared.the-file-is-empty"),
                    say("shared.export-it-again"),
                    Place(str(self.path)),
                )
            )
        self.diagnostics += [
            Diagnostic(
                "evidence/duplicate-key",
                say("jsonlines.the-key-stands-twice-in", key=quoted(_sound(key))),
                say("jsonlines.give-the-two-different-names"),
                Place(str(self.path)),
                Severity.WARNING,
            )
            for key in sorted(self._twice)
        ]
        return list(names)

    def items(self) -> Iterator[tuple[int, Item]]:
        """Rows with their numbers: an object, what is wrong with it, or None for a blank line."""
        if self._array is not None:
            yield from enumerate(self._array, start=1)
            return
        stream = Stream(self.path, self.encoding, self.limits)
        lines = _lines(iter(stream))
        first = next(lines, b"")
        if first is not None and first.lstrip()[:1] == b"[" and not _is_whole(first, self._parse):
            self._array = self._read_array(b"".join(_capped(first, lines, self.limits, self.path)))
            self.done = stream.done
            yield from enumerate(self._array, start=1)
            return
        for number, line in enumerate(itertools.chain([first], lines), start=1):
            self.done = stream.done
            yield number, self._item(line)

    def _read_array(self, text: bytes) -> list[Item]:
        try:
            whole = self._parse(text.decode().rstrip())
        except (ValueError, RecursionError) as error:
            where = Place(str(self.path), line=error.lineno if isinstance(error, json.JSONDecodeError) else None)
            says = say("jsonlines.the-file-begins-as-a", error=_said(error))
            fix = say("jsonlines.export-it-again-or-write")
            raise EvidenceError(Diagnostic("evidence/broken-json", says, fix, where)) from error
        return [item if isinstance(item, dict) else _no_object(item) for item in whole]

    def _item(self, line: bytes | None) -> Item:
        if line is None:
            return _Bad("", say("jsonlines.a-line-that-is-too"), say("jsonlines.write-one-object-per-line"))
        text = line.decode(errors="replace")
        if not text.strip():
            return None
        try:
            item = self._parse(text)
        except (ValueError, RecursionError) as error:
            return _Bad(text, say("jsonlines.not-json"), f"{_said(error)}.".capitalize())
        return item if isinstance(item, dict) else _no_object(item)

    def _parse(self, text: str) -> Any:
        return json.loads(
            text,
            parse_int=_Number,
            parse_float=_Number,
            parse_constant=lambda name: STRANGE + name,
            object_pairs_hook=self._object,
        )

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs) and len(self._twice) < 20:
            keys = [key for key, _ in pairs]
            self._twice.update(key for key in found if keys.count(key) > 1)
        return found


def flat(item: dict[str, Any], *, depth: int = _DEPTH) -> dict[str, str | None]:
    """An object as one row of text: inner objects by dots down to ``depth``, deeper ones and lists as JSON.

    >>> flat({"id": "7", "answer": {"score": True, "tags": ["a", "b"]}, "none": None})
    {'id': '7', 'answer.score': 'true', 'answer.tags': '["a", "b"]', 'none': None}
    """
    row: dict[str, str | None] = {}
    for key, value in item.items():
        if isinstance(value, dict) and value and depth > 1:
            for inner, text in flat(value, depth=depth - 1).items():
                row.setdefault(f"{key}.{inner}", text)
        else:
            row[key] = None if value is None else value if isinstance(value, str) else _written(value)
    return row


def _written(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case _Number():
            return str(value)
        case dict():
            return (
                "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {_written(v)}" for k, v in value.items()) + "}"
            )
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def _no_object(item: object) -> _Bad:
    return _Bad(_written(item)[:1000], say("jsonlines.not-a-json-object"), say("jsonlines.write-rows-as-with-names"))


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return say("jsonlines.at-sign", msg=error.msg.lower(), colno=error.colno)
    return say("jsonlines.it-is-nested-too-deeply") if isinstance(error, RecursionError) else str(error)


def _is_whole(line: bytes, parse: Callable[[str], Any]) -> bool:
    """Whether a line that begins with a bracket is a row by itself (and no object), not the beginning of an array."""
    try:
        items = parse(line.decode(errors="replace"))
        return bool(items) and not any(isinstance(item, dict) for item in items)
    except (ValueError, RecursionError):
        return False


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    """Lines without their end; None for one that nobody should hold in memory."""
    left = b""
    skipping = False
    for chunk in chunks:
        *whole, left = (left + chunk).split(b"\n")
        for line in whole:
            yield None if skipping else line
            skipping = False
        if len(left) > _LINE:
            left, skipping = b"", True
    if left or skipping:
        yield None if skipping else left


def _capped(first: bytes, lines: Iterable[bytes | None], limits: Limits, path: Path) -> Iterator[bytes]:
    size = 0
    for line in itertools.chain([first], lines):
        size += len(line) + 1 if line is not None else limits.array + 1
        if size > limits.array:
            raise EvidenceError(
                Diagnostic(
                    "evidence/array-too-large",
                    say("jsonlines.a-json-array-is-read", array=limits.array >> 20),
                    say("jsonlines.write-one-object-per-line-json"),
                    Place(str(path)),
                )
            )
        yield (line or b"") + b"\n"
