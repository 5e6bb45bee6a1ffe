"""What the process of a job does: look at a file, rehearse taking it in, take it in; told and telling by plain data.

What lives here: ``run``, where such a process begins, and one function per kind of job. They know no Django: they take
paths and texts, and what comes of them goes back through a pipe. Not here: starting and cancelling jobs (jobs).
"""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from outsidein import workspace
from outsidein.ground import Diagnostic, EvidenceError, OutsideInError
from outsidein.ground.speech import speaking
from outsidein.server.plain import plain

if TYPE_CHECKING:
    from outsidein.evidence import Ingested, Source

Tell = Callable[..., None]
"""Called with ``progress=(done, total, doing)`` or, once something is kept for good, with ``kept=result``."""


def run(pipe: Connection, kind: str, about: dict[str, Any], language: str) -> None:
    """Do a job and say through ``pipe`` how it goes and what came of it: the beginning of its process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us in order
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def tell(**said: Any) -> None:
        pipe.send(said)

    try:
        with speaking(language):
            result = KINDS[kind](tell, **about)
        tell(result=result)
    except OutsideInError as error:
        name = Path(about["file"]).name if "file" in about else ""
        tell(error=[said(one, name) for one in error.diagnostics])
    except Exception:
        tell(broke=traceback.format_exc())
    pipe.close()


def _end_with_parent() -> None:
    """End when the server has: nobody would hear what comes of this, and it will be undone."""
    if parent := parent_process():
        connection.wait([parent.sentinel])
    os._exit(1)


def said(one: Diagnostic, name: str) -> dict[str, Any]:
    """A diagnostic as plain data; the file is called as the person called it, not by its place on this machine."""
    where = replace(one.where, file=name or Path(one.where.file).name) if one.where.file else one.where
    made: dict[str, Any] = plain(replace(one, where=where))
    return made


def draft(tell: Tell, *, folder: str, file: str) -> dict[str, Any]:
    """What a file probably is, what the maps know, and which mappings of the workspace would fit it."""
    from outsidein.evidence.plain import to_plain

    place, path = workspace.find(Path(folder)), Path(file)
    known = workspace.known_of(place)
    drafted = workspace.draft(place, path, progress=_progress(tell))
    columns = {one.column for one in drafted.seen}
    fits = []
    for mapping in workspace.read_mappings(place):
        source = mapping.source
        if source is not None and (named := workspace.named_columns(source)) <= columns:
            files = [one.name for one in workspace.files_of(place, source)]
            whole = columns <= named | set(source.ignore)
            fits.append({"source": source.id, "title": source.title, "files": files, "whole": whole})
    doubts = tuple(replace(one, where=replace(one.where, file=path.name)) for one in drafted.doubts)
    return {
        "draft": to_plain(replace(drafted, doubts=doubts)),
        "touchpoints": [list(pair) for pair in known.touchpoints],
        "fits": sorted(fits, key=lambda one: not one["whole"]),
    }


def preview(tell: Tell, *, folder: str, file: str, mapping: str, name: str, now: str) -> dict[str, Any]:
    """What taking a file in would do."""
    place, path = workspace.find(Path(folder)), Path(file)
    found = workspace.rehearse(
        place,
        path,
        _source(mapping, name),
        key=place.key,
        now=datetime.fromisoformat(now),
        name=name,
        progress=_progress(tell),
    )
    made: dict[str, Any] = plain(replace(found, diagnostics=(), replaces=None))
    made["diagnostics"] = [said(one, name) for one in found.diagnostics]
    made["replaces"] = found.replaces and {
        "number": found.replaces.number,
        "file": found.replaces.file,
        "when": found.replaces.when.isoformat(),
    }
    return made


def take_in(
    tell: Tell, *, folder: str, file: str, mapping: str, name: str, now: str, by: str, replaces: bool
) -> dict[str, Any]:
    """Take a file in, and say how the curves of the maps moved where that can be told in passing."""
    place, moment = workspace.find(Path(folder)), datetime.fromisoformat(now)
    progress = _progress(tell)
    before = _curves(place)
    done = workspace.take_in(
        place,
        Path(file),
        _source(mapping, name),
        key=place.key,
        now=moment,
        name=name,
        by=by,
        replaces=replaces,
        progress=progress,
    )
    return _compared(tell, place, {**_ingested(done), "moved": None}, before)


def take_in_folder(tell: Tell, *, folder: str, names: list[str], now: str) -> dict[str, Any]:
    """Take in what lies in the folder with a mapping: ``names``, or everything new."""
    place, moment = workspace.find(Path(folder)), datetime.fromisoformat(now)
    before = _curves(place)
    only = [place.evidence / name for name in names]
    found = workspace.ingest(place, key=place.key, now=moment, only=only, progress=_progress(tell))
    made: dict[str, Any] = {
        "imports": [_ingested(one) for one in found if not isinstance(one, workspace.Failed)],
        "failed": [
            {"file": one.file.name, "diagnostics": [said(each, one.file.name) for each in one.diagnostics]}
            for one in found
            if isinstance(one, workspace.Failed)
        ],
        "moved": None,
    }
    return _compared(tell, place, made, before)


def _ingested(done: Ingested) -> dict[str, Any]:
    made: dict[str, Any] = plain(replace(done, diagnostics=(), rejected=None))
    made["diagnostics"] = [said(one, done.file) for one in done.diagnostics]
    made["rejected"] = done.rejected is not None
    return made


def _compared(
    tell: Tell, place: workspace.Folder, made: dict[str, Any], before: dict[str, workspace.Curve] | None
) -> dict[str, Any]:
    """What is said of files that are in: at once, and again with how the curves moved since ``before``."""
    tell(kept=made)
    after = None if before is None else _curves(place)
    if before is not None and after is not None:
        made["moved"] = plain(workspace.moved(place, before, after))
    return made


def _curves(place: workspace.Folder) -> dict[str, workspace.Curve] | None:
    """The curves; None too where they cannot be read, which is no reason to keep a file out."""
    try:
        return workspace.curves(place)
    except OutsideInError:
        return None


def _source(mapping: str, name: str) -> Source:
    from outsidein.evidence import parse_mapping

    source, wrong = parse_mapping(mapping)
    if source is None:
        raise EvidenceError(*wrong)
    return source if workspace.names(source, name) else replace(source, files=(*source.files, name))


def _progress(tell: Tell) -> workspace.Progress:
    def progress(done: float, total: float, doing: str) -> None:
        tell(progress=(done, total, doing))

    return progress


KINDS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "draft": draft,
    "preview": preview,
    "import": take_in,
    "folder": take_in_folder,
}
