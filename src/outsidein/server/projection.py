"""Maps of rooms and files of folders, kept the same: a file follows its room, an edited file comes in as a diff.

What lives here: both directions. The room's log is the truth; the file is what people read, keep under version control
or edit with other tools. Not here: rooms themselves, how maps are written (maps.rewrite).
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone

from outsidein import maps
from outsidein.ground import MapError, OutsideInError
from outsidein.maps import Document
from outsidein.server import rooms
from outsidein.server.homes import folder_of
from outsidein.server.models import Map, Workspace
from outsidein.workspace import read_kinds, read_maps, roots, write_whole

P = ParamSpec("P")
T = TypeVar("T")

_LOG = logging.getLogger("outsidein.server")
ENDING: Final = ".map.yaml"
_EVERY: Final = 2.0
FROM_FILE: Final = "file"
"""Whom history names for an edit that was made in a map's file."""
_unreadable: Final[dict[str, set[Path]]] = {}


async def gather(workspace: str) -> None:
    """Take in every map file of a workspace that is new, renamed or edited since it was written last."""
    edited, behind = await _threaded(_edited, workspace)
    maps.know(await _threaded(_kinds, workspace))
    for path, known, text in edited:
        document, found = maps.read(text, file=path.name)
        if document is None:
            _LOG.warning("map file cannot be read", extra={"file": path.name, "found": [str(one) for one in found]})
            _unreadable.setdefault(workspace, set()).add(path)
            continue
        _unreadable.get(workspace, set()).discard(path)
        known = known or await _threaded(_follow, workspace, path, document)
        if known is None:
            await adopt(workspace, document, author=FROM_FILE, key=_key(path), written=_sum(text))
            continue
        base, _ = maps.read(await _threaded(_last_written, workspace, path.name))
        try:
            await rooms.change(known, document, author=FROM_FILE, base=base, kind="file")
        except (MapError, rooms.Locked) as error:  # the other files of the folder are taken in all the same
            _LOG.warning("map file cannot be taken in", extra={"file": path.name, "found": str(error)})
            _unreadable.setdefault(workspace, set()).add(path)
            continue
        await _threaded(_mark, known, text)
        await write_out(known)
    for known in behind:
        await write_out(known)


def unreadable(workspace: str) -> list[Path]:
    """The map files that could not be taken in as they are now; their rooms go on without them."""
    return sorted(path for path in _unreadable.get(workspace, ()) if path.exists())


async def gather_all() -> None:
    """Gather every workspace; what is wrong with one is told and keeps nobody else waiting."""
    for workspace in await _threaded(_all_workspaces):
        try:
            await gather(workspace)
        except OutsideInError as error:
            _LOG.warning("folder cannot be read", extra={"workspace": workspace, "found": str(error)})
        except Workspace.DoesNotExist:
            continue  # closed meanwhile
        except Exception:  # all the others go on
            _LOG.exception("folder could not be gathered", extra={"workspace": workspace})


async def adopt(workspace: str, document: Document, *, author: str, key: str = "", written: str = "") -> str:
    """Make a room for a new map; ``key`` names its file, else its journey does. Gives the id of the map."""
    row = await _threaded(_enter, workspace, document, author, key or document.journey.key, written)
    await rooms.create(row, document, author=author)
    await write_out(row)
    return row


async def write_out(map: str) -> None:
    """Bring a map's file and its row up to its room."""
    document, _ = await rooms.document(map)
    await _threaded(_write, map, document)


def _kinds(workspace: str) -> tuple[maps.Kind, ...]:
    return read_kinds(Path(Workspace.objects.get(id=workspace).folder))[0]


async def watch() -> None:
    """Look for edited map files until cancelled."""
    while True:
        await asyncio.sleep(_EVERY)
        await gather_all()


async def leave(workspace: str) -> None:
    """Close the rooms of a workspace that is going."""
    for map in await _threaded(_maps_of, workspace):
        await rooms.close(map)


async def _threaded(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a function that asks the database in a thread, and give the thread's connection back."""

    def run() -> T:
        try:
            return function(*args, **kwargs)
        finally:
            connection.close()

    return await sync_to_async(run, thread_sensitive=False)()


def _all_workspaces() -> list[str]:
    return list(Workspace.objects.values_list("id", flat=True))


def _maps_of(workspace: str) -> list[str]:
    return list(Map.objects.filter(workspace=workspace).values_list("id", flat=True))


def _edited(workspace: str) -> tuple[list[tuple[Path, str | None, str]], list[str]]:
    """Map files that are not as they were written: path, id of the map where there is one, text.

    And maps whose file was touched and says again what was written last: their rooms may have gone on meanwhile.
    """
    home = Workspace.objects.get(id=workspace)
    folder = folder_of(home)
    known = {one.key: one for one in Map.objects.filter(workspace=home, deleted=None)}
    found = []
    behind = []
    for path in sorted(folder.maps.glob(f"*{ENDING}")):
        stamp = (path.stat().st_mtime_ns, path.stat().st_size)
        before = _seen.get(path)
        if before == stamp:
            continue
        _seen[path] = stamp
        text = path.read_text(encoding="utf-8", errors="replace")
        row = known.get(_key(path))
        if row is None or row.written != _sum(text):
            found.append((path, row.id if row else None, text))
        elif before is not None:
            behind.append(row.id)
    if len(found) > 1:
        # Lists begin with the map that changed last: of those that come together, one that no other leads to.
        first = {one.path for one in roots(read_maps(folder))}
        found.sort(key=lambda one: one[0] in first)
    return found, behind


def _follow(workspace: str, path: Path, document: Document) -> str | None:
    """The map whose file was renamed to ``path``: its own is gone and told of the same journey."""
    home = Workspace.objects.get(id=workspace)
    folder = folder_of(home)
    for row in Map.objects.filter(workspace=home, deleted=None):
        base = _base(folder.store, f"{row.key}{ENDING}")
        if (folder.maps / f"{row.key}{ENDING}").exists() or not base.exists():
            continue
        last, _ = maps.read(base.read_text(encoding="utf-8"))
        if last is None or last.journey.id != document.journey.id:
            continue
        base.replace(_base(folder.store, path.name))
        row.key = _key(path)
        row.save(update_fields=["key"])
        return row.id
    return None


def _key(path: Path) -> str:
    return path.name.removesuffix(ENDING)


_seen: dict[Path, tuple[int, int]] = {}


def _enter(workspace: str, document: Document, author: str, key: str, written: str) -> str:
    row = Map(workspace_id=workspace, key=key, kind=document.journey.kind, written=written)
    _describe(row, document)
    row.changed_by = author
    row.save(force_insert=True)
    return row.id


def _describe(row: Map, document: Document) -> None:
    head = document.journey
    row.title, row.kind, row.state, row.owner = head.title[:300], head.kind, head.state.value, head.owner[:200]
    row.reviewed, row.review_every = head.reviewed[:10], head.review_every
    row.counts = dict(Counter(record.type for record in document))
    row.changed = timezone.now()


def _write(map: str, document: Document) -> None:
    row = Map.objects.select_related("workspace").get(id=map)
    if row.deleted is not None:
        return
    folder = folder_of(row.workspace)
    path = folder.maps / f"{row.key}{ENDING}"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if old and row.written and _sum(old) != row.written:
        return  # edited meanwhile: gather takes that in first, then comes back here
    text = maps.rewrite(old, document) if old and maps.read(old)[0] is not None else maps.write(document)
    if text != old:
        write_whole(path, text)
    base = _base(folder.store, path.name)
    base.parent.mkdir(exist_ok=True)
    write_whole(base, text)
    _seen[path] = (path.stat().st_mtime_ns, path.stat().st_size)
    row.written = _sum(text)
    _describe(row, document)
    row.save()


def _mark(map: str, text: str) -> None:
    Map.objects.filter(id=map).update(written=_sum(text))


def _last_written(workspace: str, name: str) -> str:
    base = _base(folder_of(Workspace.objects.get(id=workspace)).store, name)
    return base.read_text(encoding="utf-8") if base.exists() else ""


def _base(store: Path, name: str) -> Path:
    return store / "written" / name


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
