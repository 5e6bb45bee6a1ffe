"""Reading an untrusted file in a process of its own that may not take more than its share, nor harm ours if it dies.

What lives here: starting the child, passing on its progress, ending it in time, and one clear error for every way in
which it can fail. Not here: what the child does (sources.child) and keeping its result (ingest).
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from outsidein.evidence.guessing.draft import Draft, Wanted
from outsidein.evidence.phrases import say
from outsidein.evidence.plain import from_plain, to_plain
from outsidein.evidence.sources.eventlog.jobs import LogJob, LogReading
from outsidein.evidence.sources.jobs import Caps, Job, Reading
from outsidein.ground import Diagnostic, EvidenceError, Place
from outsidein.ground.progress import Progress, nothing
from outsidein.ground.speech import language
from outsidein.ground.writing import figure

T = TypeVar("T")
CAPS: Final = Caps()

_BOOT: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from outsidein.evidence.sources.child import main; main()"
)
_Said = tuple[Diagnostic, ...]
_LINE: Final = 64 << 20
"""Bytes of one line of the child's answer; a longer one is garbage."""


def read_capped(job: Job, *, caps: Caps = CAPS, progress: Progress = nothing) -> Reading:
    """Read a file through its mapping in a child process; tables are left in the folder of the job.

    Raises EvidenceError, whatever the file does to its reader.
    """
    return _run(Reading, "normalise", job, job.path, caps, progress)


def draft_capped(wanted: Wanted, *, caps: Caps = CAPS) -> Draft:
    """What a file probably is, worked out in a child process. Raises EvidenceError."""
    return _run(Draft, "guess", wanted, wanted.path, caps, nothing)


def log_capped(job: LogJob, *, caps: Caps = CAPS, progress: Progress = nothing) -> LogReading:
    """Read a log in a child process; its normal form is left in the folder of the job. Raises EvidenceError."""
    return _run(LogReading, "log", job, job.path, caps, progress)


def _run(kind: type[T], do: str, job: object, path: Path, caps: Caps, progress: Progress) -> T:
    request = (
        json.dumps({"do": do, "job": to_plain(job), "caps": to_plain(caps), "language": language()}).encode() + b"\n"
    )
    with tempfile.TemporaryDirectory(prefix="outsidein-") as home, tempfile.TemporaryFile() as errors:
        child = _start(home, errors)
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            _kill(child)

        timer = threading.Timer(caps.seconds, expire)
        timer.daemon = True
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                child.stdin.write(request)
                child.stdin.flush()  # it stays open: when we are gone, the child sees its end and goes too
            while line := child.stdout.readline(_LINE):
                match _parsed(line):
                    case {"progress": [int() | float() as done, int() | float() as total, str(doing)]}:
                        progress(done, total, doing)
                    case {"result": result}:
                        with contextlib.suppress(TypeError, ValueError, KeyError):
                            return from_plain(kind, result)
                        break
                    case {"error": [_, *_] as plain}:
                        with contextlib.suppress(TypeError, ValueError, KeyError):
                            said = from_plain(_Said, plain)
                            raise EvidenceError(*said)
                        break
                    case {"over": "memory"}:
                        raise _too_much_memory(path, caps)
                    case {"over": "room"}:
                        says = say("capped.there-is-not-enough-room")
                        raise _error("evidence/no-room", says, say("capped.free-some-space-and-import"), path)
                    case _:
                        break
            _end(child)
            raise _why(path, child, errors, caps, expired=expired.is_set())
        finally:
            timer.cancel()
            timer.join()
            _end(child)


def _start(home: str, errors: IO[bytes]) -> Any:
    """The child, in a session of its own, with a folder for scratch and next to nothing of our environment."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATHEXT") if name in os.environ}
    environment = {
        **kept,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TMPDIR": home,
        "TEMP": home,
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, json.dumps(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=environment,
        start_new_session=os.name != "nt",
    )


def _kill(child: Any) -> None:
    """Kill the child with everything it started; harmless where it has ended."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "nt":  # pragma: no cover
            child.kill()
        elif child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)


def _end(child: Any) -> None:
    """See the child gone and its pipes closed."""
    _kill(child)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(OSError, ValueError):
            pipe.close()


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _why(path: Path, child: Any, errors: IO[bytes], caps: Caps, *, expired: bool) -> EvidenceError:
    """The error for a child that ended without an answer."""
    errors.seek(0)
    said = errors.read(1 << 20).decode(errors="replace").strip()
    last = said.rpartition("\n")[2][:300]
    signals = {-signal.SIGXCPU} if hasattr(signal, "SIGXCPU") else set()
    if expired or child.returncode in signals:
        says = say("capped.reading-this-file-took-longer", seconds=caps.seconds)
        fix = say("capped.split-it-or-save-it")
        return _error("evidence/takes-too-long", says, fix, path)
    if any(sign in said for sign in ("memory allocation of", "bad_alloc", "MemoryError", "Cannot allocate memory")):
        return _too_much_memory(path, caps)
    says = say("capped.reading-this-file-broke-its", last=f" ({last})" if last else "")
    fix = say("capped.nothing-was-kept-open-the")
    return _error("evidence/reader-broke", says, fix, path)


def _too_much_memory(path: Path, caps: Caps) -> EvidenceError:
    says = say("capped.reading-this-file-takes-more", memory=figure(caps.memory / 2**30, 1))
    fix = say("capped.save-it-as-csv-or")
    return _error("evidence/takes-too-much-memory", says, fix, path)


def _error(code: str, says: str, fix: str, path: Path) -> EvidenceError:
    return EvidenceError(Diagnostic(code, says, fix, Place(str(path))))
