"""Taking in through the server that has the folder open: the same steps as here, asked of it by its API.

What lives here: There, which sends files and waits for jobs, telling how far they are. Not here: what is printed
(importing), taking in without a server (taking).
"""

from __future__ import annotations

import http.client
import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from outsidein.cli.say import Step
from outsidein.cli.taking import Drafted
from outsidein.evidence import Ingested, rejected_beside
from outsidein.evidence.guess import Draft
from outsidein.evidence.plain import from_plain
from outsidein.ground import Diagnostic, EvidenceError, Place, WorkspaceError
from outsidein.workspace import Failed, Folder, Serving, names, read_mappings

if TYPE_CHECKING:
    from collections.abc import Mapping

_PART: Final = 4 << 20
_WAIT: Final = 30
_LOOK: Final = 0.2
_TOKEN: Final = "OUTSIDEIN_TOKEN"  # noqa: S105 - the name of it


@dataclass(frozen=True, slots=True)
class There:
    """A workspace whose server takes in."""

    folder: Folder
    serving: Serving

    def draft(self, path: Path, step: Step) -> Drafted:
        """Send a file and have it looked at; it stays there until it is taken in or dropped."""
        upload = self._send(path, step)
        job = self._wait(upload["job"], step)
        if job["state"] != "done":
            self._call("DELETE", f"uploads/{upload['id']}")
            raise EvidenceError(*_said(job["diagnostics"], path))
        return Drafted(path, from_plain(Draft, self._call("GET", f"uploads/{upload['id']}/guess")), upload["id"])

    def drop(self, drafted: Drafted) -> None:
        """Throw away what was sent."""
        self._call("DELETE", f"uploads/{drafted.id}")

    def keep(self, drafted: Drafted, step: Step) -> Ingested:
        """Take a file in with its draft. Raises EvidenceError, and then nothing of it is there."""
        job = self._wait(self._call("POST", f"uploads/{drafted.id}/import"), step)
        if job["state"] != "done":
            self.drop(drafted)
            raise EvidenceError(*_said(job["diagnostics"], drafted.path))
        return self._ingested(job["result"])

    def take(self, files: Iterable[Path], step: Step) -> list[Ingested | Failed]:
        """Take in files that a mapping names; none: every new one that lies in the folder."""
        wanted = list(files)
        inside = [path.name for path in wanted if path.resolve().parent == self.folder.evidence.resolve()]
        found: list[Ingested | Failed] = []
        if inside or not wanted:
            job = self._wait(self._call("POST", "imports", {"files": inside}), step)
            if job["state"] != "done":
                raise EvidenceError(*_said(job["diagnostics"], self.folder.path))
            found += [self._ingested(one) for one in job["result"]["imports"]]
            for one in job["result"]["failed"]:
                path = self.folder.evidence / one["file"]
                found.append(Failed(path, _said(one["diagnostics"], path)))
        for path in wanted:
            if path.name not in inside:
                found.append(self._take_outside(path, step))
        return found

    def withdraw(self, file: str) -> None:
        """Let a file that was taken in count no more."""
        known = self._call("GET", "sources")["sources"]
        number = next((one["number"] for one in known if one["file"] == file), None)
        if number is None:
            says, fix = "No file of that name counts as evidence.", "Look at the list of sources in the browser."
            raise EvidenceError(Diagnostic("evidence/not-taken-in", says, fix, Place(file)))
        self._call("DELETE", f"sources/{number}")

    def _take_outside(self, path: Path, step: Step) -> Ingested | Failed:
        sources = [mapping.source for mapping in read_mappings(self.folder) if mapping.source]
        named = [one for one in sources if names(one, path.name)]
        if not named:
            says, fix = "No mapping says how to read this file.", f"Draft one: outsidein import {path.name} --guess"
            raise WorkspaceError(Diagnostic("workspace/no-mapping", says, fix, Place(str(path))))
        drafted = self.draft(path, step)
        there = (self.folder.evidence / path.name).exists()
        fits = {"fits": "corrects", "of": path.name} if there else {"fits": "more", "of": named[0].id}
        self._call("PATCH", f"uploads/{drafted.id}", fits)
        try:
            return self.keep(drafted, step)
        except EvidenceError as error:
            return Failed(path, error.diagnostics)

    def _send(self, path: Path, step: Step) -> dict[str, Any]:
        size = path.stat().st_size
        upload: dict[str, Any] = self._call("POST", "uploads", {"name": path.name, "size": max(size, 1)})
        sent = 0
        with path.open("rb") as file:
            while part := file.read(_PART):
                upload = self._call("PUT", f"uploads/{upload['id']}/content?at={sent}", part)
                sent += len(part)
                step(sent, size, f"Sending {path.name}")
        if not upload["job"]:
            raise EvidenceError(
                Diagnostic("evidence/empty-file", "There is nothing in the file.", "Check it.", Place(str(path)))
            )
        return upload

    def _wait(self, job: dict[str, Any], step: Step) -> dict[str, Any]:
        try:
            while job["state"] in ("queued", "running"):
                step(job["done"], job["total"], job["doing"])
                time.sleep(_LOOK)
                job = self._call("GET", f"jobs/{job['id']}")
        except KeyboardInterrupt:
            self._call("DELETE", f"jobs/{job['id']}")
            raise
        return job

    def _ingested(self, result: Mapping[str, Any]) -> Ingested:
        kept = {name: value for name, value in result.items() if name not in ("moved", "rejected", "diagnostics")}
        home = self.folder.evidence / result["file"]
        return from_plain(
            Ingested,
            {
                **kept,
                "rejected": str(rejected_beside(home)) if result["rejected"] else None,
                "diagnostics": [{**one, "where": _where(one)} for one in result["diagnostics"]],
            },
        )

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        """One request of the API of this workspace. Raises WorkspaceError for what the server refuses."""
        token = self.serving.token or os.environ.get(_TOKEN, "")
        if not token:
            says = "A team’s server has this workspace open."
            fix = f"Import in the browser, or put an API token into {_TOKEN}."
            raise WorkspaceError(Diagnostic("workspace/served", says, fix, Place(self.serving.address)))
        raw = isinstance(body, bytes)
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        headers["Content-Type"] = "application/octet-stream" if raw else "application/json"
        address = urlsplit(self.serving.address)
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        connection = kind(address.netloc, timeout=_WAIT)
        try:
            sent = body if raw else None if body is None else json.dumps(body).encode()
            connection.request(method, f"/api/v1/workspaces/{quote(self.serving.workspace)}/{path}", sent, headers)
            response = connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            says = f"The server that has this workspace open does not answer: {error}."
            fix = "Look whether it is well, or stop it; then the command line works alone."
            raise WorkspaceError(Diagnostic("workspace/served", says, fix, Place(self.serving.address))) from error
        finally:
            connection.close()
        told = json.loads(answer) if answer else None
        if response.status >= 400:
            raise WorkspaceError(*_said((told or {}).get("diagnostics", ()), None))
        return told


def _where(one: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one["where"].items() if value is not None}


def _said(plain: Iterable[Mapping[str, Any]], path: Path | None) -> tuple[Diagnostic, ...]:
    """Diagnostics as the server said them, about the file as it is called here."""
    found = []
    for one in plain:
        where = _where(one) | ({"file": str(path)} if path else {})
        found.append(from_plain(Diagnostic, {**one, "where": where}))
    says = "This was ended before it was done."
    return tuple(found) or (Diagnostic("workspace/served", says, "Start it again.", Place(str(path or ""))),)
