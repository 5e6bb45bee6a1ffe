"""The file of a backup: a zip with a manifest that names every entry with its size and sum, whole or not there at all.

What lives here: Manifest, writing and reading. Not here: which tables and folders are in it (making, restoring).
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from outsidein.ground import Diagnostic, Place, WorkspaceError
from outsidein.ground.message import Value
from outsidein.server.phrases import say

FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_STORED: Final = frozenset({".parquet", ".zip", ".png", ".jpg", ".jpeg", ".webp", ".xlsx", ".gz", ".zst"})
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the zip: how long it is and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the version that made it, its migrations by app, the folder of each workspace by its id."""

    format: int
    version: str
    created: str
    engine: str
    migrations: dict[str, list[str]]
    workspaces: dict[str, str]
    entries: dict[str, Entry]


def refuse(code: str, file: Path, **values: Value) -> WorkspaceError:
    """The error for a backup that cannot be made or taken; its words stand in the catalogue under ``code``."""
    key = code.partition("/")[2]
    return WorkspaceError(Diagnostic(code, say(f"{key}.says", **values), say(f"{key}.fix", **values), Place(str(file))))


class Writer:
    """Puts entries into a backup that is being made."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.entries: dict[str, Entry] = {}

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """One entry, as its bytes come."""
        sum, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
        info.compress_type = zipfile.ZIP_STORED if PurePosixPath(name).suffix in _STORED else zipfile.ZIP_DEFLATED
        info.external_attr = (stat.S_IFREG | 0o600) << 16
        with self._archive.open(info, "w", force_zip64=True) as entry:
            for chunk in chunks:
                entry.write(chunk)
                sum.update(chunk)
                size += len(chunk)
        self.entries[name] = Entry(size, sum.hexdigest())

    def copy(self, name: str, file: Path) -> None:
        """One entry from a file."""
        with file.open("rb") as handle:
            self.put(name, iter(lambda: handle.read(_CHUNK), b""))


@contextmanager
def writing(file: Path) -> Iterator[tuple[Writer, dict[str, Any]]]:
    """A new backup. It has its name once the block has ended and all is on disk; else there is none.

    The block puts into the dict what the manifest says besides its entries.
    """
    descriptor, name = tempfile.mkstemp(prefix=".outsidein-backup-", suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                writer, more = Writer(archive), dict[str, Any]()
                yield writer, more
                manifest = Manifest(entries=writer.entries, format=FORMAT, **more)
                archive.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _settle(file.parent)


def _settle(folder: Path) -> None:
    """Have the name of a new file on disk, too."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Reader:
    """A backup that is being read. Everything in it is checked before it is made: names, sizes, sums."""

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        self._file = file
        self._archive = archive
        self.manifest = self._read_manifest()
        self._check_names()

    def _read_manifest(self) -> Manifest:
        try:
            told = json.loads(self._archive.read(_MANIFEST))
            number = int(told["format"])
        except (KeyError, ValueError, TypeError, zipfile.BadZipFile, OSError, EOFError) as error:
            raise refuse("server/backup-damaged", self._file, name=_MANIFEST) from error
        if number > FORMAT:
            raise refuse("server/backup-newer", self._file, version=str(told.get("version", "?")))
        try:
            entries = {str(name): Entry(int(one["size"]), str(one["sha256"])) for name, one in told["entries"].items()}
            return Manifest(**{**told, "entries": entries})
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise refuse("server/backup-damaged", self._file, name=_MANIFEST) from error

    def _check_names(self) -> None:
        known = self.manifest.entries
        found = [info for info in self._archive.infolist() if info.filename != _MANIFEST]
        for info in found:
            one = known.get(info.filename)
            if one is None or one.size != info.file_size or not _harmless(info):
                raise refuse("server/backup-damaged", self._file, name=info.filename[:200])
        if len(found) != len(known):
            missing = min(known.keys() - {info.filename for info in found}, default=_MANIFEST)
            raise refuse("server/backup-damaged", self._file, name=missing)

    def check(self) -> None:
        """Read everything once. Raises WorkspaceError that names the first entry that is damaged."""
        for name in self.manifest.entries:
            for _ in self.chunks(name):
                pass

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of an entry; raises WorkspaceError at the end where they are not what they were."""
        known, sum = self.manifest.entries[name], hashlib.sha256()
        try:
            with self._archive.open(name) as entry:
                while chunk := entry.read(_CHUNK):
                    sum.update(chunk)
                    yield chunk
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, _zlib_error()) as error:
            raise refuse("server/backup-damaged", self._file, name=name) from error
        if sum.hexdigest() != known.sha256:
            raise refuse("server/backup-damaged", self._file, name=name)

    def open(self, name: str) -> IO[bytes]:
        """An entry to read line by line, already checked."""
        return self._archive.open(name)


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


@contextmanager
def reading(file: Path) -> Iterator[Reader]:
    """The backup in ``file``. Raises WorkspaceError where it is none, is damaged, or newer than this version."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise refuse("server/backup-damaged", file, name=file.name) from error
    with archive:
        yield Reader(file, archive)


def _harmless(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is a plain file below one of our folders, whatever its name tries to say."""
    name, path = info.filename, PurePosixPath(info.filename)
    kind = stat.S_IFMT(info.external_attr >> 16)
    plain = kind in (0, stat.S_IFREG) and not info.is_dir() and not info.flag_bits & 1
    inside = not path.is_absolute() and ".." not in path.parts and path.parts[0] in ("tables", "workspaces", "data")
    return plain and inside and not set(name) & set("\\:\0") and str(path) == name
