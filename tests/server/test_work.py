"""Workers: what is asked twice is worked out once, errors are not kept, a worker that dies is replaced."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from outsidein.server.work import Workers


def tick(file: Path) -> int:
    """Count up in a file, so that calls in other processes can be told."""
    times = int(file.read_text()) + 1 if file.exists() else 1
    file.write_text(str(times))
    return times


def stumble(file: Path) -> int:
    """Fail the first time, as a question to a broken file would."""
    if tick(file) == 1:
        raise ValueError("not yet")
    return int(file.read_text())


def die_once(file: Path) -> int:
    """Take the worker down the first time, as the kernel does with one that wants too much memory."""
    if tick(file) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return int(file.read_text())


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(workers=1, keep=2)
    yield made
    made.stop()


def test_what_is_asked_twice_is_worked_out_once(workers: Workers, tmp_path: Path) -> None:
    file = tmp_path / "count"
    assert [workers.ask("a", tick, file), workers.ask("a", tick, file)] == [1, 1]
    assert workers.ask("b", tick, file) == 2


def test_only_the_last_answers_are_kept(workers: Workers, tmp_path: Path) -> None:
    file = tmp_path / "count"
    for key in ("a", "b", "c"):
        workers.ask(key, tick, file)
    assert workers.ask("c", tick, file) == 3
    assert workers.ask("a", tick, file) == 4


def test_many_who_ask_at_once_are_all_answered_though_each_worker_is_replaced_after_two() -> None:
    workers = Workers(workers=2, tasks=2)
    try:
        with ThreadPoolExecutor(6) as pool:
            asked = [pool.submit(workers.ask, key, os.getpid) for key in range(14)]
            found = [one.result(timeout=50) for one in asked]
    finally:
        workers.stop()
    assert max(found.count(process) for process in found) <= 2


def test_of_several_who_ask_the_same_at_once_one_has_it_worked_out(workers: Workers, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: workers.ask("a", tick, tmp_path / "count"), range(4))) == {1}


def page(file: Path, size: int) -> bytes:
    """So many bytes, counted as asked for."""
    tick(file)
    return bytes(size)


def test_large_answers_push_the_oldest_out_and_one_that_is_larger_than_all_is_given_and_not_kept(
    tmp_path: Path,
) -> None:
    file, workers = tmp_path / "count", Workers(workers=1, keep=100, most=1000)
    try:
        for key, size in (("a", 400), ("b", 400), ("c", 400), ("b", 400), ("a", 400)):
            assert len(workers.ask(key, page, file, size)) == size
        assert file.read_text() == "4", "b was kept, a was not"
        for _ in range(2):
            assert len(workers.ask("huge", page, file, 5000)) == 5000
        assert file.read_text() == "6"
        assert len(workers.ask("a", page, file, 400)) == 400
        assert file.read_text() == "7", "what is newer than all that is kept pushed everything out"
        assert len(workers.ask("a", page, file, 400)) == 400
        assert file.read_text() == "7"
    finally:
        workers.stop()


def test_an_error_passes_on_and_is_not_kept(workers: Workers, tmp_path: Path) -> None:
    file = tmp_path / "count"
    with pytest.raises(ValueError, match="not yet"):
        workers.ask("a", stumble, file)
    assert workers.ask("a", stumble, file) == 2


def test_a_worker_that_was_killed_is_replaced_and_asked_again(workers: Workers, tmp_path: Path) -> None:
    assert workers.ask("a", die_once, tmp_path / "count") == 2
