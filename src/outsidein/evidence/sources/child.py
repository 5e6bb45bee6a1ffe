"""The child process that reads untrusted files: limits itself, reads one job, says how it goes, and ends.

What lives here: ``main``, run by capped with the job as a line of JSON on its standard input; the answer is lines of
JSON on its standard output: progress, then one result or one error. Not here: starting and watching it (capped).
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import threading
from pathlib import Path
from typing import Any, Final

from outsidein.evidence.plain import from_plain, to_plain
from outsidein.evidence.sources.jobs import Caps, Job
from outsidein.ground import OutsideInError
from outsidein.ground.speech import speaking


def main() -> None:
    """Read the job, do it, say what came of it."""
    job = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with speaking(job["language"]):
        _work(job)
    # Threads of the readers may still hold the file; nothing is left to do that they could help with.
    sys.stdout.flush()
    os._exit(0)


def _work(job: dict[str, Any]) -> None:
    try:
        _prepare()
        restrict(from_plain(Caps, job["caps"]))
        result = _DO[job["do"]](job["job"])
    except OutsideInError as error:
        _say({"error": [to_plain(diagnostic) for diagnostic in error.diagnostics]})
    except MemoryError:
        _say({"over": "memory"})
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", None)):
            raise
        _say({"over": "room"})
    else:
        _say({"result": result})


def restrict(caps: Caps) -> None:
    """Cap this process, as far as the platform can; what it uses already does not count against its memory."""
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows: only the time is capped, by the parent
        return
    limits = {
        resource.RLIMIT_CPU: int(caps.seconds) + 5,
        resource.RLIMIT_FSIZE: caps.output,
        resource.RLIMIT_NOFILE: caps.files,
        resource.RLIMIT_CORE: 0,
    }
    with contextlib.suppress(OSError, ValueError):  # no /proc on macOS, which does not honour this limit either
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limits[resource.RLIMIT_AS] = pages * resource.getpagesize() + caps.memory
    for kind, most in limits.items():
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def _prepare() -> None:
    """Load what readers need before the memory is capped, with no more threads than needed."""
    import numpy  # noqa: F401
    import pyarrow as pa
    import pyarrow.compute
    import pyarrow.csv
    import pyarrow.parquet
    import python_calamine  # noqa: F401

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    import outsidein.evidence.sources.normalise  # noqa: F401


def _end_with_parent() -> None:
    """When the other end of standard input is gone, so is whoever wanted the answer."""
    sys.stdin.buffer.read()
    os._exit(1)


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _progress(done: float, total: float, phase: str) -> None:
    _say({"progress": [done, total, phase]})


def _normalise(plain: Any) -> Any:
    from outsidein.evidence.sources.normalise import normalise

    return to_plain(normalise(from_plain(Job, plain), progress=_progress))


def _guess(plain: Any) -> Any:
    from outsidein.evidence.guessing.draft import Wanted
    from outsidein.evidence.guessing.drafting import draft

    wanted = from_plain(Wanted, plain)
    return to_plain(draft(wanted.path, wanted.format, wanted.known))


def _log(plain: Any) -> Any:
    from outsidein.evidence.sources.eventlog.jobs import LogJob
    from outsidein.evidence.sources.eventlog.reading import read_events

    return to_plain(read_events(from_plain(LogJob, plain), progress=_progress))


_DO: Final = {"normalise": _normalise, "guess": _guess, "log": _log}
