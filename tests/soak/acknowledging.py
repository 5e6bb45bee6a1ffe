"""Whether “saved” waits for the disk, as the kernel saw it: the bytes written, then flushed, then the frame.

What lives here: watch, which runs the server under strace, and judge, which reads what it saw. A kill cannot see a
missing fsync, since the kernel keeps what was written; only the order of system calls tells.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.soak.browser import Browser
from tests.soak.harness import Server
from websockets.asyncio.client import connect

_CALLS = "pwrite64,write,writev,fsync,fdatasync,sendto,sendmsg"
_BEGIN = re.compile(r"^(\d+) +([\d.]+) (\w+)\((.*)$")
_RESUMED = re.compile(r"^(\d+) +([\d.]+) <\.\.\. (\w+) resumed>(.*)$")
_MARK = re.compile(r"mark-(\d{6})\.")


@dataclass(frozen=True)
class Verdict:
    """What the kernel saw: how many edits were acknowledged, and those acknowledged too early."""

    acknowledged: int
    early: tuple[int, ...]
    flushes: int


async def watch(edits: int, *, pause: float = 0.01) -> Verdict:
    """Make ``edits`` edits with a mark in each against a server under strace; judge the order of what it did."""
    with tempfile.TemporaryDirectory() as home:
        seen = Path(home) / "calls"
        under = ("strace", "-D", "-f", "-ttt", "-y", "-xx", "-s", "20000", "-e", f"trace={_CALLS}", "-o", str(seen))
        server = Server(Path(home), under=under)
        await asyncio.to_thread(server.start)
        browser = Browser(77)
        async with connect(
            f"{server.address}?person=1", origin=server.origin, compression=None, proxy=None, max_size=None
        ) as socket:  # type: ignore[arg-type]
            await socket.send(browser.hello())
            while not browser.online or browser.serial is None or not browser.found():
                browser.hear(_bytes(await socket.recv()))
            made = 0
            while made < edits or browser.unsaved:
                if made < edits:
                    made += 1
                    browser.set("card:c0", {"text": f"mark-{made:06}."})
                out, browser.out = browser.out, []
                for frame in out:
                    await socket.send(frame)
                try:
                    while True:
                        browser.hear(_bytes(await asyncio.wait_for(socket.recv(), pause)))
                except TimeoutError:
                    continue
        first = browser.works[0].seq
        await asyncio.to_thread(server.stop)
        await _whole(seen)
        with seen.open(encoding="utf-8", errors="replace") as lines:
            return judge(lines, first=first)


async def _whole(seen: Path) -> None:
    """Wait until strace, which runs beside the server, has written all it saw."""
    size = -1
    while size != (size := seen.stat().st_size):
        await asyncio.sleep(0.3)


def _bytes(frame: str | bytes) -> bytes:
    assert isinstance(frame, bytes)
    return frame


def judge(lines: Iterable[str], *, first: int = 1) -> Verdict:
    """Read what strace wrote: edit ``n`` (of mark n) has the number ``n - 1 + first`` in its connection.

    A mark counts as on disk once the log was flushed after a write that held it had ended; a flush counts from when it
    began to when it ended, so what was written while it ran waits for the next.
    """
    written: set[int] = set()
    flushing: dict[str, set[int]] = {}
    on_disk: set[int] = set()
    acknowledged: dict[int, bool] = {}
    begun: dict[str, tuple[str, str]] = {}
    flushes = 0
    for line in lines:
        process, call, rest, ended = _parse(line, begun)
        where = _where(rest)
        if call in ("pwrite64", "write") and where.endswith("-wal") and ended:
            written |= {int(mark) for mark in _MARK.findall(_text(rest))}
        elif call in ("fsync", "fdatasync") and where.endswith("-wal"):
            flushing.setdefault(process, set(written))
            if ended:
                on_disk |= flushing.pop(process)
                flushes += 1
        elif where.startswith(("socket:", "TCP:")):
            for seq in _saved(_text(rest)):
                mark = seq - first + 1
                for one in range(1, mark + 1):
                    acknowledged.setdefault(one, one in on_disk)
    early = tuple(mark for mark, good in acknowledged.items() if not good)
    return Verdict(len(acknowledged), early, flushes)


def _parse(line: str, begun: dict[str, tuple[str, str]]) -> tuple[str, str, str, bool]:
    """Process, call, its text so far, and whether it has ended."""
    resumed = _RESUMED.match(line)
    if resumed:
        process, _, call, rest = resumed.groups()
        known = begun.pop(process, (call, ""))
        return process, known[0], known[1] + rest, True
    found = _BEGIN.match(line)
    if not found:
        return "", "", "", False
    process, _, call, rest = found.groups()
    if rest.rstrip().endswith("<unfinished ...>"):
        begun[process] = call, rest
        return process, call, rest, False
    return process, call, rest, True


def _where(rest: str) -> str:
    """The file or socket of a call's first argument."""
    found = re.match(r"\d+<((?:\\x[0-9a-f]{2})*)>", rest)
    return bytes.fromhex(found.group(1).replace("\\x", "")).decode("latin-1") if found else ""


def _text(rest: str) -> str:
    """The bytes of a call, as strace -xx writes them, one character each."""
    parts = re.findall(r'"((?:\\x[0-9a-f]{2})*)"', rest)
    return bytes.fromhex("".join(parts).replace("\\x", "")).decode("latin-1")


def _saved(data: str) -> list[int]:
    """The numbers of the *saved* frames among what was sent: a binary WebSocket frame of five bytes, the first a 3."""
    return [int.from_bytes(found.encode("latin-1"), "big") for found in re.findall(r"\x82\x05\x03(.{4})", data, re.S)]
