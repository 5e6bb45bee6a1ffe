"""Taking in on this machine, with no server between: the steps of ``outsidein import``.

What lives here: the steps as a protocol, and Here, which does them in the folder. Not here: doing them through a server
that has the folder open (served), what is printed (importing).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from outsidein import workspace
from outsidein.cli.say import Step
from outsidein.ground import EvidenceError, Severity

if TYPE_CHECKING:
    from outsidein.evidence import Ingested
    from outsidein.evidence.guess import Draft
    from outsidein.workspace import Failed, Folder


@dataclass(frozen=True, slots=True)
class Drafted:
    """A file with its draft; ``id`` is what a server calls it."""

    path: Path
    draft: Draft
    id: str = ""


class Taking(Protocol):
    """Who takes in: this process, or the server that has the folder open."""

    def draft(self, path: Path, step: Step) -> Drafted:
        """Look at a file and keep nothing."""
        ...

    def drop(self, drafted: Drafted) -> None:
        """Forget a draft."""
        ...

    def keep(self, drafted: Drafted, step: Step) -> Ingested:
        """Take a file in with its draft. Raises EvidenceError or WorkspaceError, and then nothing of it is there."""
        ...

    def take(self, files: Iterable[Path], step: Step) -> list[Ingested | Failed]:
        """Take in files that a mapping names; none: every new one that lies in the folder."""
        ...

    def withdraw(self, file: str) -> None:
        """Let a file that was taken in count no more."""
        ...


@dataclass(frozen=True, slots=True)
class Here:
    """A workspace that no server has open."""

    folder: Folder

    def draft(self, path: Path, step: Step) -> Drafted:
        """Look at a file and keep nothing."""
        return Drafted(path, workspace.draft(self.folder, path, progress=step))

    def drop(self, drafted: Drafted) -> None:
        """Nothing was kept."""

    def keep(self, drafted: Drafted, step: Step) -> Ingested:
        """Take a file in with its draft."""
        hopeless = [one for one in drafted.draft.doubts if one.severity is Severity.ERROR]
        if hopeless:
            raise EvidenceError(*hopeless)
        if taken := workspace.mapping_taken(self.folder, drafted.draft.source.id):
            raise taken
        source = replace(drafted.draft.source, files=(drafted.path.name,))
        return workspace.take_in(
            self.folder, drafted.path, source, key=secrets.token_bytes(32), now=datetime.now(UTC), progress=step
        )

    def take(self, files: Iterable[Path], step: Step) -> list[Ingested | Failed]:
        """Take in files that a mapping names; none: every new one that lies in the folder."""
        workspace.settle(self.folder)
        brought = [workspace.bring(self.folder, path) for path in files]
        now = datetime.now(UTC)
        return list(workspace.ingest(self.folder, key=secrets.token_bytes(32), now=now, only=brought, progress=step))

    def withdraw(self, file: str) -> None:
        """Let a file that was taken in count no more."""
        workspace.withdraw(self.folder, file, now=datetime.now(UTC))


def taking(folder: Folder) -> Taking:
    """Who takes in for a folder: its server, where one has it open."""
    serving = workspace.served(folder)
    if serving is None:
        return Here(folder)
    from outsidein.cli.served import There

    return There(folder, serving)
