"""A workspace as a folder: what lies where, how one is found, made, and kept from being written twice at once.

What lives here: paths, the workspace file ``outsidein.yaml``, the key of pseudonyms, the lock. Not here: what is done
with maps (author), evidence (study) or pictures (publish).

    my-workspace/
      outsidein.yaml          name of the workspace; its presence makes the folder one
      maps/*.map.yaml         the maps
      kinds/*.yaml            kinds of map of its own (once there are any)
      evidence/               files as they came, each with its *.source.yaml, and *.rejected.csv beside them
      actions.yaml            opportunities, initiatives and results (once there are any)
      targets.yaml            targets of measures (once there are any)
      themes.json             themes of comments and labels (once there are any)
      .outsidein/             key, ledger and tables; kept out of version control
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from outsidein.ground import Diagnostic, Place, WorkspaceError
from outsidein.workspace.phrases import say

FILE = "outsidein.yaml"
FORMAT = 1
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a workspace; ``name`` and ``about`` as its file says."""

    path: Path
    name: str
    about: str = ""

    @property
    def maps(self) -> Path:
        """Where the maps lie."""
        return self.path / "maps"

    @property
    def evidence(self) -> Path:
        """Where files of evidence lie with their mappings."""
        return self.path / "evidence"

    @property
    def store(self) -> Path:
        """Where tables, ledger and key lie."""
        return self.path / ".outsidein"

    @property
    def key(self) -> bytes:
        """The 32 bytes that pseudonyms of customers are made with; without them new evidence cannot join old."""
        file = self.store / "key"
        try:
            text = file.read_text(encoding="ascii").strip()
            key = bytes.fromhex(text)
        except (OSError, ValueError) as error:
            raise WorkspaceError(
                Diagnostic(
                    "workspace/key-unreadable",
                    say("folder.the-key-that-turns-customer-ids"),
                    say("folder.restore-outsidein-key-from-a-backup"),
                    Place(str(file)),
                )
            ) from error
        if len(key) != 32:
            raise WorkspaceError(
                Diagnostic(
                    "workspace/key-unreadable",
                    say("folder.the-key-that-turns-customer", n=len(key)),
                    say("folder.restore-outsidein-key-from-a"),
                    Place(str(file)),
                )
            )
        return key

    def prepare(self, key: bytes) -> None:
        """Make what taking evidence in needs where it is missing, as in a workspace fresh from version control.

        ``key`` (32 random bytes) is kept only where nothing was taken in yet: with evidence but no key, it is lost.
        """
        self.evidence.mkdir(exist_ok=True)
        self.store.mkdir(exist_ok=True)
        (self.store / ".gitignore").write_text("*\n", encoding="ascii")
        if not (self.store / "ledger.jsonl").exists():
            _write_key(self.store / "key", key)

    def relative(self, path: Path) -> str:
        """``path`` as people know it: from the workspace on, or whole where it lies elsewhere."""
        try:
            return path.resolve().relative_to(self.path.resolve()).as_posix()
        except ValueError:
            return str(path)

    @contextmanager
    def locked(self, name: str = "lock", *, wait: bool = False) -> Iterator[None]:
        """Hold the workspace for writing. Raises WorkspaceError at once where another process holds it.

        The lock is the operating system's: it falls with the process that held it. ``name`` is that of another lock.
        For one that is held but for a moment one may ``wait``.
        """
        self.store.mkdir(exist_ok=True)
        with (self.store / name).open("a+", encoding="ascii") as handle:
            if not _grab(handle.fileno(), wait=wait):
                raise WorkspaceError(
                    Diagnostic(
                        "workspace/busy",
                        say("folder.another-outside-in-process-is"),
                        say("folder.wait-until-it-is-done"),
                        Place(str(self.path)),
                    )
                )
            yield


def _grab(descriptor: int, *, wait: bool = False) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def find(start: Path) -> Folder:
    """The workspace that ``start`` is in: the nearest folder upwards with an ``outsidein.yaml``.

    From here on, in this context, its own kinds of map are known, and its channels by their names (``maps.know``).
    """
    from outsidein.workspace.own import know_own  # which reads what is written through this module

    begin = start.resolve()
    for folder in (begin, *begin.parents):
        if (folder / FILE).is_file():
            found = _read(folder)
            know_own(folder)
            return found
    raise WorkspaceError(
        Diagnostic(
            "workspace/not-found",
            say("folder.this-is-not-an-outside") if begin.exists() else say("folder.there-is-no-such-folder"),
            say("folder.make-one-with-outsidein-init", start=str(start.parent if start.is_file() else start)),
            Place(str(start)),
        )
    )


def _read(folder: Path) -> Folder:
    file = folder / FILE
    place = Place(str(file))
    try:
        text = file.read_text(encoding="utf-8")
        if len(text) > _MOST:
            raise ValueError(say("folder.it-is-far-too-large"))
        said = yaml.safe_load(text) or {}
        if not isinstance(said, dict) or not all(isinstance(value, str | int) for value in said.values()):
            raise ValueError(say("folder.it-is-not-a-list"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        problem = getattr(error, "problem", None) or error
        raise WorkspaceError(
            Diagnostic(
                "workspace/file-unreadable",
                say("folder.the-workspace-file-cannot-be", problem=str(problem)),
                say("folder.mend-it"),
                place,
            )
        ) from error
    version = said.get("outsidein", FORMAT)
    if version != FORMAT:
        raise WorkspaceError(
            Diagnostic(
                "workspace/file-newer",
                say("folder.the-workspace-says-it-is", version=version, format=FORMAT),
                say("folder.upgrade-outside-in"),
                place,
            )
        )
    return Folder(folder, str(said.get("workspace") or folder.name), str(said.get("about") or ""))


def create(path: Path, *, name: str, key: bytes, about: str = "") -> Folder:
    """Make a workspace in ``path``; ``key`` is 32 random bytes, used where none lies there yet.

    Raises WorkspaceError where a workspace is already there or the folder cannot be written.
    """
    if (path / FILE).exists():
        raise WorkspaceError(
            Diagnostic(
                "workspace/exists",
                say("folder.there-is-a-workspace-here"),
                say("folder.use-it-as-it-is"),
                Place(str(path)),
            )
        )
    if path.exists() and not path.is_dir():
        raise WorkspaceError(
            Diagnostic(
                "workspace/not-a-folder",
                say("folder.this-is-a-file"),
                say("folder.choose-another-name"),
                Place(str(path)),
            )
        )
    folder = Folder(path, name, about)
    try:
        folder.maps.mkdir(parents=True, exist_ok=True)
        folder.prepare(key)
        lines = [f"outsidein: {FORMAT}", f"workspace: {json.dumps(name, ensure_ascii=False)}"]
        if about:
            lines.append(f"about: {json.dumps(about, ensure_ascii=False)}")
        (path / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise WorkspaceError(
            Diagnostic(
                "workspace/cannot-write",
                say("folder.the-folder-cannot-be-written", strerror=str(error.strerror)),
                say("folder.choose-a-folder-that-is"),
                Place(str(path)),
            )
        ) from error
    return folder


def _write_key(file: Path, key: bytes) -> None:
    if file.exists():
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(key.hex() + "\n")


def write_whole(path: Path, data: bytes | str) -> None:
    """Write a file so that at every moment the old or the new one is there whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as handle:
            handle.write(data.encode() if isinstance(data, str) else data)
            handle.flush()
            os.fsync(handle.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
