"""The kinds of map that a workspace declares for itself: YAML files in ``kinds/``, one a kind.

What lives here: finding, reading, keeping and removing them. Not here: what a kind is (maps), or who may
keep one (server).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from outsidein import maps
from outsidein.ground import Diagnostic, MapError, Place
from outsidein.maps import Kind
from outsidein.workspace.folder import write_whole
from outsidein.workspace.phrases import say

KINDS = "kinds"
MOST_KINDS = 100
BIGGEST = 256 * 1024
"""How many kinds a workspace can declare, and the most bytes of one."""


def read_kinds(workspace: Path) -> tuple[tuple[Kind, ...], tuple[Diagnostic, ...]]:
    """The kinds that the workspace in this folder declares, by file name, and what is wrong with their files."""
    folder = workspace / KINDS
    if not folder.is_dir():
        return (), ()
    files = sorted(folder.glob("*.yaml"))[:MOST_KINDS]
    stamps = tuple((path, stat.st_mtime_ns, stat.st_size) for path in files if (stat := path.stat()))
    return _read(stamps)


def keep_kind(workspace: Path, text: str, *, id: str = "") -> Kind:
    """Keep the kind that ``text`` declares, in the file of its id, over what stood there.

    Raises MapError where the text declares none, or another than ``id``.
    """
    kind, found = maps.read_kind(text, file=f"{KINDS}/{id}.yaml" if id else None)
    if kind is None:
        raise MapError(*found)
    if kind.id in maps.built_in() or (id and kind.id != id):
        raise MapError(_taken(kind.id, "kinds.is-called-otherwise" if id and kind.id != id else "kinds.is-ours"))
    (workspace / KINDS).mkdir(exist_ok=True)
    write_whole(workspace / KINDS / f"{kind.id}.yaml", text if text.endswith("\n") else f"{text}\n")
    return kind


def remove_kind(workspace: Path, id: str) -> bool:
    """Remove the file of a kind; False where there is none of this id."""
    own, _ = read_kinds(workspace)
    if all(kind.id != id for kind in own):
        return False
    for path in (workspace / KINDS).glob("*.yaml"):
        kind, _ = maps.read_kind(path.read_text("utf-8", errors="replace"))
        if kind is not None and kind.id == id:
            path.unlink()
    return True


@lru_cache(maxsize=64)
def _read(files: tuple[tuple[Path, int, int], ...]) -> tuple[tuple[Kind, ...], tuple[Diagnostic, ...]]:
    kept: dict[str, Kind] = {}
    told: list[Diagnostic] = []
    for path, _, size in files:
        name = f"{KINDS}/{path.name}"
        try:
            text = path.read_text("utf-8-sig") if size <= BIGGEST else ""
        except (OSError, UnicodeDecodeError):
            text = ""
        if not text:
            says, fix = say("kinds.cannot-be-read"), say("kinds.save-it-as")
            told.append(Diagnostic("workspace/kind-unreadable", says, fix, Place(name)))
            continue
        kind, found = maps.read_kind(text, file=name)
        told += found
        if kind is None:
            continue
        if kind.id in maps.built_in() or kind.id in kept:
            taken = _taken(kind.id, "kinds.is-ours" if kind.id in maps.built_in() else "kinds.stands-in-another-file")
            told.append(replace(taken, where=Place(name)))
            continue
        kept[kind.id] = kind
    return tuple(kept.values()), tuple(told)


def _taken(id: str, says: str) -> Diagnostic:
    return Diagnostic("workspace/kind-taken", say(says, id=id), say("kinds.take-another-id"))
