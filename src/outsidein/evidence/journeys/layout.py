"""How a journey store lies on the disk: its columns, its folders, and the manifest that says which files count.

What lives here: the names of things, and Manifest with reading and writing it. Not here: making the files (building,
growing) or asking them anything (opening). The folder is derived: deleting it loses nothing.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from outsidein.evidence.ledger import sync_folder
from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError, Place

FORMAT: Final = 5
"""Raised whenever the layout changes; a store of another format is laid out anew."""

EVENT_COLUMNS: Final = ("case", "time", "order", "code", "seq", "nxt", "gap")
"""Of events: who, when (µs since 1970, UTC), the order of the source, the touchpoint's code, the position in the
journey from 1, the code of the next event (0 after the last), and the µs until then (0 after the last)."""

CASE_COLUMNS: Final = ("case", "key", "who", "length", "first", "last", "sign1", "sign2")
"""Of cases: the number used in events, the id of the source, whose it is, events, first and last time, signature of the
path. ``who`` is a number for the customer, by which several journeys of one are known; null where nobody is named."""

FOLLOWS_COLUMNS: Final = ("code", "nxt", "n")
"""Of what follows what: the two codes as in events, and how often."""

SEGMENT: Final = "segment:"
PART: Final = 6_000_000
"""Events that are worked on at once where a question needs them in memory: some hundred MB."""

END: Final = 0
"""The code that follows the last event of a journey, and that stands for a segment nobody knows."""

_MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """The cases whose id hashes to one number: in which generation they were laid out, how many events and cases.

    ``longest_gap`` is the longest time between two events (µs), ``tick`` the coarsest of a second, a millisecond and a
    microsecond (in µs) that all these times are whole multiples of.
    """

    generation: int
    events: int
    cases: int
    longest_gap: int = 0
    tick: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a journey store holds. ``inputs`` are what it was made of; a store of other inputs is out of date.

    ``names`` are the touchpoints by code from 1, ``segments`` the values of each segment by code from 1. ``marked``
    says whether the source gave ids of events, by which a second delivery is known; ``left_out`` counts the events that
    came without a case, a time or a name. ``follows`` is the file that
    says how often each touchpoint directly follows each other in all of them (``FOLLOWS_COLUMNS``).
    """

    inputs: tuple[str, ...]
    names: tuple[str, ...]
    segments: tuple[tuple[str, tuple[str, ...]], ...]
    buckets: tuple[Bucket, ...]
    longest: int
    marked: bool = False
    notion: str = ""
    left_out: int = 0
    follows: str = ""
    format: int = FORMAT

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(bucket.events for bucket in self.buckets)

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return sum(bucket.cases for bucket in self.buckets)

    @property
    def longest_gap(self) -> int:
        """The longest time between two events of a case, in µs."""
        return max((bucket.longest_gap for bucket in self.buckets), default=0)

    @property
    def tick(self) -> int:
        """The finest tick of the buckets, in µs."""
        return min((bucket.tick for bucket in self.buckets), default=1)

    @property
    def generation(self) -> int:
        """The newest generation."""
        return max((bucket.generation for bucket in self.buckets), default=0)

    def files(self, folder: Path, kind: str) -> list[str]:
        """The Parquet files of ``kind`` (``events`` or ``cases``) that count, in the order of their buckets."""
        return [path for number in range(len(self.buckets)) for path in self._files(folder, kind, number)]

    def parts(self, folder: Path) -> list[tuple[int, list[str]]]:
        """The files of events, in parts of whole buckets (so, whole cases) with ``PART`` events or one bucket each."""
        found: list[tuple[int, list[str]]] = []
        for number, bucket in enumerate(self.buckets):
            if not bucket.events:
                continue
            files = self._files(folder, "events", number)
            if found and found[-1][0] + bucket.events <= PART:
                found[-1] = (found[-1][0] + bucket.events, found[-1][1] + files)
            else:
                found.append((bucket.events, files))
        return found

    def _files(self, folder: Path, kind: str, number: int) -> list[str]:
        bucket = self.buckets[number]
        if not bucket.events:
            return []
        return [str(path) for path in sorted(bucket_folder(folder, bucket.generation, kind, number).glob("*.parquet"))]


def bucket_folder(folder: Path, generation: int, kind: str, bucket: int) -> Path:
    """Where a bucket of a generation lies."""
    return folder / f"g{generation:06d}" / kind / f"bucket={bucket}"


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in ``folder``; None where there is none, or one of another format.

    Raises EvidenceError where it cannot be understood.
    """
    path = folder / _MANIFEST
    try:
        said = json.loads(path.read_text("utf-8"))
        if said["format"] != FORMAT:
            return None
        return Manifest(
            inputs=tuple(said["inputs"]),
            names=tuple(said["names"]),
            segments=tuple((name, tuple(values)) for name, values in said["segments"]),
            buckets=tuple(Bucket(**bucket) for bucket in said["buckets"]),
            longest=said["longest"],
            marked=said["marked"],
            notion=said["notion"],
            left_out=said["left_out"],
            follows=said["follows"],
        )
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise EvidenceError(
            Diagnostic(
                "evidence/journeys-damaged",
                say("journeys.the-manifest-is-damaged"),
                say("journeys.delete-the-folder"),
                Place(file=str(path)),
            )
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the one that counts, in one rename; then the generations it does not name are cleared."""
    part = folder / f"{_MANIFEST}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / _MANIFEST)
    sync_folder(folder)
    clear(folder, manifest)


def clear(folder: Path, manifest: Manifest | None) -> None:
    """Remove whatever ``manifest`` does not name: half-written generations, and buckets that were laid out anew."""
    named = set() if manifest is None else {(bucket.generation, at) for at, bucket in enumerate(manifest.buckets)}
    for home in folder.glob("g??????"):
        generation = int(home.name[1:])
        kept = [at for made, at in named if made == generation]
        for kind in ("events", "cases"):
            for part in (home / kind).glob("bucket=*"):
                if int(part.name.removeprefix("bucket=")) not in kept:
                    shutil.rmtree(part, ignore_errors=True)
        if not kept:
            shutil.rmtree(home, ignore_errors=True)
    for path in folder.glob("follows-*.parquet"):
        if manifest is None or path.name != manifest.follows:
            path.unlink(missing_ok=True)
