"""Live editing: propagation, “saved” and processor time of our room server beside the y-websocket 2.1 reference.

What lives here: both servers under the same load (bench/reference/load.mjs), one after the other in one run; the
table. Ours validates every record and stores every edit with an fsync; the reference does neither. Goals of the issue:
at 50 editors p95 ≤ 60 ms, CPU ≤ 1.0× the reference, “saved” p95 ≤ 300 ms; at 200 everything delivered, CPU ≤ 0.5×.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.soak.harness import Server, large

REFERENCE = Path(__file__).with_name("reference")
CARDS = 1_800
WARM, SECONDS = 3, 20


@dataclass(frozen=True)
class Load:
    """How many keep up with everybody and measure, and how many only write."""

    full: int
    senders: int

    def __str__(self) -> str:
        return f"{self.full + self.senders}"


@dataclass(frozen=True)
class Running:
    """A server under load."""

    pid: int
    url: str
    origin: str


@contextmanager
def reference(state: Path) -> Iterator[Running]:
    """The reference server, without a store."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port)}
    server = REFERENCE / "node_modules" / "y-websocket" / "bin" / "server.cjs"
    process = subprocess.Popen(["node", str(server)], env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Running(process.pid, f"ws://127.0.0.1:{port}/room", f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()


@contextmanager
def ours(state: Path) -> Iterator[Running]:
    """Our server, with validation and the log in SQLite."""
    with tempfile.TemporaryDirectory() as home:
        server = Server(Path(home), cards=CARDS).start()
        assert server.process is not None
        try:
            yield Running(server.process.pid, server.address, server.origin)
        finally:
            server.stop()


def measured(kind: str, load: Load, *, seed: int = 1) -> dict[str, Any]:
    """What the load saw of a server, and how much of a core the server used meanwhile."""
    with tempfile.TemporaryDirectory() as home:
        state = Path(home) / "state"
        state.write_bytes(_state())
        with (reference if kind == "reference" else ours)(state) as running:
            asked = {
                "kind": kind,
                "url": running.url,
                "origin": running.origin,
                "full": load.full,
                "senders": load.senders,
                "warm": WARM,
                "seconds": SECONDS,
                "seed": seed,
                "state": str(state),
            }
            editors = subprocess.Popen(
                ["node", str(REFERENCE / "load.mjs"), json.dumps(asked)],
                cwd=REFERENCE,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert editors.stdout is not None
            _until(editors, "begin")
            before = _cpu(running.pid)
            _until(editors, "end")
            used = (_cpu(running.pid) - before) / SECONDS
            found: dict[str, Any] = json.loads(editors.stdout.readline())
            editors.wait()
            return {**found, "cpu": used}


def _until(editors: subprocess.Popen[str], word: str) -> None:
    assert editors.stdout is not None
    if editors.stdout.readline().strip() != word:
        raise RuntimeError("the load ended early")


def _cpu(pid: int) -> float:
    """Seconds of processor time that a process has used, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _state() -> bytes:
    """The map that everybody edits, as one update."""
    from outsidein.maps import flat
    from outsidein.server.rooms.living import LiveDocument

    live = LiveDocument(epoch="e", client=1)
    live.write({record.id: flat(record) for record in large(CARDS)}, author="Ada", at=1)
    return live.state()


def opening() -> None:
    """Opening the map from its stored state, fresh and after a million edits by two hundred people."""
    state = _state()
    print(f"\n| opening {CARDS:,} cards, every record validated | state KB | ms (median of 5) |\n|---|---|---|")
    print(f"| fresh | {len(state) // 1024:,} | {_opened(state):.0f} |", flush=True)
    worn = _worn(state)
    print(f"| after 1,000,000 edits | {len(worn) // 1024:,} | {_opened(worn):.0f} |", flush=True)


def _opened(state: bytes) -> float:
    """Milliseconds of processor time from stored bytes to a map that can be edited and drawn."""
    from outsidein.server.rooms.living import LiveDocument

    times = []
    for _ in range(5):
        begun = time.process_time()
        live = LiveDocument(epoch="e", client=2, state=state)
        assert len(live.document) > CARDS
        times.append((time.process_time() - begun) * 1000)
        live.close()
    return sorted(times)[2]


def _worn(state: bytes) -> bytes:
    """The same map after a million edits of its cards."""
    import pycrdt

    rng = random.Random(1)
    for person in range(200):
        doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=1_000 + person)
        records: pycrdt.Map[Any] = doc.get("records", type=pycrdt.Map)
        doc.apply_update(state)
        cards = [records[id] for id in records if id.startswith("card:")]
        for number in range(5_000):
            rng.choice(cards)["text"] = f"Edit {number} of {person}"
        state = doc.get_update()
    return state


def run() -> None:
    """Both loads against both servers."""
    if shutil.which("node") is None:
        sys.exit("This bench needs Node 20.")
    if not (REFERENCE / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=REFERENCE, check=True)
    head = "editors | server | edits | delivered | median ms | p95 ms | saved p95 ms | CPU % of a core | ratio"
    print(f"| {head} | CPU ms per delivered edit | ratio |")
    print("|---" * 11 + "|")
    for load in (Load(50, 0), Load(10, 190)):
        base: dict[str, float] = {}
        for kind in ("reference", "ours"):
            found = measured(kind, load)
            found["each"] = found["cpu"] * SECONDS * 1000 / (found["sent"] * found["delivered"])
            base = base or found
            saved = f"{found['savedP95']:.0f}" if found["savedP95"] is not None else "–"
            print(
                f"| {load} | {kind} | {found['sent']:,} | {found['delivered']:.1%} | {found['median']:.1f} "
                f"| {found['p95']:.1f} | {saved} | {found['cpu']:.1%} | {found['cpu'] / base['cpu']:.2f} "
                f"| {found['each']:.2f} | {found['each'] / base['each']:.2f} |",
                flush=True,
            )
    opening()
