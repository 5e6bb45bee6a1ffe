"""Jobs: work that people start, watch and cancel, each in a process of its own that can be killed at any moment.

What lives here: beginning a job, claiming it (by a conditional update, so that several servers may share a database),
running, cancelling, and what becomes of jobs whose server ended. Not here: what their processes do (taking), answers
that nobody watches (work).
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import secrets
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from django.db import close_old_connections, connection
from django.utils import timezone

from outsidein import workspace
from outsidein.evidence import read_ledger
from outsidein.ground import Diagnostic
from outsidein.ground.speech import speaking
from outsidein.server import rooms, taking, uploads
from outsidein.server.access import Entered
from outsidein.server.models import AuditEntry, Job, JobState, Map, Upload
from outsidein.server.phrases import say
from outsidein.server.plain import plain
from outsidein.server.spare_pictures import remove_spare

_LOG = logging.getLogger("outsidein.server")
_AT_ONCE: Final = 2
_LOOK: Final = 2.0
_TELL: Final = 0.4
"""Seconds between looks for jobs of other servers, and between two notes of progress."""
_SILENT: Final = timedelta(seconds=60)
"""A running job whose server did not say for this long that it lives has no server any more."""
_KEEP: Final = timedelta(days=30)
_DAY: Final = 24 * 3600.0
_WRITING: Final = ("import", "folder")


def begin(came: Entered, kind: str, *, upload: Upload | None, language: str, **about: object) -> Job:
    """Note a job and let a runner know; ``about`` is what its process is told."""
    job = Job.objects.create(
        workspace=came.here,
        user=came.user,
        by=came.user.called,
        upload=upload,
        kind=kind,
        about=about,
        language=language,
    )
    runner.wake()
    return job


def cancel(job: Job) -> None:
    """Ask for a job to be ended; one that nobody has begun is ended at once."""
    ended = Job.objects.filter(id=job.id, state=JobState.QUEUED).update(
        state=JobState.CANCELLED, ended=timezone.now(), cancel=True
    )
    if not ended:
        Job.objects.filter(id=job.id, state=JobState.RUNNING).update(cancel=True)
        runner.wake()


class Runner:
    """Runs the jobs of this server: a thread that claims them, and one beside each process."""

    def __init__(self, *, at_once: int = _AT_ONCE) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._places = threading.Semaphore(at_once)
        self._awake = threading.Event()
        self._stopping = threading.Event()
        self._threads: set[threading.Thread] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Mark what another run left behind, then look for jobs; ``loop`` is where rooms live."""
        self._loop = loop
        self._stopping.clear()
        self._spawn(self._look)

    def stop(self) -> None:
        """End every process and wait for what has to be put back."""
        self._stopping.set()
        self.wake()
        for thread in list(self._threads):
            thread.join(timeout=10)

    def wake(self) -> None:
        """Look now."""
        self._awake.set()

    def _spawn(self, target: Any, *args: Any) -> None:
        def body() -> None:
            try:
                target(*args)
            except Exception:
                _LOG.exception("job runner")
            finally:
                connection.close()
                self._threads.discard(thread)

        thread = threading.Thread(target=body, name="jobs", daemon=True)
        self._threads.add(thread)
        thread.start()

    def _look(self) -> None:
        cleared = -_SILENT.total_seconds()
        swept = -_DAY
        while not self._stopping.is_set():
            close_old_connections()
            if time.monotonic() - cleared > _SILENT.total_seconds():
                cleared = time.monotonic()
                clear_left(self.name)
            if time.monotonic() - swept > _DAY:
                swept = time.monotonic()
                self._spawn(self._sweep)
            while not self._stopping.is_set() and self._places.acquire(blocking=False):
                job = self._claim()
                if job is None:
                    self._places.release()
                    break
                self._spawn(self._run, job)
            self._awake.wait(_LOOK)
            self._awake.clear()

    def _sweep(self) -> None:
        remove_spare(timezone.now(), wait=self._stopping.wait)

    def _claim(self) -> Job | None:
        """The oldest job that nobody else has claimed; of one workspace one that writes at a time."""
        for job in Job.objects.filter(state=JobState.QUEUED).order_by("created")[:20]:
            if job.kind in _WRITING and _writing(job):
                continue
            now = timezone.now()
            mine = Job.objects.filter(id=job.id, state=JobState.QUEUED).update(
                state=JobState.RUNNING, runner=self.name, beat=now
            )
            if mine and job.kind in _WRITING and _writing(job):  # another server was as quick: the younger one waits
                Job.objects.filter(id=job.id).update(state=JobState.QUEUED, runner="")
            elif mine:
                return Job.objects.select_related("workspace", "user", "upload").get(id=job.id)
        return None

    def _run(self, job: Job) -> None:
        try:
            _Process(job, self._stopping).run()
            if job.kind in _WRITING and job.state == JobState.DONE:
                self._tell(job)
        finally:
            self._places.release()
            self.wake()

    def _tell(self, job: Job) -> None:
        """Let everybody who has a map of the workspace open know that the evidence is another."""
        if self._loop is None or self._loop.is_closed():
            return
        for id in Map.objects.filter(workspace=job.workspace, deleted=None).values_list("id", flat=True):
            asyncio.run_coroutine_threadsafe(rooms.tell(id, "evidence"), self._loop)


class _Process:
    """One job's process, from its start to what is noted of it."""

    def __init__(self, job: Job, stopping: threading.Event) -> None:
        self._job = job
        self._stopping = stopping
        self._told = time.monotonic()
        self._after = _next_import(job)

    def run(self) -> None:
        """Start it, pass on what it says, end it where somebody wants that, and note how it ended."""
        hears, speaks = multiprocessing.get_context("spawn").Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(
            target=taking.run, args=(speaks, self._job.kind, self._job.about, self._job.language), daemon=True
        )
        process.start()
        speaks.close()
        try:
            said = self._listen(hears)
        finally:
            _end(process)
            hears.close()
        with speaking(self._job.language):
            self._note(said, process.exitcode)

    def _listen(self, hears: Connection) -> dict[str, Any]:
        """What the process said last; empty where it said nothing, ``ended`` why it was ended."""
        kept: dict[str, Any] = {}
        while True:
            if hears.poll(_TELL / 2):
                try:
                    said: dict[str, Any] = hears.recv()
                except (EOFError, OSError):
                    return kept
                if "progress" not in said:
                    if "kept" not in said:
                        return said
                    kept = {"result": said["kept"]}
                    continue
                done, total, doing = said["progress"]
                self._job.done, self._job.total, self._job.doing = done, total, doing[:200]
            if self._stopping.is_set():
                return kept or {"ended": "stopping"}
            if time.monotonic() - self._told > _TELL and self._beat():
                return kept or {"ended": "cancelled"}

    def _beat(self) -> bool:
        """Note progress and that we live; whether somebody wants this to end."""
        self._told = time.monotonic()
        Job.objects.filter(id=self._job.id).update(
            done=self._job.done, total=self._job.total, doing=self._job.doing, beat=timezone.now()
        )
        return Job.objects.filter(id=self._job.id, cancel=True).exists()

    def _note(self, said: dict[str, Any], code: int | None) -> None:
        job = self._job
        if "result" not in said and (kept := _taken_in(job, self._after)) is not None:
            said = {"result": kept}  # it was ended when all had been done
        if "result" in said:
            job.state, job.result = JobState.DONE, said["result"]
        elif said.get("ended") == "cancelled":
            job.state = JobState.CANCELLED
        elif "error" in said:
            job.state, job.diagnostics = JobState.FAILED, said["error"]
        else:
            job.state = JobState.FAILED
            interrupted = "ended" in said
            if not interrupted:
                _LOG.error("job broke", extra={"job": job.id, "kind": job.kind, "code": code, "why": said.get("broke")})
            job.diagnostics = [plain(_interrupted() if interrupted else _our_fault())]
        job.ended = timezone.now()
        _settled(job)
        job.save(update_fields=["state", "result", "diagnostics", "done", "total", "doing", "ended"])


def _settled(job: Job) -> None:
    """What a job that ended leaves behind: a draft on its upload, an import in the audit log, nothing half done."""
    upload = Upload.objects.select_related("workspace").filter(id=job.upload_id).first()
    if job.kind == "import":
        workspace.settle(workspace.find(Path(job.workspace.folder)))
    if job.state != JobState.DONE or upload is None or job.result is None:
        return
    if job.kind == "draft":
        uploads.drafted(upload, job.result)
        job.result = None
    elif job.kind == "import":
        about = {"file": job.about.get("name", ""), "number": job.result.get("number")}
        AuditEntry.objects.create(
            workspace=job.workspace, user=job.user, who=job.by, act="evidence.imported", about=about
        )
        uploads.remove(upload)
        job.upload = None
        job.save(update_fields=["upload"])


def clear_left(mine: str) -> None:
    """Mark jobs that were cut off with their server as failed, undo what they had half done, forget old ones.

    ``mine`` is the name of the runner that asks.
    """
    now = timezone.now()
    for job in Job.objects.filter(state=JobState.RUNNING).exclude(runner=mine).select_related("workspace"):
        if job.beat and now - job.beat < _SILENT and _lives(job.runner):
            continue
        with speaking(job.language):
            job.diagnostics = [plain(_interrupted())]
        Job.objects.filter(id=job.id, state=JobState.RUNNING).update(
            state=JobState.FAILED, ended=now, diagnostics=job.diagnostics
        )
        workspace.settle(workspace.find(Path(job.workspace.folder)))
    Job.objects.filter(ended__lt=now - _KEEP).delete()
    uploads.sweep(now)


def _interrupted() -> Diagnostic:
    return Diagnostic("server/interrupted", say("interrupted.says"), say("interrupted.fix"))


def _our_fault() -> Diagnostic:
    return Diagnostic("server/our-fault", say("our-fault.says"), say("our-fault.fix"))


def _writing(job: Job) -> bool:
    """Whether another job writes to the same workspace just now."""
    others = Job.objects.filter(workspace=job.workspace_id, state=JobState.RUNNING, kind__in=_WRITING)
    return others.exclude(id=job.id).exists()


def _next_import(job: Job) -> int:
    return read_ledger(workspace.find(Path(job.workspace.folder)).store).next_number if job.kind == "import" else 0


def _taken_in(job: Job, after: int) -> dict[str, Any] | None:
    """What an import did that was ended after its line stood in the ledger, but before it could say so."""
    if job.kind != "import":
        return None
    folder = workspace.find(Path(job.workspace.folder))
    for entry in read_ledger(folder.store).entries:
        if entry.number >= after and entry.file == job.about["name"]:
            made: dict[str, Any] = plain(
                {
                    "number": entry.number,
                    "source": entry.source,
                    "file": entry.file,
                    "counts": entry.counts,
                    "unchanged": False,
                    "replaces": entry.replaces,
                    "change": entry.change,
                    "superseded": 0,
                    "rejected": bool(entry.counts.rejects),
                    "diagnostics": [],
                    "moved": None,
                }
            )
            return made
    return None


def _lives(name: str) -> bool:
    """Whether a runner may be alive: here as long as its process is; of other machines only beats are known."""
    host, _, pid = name.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname():
        return True
    if not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _end(process: BaseProcess) -> None:
    process.join(timeout=0.5)
    if process.is_alive():
        process.kill()
        process.join()


runner = Runner()
"""The runner of this server."""


def moment() -> str:
    """Now, as a job is told it."""
    return datetime.now(UTC).isoformat()
