"""What a workspace has taken in, source by source, and the words and rows behind its numbers, as plain JSON.

What lives here: functions that a worker process runs, like those of studying. Not here: taking files in (taking),
asking for any of this (api.evidence).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from outsidein import workspace
from outsidein.ground.speech import speaking
from outsidein.server.plain import plain
from outsidein.server.studying import Filter, document_of, where_of


def sources(folder: Path) -> dict[str, Any]:
    """Every file that counts, the last one taken in first, those that were withdrawn, and totals."""
    from outsidein.evidence import Entry, read_ledger, write_mapping

    with workspace.open_study(workspace.find(folder)) as study:
        store = study.store
        spans: dict[int, Any] = {}
        if store.imports:
            table = store.responses
            number = (table.response // (1 << 32)).name("number")
            times = table.group_by(number).aggregate(oldest=table.time.min(), newest=table.time.max())
            spans = {row["number"]: row for row in times.to_pyarrow().to_pylist()}
        tables = {name: getattr(store, name) for name in _TABLES}
        tables["answers"] = tables["answers"].filter(tables["answers"].applicable)
        totals = {name: int(one.count().to_pyarrow().as_py()) for name, one in tables.items()} if spans else {}
        named = store.responses.customer.nunique().to_pyarrow().as_py() if spans else 0
        current = store.imports
    ledger = read_ledger(workspace.find(folder).store)

    def told(entry: Entry, *, withdrawn: bool) -> dict[str, Any]:
        span = spans.get(entry.number, {})
        return {
            "number": entry.number,
            "source": entry.source,
            "title": entry.mapping.title or entry.source,
            "kind": entry.mapping.kind,
            "reads": entry.mapping.reads.value,
            "file": entry.file,
            "when": entry.when.isoformat(),
            "by": entry.by,
            "counts": plain(entry.counts) | {"rejects": [{"reason": why, "n": n} for why, n in entry.counts.rejects]},
            "change": plain(entry.change),
            "replaces": entry.replaces,
            "oldest": plain(span.get("oldest")),
            "newest": plain(span.get("newest")),
            "mapping": write_mapping(entry.mapping),
            "withdrawn": withdrawn,
        }

    return {
        "sources": [told(one, withdrawn=False) for one in reversed(current)],
        "withdrawn": [told(one, withdrawn=True) for one in reversed(ledger.withdrawn)],
        "totals": {**dict.fromkeys(_TABLES, 0), **totals, "named": int(named or 0)},
    }


_TABLES = ("responses", "answers", "comments", "events", "customers")


def quotes(
    folder: Path,
    text: str,
    *,
    step: str,
    touchpoint: str,
    search: str,
    only: Filter,
    limit: int,
    cursor: str,
    language: str,
) -> dict[str, Any]:
    """What customers said about a step or touchpoint of a map, newest first, a page at a time."""
    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text)
        found = study.quotes(
            document,
            step=step,
            touchpoint=touchpoint,
            search=search,
            where=where_of(document, only),
            period=only.period,
            limit=limit,
            cursor=cursor,
        )
    made: dict[str, Any] = plain(found)
    return made


def rows(
    folder: Path,
    text: str,
    *,
    measure: str,
    only: Filter,
    limit: int,
    language: str,
    step: str = "",
    touchpoint: str = "",
) -> dict[str, Any]:
    """The answers behind a number, newest first. ``text`` is the map that steps and personas are of; empty: none."""
    from outsidein.measures import Ask

    with speaking(language), workspace.open_study(workspace.find(folder)) as study:
        document = document_of(text) if text else None
        where = list(where_of(document, only))
        where += [("step", (step,))] if step else []
        where += [("touchpoint", (touchpoint,))] if touchpoint else []
        found = study.rows(Ask(measure, (), tuple(where), only.period), document=document, limit=limit)
    made: dict[str, Any] = plain(found)
    return made
