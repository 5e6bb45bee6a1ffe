"""What a workspace calls its own: its kinds of map, and the names of its channels, wherever its maps are read or drawn.

What lives here: making both known. Not here: reading kinds (kinds) and the library (library), or what they change
(``maps.know``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from outsidein import maps
from outsidein.ground import WorkspaceError
from outsidein.ground.speech import LANGUAGES, speaking
from outsidein.workspace.kinds import read_kinds
from outsidein.workspace.library import FILE, read_shared

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def know_own(folder: Path) -> None:
    """From here on, in this context, the kinds and the channels of the workspace in this folder are known."""
    maps.know(read_kinds(folder)[0], channels=channel_names(folder))


@contextmanager
def knowing_own(folder: Path) -> Iterator[None]:
    """Within the block the kinds and the channels of the workspace in this folder are known."""
    with maps.knowing(read_kinds(folder)[0], channels=channel_names(folder)):
        yield


def channel_names(folder: Path) -> Mapping[str, str]:
    """What the library of a workspace calls its channels, by key; none where it calls them what the catalogue does.

    A library that cannot be read names none: whoever opens it is told.
    """
    path = folder / FILE
    try:
        state = path.stat()
    except OSError:
        return _NONE
    return _names(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _names(path: Path, changed: int, size: int) -> Mapping[str, str]:
    try:
        terms = read_shared(path).terms
    except WorkspaceError:
        return _NONE
    named = {id.partition(":")[2]: one.name for id, one in terms.items() if id.startswith("channel:")}
    return MappingProxyType({key: name for key, name in named.items() if name not in _ours(key)})


def _ours(key: str) -> frozenset[str]:
    """What the catalogue calls a channel, in every language."""
    found: set[str] = set()
    with maps.knowing(()):
        for language in LANGUAGES:
            with speaking(language):
                known = {**maps.catalog.channels(), **maps.catalog.media()}
                found |= {known[key].name} if key in known else set()
    return frozenset(found)
