"""The kinds of map that there are: ours from ``kinds/*.yaml``, and those that a workspace declares for itself.

What lives here: kinds, knowing, and asking a map for its kind and lanes. Not here: what a kind is made of (anatomy), or
reading its file (declaring). Nobody asks which kind a map is of: they ask the kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from outsidein.ground import speech
from outsidein.maps.anatomy import Kind, KindLane, Line, Quad, Role, Spine, Structure
from outsidein.maps.catalog import read_words
from outsidein.maps.declaring import declared
from outsidein.maps.document import Document

__all__ = [
    "Kind",
    "KindLane",
    "Line",
    "Quad",
    "Role",
    "Spine",
    "Structure",
    "built_in",
    "kind",
    "kinds",
    "know",
    "knowing",
    "lanes_of",
]

_FOLDER: Final = Path(__file__).with_name("kinds")
_OWN: Final[ContextVar[tuple[str, ...]]] = ContextVar("outsidein_kinds", default=())
"""The texts that declare the kinds of the workspace at hand."""


def kinds() -> Mapping[str, Kind]:
    """Every kind of map there is, by id: ours, and those of ``knowing`` behind them.

    >>> [lane.key for lane in kinds()["customer-journey"].lanes][:3]
    ['actions', 'thoughts', 'feelings']
    """
    return _known(_OWN.get(), speech.language())


def built_in() -> Mapping[str, Kind]:
    """The kinds that Outside-In itself declares, by id."""
    return _built_in(speech.language())


@contextmanager
def knowing(own: Iterable[Kind]) -> Iterator[Mapping[str, Kind]]:
    """Within the block the kinds that a workspace declares are known beside ours: for reading, checking, drawing.

    Tasks and threads started by asyncio inherit it; a process does not and is told again. Ours cannot be replaced:
    of two kinds with one id the first is known, and ours come first.
    """
    before = _OWN.get()
    know(own)
    try:
        yield kinds()
    finally:
        _OWN.set(before)


def know(own: Iterable[Kind]) -> None:
    """From here on, in this context, the kinds that a workspace declares are known; those of another are forgotten."""
    _OWN.set(tuple(kind.source for kind in own if kind.own))


def kind(of: Document | str) -> Kind:
    """The kind of a map, or the kind of this id. Raises KeyError for an unknown one (a reader never lets one pass)."""
    return kinds()[of if isinstance(of, str) else of.journey.kind]


def lanes_of(document: Document, *, hidden: bool = False) -> tuple[KindLane, ...]:
    """The lanes of a map in order: those of its kind, as the map renames or hides them, and those it adds."""
    return tuple(lane for lane in kind(document).arrange(document.lanes) if hidden or not lane.hidden)


@lru_cache(maxsize=64)
def _known(sources: tuple[str, ...], spoken: str) -> Mapping[str, Kind]:
    found: dict[str, Kind] = dict(_built_in(spoken))
    for source in sources:
        own, _ = declared(source)
        if own is not None:
            found.setdefault(own.id, own)
    return MappingProxyType(found)


@cache
def _built_in(spoken: str) -> Mapping[str, Kind]:
    with speech.speaking(spoken):
        found = [_ours(path, spoken) for path in sorted(_FOLDER.glob("*.yaml"))]
    return MappingProxyType({kind.id: kind for kind in found})


def _ours(path: Path, spoken: str) -> Kind:
    kind, found = declared(path.read_text("utf-8"), words=read_words(_FOLDER, spoken).get(path.stem, {}), ours=True)
    if kind is None:
        raise RuntimeError(f"the kind {path.stem} cannot be read: {found[0]}")
    return kind
