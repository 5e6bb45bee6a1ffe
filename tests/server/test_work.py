"""Workers: what is asked twice is worked out once, errors are not kept, a worker that dies is replaced."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
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


def test_an_error_passes_on_and_is_not_kept(workers: Workers, tmp_path: Path) -> None:
    file = tmp_path / "count"
    with pytest.raises(ValueError, match="not yet"):
        workers.ask("a", stumble, file)
    assert workers.ask("a", stumble, file) == 2


def test_a_worker_that_was_killed_is_replaced_and_asked_again(workers: Workers, tmp_path: Path) -> None:
    assert workers.ask("a", die_once, tmp_path / "count") == 2
