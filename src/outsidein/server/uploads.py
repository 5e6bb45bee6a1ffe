"""Uploads: where the bytes of a file lie until it is taken in, and its draft as it is decided, line by line.

What lives here: receiving parts, what an upload may be called, the draft kept with it, throwing it away. Nothing here
reads what is in the file: that is done in a process of its own (taking). Not here: the API of it (api.uploads).
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from outsidein import workspace
from outsidein.evidence import Format, Source
from outsidein.evidence.guess import Draft, Known
from outsidein.evidence.plain import from_plain, to_plain
from outsidein.ground import slug
from outsidein.server.models import JobState, Upload
from outsidein.server.problems import refused

PART: Final = 8 << 20
"""Bytes that are sent at once."""
_KEEP: Final = timedelta(days=7)
_SPARE: Final = 256 << 20
"""Bytes that stay free on the disk."""


def file_of(upload: Upload) -> Path:
    """Where the bytes of an upload lie: under its own name, since what it is called says something of what is in it."""
    return _home(upload) / upload.name


def _home(upload: Upload) -> Path:
    return workspace.find(Path(upload.workspace.folder)).store / "uploads" / upload.id


def clean_name(name: str) -> str:
    """A file's name without anything that leads elsewhere or cannot be shown; its ending stays.

    >>> clean_name("C:\\\\fakepath\\\\Umfrage 2026.csv"), clean_name("../../etc/passwd"), clean_name("..")
    ('Umfrage 2026.csv', 'passwd', 'upload')
    """
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = "".join(sign for sign in name if sign.isprintable() and sign not in ':*?"<>|').strip().lstrip(".")
    if name.endswith((".source.yaml", ".rejected.csv")):
        name = name.replace(".source.yaml", ".yaml").replace(".rejected.csv", "-rejected.csv")
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    while len(f"{stem}{dot}{ending}".encode()) > 180 and stem:
        stem = stem[:-1]
    return f"{stem}{dot}{ending[:20]}" or "upload"


def receive(upload: Upload, at: int, part: bytes) -> None:
    """Put ``part`` behind what was received; ``at`` is where it belongs, so that a part sent twice does no harm.

    Raises Problem where it does not follow on what is there, is more than was said, or the disk is full.
    """
    home = _home(upload)
    if at + len(part) > upload.size:
        raise refused(422, "server/upload-too-long", size=upload.size)
    if at > upload.got:
        raise refused(409, "server/upload-gap", got=upload.got)
    try:
        home.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(home).free < len(part) + _SPARE:
            raise refused(507, "server/upload-no-room")
        with file_of(upload).open("r+b" if file_of(upload).exists() else "wb") as file:
            file.seek(at)
            file.write(part)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise refused(507, "server/upload-no-room") from error
    upload.got = max(upload.got, at + len(part))
    upload.save(update_fields=["got"])


def remove(upload: Upload) -> None:
    """Throw an upload away."""
    shutil.rmtree(_home(upload), ignore_errors=True)
    upload.delete()


def sweep(now: datetime) -> None:
    """Throw away uploads that nobody took in for a week."""
    for upload in Upload.objects.filter(created__lt=now - _KEEP).select_related("workspace"):
        if not upload.jobs.filter(state__in=(JobState.QUEUED, JobState.RUNNING)).exists():
            remove(upload)


def drafted(upload: Upload, found: dict[str, Any]) -> None:
    """Keep what was guessed of an upload, and the mapping that follows from it until somebody decides otherwise."""
    upload.draft = found["draft"]
    upload.known = {"touchpoints": found["touchpoints"], "fits": found["fits"]}
    upload.decided = []
    best = next((one for one in found["fits"] if one["whole"]), None)
    if best and upload.name in best["files"]:
        fit(upload, "corrects", upload.name)
    elif best:
        fit(upload, "more", best["source"])
    else:
        fit(upload, "new", "")
    upload.save(update_fields=["draft", "known", "source", "decided", "fits", "of"])


def fit(upload: Upload, fits: str, of: str) -> None:
    """Let an upload be a source of its own, more of a source, or a corrected file; its mapping starts from there."""
    folder = workspace.find(Path(upload.workspace.folder))
    guessed = draft_of(upload).source
    sources = {one.source.id: one.source for one in workspace.read_mappings(folder) if one.source}
    if fits == "more" and of in sources:
        source = _renamed(sources[of], guessed.format)
    elif fits == "corrects" and (held := next((s for s in sources.values() if _holds(folder, s, of)), None)):
        source = _renamed(held, guessed.format)
    else:
        fits, of = "new", ""
        taken = {*sources, *(path.name for path in folder.evidence.glob("*.source.yaml"))}
        source = replace(guessed, id=_free(slug(guessed.id) or "source", taken))
    upload.fits, upload.of = fits, of
    upload.decided = []
    upload.source = to_plain(source)


def name_in_evidence(upload: Upload) -> str:
    """What the file will be called in ``evidence/``: a corrected file by the old name, another by one that is free."""
    if upload.fits == "corrects":
        return upload.of
    folder = workspace.find(Path(upload.workspace.folder))
    stem, dot, ending = upload.name.partition(".")
    name, number = upload.name, 2
    while (folder.evidence / name).exists():
        name, number = f"{stem}-{number}{dot}{ending}", number + 1
    return name


def draft_of(upload: Upload) -> Draft:
    """The draft of an upload. Raises Problem 409 where it was not looked at yet."""
    if upload.draft is None:
        raise refused(409, "server/no-draft")
    return from_plain(Draft, upload.draft)


def source_of(upload: Upload) -> Source:
    """The mapping of an upload as it stands, with everything that was decided."""
    draft_of(upload)
    return from_plain(Source, upload.source)


def known_of(upload: Upload) -> Known:
    """What the maps knew when an upload was looked at."""
    return Known(touchpoints=tuple((key, name) for key, name in upload.known.get("touchpoints", ())))


def _renamed(source: Source, format: Format) -> Source:
    """A mapping for another file: where that is written differently, how is found out from each file."""
    return source if source.format == format else replace(source, format=Format())


def _holds(folder: workspace.Folder, source: Source, file: str) -> bool:
    return any(path.name == file for path in workspace.files_of(folder, source))


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken or f"{name}.source.yaml" in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name
