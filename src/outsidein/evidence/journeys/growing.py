"""A store that grows: the buckets that new, late, repeated or withdrawn events touch are laid out anew, and no others.

What lives here: choosing those buckets and giving their events back to the builder. Not here: the SQL of a bucket
(building). Whatever order events arrive in, the store is the one that a fresh build would make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from outsidein.evidence.journeys.building import buckets_for, lay_follows, lay_out, unlay
from outsidein.evidence.journeys.coding import keep, learn, width
from outsidein.evidence.journeys.layout import Bucket, Manifest, clear, read_manifest, write_manifest
from outsidein.evidence.journeys.progress import Progress, nothing
from outsidein.evidence.keeping import locked
from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError


def build(
    engine: Any,
    folder: Path,
    *,
    inputs: tuple[str, ...],
    segments: Sequence[str],
    marked: bool,
    notion: str = "",
    buckets: int | None = None,
    left_out: int = 0,
    progress: Progress = nothing,
) -> Manifest:
    """Lay out everything in the view ``came`` of ``engine`` in ``folder``, in place of what was there.

    Raises EvidenceError where there is not one event, and where somebody else is at it. Where it is stopped or fails
    half-way, nothing of it is kept.
    """
    with locked(folder), _whole(folder):
        return _build(
            engine, folder, inputs=inputs, segments=segments, marked=marked, notion=notion, buckets=buckets,
            left_out=left_out, progress=progress,
        )  # fmt: skip


def grow(
    engine: Any, folder: Path, manifest: Manifest, *, inputs: tuple[str, ...], gone: str = "", left_out: int = 0,
    progress: Progress = nothing,
) -> Manifest:  # fmt: skip
    """Add the events in ``came`` to the store of ``manifest`` and take away those whose order the table ``gone`` lists.

    Gives the manifest that now counts. A reader of the old one keeps what it has open.
    """
    with locked(folder), _whole(folder):
        before = read_manifest(folder)
        if before != manifest:
            raise EvidenceError(
                Diagnostic("evidence/journeys-moved", say("journeys.somebody-else-laid-it-out"), say("journeys.again"))
            )
        names = learn(engine, "event", manifest.names)
        segments = [
            (name, learn(engine, f"s{at}", values)) for at, (name, values) in enumerate(manifest.segments, start=1)
        ]
        kept = dict(enumerate(manifest.buckets))
        touched = _touched(engine, folder, manifest, gone=gone)
        if _wider(manifest, names, segments):
            touched = {at for at, bucket in kept.items() if bucket.events} | touched
        if not touched:
            now = replace(manifest, inputs=inputs, left_out=manifest.left_out + left_out)
            write_manifest(folder, now)
            return now
        held = {at: kept[at] for at in touched if kept[at].events}
        keep(engine, "known", manifest.names)
        for at, (_, values) in enumerate(manifest.segments, start=1):
            keep(engine, f"known_s{at}", values)
        parts = [f"SELECT {_columns(manifest)} FROM ({_came(manifest.marked)})"]  # noqa: S608
        if held:
            old = unlay(folder, held, segments=len(segments), marked=manifest.marked)
            left = f' WHERE "order" NOT IN (SELECT "order" FROM {gone})' if gone else ""  # noqa: S608
            parts.append(f"SELECT {_columns(manifest)} FROM ({old}){left}")  # noqa: S608
        engine.execute("CREATE OR REPLACE TEMP TABLE whole AS " + " UNION ALL ".join(parts))
        engine.execute("CREATE OR REPLACE TEMP VIEW raw AS SELECT * FROM whole")
        generation = manifest.generation + 1
        clear(folder, manifest)
        made, longest = lay_out(
            engine, folder, generation=generation, buckets=len(kept), names=names, segments=segments,
            marked=manifest.marked, progress=progress,
        )  # fmt: skip
        empty = Bucket(generation=0, events=0, cases=0)
        now = replace(
            manifest,
            inputs=inputs,
            names=names,
            segments=tuple(segments),
            buckets=tuple(made.get(at, empty) if at in touched else bucket for at, bucket in kept.items()),
            longest=max(longest, manifest.longest),
            left_out=manifest.left_out + left_out,
        )
        now = lay_follows(engine, folder, now, before=before)
        write_manifest(folder, now)
        return now


@contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """What is stopped or fails half-way leaves the folder as it was, while the lock is still held."""
    try:
        yield
    except BaseException:
        clear(folder, read_manifest(folder))
        raise


def _build(
    engine: Any,
    folder: Path,
    *,
    inputs: tuple[str, ...],
    segments: Sequence[str],
    marked: bool,
    notion: str,
    buckets: int | None,
    left_out: int,
    progress: Progress,
) -> Manifest:
    before = read_manifest(folder)
    clear(folder, before)
    engine.execute(f"CREATE OR REPLACE TEMP VIEW raw AS {_came(marked)}")
    events = int(engine.execute("SELECT count(*) FROM came").fetchall()[0][0])
    if not events:
        raise EvidenceError(
            Diagnostic(
                "evidence/no-journeys", say("journeys.there-is-not-one-event"), say("journeys.every-event-needs")
            )
        )
    cut = buckets or buckets_for(events)
    names = learn(engine, "event", ())
    valued = [(name, learn(engine, f"s{at}", ())) for at, name in enumerate(segments, start=1)]
    made, longest = lay_out(
        engine, folder, generation=(before.generation if before else 0) + 1, buckets=cut, names=names, segments=valued,
        marked=marked, progress=progress,
    )  # fmt: skip
    empty = Bucket(generation=0, events=0, cases=0)
    manifest = Manifest(
        inputs=inputs,
        names=names,
        segments=tuple(valued),
        buckets=tuple(made.get(at, empty) for at in range(cut)),
        longest=longest,
        marked=marked,
        notion=notion,
        left_out=left_out,
    )
    manifest = lay_follows(engine, folder, manifest, before=before)
    write_manifest(folder, manifest)
    return manifest


def _touched(engine: Any, folder: Path, manifest: Manifest, *, gone: str) -> set[int]:
    count = len(manifest.buckets)
    rows = engine.execute(
        "SELECT DISTINCT md5_number_lower(key) % $1 FROM (SELECT DISTINCT key FROM came)", [count]
    ).fetchall()
    touched = {int(at) for (at,) in rows}
    if gone and (files := manifest.files(folder, "events")):
        rows = engine.execute(
            f'SELECT DISTINCT "case" % $1 FROM read_parquet($2) WHERE "order" IN (SELECT "order" FROM {gone})',  # noqa: S608
            [count, files],
        ).fetchall()
        touched |= {int(at) for (at,) in rows}
    return touched


def _wider(manifest: Manifest, names: Sequence[str], segments: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Whether some code outgrew its column, so that every bucket has to be laid out anew."""
    pairs = [(manifest.names, names), *((was[1], now[1]) for was, now in zip(manifest.segments, segments, strict=True))]
    return any(width(len(was)) != width(len(now)) for was, now in pairs)


def _came(marked: bool) -> str:
    """What came, customers and ids of events as numbers; 0 for an event without an id."""
    if not marked:
        return "SELECT * REPLACE ((md5_number_lower(who) >> 1)::BIGINT AS who) FROM came"
    return (
        "SELECT * REPLACE ((md5_number_lower(who) >> 1)::BIGINT AS who, "
        "coalesce(md5_number_lower(mark), 0) AS mark) FROM came"
    )


def _columns(manifest: Manifest) -> str:
    segments = "".join(f", s{at}" for at in range(1, len(manifest.segments) + 1))
    return "key" + ', who, "time", event, "order"' + segments + (", mark" if manifest.marked else "")
