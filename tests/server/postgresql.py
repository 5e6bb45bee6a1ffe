"""A PostgreSQL cluster of one test run: its own folder, its own port, gone when the tests are done.

What lives here: Cluster. Not here: what is tried in it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path


class Cluster:
    """A running PostgreSQL; ``address`` is what OUTSIDEIN_DATABASE wants."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="pg-"))
        self._user = _somebody()
        if self._user is not None:
            shutil.chown(self.home, self._user)
        data = self.home / "data"
        self._run("initdb", "-D", str(data), "-U", "outsidein", "--auth=trust", "--encoding=UTF8", "--locale=C")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        options = f"-h 127.0.0.1 -p {self.port} -k {self.home}"
        self._run("pg_ctl", "-D", str(data), "-l", str(self.home / "log"), "-w", "-o", options, "start")
        self.address = f"postgresql://outsidein@127.0.0.1:{self.port}/postgres"

    def another(self, name: str) -> str:
        """The address of a new, empty database."""
        self._run("createdb", "-h", str(self.home), "-p", str(self.port), "-U", "outsidein", name)
        return self.address.rpartition("/")[0] + f"/{name}"

    def restart(self) -> None:
        """Stop it as a crash does, and start it again."""
        self._run("pg_ctl", "-D", str(self.home / "data"), "-m", "immediate", "-w", "stop")
        options = f"-h 127.0.0.1 -p {self.port} -k {self.home}"
        self._run("pg_ctl", "-D", str(self.home / "data"), "-l", str(self.home / "log"), "-w", "-o", options, "start")

    def close(self) -> None:
        """Stop it and remove what it wrote."""
        self._run("pg_ctl", "-D", str(self.home / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.home, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        found = find(program)
        assert found is not None
        done = subprocess.run(
            [found, *arguments],
            cwd=self.home,
            user=self._user,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()


def find(program: str) -> str | None:
    """Where a program of PostgreSQL is; None where it is not installed."""
    known = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")) if Path("/usr/lib/postgresql").is_dir() else []
    return str(known[-1]) if known else shutil.which(program)


def _somebody() -> str | None:
    """PostgreSQL does not run as root: whom it runs as instead."""
    if os.getuid() != 0:
        return None
    names = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
