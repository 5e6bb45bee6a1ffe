"""Apache Spark: a session on a cluster, answers as Arrow, and a watch over the cluster while it answers.

What lives here: Spark and connecting to a master. Not here: questions. A cluster that is down is told at once, and one
that loses its last worker while it answers is told after a while, instead of both waiting for ever.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ibis.backends.pyspark import Backend as PySpark

from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

PATIENCE: Final = 60.0
"""Seconds for which a cluster may be without any worker while it answers."""
_LOOK: Final = 0.5
_ANSWER: Final = 5.0
_ONE_AT_A_TIME: Final = threading.Lock()
_USED: Final[dict[str, int]] = {}
"""The master that this process has a session on, and for how many: PySpark has one session in a process, shared."""


class Spark(PySpark):  # type: ignore[misc]
    """The backend of Ibis for Spark, with answers as Arrow from end to end and an eye on the workers."""

    patience: float = PATIENCE
    lends_memory: Final = True
    """What is held lies in the memory of the workers, or on their disks: nothing is written where data lies."""

    def to_pyarrow(
        self, expr: ir.Expr, /, *, params: Mapping[Any, Any] | None = None, limit: Any = None, **kwargs: Any
    ) -> Any:
        """The result of ``expr``. Through pandas, as Ibis does it, whole numbers beside a null would be rounded."""
        from ibis.formats.pyarrow import PyArrowData

        table = expr.as_table()
        self._run_pre_execute_hooks(expr)
        query = self.compile(table, params=params, limit=limit)
        with self._watched():
            found: pa.Table = self._session.sql(query).toArrow()
        return expr.__pyarrow_result__(found, data_mapper=PyArrowData)

    def over(self, path: Path, name: str) -> ir.Table:
        """A Parquet file as the table ``name``: every worker must see it under this path."""
        with self._watched():  # workers look at the file already
            self._session.read.parquet(path.absolute().as_uri()).createOrReplaceTempView(name)
        return self.table(name)

    def hold(self, name: str, table: ir.Table) -> ir.Table:
        """Compute ``table`` once, when first needed, and keep it under ``name``; a worker that dies takes its part
        along, and Spark computes that again."""
        self._run_pre_execute_hooks(table)
        found: ir.Table = self._create_cached_table(name, table)
        return found

    def release(self, name: str) -> None:
        """Let go of what is held under ``name``, also where the cluster is gone."""
        with suppress(Exception):
            self._drop_cached_table(name)

    def disconnect(self) -> None:
        """Let go of the session; the last one that does gives the workers back."""
        with _ONE_AT_A_TIME:
            master = self._session.sparkContext.master
            _USED[master] -= 1
            if not _USED[master]:
                del _USED[master]
                self._session.stop()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        done, lost = threading.Event(), threading.Event()
        watch = threading.Thread(target=self._watch, args=(done, lost), name="spark-watch", daemon=True)
        watch.start()
        try:
            yield
        except Exception:
            if lost.is_set():
                says = say("engines.no-workers", seconds=round(self.patience))
                raise EvidenceError(
                    Diagnostic("evidence/engine-lost-workers", says, say("engines.start-workers"))
                ) from None
            raise
        finally:
            done.set()
            watch.join()

    def _watch(self, done: threading.Event, lost: threading.Event) -> None:
        """Cancel what runs once no executor was there for as long as our patience lasts."""
        context = self._session.sparkContext
        there = time.monotonic()
        while not done.wait(_LOOK):
            if len(context._jsc.sc().statusTracker().getExecutorInfos()) > 1:  # the driver is one of them
                there = time.monotonic()
            elif time.monotonic() - there > self.patience:
                lost.set()
                context.cancelAllJobs()
                return


def connect(host: str, port: int, settings: Mapping[str, str]) -> Spark:
    """A session on the master at ``host`` and ``port``, with Spark's own ``settings`` (``spark.executor.memory`` …).

    The setting ``patience`` says for how many seconds the cluster may be without workers. Raises ImportError without
    PySpark, OSError where no master listens, EvidenceError without Java and where this process uses another cluster.
    """
    import pyspark.sql

    if shutil.which("java") is None:
        says, fix = say("engines.no-java"), say("engines.get-java")
        raise EvidenceError(Diagnostic("evidence/engine-not-installed", says, fix))
    socket.create_connection((host, port), timeout=_ANSWER).close()
    master = f"spark://{host}:{port}"
    told = {
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        **({"spark.driver.host": host, "spark.driver.bindAddress": host} if _is_this_machine(host) else {}),
        **{name: value for name, value in settings.items() if name.startswith("spark.")},
    }
    with _ONE_AT_A_TIME:
        if _USED and master not in _USED:
            says = say("engines.another-cluster", master=next(iter(_USED)))
            raise EvidenceError(Diagnostic("evidence/engine-busy", says, say("engines.one-cluster")))
        builder = pyspark.sql.SparkSession.builder.master(master).appName("Outside-In")
        for name, value in told.items():
            builder = builder.config(name, value)
        Spark.register_options()
        backend = Spark()
        backend.do_connect(builder.getOrCreate())
        _USED[master] = _USED.get(master, 0) + 1
    backend.patience = float(settings.get("patience", PATIENCE))
    return backend


def _is_this_machine(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")
