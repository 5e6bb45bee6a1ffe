"""A Spark cluster of one test run: a master and two workers on loopback, real processes on free ports, gone at the end.

What lives here: Cluster. Not here: what is asked of it. The wheel of PySpark has no scripts that start a master, so its
``spark-class`` does.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""What Java is told where each question is short: compile once and lightly. Answers are the same, and sooner."""


class Cluster:
    """A standalone cluster; ``address`` is what ``--engine`` wants."""

    def __init__(self, *, workers: int = 2, memory: str = "700m") -> None:
        import pyspark

        self._spark = Path(pyspark.__file__).parent
        self.home = Path(tempfile.mkdtemp(prefix="spark-"))
        self.memory = memory
        self.port, dashboard = _free(), _free()
        self._master = self._start(
            "master", "master.Master", "--host", "127.0.0.1", "--port", str(self.port), "--webui-port", str(dashboard)
        )
        self.workers: list[subprocess.Popen[bytes]] = []
        self._await(self._listens, "the master listens")
        for _ in range(workers):
            self.add_worker()
        self._await(lambda: self.said("master").count("Registering worker") >= workers, "the workers have registered")

    @property
    def address(self) -> str:
        """The address, with settings for few cores and little data."""
        return f"spark://127.0.0.1:{self.port}?spark.sql.shuffle.partitions=2&spark.executor.memory={self.memory}"

    def add_worker(self) -> None:
        """Start one more worker, of one core."""
        name = f"worker{len(self.workers)}"
        settings = ["--host", "127.0.0.1", "--port", str(_free()), "--webui-port", str(_free()), "-c", "1"]
        where = ["-m", "1500m", "-d", str(self.home / name), f"spark://127.0.0.1:{self.port}"]
        self.workers.append(self._start(name, "worker.Worker", *settings, *where))

    def kill_worker(self, at: int) -> None:
        """Kill a worker and the executors it started, as a machine that dies does."""
        os.killpg(self.workers[at].pid, signal.SIGKILL)
        self.workers[at].wait()

    def kill_master(self) -> None:
        """Kill the master, and only it."""
        os.killpg(self._master.pid, signal.SIGKILL)
        self._master.wait()

    def said(self, who: str) -> str:
        """What ``master`` or ``worker0`` … wrote."""
        return (self.home / f"{who}.log").read_text("utf-8", "replace")

    def close(self) -> None:
        """Stop all of it."""
        for one in (*self.workers, self._master):
            if one.poll() is None:
                os.killpg(one.pid, signal.SIGTERM)
        for one in (*self.workers, self._master):
            try:
                one.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(one.pid, signal.SIGKILL)
                one.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def _start(self, name: str, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "SPARK_HOME": str(self._spark),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "PYSPARK_PYTHON": sys.executable,
        }
        with (self.home / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [str(self._spark / "bin" / "spark-class"), f"org.apache.spark.deploy.{what}", *arguments],
                env=environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that its executors die with it
            )

    def _listens(self) -> bool:
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def _await(self, met: object, what: str) -> None:
        until = time.monotonic() + 120
        while not met():  # type: ignore[operator]
            if time.monotonic() > until or self._master.poll() is not None:
                told = self.said("master")[-2000:]
                self.close()
                raise AssertionError(f"not in time: {what}\n{told}")
            time.sleep(0.1)


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
