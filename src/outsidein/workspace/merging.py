"""Joining two edited copies of a map file with the file they began from, as text in and text out.

What lives here: merge_texts, and the conflicts as notes on top of a file. Not here: joining (maps.merge), files and
version control (cli.merging). What the author of the first copy commented in it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from outsidein import maps
from outsidein.ground import Diagnostic, MapError
from outsidein.maps import Conflict, Copy, Document
from outsidein.workspace.phrases import say

NOTE: Final = "#! "
"""What lines begin with that tell of conflicts in a merged file; the next merge takes them out."""


@dataclass(frozen=True, slots=True)
class MergedText:
    """A merged map as a file holds it, and what needs somebody: each conflict, and how it is told."""

    text: str
    document: Document
    conflicts: tuple[Conflict, ...]
    diagnostics: tuple[Diagnostic, ...]


def merge_texts(
    base: str,
    mine: str,
    theirs: str,
    *,
    prefer: Copy = Copy.MINE,
    names: tuple[str, str] = ("", ""),
    notes: bool = True,
) -> MergedText:
    """``mine`` and ``theirs`` joined; an empty ``base`` says that both began the map.

    ``names`` are what the copies are called. With ``notes``, what was in conflict is told on top of the text with both
    values. Raises MapError where one cannot be read.
    """
    one, other = _read(mine, names[0] or "mine"), _read(theirs, names[1] or "theirs")
    began = _read(base, "base") if base.strip() else Document.of([one.journey])
    merged = maps.merge(began, one, other, prefer=prefer)
    told = tuple(
        maps.explain_conflict(each, merged.document, mine=names[0], theirs=names[1]) for each in merged.conflicts
    )
    text = maps.rewrite(_without_notes(mine), merged.document)
    if notes and told:
        text = "\n".join([*_notes(merged.conflicts, told), text])
    return MergedText(text, merged.document, merged.conflicts, told)


def _read(text: str, file: str) -> Document:
    document, found = maps.read(text, file=file)
    if document is None:
        raise MapError(*found)
    return document


def _without_notes(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(NOTE))


def _notes(conflicts: Iterable[Conflict], told: tuple[Diagnostic, ...]) -> list[str]:
    lines = [say("merging.head", n=len(told))]
    for conflict, one in zip(conflicts, told, strict=True):
        lines.append(f"{conflict.record.id}: {one.says}")
        if conflict.field and conflict.dispute.value == "words":
            # Whole and as they are, however long: a note is where the value that was not taken lives.
            lines += [f"  {name}: {_written(value)}" for name, value in _values(conflict)]
    return [NOTE + line for line in lines]


def _values(conflict: Conflict) -> list[tuple[str, object]]:
    return [("base", conflict.base), ("mine", conflict.mine), ("theirs", conflict.theirs)]


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
