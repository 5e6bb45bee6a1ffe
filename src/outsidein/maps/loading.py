"""Map files opened with suspicion: size and encoding are checked before anything is read.

What lives here: load, and text_of for those who need the text as it stands. Not here: reading the text (reading).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from outsidein.ground import Diagnostic
from outsidein.maps.document import Document
from outsidein.maps.phrases import say
from outsidein.maps.reading import read
from outsidein.maps.report import Report

BIGGEST: Final = 10 * 1024 * 1024
"""The most bytes of a file that is read."""


def load(path: Path | str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The map in the file at ``path``, as ``read`` gives it; size (10 MiB) and encoding (UTF-8) are checked first."""
    path = Path(path)
    text, found = text_of(path)
    return (None, found) if text is None else read(text, file=str(path))


def text_of(path: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a map file; None where it cannot be opened, is over 10 MiB, or is not UTF-8, and then why."""
    report = Report(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(BIGGEST + 1)
    except OSError as error:
        report.add(
            "maps/cannot-open",
            say("loading.this-file-cannot-be-opened", strerror=str(error.strerror)),
            say("loading.check-its-name-and-permissions"),
        )
        return None, report.close()
    if len(data) > BIGGEST:
        says = say("loading.this-file-has-more-than", biggest=BIGGEST // 1024**2)
        report.add("maps/too-big", says, say("loading.a-map-is-text-that"))
        return None, report.close()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        says = say("loading.this-file-is-not-utf", data=f"{data[error.start]:02X}")
        fix = say("loading.save-it-as-utf-in")
        report.add("maps/not-utf8", says, fix, line=line)
        return None, report.close()
