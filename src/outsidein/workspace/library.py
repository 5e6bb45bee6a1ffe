"""The library of a workspace: touchpoints, personas, channels and capabilities that live once and are used by maps.

What lives here: reading and writing ``shared.yaml``, where each thing is used, changing it everywhere, and refusing to
delete what is used. Not here: maps themselves (author), the same over live maps (server). See
docs/adr/0015-shared-objects.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import yaml

from outsidein import maps
from outsidein.ground import Diagnostic, Place, WorkspaceError
from outsidein.ground.writing import quoted
from outsidein.maps import Document, Record, Touchpoint
from outsidein.workspace.author import MapFile, read_maps
from outsidein.workspace.folder import Folder, write_whole
from outsidein.workspace.phrases import say

FILE: Final = "shared.yaml"
FORMAT: Final = 1
_MOST: Final = 5_000_000
RECORDS: Final = {"touchpoint": "touchpoints", "persona": "personas"}
"""Types of shared things that stand on maps as records, with their section of the file."""
TERMS: Final = {"channel": "channels", "capability": "capabilities"}
"""Types that maps name by their key."""


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A channel or a capability: ``id`` is ``channel:app`` or ``capability:claims``; ``owner`` has it in hand."""

    id: str
    name: str
    about: str = ""
    owner: str = ""

    @property
    def key(self) -> str:
        """The part of the id that people write."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Library:
    """What the file holds, by id."""

    records: Mapping[str, Record]
    terms: Mapping[str, SharedTerm]

    def __contains__(self, id: object) -> bool:
        return id in self.records or id in self.terms


@dataclass(frozen=True, slots=True)
class Use:
    """Where a map uses a shared thing: the map, the record that refers to it, and how people call that record."""

    map: str
    title: str
    record: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A shared thing with everywhere it is used; ``maps`` are the keys of maps that carry it."""

    id: str
    name: str
    thing: Record | SharedTerm
    maps: tuple[str, ...]
    uses: tuple[Use, ...]
    shared: bool
    """Whether it stands in the library’s own file."""


def read_library(folder: Folder) -> Library:
    """What ``shared.yaml`` holds; nothing where there is none. Raises WorkspaceError where it cannot be read."""
    return read_shared(folder.path / FILE)


def read_shared(path: Path) -> Library:
    """What the file of a library holds, as ``read_library``."""
    if not path.exists():
        return Library({}, {})
    try:
        text = path.read_text(encoding="utf-8")
        if len(text) > _MOST:
            raise ValueError(say("folder.it-is-far-too-large"))
        said = yaml.safe_load(text) or {}
        if not isinstance(said, dict):
            raise ValueError(say("folder.it-is-not-a-list"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        problem = str(getattr(error, "problem", None) or error)
        raise _unreadable(path.name, problem) from error
    return Library(dict(_records(said)), dict(_terms(said)))


def write_library(folder: Folder, library: Library) -> None:
    """Keep the library, whole or not at all."""
    data: dict[str, Any] = {"outsidein": FORMAT}
    for type_, section in RECORDS.items():
        found = [one for one in library.records.values() if one.type == type_]
        if found:
            data[section] = [_written(one) for one in sorted(found, key=lambda one: one.id)]
    for type_, section in TERMS.items():
        terms = [one for one in library.terms.values() if one.id.startswith(f"{type_}:")]
        if terms:
            data[section] = [_told(one) for one in sorted(terms, key=lambda one: one.id)]
    write_whole(folder.path / FILE, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=118))


def list_library(folder: Folder) -> tuple[Entry, ...]:
    """Everything shared: what stands in the library and what stands on maps, each with its uses."""
    documents = [one.document for one in read_maps(folder) if one.document is not None]
    return entries(read_library(folder), documents)


def entries(library: Library, documents: Iterable[Document]) -> tuple[Entry, ...]:
    """Everything shared by these maps and the library, by id. What a map says counts, it is what people see."""
    documents = list(documents)
    things: dict[str, Record | SharedTerm] = {**library.records, **_named(documents), **library.terms}
    carried: dict[str, list[str]] = {}
    for document in documents:
        for record in document:
            if record.type in RECORDS:
                things[record.id] = record
                carried.setdefault(record.id, []).append(document.journey.key)
    return tuple(
        Entry(id, _name(thing), thing, tuple(carried.get(id, ())), tuple(uses_of(id, documents)), id in library)
        for id, thing in sorted(things.items())
    )


def _named(documents: Iterable[Document]) -> dict[str, SharedTerm]:
    """Channels and capabilities that maps name, whether or not the library tells of them."""
    with maps.knowing(()):  # what the catalogue calls them: what the library does stands in the library
        known = {**maps.catalog.channels(), **maps.catalog.media()}
    channels = {
        key: known[key].name if key in known else key
        for document in documents
        for one in document.touchpoints
        for key in (one.channel, one.medium)
        if key
    }
    capabilities = {key: key for document in documents for step in document.steps for key in step.capabilities}
    named = {f"channel:{key}": name for key, name in channels.items()}
    named |= {f"capability:{key}": name for key, name in capabilities.items()}
    return {id: SharedTerm(id, name) for id, name in named.items()}


def uses_of(id: str, documents: Iterable[Document]) -> Iterator[Use]:
    """Where these maps use a shared thing: all that refers to it.

    That a map knows a touchpoint is no use yet; a persona on a map is one, since the map is theirs.
    """
    type_, _, key = id.partition(":")
    for document in documents:
        head = document.journey
        for record in document:
            if type_ == "persona" and record.id == id:
                used = True
            elif type_ in RECORDS:
                used = record.id != id and id in _referred(record)
            elif type_ == "channel":
                used = isinstance(record, Touchpoint) and key in (record.medium, record.channel)
            else:
                used = key in getattr(record, "capabilities", ())
            if used:
                yield Use(head.key, head.title, record.id, _where(record, document))


def create_shared(folder: Folder, thing: Record | SharedTerm) -> None:
    """Enter a thing in the library. Raises WorkspaceError where there is one of that id."""
    with folder.locked("library", wait=True):
        library = read_library(folder)
        if thing.id in {one.id for one in list_library(folder) if one.shared or one.maps}:
            says = say("library.there-is-one", id=thing.id)
            raise WorkspaceError(Diagnostic("workspace/shared-exists", says, say("library.name-another")))
        write_library(folder, _with(library, thing))


def change_shared(folder: Folder, id: str, **fields: Any) -> int:
    """Change a shared thing in the library and on every map that carries it; gives the number of these maps.

    Maps name channels and capabilities by their key alone: those are the maps that show it otherwise from now on.

    Raises WorkspaceError where there is no such thing, MapError where the fields do not fit.
    """
    found = next((one for one in list_library(folder) if one.id == id), None)
    if found is None:
        raise unknown(id)
    changed = changed_thing(found.thing, fields)
    made = 0
    for file in read_maps(folder):
        if file.document is not None and id in file.document.records and isinstance(changed, Record):
            _save(folder, file, file.document.put(changed))
            made += 1
    with folder.locked("library", wait=True):
        library = read_library(folder)
        if id in library or not made:
            write_library(folder, _with(library, changed))
    return made if isinstance(changed, Record) else len({use.map for use in found.uses})


def change_kept(folder: Folder, id: str, fields: Mapping[str, Any]) -> None:
    """Change a thing in the file of the library alone; its maps are changed by whoever holds them."""
    with folder.locked("library", wait=True):
        library = read_library(folder)
        thing = library.records.get(id) or library.terms.get(id)
        if thing is None:
            raise unknown(id)
        write_library(folder, _with(library, changed_thing(thing, fields)))


def remove_shared(folder: Folder, id: str) -> int:
    """Take a thing out of the library and off the maps that carry it unused; gives the number of these maps.

    Raises WorkspaceError ``workspace/shared-used`` with each use where it is used, and where there is no such thing.
    """
    found = next((one for one in list_library(folder) if one.id == id), None)
    if found is None:
        raise unknown(id)
    if found.uses:
        raise WorkspaceError(*used(found))
    made = 0
    for file in read_maps(folder):
        if file.document is not None and id in file.document.records:
            _save(folder, file, file.document.without([id]))
            made += 1
    forget(folder, id)
    return made


def forget(folder: Folder, id: str) -> None:
    """Take a thing out of the file of the library, if it stands there; no map is looked at."""
    with folder.locked("library", wait=True):
        library = read_library(folder)
        if id in library:
            records = {key: one for key, one in library.records.items() if key != id}
            write_library(folder, Library(records, {key: one for key, one in library.terms.items() if key != id}))


def keep_shared(folder: Folder) -> int:
    """Enter everything that stands on maps in the library, as the maps have it; gives how many things were new."""
    documents = [one.document for one in read_maps(folder) if one.document is not None]
    with folder.locked("library", wait=True):
        library = read_library(folder)
        found = {one.id: one for document in documents for one in document if one.type in RECORDS}
        fresh = [one for one in found if one not in library.records]
        if found and {**library.records, **found} != dict(library.records):
            write_library(folder, Library({**library.records, **found}, library.terms))
    return len(fresh)


def changed_thing(thing: Record | SharedTerm, fields: Mapping[str, Any]) -> Record | SharedTerm:
    """The thing with these fields. Raises WorkspaceError where they do not fit."""
    if isinstance(thing, SharedTerm):
        known = {"name", "about", "owner"}
        if set(fields) - known or not all(isinstance(one, str) for one in fields.values()):
            says = say("library.has-fields", id=thing.id, fields=", ".join(sorted(known)))
            raise WorkspaceError(Diagnostic("workspace/shared-wrong", says))
        return replace(thing, **dict(fields))
    made, found = maps.unflat(thing.id, {**maps.flat(thing), **fields, "type": thing.type})
    if made is None:
        raise WorkspaceError(*found)
    return made


def begin_thing(type_: str, key: str, fields: Mapping[str, Any]) -> Record | SharedTerm:
    """A new shared thing of a type with its fields. Raises WorkspaceError where they do not fit."""
    id = f"{type_}:{key}"
    if type_ in TERMS:
        return changed_thing(SharedTerm(id, str(fields.get("name") or key)), fields)
    made, found = maps.unflat(id, {"name": key, **fields, "type": type_ if type_ in RECORDS else ""})
    if made is None:
        raise WorkspaceError(*found)
    return made


def used(entry: Entry) -> tuple[Diagnostic, ...]:
    """The refusal to delete it: every use, one by one."""
    return tuple(
        Diagnostic(
            "workspace/shared-used",
            say("library.is-used", name=quoted(entry.name), map=quoted(use.title or use.map), where=use.name),
            say("library.take-it-out-there"),
            Place(file=use.map, record=use.record),
        )
        for use in entry.uses
    )


def unknown(id: str) -> WorkspaceError:
    """There is no such thing."""
    return WorkspaceError(Diagnostic("workspace/shared-unknown", say("library.there-is-none", id=id)))


def _with(library: Library, thing: Record | SharedTerm) -> Library:
    if isinstance(thing, SharedTerm):
        return Library(library.records, {**library.terms, thing.id: thing})
    return Library({**library.records, thing.id: thing}, library.terms)


def _save(folder: Folder, file: MapFile, document: Document) -> None:
    from outsidein.workspace.author import save_map

    save_map(folder, document, path=file.path)


def _referred(record: Record) -> Iterator[str]:
    from outsidein.maps.pairing import references

    for name in references(record):
        value = getattr(record, name)
        yield from value if isinstance(value, tuple) else (value,)


def _where(record: Record, document: Document) -> str:
    parent = document.records.get(getattr(record, "parent", ""))
    own = _name(record)
    named = _name(parent) if parent is not None and parent.type != "journey" else ""
    return ", ".join(quoted(one) for one in (named, own) if one) or record.id


def _name(thing: Record | SharedTerm) -> str:
    return str(getattr(thing, "name", "") or getattr(thing, "text", "") or getattr(thing, "label", ""))


def _records(said: Mapping[str, Any]) -> Iterator[tuple[str, Record]]:
    for type_, section in RECORDS.items():
        for key, fields in _entries(said, section):
            id = f"{type_}:{key}"
            record, found = maps.unflat(id, {**fields, "type": type_})
            if record is None:
                raise WorkspaceError(*(replace(one, where=replace(one.where, file=FILE)) for one in found))
            yield id, record


def _terms(said: Mapping[str, Any]) -> Iterator[tuple[str, SharedTerm]]:
    for type_, section in TERMS.items():
        for key, fields in _entries(said, section):
            thing = changed_thing(SharedTerm(f"{type_}:{key}", str(fields.get("name") or key)), fields)
            yield thing.id, thing  # type: ignore[misc]


def _entries(said: Mapping[str, Any], section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    found = said.get(section) or []
    if not isinstance(found, list) or not all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in found
    ):
        raise _unreadable(FILE, say("library.a-list-with-ids", section=section))
    for one in found:
        yield one["id"], {name: value for name, value in one.items() if name != "id"}


def _unreadable(file: str, problem: str) -> WorkspaceError:
    says, fix = say("library.cannot-be-read", problem=problem), say("folder.mend-it")
    return WorkspaceError(Diagnostic("workspace/shared-unreadable", says, fix, Place(file)))


def _written(record: Record) -> dict[str, Any]:
    return {"id": record.key, **{name: value for name, value in maps.flat(record).items() if name != "type"}}


def _told(term: SharedTerm) -> dict[str, Any]:
    return {"id": term.key, "name": term.name} | {
        name: value for name in ("about", "owner") if (value := getattr(term, name))
    }
