"""What the tests of event logs share: small logs as text, and reading them without a child process."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from outsidein.evidence.source import Format
from outsidein.evidence.sources.eventlog.jobs import LogJob, LogReading, Named
from outsidein.evidence.sources.eventlog.reading import EVENTS, read_events

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def event(name: str, time: str, *more: str, prefix: str = "") -> str:
    """An event of an XES log."""
    p = prefix
    attributes = f'<{p}string key="concept:name" value="{name}"/><{p}date key="time:timestamp" value="{time}"/>'
    return f"<{p}event>{attributes}{''.join(more)}</{p}event>"


def trace(name: str, *events: str, attributes: str = "", prefix: str = "") -> str:
    """A case of an XES log; without a name where that is empty."""
    named = f'<{prefix}string key="concept:name" value="{name}"/>' if name else ""
    return f"<{prefix}trace>{named}{attributes}{''.join(events)}</{prefix}trace>"


def xes(*traces: str, head: str = "", prefix: str = "", space: str = "") -> str:
    """An XES log."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{prefix}log{space}>{head}\n'
        + "\n".join(traces)
        + f"\n</{prefix}log>"
    )


def ocel(events: list[dict[str, Any]], objects: list[dict[str, Any]]) -> str:
    """An object-centric log: events as {id, type, time, objects, attributes …}."""
    told = [
        {
            "id": one.get("id", f"e{place}"),
            "type": one["type"],
            "time": one.get("time", f"2026-01-01T10:{place:02}:00Z"),
            "attributes": one.get("attributes", []),
            "relationships": [{"objectId": name, "qualifier": ""} for name in one["objects"]],
        }
        for place, one in enumerate(events)
    ]
    types = [{"name": name, "attributes": []} for name in dict.fromkeys(one["type"] for one in objects)]
    return json.dumps({"objectTypes": types, "eventTypes": [], "objects": objects, "events": told})


def read(
    path: Path,
    *,
    transitions: str = "complete",
    format: Format = Format(),  # noqa: B008 - frozen
    **named: Any,
) -> tuple[LogReading, list[dict[str, Any]]]:
    """A log read in this process: what reading gave, and the rows of its normal form."""
    folder = path.parent / f"out-{path.name}"
    folder.mkdir(exist_ok=True)
    job = LogJob(path=path, folder=folder, now=NOW, format=format, named=Named(**named), transitions=transitions)
    found = read_events(job, progress=lambda *_: None)
    return found, pq.read_table(folder / EVENTS).to_pylist()


def codes(found: LogReading) -> list[str]:
    """The codes of what was said."""
    return [one.code for one in found.diagnostics]
