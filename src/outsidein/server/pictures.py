"""Pictures of a workspace: told by what is in them, drawn anew in a capped process, kept under the hash of their bytes.

What lives here: taking a picture in and finding it again, in the folder ``images/`` of the workspace. Not here:
decoding (recoding, a process of its own), who may (api.images).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from outsidein.server.problems import refused
from outsidein.server.recoding import MOST_PIXELS, SECONDS
from outsidein.workspace import IMAGES

MOST: Final = 10 << 20
"""Bytes of a picture that is sent."""
FOLDER: Final = IMAGES
MEDIA: Final = {"png": "image/png", "webp": "image/webp"}
_NAME: Final = re.compile(r"[0-9a-f]{16}\.(png|webp)")
_SPARE: Final = 64 << 20
_AT_ONCE: Final = threading.Semaphore(2)
UNFINISHED: Final = ".new-"
"""What the name of a file begins with while it is being written."""
SHELF: Final = threading.Lock()
"""Held while a picture and its row are put up or taken away together: a data folder has one server process."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean picture: ``name`` is the hash of ``body`` with its ending."""

    name: str
    body: bytes
    width: int
    height: int


def form_of(data: bytes) -> str:
    """What kind of picture these bytes begin like: png, jpeg, webp, gif, svg, or empty. Names are not asked.

    >>> form_of(b"GIF89a..."), form_of(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), form_of(b"%PDF-1.7")
    ('gif', 'svg', '')
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "svg" if b"<svg" in data[:4096].lower() else ""


def redraw(data: bytes) -> Picture:
    """The pixels of a picture as a file of our own; of one that moves, the first. Raises Problem 413, 422."""
    if len(data) > MOST:
        raise refused(413, "server/too-large", megabytes=MOST >> 20)
    form = form_of(data)
    if form == "svg":
        raise refused(422, "server/picture-svg")
    if not form:
        raise refused(422, "server/picture-unknown")
    with _AT_ONCE:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-m", "outsidein.server.recoding"],
                input=data,
                capture_output=True,
                timeout=SECONDS + 10,
                check=False,
                env={name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
            )
        except subprocess.TimeoutExpired as error:
            raise refused(422, "server/picture-broken") from error
    line, _, body = done.stdout.partition(b"\n")
    told: dict[str, Any] = json.loads(line) if done.returncode == 0 and line else {"wrong": "broken"}
    if told.get("wrong") == "large":
        raise refused(422, "server/picture-flood", megapixels=MOST_PIXELS // 1_000_000)
    if "wrong" in told:
        raise refused(422, "server/picture-broken")
    return Picture(f"{_hash(body)}.{told['ending']}", body, told["width"], told["height"])


def keep(home: Path, picture: Picture) -> None:
    """Put a picture into a workspace's folder; on disk when this returns."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < len(picture.body) + _SPARE:
        raise refused(507, "server/upload-no-room")
    with tempfile.NamedTemporaryFile(dir=folder, prefix=UNFINISHED, delete=False) as file:
        file.write(picture.body)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(folder / picture.name)


def find(home: Path, name: str) -> bytes | None:
    """A picture of a workspace's folder; None where there is none, or where its bytes are not what its name says."""
    if not _NAME.fullmatch(name):
        return None
    try:
        body = (home / FOLDER / name).read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    return body if _hash(body) == name.partition(".")[0] else None


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
