"""Laying evidence out: from a table ``raw`` in the engine to the files of a generation, in one pass over the events.

What lives here: the SQL of the journey store. Not here: where ``raw`` comes from (sources of it, opening), and which
buckets need it (growing). A bucket is a function of its events and of the codes alone, so laying it out again gives the
same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from outsidein.evidence.journeys.coding import PRIME, SHIFT, keep, keep_powers, width
from outsidein.evidence.journeys.layout import Bucket, Manifest, bucket_folder
from outsidein.evidence.journeys.progress import Progress, nothing, telling

GROUP: Final = 250_000
PER_BUCKET: Final = 1_000_000
"""Events that a bucket should hold: few enough that one is laid out anew in a blink."""
_MOST: Final = 64


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
    distinct: bool,
    progress: Progress = nothing,
) -> tuple[dict[int, Bucket], int]:
    """Write the buckets of all cases in ``raw`` as ``generation``; gives them with the length of the longest journey.

    ``raw`` has the columns key, who (a number, or null), time (µs), event, order, s1 … sn (a word per segment) and,
    where ``marked``, mark.
    ``distinct`` says that one event may stand there twice.
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
    home = folder / f"g{generation:06d}"
    home.mkdir(parents=True)
    with telling(engine, progress, first=0.1, last=0.75):
        engine.execute(_copy(_events(names, segments, marked=marked, distinct=distinct), home / "events"))
    source = str(home / "events" / "*" / "*.parquet")
    if not engine.execute("SELECT 1 FROM keyed LIMIT 1").fetchall():
        return {}, 0
    engine.execute(f"CREATE OR REPLACE TEMP VIEW laid AS SELECT * FROM read_parquet({_text(source)})")  # noqa: S608
    longest = int(engine.execute("SELECT max(seq) FROM laid").fetchall()[0][0])
    keep_powers(engine, longest)
    with telling(engine, progress, first=0.75, last=0.95):
        engine.execute(_copy(_cases(len(segments)), home / "cases"))
    made = str(home / "cases" / "*" / "*.parquet")
    counts = engine.execute("SELECT bucket, count(*), sum(length) FROM read_parquet($1) GROUP BY 1", [made]).fetchall()
    return {
        int(bucket): Bucket(generation=generation, events=int(events), cases=int(cases))
        for bucket, cases, events in counts
    }, longest


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


def _events(
    names: Sequence[str], segments: Sequence[tuple[str, Sequence[str]]], *, marked: bool, distinct: bool
) -> str:
    raw = "raw"
    if marked:
        # Of an event that was delivered twice, the first delivery counts.
        raw = '(SELECT * FROM raw QUALIFY row_number() OVER (PARTITION BY key, mark ORDER BY "order", "time") = 1)'
    elif distinct:
        raw = '(SELECT * FROM raw QUALIFY row_number() OVER (PARTITION BY key, "time", event, "order") = 1)'
    codes = "".join(
        f", coalesce(w{at}.code, 0)::{width(len(values))} s{at}" for at, (_, values) in enumerate(segments, start=1)
    )
    joins = "".join(f" LEFT JOIN named_s{at} w{at} ON w{at}.word = r.s{at}" for at in range(1, len(segments) + 1))
    more = "".join(f", s{at}" for at in range(1, len(segments) + 1)) + (", mark" if marked else "")
    return (
        'SELECT bucket, "case", "time", "order", code, (row_number() OVER w)::UINTEGER seq, '  # noqa: S608
        f'lead(code, 1, 0) OVER w nxt, lead("time", 1, "time") OVER w - "time" gap{more} FROM ('
        f'SELECT k.bucket, k."case", r."time", r."order", n.code::{width(len(names))} code{codes}'
        f"{', r.mark' if marked else ''} "
        f"FROM {raw} r JOIN keyed k ON k.key = r.key JOIN named n ON n.word = r.event{joins}) "
        'WINDOW w AS (PARTITION BY "case" ORDER BY "time", "order", code)'
    )


def _cases(segments: int) -> str:
    signs = [f"sum(e.code::BIGINT * p.p{at} % {PRIME}) % {PRIME}" for at in range(1, 5)]
    first_known = "".join(
        # The value at the first event that has one: positions are compared first, the value rides below them.
        f", coalesce(min(CASE WHEN e.s{at} > 0 THEN e.seq::BIGINT << 32 | e.s{at} END) & 4294967295, 0)::UINTEGER s{at}"
        for at in range(1, segments + 1)
    )
    columns = "".join(f", s{at}" for at in range(1, segments + 1))
    return (
        'SELECT k.bucket, k."case", k.key, k.who, length, "first", "last", sign1, sign2'  # noqa: S608
        f'{columns} FROM (SELECT e."case", count(*)::UINTEGER length, min(e."time") "first", max(e."time") "last", '
        f"({signs[0]} * {SHIFT} + {signs[1]})::BIGINT sign1, ({signs[2]} * {SHIFT} + {signs[3]})::BIGINT sign2"
        f'{first_known} FROM laid e JOIN powers p ON p.seq = e.seq GROUP BY 1) JOIN keyed k USING ("case")'
    )


def _copy(query: str, home: Path) -> str:
    return (
        f"COPY ({query}) TO {_text(str(home))} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP}, PARTITION_BY (bucket))"
    )


def _files(folder: Path, kept: dict[int, Bucket], kind: str) -> str:
    homes = (bucket_folder(folder, bucket.generation, kind, at) for at, bucket in kept.items())
    return "[" + ", ".join(_text(str(home / "*.parquet")) for home in homes) + "]"


def _text(value: str) -> str:
    """A text literal of SQL: where DuckDB takes no parameter, in COPY and in views."""
    return "'" + value.replace("'", "''") + "'"
