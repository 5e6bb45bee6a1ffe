"""Laying evidence out: from a table ``raw`` in the engine to the files of a generation, in one pass over the events.

What lives here: the SQL of the journey store, and handing its events to their buckets. Not here: where ``raw`` comes
from (ways), which buckets need it (growing), what is made of one (bucket). A bucket is a function of its events and of
the codes alone, so laying it out again gives the same rows.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from outsidein.evidence.journeys.bucket import lay_bucket
from outsidein.evidence.journeys.coding import keep, ranks, width
from outsidein.evidence.journeys.layout import Bucket, Manifest, bucket_folder
from outsidein.evidence.journeys.progress import Progress, nothing, telling
from outsidein.evidence.phrases import say

PER_BUCKET: Final = 1_000_000
"""Events that a bucket should hold: few enough that one is laid out anew in a blink."""
_MOST: Final = 64
_SHUFFLE: Final = 100_000
"""Rows that are held for a bucket until they are written."""
_LAST: Final = (1 << 63) - 1
_SHUFFLED: Final = 0.5
_LAID: Final = 0.95
"""How far laying out is when all events are with their buckets, and when these are laid out."""


def buckets_for(events: int) -> int:
    """How many buckets a log of ``events`` is cut into: a power of two, so that none is far from a million events.

    >>> [buckets_for(n) for n in (42, 1_500_000, 10_000_000, 50_000_000, 10**10)]
    [1, 1, 8, 64, 64]
    """
    wanted = 1
    while wanted < _MOST and wanted * PER_BUCKET * 3 // 2 < events:
        wanted *= 2
    return wanted


def lay_out(
    engine: Any,
    folder: Path,
    *,
    generation: int,
    buckets: int,
    names: Sequence[str],
    segments: Sequence[tuple[str, Sequence[str]]],
    marked: bool,
    progress: Progress = nothing,
) -> tuple[dict[int, Bucket], int]:
    """Write the buckets of all cases in ``raw`` as ``generation``; gives them with the length of the longest journey.

    ``raw`` has the columns key, who (a number, or null), time (µs), event, order, s1 … sn (a word per segment) and,
    where ``marked``, mark.
    """
    keep(engine, "named", names)
    for at, (_, values) in enumerate(segments, start=1):
        keep(engine, f"named_s{at}", values)
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE keyed AS SELECT key, who, bucket, "
        '(bucket + $1 * (row_number() OVER (PARTITION BY bucket ORDER BY key) - 1))::UINTEGER "case" '
        "FROM (SELECT key, who, (md5_number_lower(key) % $1)::UTINYINT bucket "
        "FROM (SELECT key, min(who) who FROM raw GROUP BY key))",
        [buckets],
    )
    shuffled = folder / f"g{generation:06d}" / "shuffled"
    shuffled.parent.mkdir(parents=True)
    with telling(engine, progress, first=0.1, last=_SHUFFLED):
        engine.execute(_copy(_coded(names, segments, marked=marked), shuffled))
    act = partial(lay_bucket, folder, generation=generation, buckets=buckets, ranks=ranks(names))
    made = _lay_buckets(engine, shuffled, act, progress=progress)
    shutil.rmtree(shuffled, ignore_errors=True)
    return {at: bucket for at, (bucket, _) in made.items()}, max((length for _, length in made.values()), default=0)


def _lay_buckets(
    engine: Any, shuffled: Path, lay: Callable[..., tuple[Bucket, int]], *, progress: Progress
) -> dict[int, tuple[Bucket, int]]:
    """``lay`` each bucket out of its shuffled events, as many at once as the engine has threads; those then go."""
    made: dict[int, tuple[Bucket, int]] = {}
    begun: deque[tuple[int, Future[tuple[Bucket, int]]]] = deque()
    found = [int(at) for (at,) in engine.execute("SELECT DISTINCT bucket FROM keyed ORDER BY 1").fetchall()]

    def end_one() -> None:
        at, future = begun.popleft()
        made[at] = future.result()
        shutil.rmtree(_shuffled_home(shuffled, at))
        progress(_SHUFFLED + (_LAID - _SHUFFLED) * len(made) / len(found), 1, say("journeys.laying-out"))

    at_once = int(engine.execute("SELECT current_setting('threads')").fetchall()[0][0])
    with ThreadPoolExecutor(at_once, thread_name_prefix="bucket") as others:
        for at in found:
            cases = engine.sql('SELECT key, who FROM keyed WHERE bucket = $1 ORDER BY "case"', params=[at])
            home = _shuffled_home(shuffled, at)
            begun.append((at, others.submit(lay, at, shuffled=home, cases=cases.to_arrow_table())))
            if len(begun) > at_once:
                end_one()
        while begun:
            end_one()
    return made


def lay_follows(engine: Any, folder: Path, manifest: Manifest, *, before: Manifest | None) -> Manifest:
    """Write what follows what in all events of ``manifest`` to a file of its own; gives the manifest that names it.

    Asked of whole stores more often than anything else, and the dearest to count where touchpoints are many.
    """
    files = manifest.files(folder, "events")
    if not files:
        return replace(manifest, follows="")
    # Never the name of the file that readers of the old manifest have open.
    number = int(before.follows.split("-")[1].split(".")[0]) + 1 if before and before.follows else 1
    name = f"follows-{number:06d}.parquet"
    engine.execute(
        "COPY (SELECT code, nxt, count(*) n FROM read_parquet($1) GROUP BY 1, 2) "  # noqa: S608 - a path of ours
        f"TO {_text(str(folder / name))} (FORMAT parquet, COMPRESSION zstd)",
        [files],
    )
    return replace(manifest, follows=name)


def unlay(folder: Path, kept: dict[int, Bucket], *, segments: int, marked: bool) -> str:
    """SQL that gives the events of the buckets ``kept`` back as they were in ``raw``."""
    events = _files(folder, kept, "events")
    cases = _files(folder, kept, "cases")
    words = "".join(f", w{at}.word s{at}" for at in range(1, segments + 1))
    joins = "".join(f" LEFT JOIN known_s{at} w{at} ON w{at}.code = e.s{at}" for at in range(1, segments + 1))
    mark = ", e.mark" if marked else ""
    return (
        f'SELECT c.key, c.who, e."time", n.word event, e."order"{words}{mark} '  # noqa: S608
        f'FROM read_parquet({events}) e JOIN read_parquet({cases}) c ON c."case" = e."case" '
        f"JOIN known n ON n.code = e.code{joins}"
    )


def _coded(names: Sequence[str], segments: Sequence[tuple[str, Sequence[str]]], *, marked: bool) -> str:
    """All events with their bucket and the number of their case, words as codes; without an order, last in a tie."""
    raw = "raw"
    if marked:
        # Of an event that was delivered twice, the first delivery counts; one without an id is only ever itself.
        first = f'coalesce("order", {_LAST}), "time", event'
        once = f"row_number() OVER (PARTITION BY key, mark ORDER BY {first}) = 1"
        raw = f"(SELECT * FROM raw QUALIFY mark = 0 OR {once})"  # noqa: S608 - columns of ours
    codes = "".join(
        f", coalesce(w{at}.code, 0)::{width(len(values))} s{at}" for at, (_, values) in enumerate(segments, start=1)
    )
    joins = "".join(f" LEFT JOIN named_s{at} w{at} ON w{at}.word = r.s{at}" for at in range(1, len(segments) + 1))
    return (
        f'SELECT k.bucket, k."case", r."time", coalesce(r."order", {_LAST}) "order", '  # noqa: S608 - columns of ours
        f"n.code::{width(len(names))} code{codes}{', r.mark' if marked else ''} "
        f"FROM {raw} r JOIN keyed k ON k.key = r.key JOIN named n ON n.word = r.event{joins}"
    )


def _copy(query: str, home: Path) -> str:
    """Hand rows to the files of their buckets: read once and soon, so plain."""
    return (
        f"COPY ({query}) TO {_text(str(home))} (FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, "
        f"ROW_GROUP_SIZE {_SHUFFLE}, PARTITION_BY (bucket))"
    )


def _shuffled_home(shuffled: Path, bucket: int) -> Path:
    return shuffled / f"bucket={bucket}"


def _files(folder: Path, kept: dict[int, Bucket], kind: str) -> str:
    homes = (bucket_folder(folder, bucket.generation, kind, at) for at, bucket in kept.items())
    return "[" + ", ".join(_text(str(home / "*.parquet")) for home in homes) + "]"


def _text(value: str) -> str:
    """A text literal of SQL: where DuckDB takes no parameter, in COPY and in views."""
    return "'" + value.replace("'", "''") + "'"
