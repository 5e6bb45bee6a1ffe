"""Walking: opening the journeys that a workspace, a file or a table of a database holds, to ask how they are walked.

What lives here: the ways in and narrowing. Not here: the store of journeys and reading logs (evidence), the questions
(measures.journeys, insight). What is asked of a database is answered there: only what was counted comes back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from outsidein.workspace.folder import find
from outsidein.workspace.phrases import say
from outsidein.workspace.study import Progress, nothing, open_study

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence import EventLog
    from outsidein.evidence.journeys import Journeys
    from outsidein.ground import Diagnostic
    from outsidein.insight.changes import Changes
    from outsidein.insight.discovery import Discovery
    from outsidein.maps import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Which column of a log is what; what is empty is guessed. ``table`` is for databases, ``notion`` for workspaces.

    ``transitions`` is ``complete`` (an activity counts once, when it is complete) or ``all``.
    """

    case: str = ""
    time: str = ""
    event: str = ""
    order: str = ""
    table: str = ""
    segments: tuple[str, ...] | None = None
    notion: str = "case"
    transitions: str = "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """Journeys that are open, and what is to be known of how they were read."""

    journeys: Journeys
    shown: str
    """Where they come from, as it may be said aloud: without passwords."""
    notes: tuple[Diagnostic, ...] = ()
    rejected: int = 0


@contextmanager
def open_journeys(
    source: Path | str, *, log: Log | None = None, engine: str = "", progress: Progress = nothing
) -> Iterator[Walked]:
    """The journeys in ``source``: a workspace's folder, a log in a file, or a table behind an Ibis URL.

    ``engine`` is the address of one that is to answer instead of the embedded one (``spark://host:7077``). Raises
    EvidenceError for what cannot be opened.
    """
    with ExitStack() as stack:
        yield _open(stack, source, log or Log(), engine, progress)


def _open(stack: ExitStack, source: Path | str, log: Log, engine: str, progress: Progress) -> Walked:
    from outsidein.evidence.journeys import Journeys

    if isinstance(source, str) and "://" in source:
        from outsidein.evidence.warehouse import open_table

        opened = stack.enter_context(open_table(source, table=log.table))
        journeys = Journeys.over(
            opened.table,
            case=log.case or "case",
            time=log.time or "time",
            event=log.event or "event",
            order=log.order or None,
            segments=log.segments,
        )
        return Walked(journeys=journeys, shown=opened.shown)
    path = Path(source)
    if path.is_dir():
        study = stack.enter_context(open_study(find(path)))
        journeys = stack.enter_context(Journeys.of(study.store, notion=log.notion))
        return Walked(journeys=journeys, shown=study.folder.name)
    return _open_file(stack, path, log, engine, progress)


def _open_file(stack: ExitStack, path: Path, log: Log, engine: str, progress: Progress) -> Walked:
    from outsidein.evidence import read_log
    from outsidein.evidence.journeys import Journeys

    into = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="outsidein-log-")))
    read = read_log(
        path,
        case=log.case,
        time=log.time,
        event=log.event,
        segments=log.segments,
        transitions=log.transitions,
        into=into,
        progress=progress,
    )
    if engine:
        from outsidein.evidence.warehouse import open_file

        assert read.path is not None  # noqa: S101 - it was told where to lie
        opened = stack.enter_context(open_file(engine, read.path))
        journeys = Journeys.over(opened.table, order="order")
    else:
        journeys = stack.enter_context(Journeys.open(read.path))
    return Walked(journeys=journeys, shown=path.name, notes=read.notes, rejected=read.rejected)


def discover(
    journeys: Journeys,
    *,
    key: str,
    title: str = "",
    most_steps: int = 12,
    least_share: float = 0.02,
    seed: int = 0,
    evidence: tuple[str, ...] = (),
) -> tuple[Discovery, Document]:
    """What journeys are typical, and a draft map of them under ``key``; see ``insight.discovery``."""
    from outsidein.insight import discovery

    taken = discovery.walks_of(journeys)
    found = discovery.discover(taken.walks, most_steps=most_steps, least_share=least_share, seed=seed)
    found = replace(found, notes=(*taken.notes, *found.notes))
    return found, discovery.draft_map(found, key=key, title=title, evidence=evidence)


def find_changes(
    source: Path | str, *, log: Log | None = None, customer: str = "", progress: Progress = nothing
) -> Changes:
    """What changed in how journeys are walked, and when: found unaided, corrected for all the places looked at.

    ``customer`` names the column that says who walked a journey, where one person walks several (in a workspace it is
    known). Raises EvidenceError for a log that cannot be read, MeasureError for one without journeys.
    """
    from outsidein.insight.changes import find_changes as find_in
    from outsidein.insight.changes import tally

    events, who = _events(Path(source), log or Log(), customer, progress)
    progress(0, 0, say("walking.looking-for-changes"))
    return find_in(tally(events, customer=who or None))


def _events(path: Path, log: Log, customer: str, progress: Progress) -> tuple[pa.Table, str]:
    """The events of a log, case by case, and the column that says who walked."""
    from outsidein.evidence import read_log

    if path.is_dir():
        from outsidein.evidence.journeys import events_of

        with open_study(find(path)) as study:
            return events_of(study.store, notion=log.notion), "customer"

    def read(segments: tuple[str, ...] | None) -> EventLog:
        return read_log(
            path,
            case=log.case,
            time=log.time,
            event=log.event,
            transitions=log.transitions,
            segments=segments,
            progress=progress,
        )

    found = read(log.segments)
    if not customer:
        return found.table, ""
    found = read((*(name for name in found.segments if name != customer), customer))
    column = f"segment:{customer}"
    names = ["customer" if name == column else name for name in found.table.column_names]
    return found.table.rename_columns(names), "customer"
