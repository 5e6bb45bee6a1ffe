"""Pictures that nothing can show any more: found by reading everything that could name one, and then taken away.

What lives here: remove_spare, which the server calls once a day. A picture stays as long as a map, the trash, a version
or the history that one can go back to names it. Not here: pictures that are used (pictures).
"""

from __future__ import annotations

import json
import logging
import re
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from outsidein.server import pictures
from outsidein.server.models import Image, Map, MapVersion, RoomSnapshot, RoomUpdate, Workspace

_LOG = logging.getLogger("outsidein.server")
REST: Final = timedelta(days=30)
"""How long a picture stays whatever names it: a browser that was offline may still bring the card it is on."""
SETTLE: Final = 5.0
"""Seconds after which is looked once more, for what somebody did meanwhile."""
_AT_ONCE: Final = 500
"""Pictures of a workspace that are looked for in one round; the others have their turn in the next."""
_PAGE: Final = 2_000
_NAMES: Final = re.compile(rb"[0-9a-f]{16}\.(?:png|webp)")

Marks = dict[str, int]
"""By map the last row of its log that was read."""


def remove_spare(now: datetime, *, wait: Callable[[float], object] = time.sleep) -> int:
    """Take pictures away that are older than REST and named nowhere; gives how many."""
    removed = 0
    for home in Workspace.objects.all():
        folder = Path(home.folder) / pictures.FOLDER
        before = now - REST
        spare = _candidates(home, folder, before)
        marks: Marks = {}
        if spare:
            spare = _unnamed(spare, home, marks)
        if spare:
            wait(SETTLE)
            spare = _unnamed(spare, home, marks)
        gone = [name for name in sorted(spare) if _remove(home, folder, name, before)]
        if gone:
            _LOG.info("spare pictures removed", extra={"workspace": home.id, "count": len(gone)})
        removed += len(gone)
    return removed


def _candidates(home: Workspace, folder: Path, before: datetime) -> set[str]:
    """Names of old pictures: those that were sent, and files of which no row tells (any more)."""
    rows = dict(Image.objects.filter(workspace=home).values_list("name", "at"))
    old = [name for name, at in sorted(rows.items(), key=lambda row: row[1]) if at < before]
    files = [path for path in folder.iterdir() if path.name not in rows] if folder.is_dir() else []
    old += sorted(path.name for path in files if _is_ours(path.name) and _written(path) < before)
    return set(old[:_AT_ONCE])


def _unnamed(spare: set[str], home: Workspace, marks: Marks) -> set[str]:
    """Those of ``spare`` that nothing of the workspace names; ``marks`` says from where on, and is moved on."""
    left = set(spare)
    for text in _texts(home, marks):
        left -= {name.decode() for name in _NAMES.findall(text)}
        if not left:
            break
    return left


def _texts(home: Workspace, marks: Marks) -> Iterator[bytes]:
    """Everything that can name a picture, what names most of them first: files of maps, versions, logs of live maps."""
    folder = Path(home.folder)
    for path in sorted({*folder.glob("*.yaml"), *folder.glob("maps/*.yaml")}):
        yield path.read_bytes()
    for document in MapVersion.objects.filter(map__workspace=home).values_list("document", flat=True).iterator(10):
        yield json.dumps(document).encode()
    for map in Map.objects.filter(workspace=home).values_list("id", flat=True):  # of the trash, too
        if map not in marks:
            for data in RoomSnapshot.objects.filter(map=map).values_list("data", flat=True).iterator(1):
                yield zlib.decompress(bytes(data))
        yield from _log_of(map, marks)


def _log_of(map: str, marks: Marks) -> Iterator[bytes]:
    """The rows of a live map after its mark, in pages, so that nobody waits for the database meanwhile."""
    while True:
        rows = RoomUpdate.objects.filter(map=map, serial__gt=marks.get(map, 0)).order_by("serial")
        page = list(rows.values_list("serial", "data")[:_PAGE])
        for serial, data in page:
            yield bytes(data)
            marks[map] = serial
        if len(page) < _PAGE:
            return


def _remove(home: Workspace, folder: Path, name: str, before: datetime) -> bool:
    """Take one away, unless it was sent anew meanwhile."""
    with pictures.SHELF:
        row = Image.objects.filter(workspace=home, name=name).first()
        if row is not None and row.at >= before:
            return False
        path = folder / name
        if row is None and (not path.exists() or _written(path) >= before):
            return False
        if row is not None:
            row.delete()  # first: a file without a row is found by the next round, a row without a file by nobody
        path.unlink(missing_ok=True)
        return True


def _is_ours(name: str) -> bool:
    """Whether a file is a picture, or one that was cut off while it was written."""
    return name.startswith(pictures.UNFINISHED) or _NAMES.fullmatch(name.encode()) is not None


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
