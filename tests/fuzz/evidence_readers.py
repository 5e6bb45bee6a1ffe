"""Hostile files for every reader of evidence: valid ones, spoiled at random, read in a worker process.

What lives here: ``run``. The outcome of reading must be a result or an EvidenceError with Diagnostics; a worker that
dies is what the child process of the product is for, and is counted, but any other exception is a finding and is raised
with the seed that brings it back.
"""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from outsidein.evidence import (
    Asks,
    Comment,
    Field,
    Format,
    Question,
    Reads,
    Segment,
    Source,
    parse_mapping,
    write_mapping,
)
from outsidein.evidence.sources.jobs import Caps, Job
from outsidein.ground import EvidenceError

NOW = datetime(2026, 11, 21, tzinfo=UTC)
NASTY = [
    b"\x00", b"\xff", b"\xfe\xff", b'"', b'""', b"\r", b"\n", b"\r\n", b",", b";", b"\t", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"=1+1", b"NaN", b"-inf", b"1e999", b"9" * 400, b"{", b"[", b"]}", b"\\ud800", b"null", b"<row>",
    b"]]>", b"&x;", b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"*a", b"&a", b"!!x", b"- ", b": ", b"\xf4\x90\x80\x80",
    b"\xd8\x00" * 3, b't="e"', b" " * 300,
]  # fmt: skip


def source(kind: str, reads: Reads = Reads.RESPONSES) -> Source:
    """A mapping that uses nearly everything a mapping can say."""
    form = Format(type=kind, encoding="utf-8", delimiter=",") if kind == "csv" else Format(type=kind)
    wide = (
        Question(key="gate", asks=Asks.SATISFACTION, column="Gate", touchpoint="gate", not_applicable=("0",)),
        Question(key="nps", asks=Asks.NPS, column="NPS", scale=(0, 10), recode=(("ten", 10.0),), shift=-1),
    )
    tall = tuple(Question(key=one.key, asks=one.asks, scale=one.scale) for one in wide)
    return Source(
        id="fuzz",
        files=("*",),
        reads=reads,
        format=form,
        time_zone="Europe/Berlin",
        response=Field(column="id"),
        customer=Field(column="who"),
        time=Field(column="at"),
        channel=Field(column="way", values=(("mail", "e-mail"),), strict=True),
        question=Field(column="q") if reads is Reads.ANSWERS else None,
        value=Field(column="Gate") if reads is Reads.ANSWERS else None,
        event=Field(column="q") if reads is Reads.EVENTS else None,
        case=Field(column="who") if reads is Reads.EVENTS else None,
        end=Field(column="NPS") if reads is Reads.EVENTS else None,
        invited=Field(column="NPS") if reads is Reads.CUSTOMERS else None,
        questions=wide if reads is Reads.RESPONSES else tall if reads is Reads.ANSWERS else (),
        comments=(Comment(column="Say", blank=("none",)),) if reads in (Reads.RESPONSES, Reads.ANSWERS) else (),
        segments=(Segment(name="way ‘in’", column="way"),),
    )


def rows(rng: random.Random) -> list[dict[str, str]]:
    """A small table that every kind of file can hold."""
    return [
        {
            "id": rng.choice(["a", "b", "007", "NA", "", f"r{place}"]),
            "who": rng.choice(["x", "y", "1e5", ""]),
            "at": rng.choice(["2026-03-29 02:30", "2026-10-25T02:30", "2026-01-01", "", "soon", "2026-01-01T00:00Z"]),
            "way": rng.choice(["mail", "MAIL", "sms", ""]),
            "q": rng.choice(["gate", "nps", "?", ""]),
            "Gate": rng.choice(["1", "5", "0", "", "6", "4,5", "x"]),
            "NPS": rng.choice(["1", "11", "ten", "", "yes", "12"]),
            "Say": rng.choice(["fine", "so, so", 'say "hi"', "two\nlines", "", "none", "=1+1"]),
        }
        for place in range(rng.randrange(1, 30))
    ]


def csv_bytes(rng: random.Random) -> bytes:
    table = rows(rng)
    lines = [",".join(table[0])] + [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row.values()) for row in table
    ]
    data = rng.choice(["\n", "\r\n", "\r"]).join(lines).encode(rng.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16"]))
    return gzip.compress(data) if rng.random() < 0.2 else data


def xlsx_bytes(rng: random.Random) -> bytes:
    book = openpyxl.Workbook()
    assert book.active
    table = rows(rng)
    book.active.append(list(table[0]))
    for row in table:
        book.active.append([float(cell) if cell.isdigit() and rng.random() < 0.5 else cell for cell in row.values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet_bytes(rng: random.Random) -> bytes:
    out = io.BytesIO()
    table = rows(rng)
    columns = {name: [row[name] or None for row in table] for name in table[0]}
    pq.write_table(pa.table(columns), out, compression=rng.choice(["none", "snappy", "zstd"]))
    return out.getvalue()


def json_bytes(rng: random.Random) -> bytes:
    table: list[Any] = [row | ({"in": {"a": [1, {"b": None}]}} if rng.random() < 0.3 else {}) for row in rows(rng)]
    if rng.random() < 0.3:
        return json.dumps(table, indent=rng.choice([None, 1])).encode()
    return "\n".join(json.dumps(row) for row in table).encode()


def xes_bytes(rng: random.Random) -> bytes:
    """A log that says most of what a log can say: a case for each ``id``, nested attributes, transitions, defaults."""
    prefix = rng.choice(["", "", "x:"])
    out = [f"<{prefix}log><{prefix}classifier name='both' keys='q Gate'/><{prefix}global scope='event'>"]
    out.append(f"<{prefix}string key='way' value='{rng.choice(['mail', '__INVALID__'])}'/></{prefix}global>")

    def said(key: str, value: str, inner: str = "") -> str:
        return f"<{prefix}string key={quoteattr(key)} value={quoteattr(value)}>{inner}</{prefix}string>"

    for row in rows(rng):
        inner = f"<{prefix}list key='l'><values>{said('a', '1')}</values></{prefix}list>" if rng.random() < 0.3 else ""
        head = said("concept:name", row["id"]) + said("plan", row["way"])
        step = said("concept:name", row["q"]) + said("time:timestamp", row["at"])
        step += said("lifecycle:transition", rng.choice(["start", "complete", "x"]))
        step += "".join(said(name, cell, inner) for name, cell in row.items())
        out.append(f"<{prefix}trace>{head}<{prefix}event>{step}</{prefix}event></{prefix}trace>")
    if rng.random() < 0.1:
        out.insert(0, "<!DOCTYPE log [<!ENTITY a 'b'>]>")
    data = ("\n".join(out) + f"</{prefix}log>").encode(rng.choice(["utf-8", "utf-8", "utf-16"]))
    return gzip.compress(data) if rng.random() < 0.2 else data


def ocel_bytes(rng: random.Random) -> bytes:
    """An object-centric log with a few types of objects, some of which no event knows."""
    table = rows(rng)
    objects = [
        {
            "id": row["id"],
            "type": rng.choice(["order", "item", "who"]),
            "attributes": [{"name": "x", "value": row["NPS"]}],
        }
        for row in table
    ]
    events = [
        {
            "id": str(place),
            "type": row["q"],
            "time": row["at"],
            "attributes": [{"name": name, "value": cell} for name, cell in row.items()],
            "relationships": [{"objectId": rng.choice(table)["id"], "qualifier": ""} for _ in range(rng.randrange(4))],
        }
        for place, row in enumerate(table)
    ]
    return json.dumps({"objectTypes": [], "eventTypes": [], "objects": objects, "events": events}).encode()


MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    "csv": csv_bytes,
    "xlsx": xlsx_bytes,
    "parquet": parquet_bytes,
    "jsonl": json_bytes,
    "xes": xes_bytes,
    "ocel": ocel_bytes,
}


def spoil(data: bytes, rng: random.Random) -> bytes:
    """A few random changes: bytes flipped, put in, cut out, doubled, cut off."""
    spoiled = bytearray(data)
    for _ in range(rng.randrange(0, 6)):
        at = rng.randrange(len(spoiled) + 1)
        match rng.randrange(6):
            case 0 if spoiled:
                spoiled[at % len(spoiled)] ^= 1 << rng.randrange(8)
            case 1:
                spoiled[at:at] = rng.choice(NASTY) * rng.choice([1, 1, 1, 50])
            case 2:
                del spoiled[at : at + rng.randrange(40)]
            case 3:
                spoiled[at:at] = spoiled[at : at + rng.randrange(200)] * rng.choice([1, 3])
            case 4 if rng.random() < 0.3:
                del spoiled[at:]
            case _:
                spoiled[at : at + 4] = rng.randbytes(4)
    return bytes(spoiled)


def once(seed: int, folder: Path) -> str:
    """One spoiled file or mapping, read; what came of it. Raises what is neither a result nor a Diagnostic."""
    from outsidein.evidence.sources.normalise import normalise

    rng = random.Random(seed)
    kind = rng.choice([*MAKERS, "mapping"])
    reads = rng.choice([Reads.RESPONSES, Reads.ANSWERS, Reads.EVENTS, Reads.CUSTOMERS])
    if kind == "mapping":
        data = spoil(write_mapping(source(rng.choice([*MAKERS]), reads)).encode(), rng)
        found, wrong = parse_mapping(data.decode(errors="surrogateescape"))
        assert (found is None) == bool(wrong)
        return "mapping read" if found else "mapping refused"
    path = folder / f"{seed}.{kind}"
    path.write_bytes(spoil(MAKERS[kind](rng), rng))
    if rng.random() < (0.6 if kind in ("xes", "ocel") else 0.15):
        return _as_log(path, kind, rng, folder)
    stated = source(kind, reads)
    if kind == "csv" and rng.random() < 0.5:
        stated = Source(**{name: getattr(stated, name) for name in Source.__slots__} | {"format": Format()})
    out = folder / "out"
    out.mkdir(exist_ok=True)
    try:
        job = Job(path=path, source=stated, number=1, key="00" * 32, now=NOW, folder=str(out), shown=3)
        counts = normalise(job, progress=lambda *_: None).counts
        if reads is not Reads.ANSWERS:
            taken = counts.responses + counts.customers
            assert counts.rows == taken + counts.blank_rows + counts.rejected_rows, counts
        return f"{kind} read"
    except EvidenceError as error:
        if not all(one.code.startswith("evidence/") and one.says for one in error.diagnostics):
            raise
        return f"{kind} refused"
    finally:
        path.unlink(missing_ok=True)


def _as_log(path: Path, kind: str, rng: random.Random, folder: Path) -> str:
    """The file read as a log without a mapping, as ``read_log`` does in its child process."""
    from outsidein.evidence.sources.eventlog.jobs import LogJob, Named
    from outsidein.evidence.sources.eventlog.reading import read_events

    out = folder / "log"
    out.mkdir(exist_ok=True)
    table = kind not in ("xes", "ocel")
    named = Named(case="who", time="at", event="q", end="NPS") if table else Named(event=rng.choice(["", "", "both"]))
    transitions = rng.choice(["complete", "all"])
    try:
        found = read_events(
            LogJob(path=path, folder=out, now=NOW, named=named, transitions=transitions), progress=lambda *_: None
        )
        assert pq.read_metadata(out / "events.parquet").num_rows == found.events > 0
        assert found.events + found.left_out + found.rejected <= found.rows, found
        return f"{kind} log read"
    except EvidenceError as error:
        if not all(one.code.startswith("evidence/") and one.says for one in error.diagnostics):
            raise
        return f"{kind} log refused"
    finally:
        path.unlink(missing_ok=True)


def work(pipe: Any, folder: str) -> None:
    """A worker: seeds in, words out, as limited as the child process of the product."""
    from outsidein.evidence.sources.child import restrict

    restrict(Caps(memory=1 << 30, seconds=10**6))
    while (seed := pipe.recv()) is not None:
        try:
            pipe.send(("done", once(seed, Path(folder))))
        except MemoryError:
            pipe.send(("done", "out of memory"))
        except BaseException:
            pipe.send(("broke", traceback.format_exc()))


def run(seconds: float, seed: int) -> Counter[str]:
    """Spoil and read for so many seconds, from ``seed`` on; how often what came of it."""
    outcomes: Counter[str] = Counter()
    context = multiprocessing.get_context("fork")
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        worker, pipe = None, None
        while time.monotonic() < end:
            if worker is None or pipe is None:
                pipe, other = context.Pipe()
                worker = context.Process(target=work, args=(other, folder), daemon=True)
                worker.start()
                other.close()
            pipe.send(seed)
            try:
                if not pipe.poll(60):
                    raise TimeoutError(f"seed {seed} does not end")
                what, said = pipe.recv()
            except EOFError:
                worker.join()
                outcomes[f"worker died ({worker.exitcode})"] += 1
                worker = pipe = None
            else:
                if what == "broke":
                    raise AssertionError(f"seed {seed}:\n{said}")
                outcomes[said] += 1
            seed += 1
        if pipe is not None and worker is not None:
            pipe.send(None)
            worker.join()
    return outcomes
