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
from outsidein.maps.anatomy import Kind, KindLane, Line, LineLook, Quad, Role, Spine, Structure, Whose
from outsidein.maps.catalog import call_channels, read_words
from outsidein.maps.declaring import declared
from outsidein.maps.document import Document

__all__ = [
    "Kind",
    "KindLane",
    "Line",
    "LineLook",
    "Quad",
    "Role",
    "Spine",
    "Structure",
    "Whose",
    "built_in",
    "kind",
    "kinds",
    "know",
    "knowing",
    "lanes_of",
]

_FOLDER: Final = Path(__file__).with_name("kinds")
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
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
def knowing(own: Iterable[Kind], *, channels: Mapping[str, str] = _NONE) -> Iterator[Mapping[str, Kind]]:
    """Within the block the kinds that a workspace declares are known beside ours: for reading, checking, drawing.

    ``channels`` are the names that it has for its channels, by key.

    Tasks and threads started by asyncio inherit it; a process does not and is told again. Ours cannot be replaced:
    of two kinds with one id the first is known, and ours come first.
    """
    before, called = _OWN.get(), call_channels({})
    know(own, channels=channels)
    try:
        yield kinds()
    finally:
        _OWN.set(before)
        call_channels(called)


def know(own: Iterable[Kind], *, channels: Mapping[str, str] = _NONE) -> None:
    """From here on, in this context, the kinds that a workspace declares are known, and its channels by their names;
    those of another are forgotten.
    """
    call_channels(channels)
    _OWN.set(tuple(kind.source for kind in own if kind.own))


def kind(of: Document | str) -> Kind:
    """The kind of a map, or the kind of this id. Raises KeyError for an unknown one (a reader never lets one pass)."""
    id = of if isinstance(of, str) else of.journey.kind
    return _ours(id, speech.language()) if id in _ours_by_id() else kinds()[id]


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
        return MappingProxyType({id: _ours(id, spoken) for id in _ours_by_id()})


@cache
def _ours_by_id() -> Mapping[str, Path]:
    """The files of our kinds, each named by its id."""
    return MappingProxyType({path.stem: path for path in sorted(_FOLDER.glob("*.yaml"))})


@cache
def _ours(id: str, spoken: str) -> Kind:
    """One of our kinds, read when it is first asked for: most who ask want one, and its file is all that takes."""
    with speech.speaking(spoken):
        text = _ours_by_id()[id].read_text("utf-8")
        kind, found = declared(text, words=read_words(_FOLDER, spoken).get(id, {}), ours=True)
    if kind is None or kind.id != id:
        raise RuntimeError(f"the kind {id} cannot be read: {found}")
    return kind
