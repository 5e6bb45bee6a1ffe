"""Serving: a folder that a server has open says so, so that others go through the server and not past it.

What lives here: the note that a server leaves (``.outsidein/serving.json``) and the lock that says whether it still
holds. Not here: the server, asking it anything (cli).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Final

from outsidein.ground import Diagnostic, Place, WorkspaceError
from outsidein.workspace.folder import Folder
from outsidein.workspace.phrases import say

_NOTE: Final = "serving.json"
_LOCK: Final = "serving.lock"


@dataclass(frozen=True, slots=True)
class Serving:
    """Where a folder is served: the address of the server, the id of the workspace there, and its process.

    ``token`` lets whoever may read this folder in; it is empty where a team's server does not let them in by that.
    """

    address: str
    workspace: str
    token: str
    pid: int


@contextmanager
def announced(folder: Folder, serving: Serving) -> Iterator[None]:
    """Say that ``folder`` is served while the block runs. Raises WorkspaceError where another server has it."""
    note = folder.store / _NOTE
    with ExitStack() as held:
        try:
            held.enter_context(folder.locked(_LOCK))
        except WorkspaceError as error:
            raise served_elsewhere(folder) from error
        note.unlink(missing_ok=True)
        descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        held.callback(note.unlink, missing_ok=True)
        with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
            json.dump(asdict(serving), handle)
        yield


def served_elsewhere(folder: Folder) -> WorkspaceError:
    """The error for whoever would serve a folder that is being served."""
    says, fix = say("serving.another-server-has-it"), say("serving.use-that-or-stop-it")
    return WorkspaceError(Diagnostic("workspace/served", says, fix, Place(str(folder.path))))


def served(folder: Folder) -> Serving | None:
    """Where ``folder`` is served just now; None where it is not. What a server that died left is cleared away."""
    note = folder.store / _NOTE
    if not note.exists():
        return None
    try:
        with folder.locked(_LOCK):
            note.unlink(missing_ok=True)
        return None
    except WorkspaceError:
        pass
    try:
        return Serving(**json.loads(note.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        says = say("serving.its-note-cannot-be-read")
        raise WorkspaceError(
            Diagnostic("workspace/served", says, say("serving.use-the-browser-or-stop"), Place(str(folder.path)))
        ) from error
