"""The long tests of rooms, short: some schedules, a few kills, the order of system calls, some bent frames."""

from __future__ import annotations

import asyncio
import gc
import shutil

import pycrdt
import pytest
from tests.soak import bending
from tests.soak.acknowledging import judge, watch
from tests.soak.kills import kill_under_editors
from tests.soak.simulation import play

KEPT: dict[str, int] = {}
"""Seeds that failed once, by what was wrong: they run for ever."""


@pytest.mark.parametrize("seed", range(60))
def test_whatever_happens_everybody_ends_with_the_same_map_and_all_that_was_saved(seed: int) -> None:
    counts = play(seed)
    assert counts["rows"] > 0


@pytest.mark.parametrize("seed", KEPT.values(), ids=KEPT.keys())
def test_a_schedule_that_failed_once_holds(seed: int) -> None:
    play(seed)


def test_no_document_outlives_its_rooms() -> None:
    # An observed document is held by the engine, which Python's collector cannot see into: it must be let go by hand.
    play(3)
    gc.collect()
    before = sum(isinstance(one, pycrdt.Doc) for one in gc.get_objects())
    for seed in range(4, 8):
        play(seed)
    gc.collect()
    assert sum(isinstance(one, pycrdt.Doc) for one in gc.get_objects()) == before


def test_bent_frames_cost_nobody_honest_anything() -> None:
    outcome = bending.run(200, 1)
    assert outcome["closed 4400"] > 0
    assert outcome["standing"] > 0


@pytest.mark.slow
def test_nothing_that_was_called_saved_is_lost_when_the_server_is_killed() -> None:
    outcome = asyncio.run(kill_under_editors(2, editors=4))
    assert outcome.lost == ()
    assert outcome.equal
    assert outcome.saved_before_a_kill > 0


@pytest.mark.slow
def test_saved_is_said_after_the_flush_of_its_bytes() -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (apt-get install strace)")
    verdict = asyncio.run(watch(30))
    assert verdict.acknowledged == 30
    assert verdict.early == ()


def _hex(text: str) -> str:
    return "".join(f"\\x{ord(char):02x}" for char in text)


_WAL, _SOCKET = _hex("/data/outsidein.sqlite3-wal"), _hex("socket:[7]")
_WRITE = f'1 1.0 pwrite64(4<{_WAL}>, "{_hex("..mark-000001.")}", 14, 0) = 14\n'
_FLUSH = f"1 1.1 fdatasync(4<{_WAL}>) = 0\n"
_SAVED = f'2 1.2 sendto(7<{_SOCKET}>, "\\x82\\x05\\x03\\x00\\x00\\x00\\x01", 7, 0, NULL, 0) = 7\n'


@pytest.mark.parametrize(
    ("lines", "early"),
    [
        ([_WRITE, _FLUSH, _SAVED], ()),
        ([_WRITE, _SAVED, _FLUSH], (1,)),
        ([_FLUSH, _WRITE, _SAVED], (1,)),
        ([_FLUSH.replace(") = 0", " <unfinished ...>"), _WRITE, "1 1.3 <... fdatasync resumed>) = 0\n", _SAVED], (1,)),
        ([_WRITE, _FLUSH.replace(") = 0", " <unfinished ...>"), _SAVED, "1 1.3 <... fdatasync resumed>) = 0\n"], (1,)),
    ],
)
def test_the_judge_sees_what_was_acknowledged_too_early(lines: list[str], early: tuple[int, ...]) -> None:
    verdict = judge(lines)
    assert verdict.acknowledged == 1
    assert verdict.early == early
