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

from outsidein.ground import slug
from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.workspace.folder import find
from outsidein.workspace.happenings import open_happenings
from outsidein.workspace.log import Log
from outsidein.workspace.phrases import say
from outsidein.workspace.study import Study, open_study

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence import EventLog
    from outsidein.evidence.journeys import Journeys
    from outsidein.ground import Diagnostic
    from outsidein.insight.changes import Changes
    from outsidein.insight.discovery import Discovery
    from outsidein.maps import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """Journeys that are open, and what is to be known of how they were read."""

    journeys: Journeys
    shown: str
    """Where they come from, as it may be said aloud: without passwords."""
    notes: tuple[Diagnostic, ...] = ()
    rejected: int = 0
    evidence: tuple[str, ...] = ()
    """The sources that they come from (``source:…``), for what is drawn of them; of a file, as it would be called."""
    customers: ir.Table | None = None
    """Who walked which journey (key, customer), where that was asked for and journeys lie on an engine."""


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


def _open(
    stack: ExitStack, source: Path | str, log: Log, engine: str, progress: Progress, customer: str = ""
) -> Walked:
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
        customers = _customers(opened.table, log.case or "case", customer)
        return Walked(journeys=journeys, shown=opened.shown, customers=customers)
    path = Path(source)
    if path.is_dir():
        study = stack.enter_context(open_study(find(path)))
        if engine:
            return _open_there(stack, study, engine, log.notion)
        journeys = stack.enter_context(Journeys.of(study.store, notion=log.notion, progress=progress))
        return Walked(journeys=journeys, shown=study.folder.name, evidence=sources_of_events(study))
    return _open_file(stack, path, log, engine, progress, customer)


def _open_there(stack: ExitStack, study: Study, engine: str, notion: str) -> Walked:
    """The events of a workspace as a table of an engine, which reads them from a file that is gone afterwards."""
    from outsidein.evidence.journeys import Journeys, write_events
    from outsidein.evidence.warehouse import open_file

    into = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="outsidein-log-")))
    table = stack.enter_context(
        open_file(engine, write_events(study.store, into / "events.parquet", notion=notion))
    ).table
    return Walked(
        journeys=Journeys.over(table, order="order"),
        shown=study.folder.name,
        evidence=sources_of_events(study),
        customers=_customers(table, "case", "customer"),
    )


def sources_of_events(study: Study) -> tuple[str, ...]:
    """The sources that events of a workspace came from, as a map cites them."""
    return tuple(sorted({f"source:{entry.source}" for entry in study.store.imports if entry.counts.events}))


def _open_file(stack: ExitStack, path: Path, log: Log, engine: str, progress: Progress, customer: str) -> Walked:
    from outsidein.evidence import read_log
    from outsidein.evidence.journeys import Journeys
    from outsidein.evidence.journeys.layout import SEGMENT

    into = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="outsidein-log-")))

    def reading(segments: tuple[str, ...] | None) -> EventLog:
        return read_log(
            path,
            case=log.case,
            time=log.time,
            event=log.event,
            segments=segments,
            transitions=log.transitions,
            into=into,
            progress=progress,
        )

    read = reading(log.segments)
    if customer and customer not in read.segments:  # the reader took other columns for segments: tell it of this one
        read = reading((*read.segments, customer))
    if engine:
        from outsidein.evidence.warehouse import open_file

        assert read.path is not None  # noqa: S101 - it was told where to lie
        opened = stack.enter_context(open_file(engine, read.path))
        segments = [SEGMENT + name for name in read.segments if name != customer]
        journeys = Journeys.over(opened.table, order="order", segments=segments)
        customers = _customers(opened.table, "case", customer and SEGMENT + customer)
    else:
        journeys, customers = stack.enter_context(Journeys.open(read.path, progress=progress)), None
    cited = (f"source:{name}",) if (name := slug(path.name.partition(".")[0])) else ()
    return Walked(
        journeys=journeys,
        shown=path.name,
        notes=read.notes,
        rejected=read.rejected,
        evidence=cited,
        customers=customers,
    )


def _customers(table: ir.Table, case: str, customer: str) -> ir.Table | None:
    """Who walked each case, as a table where ``table`` lies; None where no column says it."""
    from outsidein.evidence.journeys.arriving import Columns

    if not customer:
        return None
    Columns.chosen(table, case=case, time=case, event=case, order=None, id=None, segments=[customer])
    return table.select(key=table[case].cast("string"), customer=table[customer].cast("string"))


def discover(
    journeys: Journeys,
    *,
    key: str,
    title: str = "",
    most_steps: int = 12,
    least_share: float = 0.02,
    seed: int = 0,
    evidence: tuple[str, ...] = (),
    progress: Progress = nothing,
) -> tuple[Discovery, Document]:
    """What journeys are typical, and a draft map of them under ``key``; see ``insight.discovery``."""
    from outsidein.insight import discovery

    progress(0, 1, say("walking.fetching-paths"))
    taken = discovery.walks_of(journeys)
    found = discovery.discover(
        taken.walks,
        most_steps=most_steps,
        least_share=least_share,
        seed=seed,
        progress=stretch(progress, 0.1, 1),
    )
    found = replace(found, notes=(*taken.notes, *found.notes))
    return found, discovery.draft_map(found, key=key, title=title, evidence=evidence)


def find_changes(
    source: Path | str, *, log: Log | None = None, customer: str = "", engine: str = "", progress: Progress = nothing
) -> Changes:
    """What changed in how journeys are walked, and when: found unaided, corrected for all the places looked at.

    ``customer`` names the column that says who walked a journey, where one person walks several (in a workspace it is
    known). A table behind a URL, and a file with an ``engine``, are counted where they lie. Raises EvidenceError for a
    log that cannot be read and an engine that fails, MeasureError for one without journeys.
    """
    from outsidein.insight.changes import find_changes as find_in
    from outsidein.insight.changes import tally, tally_of

    if engine or (isinstance(source, str) and "://" in source):
        with ExitStack() as stack:
            walked = _open(stack, source, log or Log(), engine, progress, customer)
            progress(0, 0, say("walking.looking-for-changes"))
            return find_in(tally_of(walked.journeys, customers=walked.customers), progress=stretch(progress, 0.6, 1))
    happened = open_happenings(source, log=log, customer=customer, progress=stretch(progress, 0, 0.2))
    tallied = tally(happened.events, customer=happened.customer or None, progress=stretch(progress, 0.2, 0.7))
    return find_in(tallied, progress=stretch(progress, 0.7, 1))
