"""The ways in: what a table, files or a workspace's store hold becomes the view ``came``, and that is laid out.

What lives here: opening an engine for it, and knowing whether what is laid out is still what it was made of. Not here:
laying out (growing). Files are told by the hash of their content, imports by their number in the ledger.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from outsidein.evidence.journeys.arriving import Columns, raw
from outsidein.evidence.journeys.growing import build, grow
from outsidein.evidence.journeys.layout import SEGMENT, Manifest, read_manifest
from outsidein.evidence.journeys.progress import Progress, nothing
from outsidein.evidence.notions import GAP, Notion, cases_by, happened
from outsidein.evidence.parquet import first_response
from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError, Place, content_hash

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from outsidein.evidence.ledger import Entry
    from outsidein.evidence.store import Store

DERIVED: Final = "derived"
_PARQUET: Final = (".parquet", ".pq")
_ROW: Final = "outsidein:row"
"""The column that says where an event stood, for a source that orders its events in no column of its own."""
_CHANNEL: Final = f"{SEGMENT}channel"
"""What a journey came by (a platform, a store, a kind of contact) tells journeys apart as any segment does."""
_FILE: Final = 1 << 40
"""Apart by so much are the orders of rows of two files, so that a file’s rows follow those of the one before."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that journeys are laid out in; a ``spare`` one goes when they are closed."""

    path: Path
    spare: bool

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)


def from_arrow(
    table: pa.Table, folder: Path, *, named: dict[str, Any], threads: int | None, memory: str,
    buckets: int | None, progress: Progress = nothing,
) -> Manifest:  # fmt: skip
    """Lay the events of ``table`` out in ``folder``."""
    import pyarrow as pa

    from outsidein.evidence.backend import Backend
    from outsidein.evidence.store import open_engine

    table = table.append_column(_ROW, pa.array(range(table.num_rows), pa.int64()))
    folder = _made(folder)
    engine = open_engine(folder, threads=threads, memory=memory)
    try:
        engine.register("given", table)
        given = Backend.from_connection(engine).table("given")
        columns = Columns.chosen(given, **named)
        left_out = _come(engine, [given], [columns])
        manifest = build(
            engine, folder, inputs=("arrow",), segments=[name for name, _ in columns.segments],
            marked=columns.id is not None, buckets=buckets, left_out=left_out, progress=progress,
        )  # fmt: skip
    finally:
        engine.close()
    return manifest


def from_files(
    paths: Sequence[Path], folder: Path, *, named: dict[str, Any], threads: int | None, memory: str,
    buckets: int | None, progress: Progress = nothing,
) -> Manifest:  # fmt: skip
    """Lay the logs in the files out in ``folder``; those that are no Parquet are read into it first."""
    if all(path.suffix.lower() in _PARQUET for path in paths):
        return from_parquet(
            paths, folder, named=named, threads=threads, memory=memory, buckets=buckets, progress=progress
        )
    from outsidein.evidence.log import read_log

    if len(paths) > 1:
        says, fix = say("journeys.one-log-at-a-time"), say("journeys.as-parquet-they-can-be-several")
        raise EvidenceError(Diagnostic("evidence/journeys-files", says, fix))
    asked = {name: named[name] for name in ("case", "time", "event") if named[name] != name}  # the rest is guessed
    log = read_log(
        paths[0], order=named["order"] or "", segments=named["segments"], into=_made(folder) / "log", **asked
    )
    normal = {"case": "case", "time": "time", "event": "event", "order": "order", "id": None, "segments": None}
    if log.path is None:
        raise TypeError("a log that was read into a folder lies there")
    return from_parquet(
        [log.path], folder, named=normal, threads=threads, memory=memory, buckets=buckets, progress=progress
    )


def from_parquet(
    paths: Sequence[Path], folder: Path, *, named: dict[str, Any], threads: int | None, memory: str,
    buckets: int | None, progress: Progress = nothing,
) -> Manifest:  # fmt: skip
    """Lay the events of the files out in ``folder``, or add those that are new there; nothing is done twice."""
    from outsidein.evidence.backend import Backend
    from outsidein.evidence.store import open_engine

    paths = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - resolve() would follow links
    for path in paths:
        if not path.is_file():
            says = say("journeys.there-is-no-such-file")
            raise EvidenceError(Diagnostic("evidence/no-such-file", says, "", Place(file=str(path))))
    folder = _made(folder)
    inputs = (content_hash(repr(sorted(named.items()))), *(_digest(path) for path in paths))
    before = read_manifest(folder)
    if before is not None and before.inputs == inputs:
        return before
    known = 0
    if before is not None and before.inputs == inputs[: len(before.inputs)]:
        known = len(before.inputs) - 1
    engine = open_engine(folder, threads=threads, memory=memory, files=paths)
    try:
        backend = Backend.from_connection(engine)
        parts = _parts(backend, paths[known:], first=known)
        segments = _segments(parts, given=named["segments"], known=before.segments if before and known else ())
        if before is not None and known and len(segments) > len(before.segments):  # which the events before lack
            known, parts = 0, _parts(backend, paths, first=0)
            segments = _segments(parts, given=named["segments"])
        if named["segments"] is None:
            parts = [_with_all(part, segments) for part in parts]
            named = {**named, "segments": segments}
        left_out = _come(engine, parts, [Columns.chosen(part, **named) for part in parts])
        if before is not None and known:
            return grow(engine, folder, before, inputs=inputs, left_out=left_out, progress=progress)
        return build(
            engine, folder, inputs=inputs, segments=[name.removeprefix(SEGMENT) for name in segments],
            marked=named["id"] is not None, buckets=buckets, left_out=left_out, progress=progress,
        )  # fmt: skip
    finally:
        engine.close()


def from_store(store: Store, *, notion: str, progress: Progress = nothing) -> Home:
    """Lay the events of a workspace's store out beside it, or bring what is there up to date.

    New imports are added; where one was withdrawn or replaced, or a late event may join two sessions, all is made anew.
    """
    whole, segments = _walked(store, notion)
    if store.folder is None:
        folder = Path(tempfile.mkdtemp(prefix="outsidein-journeys-"))
        home = Home(folder, spare=True)
        try:
            named = {"case": "case", "time": "time", "event": "event", "order": "order", "id": None, "segments": None,
                     "who": "customer"}  # fmt: skip
            from_arrow(whole.to_pyarrow(), folder, named=named, threads=None, memory="", buckets=None)
        except BaseException:
            home.remove()
            raise
        return home
    folder = store.folder / DERIVED / f"journeys-{content_hash(notion)[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    before = read_manifest(folder)
    imports = {_told(entry): entry.number for entry in store.imports if entry.counts.events}
    inputs = (notion, f"{store.superseded} superseded", *imports)
    if before is not None and before.inputs == inputs:
        return Home(folder, spare=False)
    engine, columns = (
        store.engine,
        Columns(order="order", who="customer", segments=tuple((name, SEGMENT + name) for name in segments)),
    )
    known = set(before.inputs[2:]) if before is not None else set()
    grows = (
        before is not None
        and known < imports.keys()
        and not notion.startswith(Notion.SESSION)
        and [name for name, _ in before.segments] == segments
    )
    if grows and before is not None:
        fresh = [number for told, number in imports.items() if told not in known]
        _come(engine, [whole.filter(_of_imports(whole.order, fresh))], [columns])
        gone = ""
        if store.superseded:
            gone = "journeys_gone"
            said = ibis_sql(store.superseded_responses().rename(order="response"))
            engine.execute(f"CREATE OR REPLACE TEMP VIEW {gone} AS {said}")
        grow(engine, folder, before, inputs=inputs, gone=gone, progress=progress)
    else:
        left_out = _come(engine, [whole], [columns])
        build(
            engine, folder, inputs=inputs, segments=segments, marked=False, notion=notion, left_out=left_out,
            progress=progress,
        )  # fmt: skip
    return Home(folder, spare=False)


def _walked(store: Store, notion: str) -> tuple[ir.Table, list[str]]:
    """The events of a store with the case that ``notion`` means, named by touchpoint; and the segments they have."""
    import ibis

    kind, _, detail = notion.partition(":")
    if kind not in set(Notion) or (kind == Notion.SESSION and detail and not detail.isdigit()):
        says, fix = say("journeys.no-such-notion", notion=notion), say("journeys.notions-are")
        raise EvidenceError(Diagnostic("evidence/no-such-notion", says, fix))
    events = happened(store.responses, store.events)
    if kind == Notion.CASE:
        events = events.mutate(case=ibis.coalesce(events["case"], events.customer))
    gap = int(detail) * 60_000_000 if kind == Notion.SESSION and detail else GAP
    found = cases_by(Notion(kind), events, gap=gap, segment=detail)
    if _CHANNEL not in found.columns and _has_channels(store):
        found = found.mutate(**{_CHANNEL: found.channel})
    segments = [name for name in found.columns if name.startswith(SEGMENT)]
    event = ibis.coalesce(found.touchpoint, found.event)
    whole = found.select("case", "customer", "time", "order", *segments, event=event)
    return whole, [name.removeprefix(SEGMENT) for name in segments]


def _has_channels(store: Store) -> bool:
    """Whether any event says by which way it came."""
    numbers = [entry.number for entry in store.imports if entry.counts.events]
    if not numbers:
        return False
    responses = store.responses
    told = responses.filter(responses.channel.notnull() & _of_imports(responses.response, numbers))
    return bool(told.select("channel").limit(1).to_pyarrow().num_rows)


def events_of(store: Store, *, notion: str = "case") -> pa.Table:
    """The events of a store as an Arrow table, to look at each: case, customer, time, order, event, segments.

    Raises EvidenceError for a notion that there is not.
    """
    import pyarrow as pa

    whole, _ = _walked(store, notion)
    found = whole.to_pyarrow()
    at = found.column_names.index("time")
    return found.set_column(at, "time", found["time"].cast(pa.timestamp("us", tz="UTC")))


def write_events(store: Store, path: Path, *, notion: str = "case") -> Path:
    """The same as a Parquet file at ``path``, for an engine that reads files; gives the path."""
    import pyarrow.parquet as pq

    pq.write_table(events_of(store, notion=notion), path, compression="zstd")
    return path


def _told(entry: Entry) -> str:
    return f"{entry.number} {entry.sha256} {entry.mapping_hash}"


def _of_imports(order: Any, numbers: Sequence[int]) -> Any:
    """Whether a response came with one of these imports: its id says so."""
    import ibis

    return ibis.or_(*((order >= first_response(one)) & (order < first_response(one + 1)) for one in numbers))


def ibis_sql(table: ir.Table) -> str:
    """The SQL of an expression, for a view in the store’s engine."""
    import ibis

    return str(ibis.to_sql(table, dialect="duckdb"))


def _parts(backend: Any, paths: Sequence[Path], *, first: int) -> list[ir.Table]:
    """The rows of each file, with where they stand: by file and by row in it."""
    parts = []
    for at, path in enumerate(paths, start=first):
        part = backend.read_parquet(str(path), file_row_number=True, hive_partitioning=False)
        parts.append(part.mutate(**{_ROW: part.file_row_number + at * _FILE}).drop("file_row_number"))
    return parts


def _segments(
    parts: Sequence[ir.Table], *, given: Sequence[str] | None, known: Sequence[tuple[str, Sequence[str]]] = ()
) -> list[str]:
    """The columns of segments: those ``given``, else those ``known`` and then whatever any of ``parts`` has."""
    if given is not None:
        return list(given)
    found = dict.fromkeys(SEGMENT + name for name, _ in known)
    found.update(dict.fromkeys(name for part in parts for name in part.columns if name.startswith(SEGMENT)))
    return list(found)


def _with_all(part: ir.Table, segments: Sequence[str]) -> ir.Table:
    """``part`` with all these columns; of a segment that its file has none of, nobody’s value is known."""
    import ibis

    return part.mutate(**{name: ibis.null("string") for name in segments if name not in part.columns})


def _come(engine: Any, given: Sequence[ir.Table], columns: Sequence[Columns]) -> int:
    """Make the view ``came`` of what was given; says how many rows lack their case, time or name."""
    import ibis

    parts = [
        raw(part, named, engine="duckdb", position=part[_ROW] if _ROW in part.columns else None)
        for part, named in zip(given, columns, strict=True)
    ]
    engine.execute(f"CREATE OR REPLACE TEMP VIEW came AS {ibis_sql(ibis.union(*parts) if parts[1:] else parts[0])}")
    left_out = 0
    for part, named in zip(given, columns, strict=True):
        lacking = part[named.case].isnull() | part[named.time].isnull() | part[named.event].isnull()
        left_out += int(engine.execute(ibis_sql(part.filter(lacking).count())).fetchall()[0][0])
    return left_out


def _made(folder: Path) -> Path:
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would swap a linked folder for its target
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
