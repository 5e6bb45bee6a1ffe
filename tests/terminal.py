"""A terminal for tests: ``outsidein`` in a process of its own, forked from one that has everything loaded already.

What lives here: typing a command and what comes of it. Each command has its own process, streams, folder and exit code
as at a user's; what it is spared is the second of imports. Not here: a start from nothing (test_commands tries it too).
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path

LOADED = (
    *("outsidein.cli.app", "outsidein.server.commands", "outsidein.workspace", "outsidein.render", "typst"),
    *("ibis", "ibis.backends.duckdb", "ibis.backends.sql.compilers.duckdb", "duckdb", "pyarrow.compute", "scipy.stats"),
    *("rich.markdown", "rich.progress", "typer.rich_utils"),
    *("django", "django.core.management", "django.db.models", "django.contrib.auth.hashers"),
)
"""What commands load. None of it starts a thread, opens a file or reads settings before a command is forked off."""


def outsidein(
    *words: str, cwd: Path | None = None, env: Mapping[str, str] = os.environ, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Type ``outsidein`` and these words, with nothing to read; gives its exit code and all that it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        told = (words, str(cwd or Path.cwd()), dict(env), str(out), str(err))
        process = _loaded().Process(target=_run, args=told)
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(["outsidein", *words], timeout)
        said = [one.read_text("utf-8") for one in (out, err)]
        return subprocess.CompletedProcess(["outsidein", *words], process.exitcode, *said)


@cache
def _loaded() -> ForkServerContext:
    """The process that commands are forked from; it ends with this one."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(list(LOADED))
    return found


def _run(words: tuple[str, ...], cwd: str, env: dict[str, str], out: str, err: str) -> None:
    for stream, file, how in ((0, os.devnull, os.O_RDONLY), (1, out, os.O_WRONLY), (2, err, os.O_WRONLY)):
        os.dup2(os.open(file, how | os.O_CREAT, 0o600), stream)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(stream, "w" if stream else "r", encoding="utf-8") for stream in range(3)
    )
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = ["outsidein", *words]
    from outsidein.__main__ import main

    try:
        main()
    finally:
        atexit._run_exitfuncs()  # a forked process ends without them
