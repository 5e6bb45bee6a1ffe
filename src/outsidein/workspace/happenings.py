"""Happenings: the events that a workspace or a log in a file holds, as one table to foretell from.

What lives here: opening them, with scores and segments beside. Not here: how journeys are walked (walking), what is
foretold (foretelling) or worth (valuing).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from outsidein.ground import Diagnostic, EvidenceError
from outsidein.ground.progress import Progress, nothing
from outsidein.workspace.folder import find
from outsidein.workspace.log import Log
from outsidein.workspace.phrases import say
from outsidein.workspace.study import Study, open_study

if TYPE_CHECKING:
    import pyarrow as pa

    from outsidein.evidence import EventLog

_SEGMENT = "segment:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """``events`` (case, time, event, order, perhaps customer and ``segment:…``) and where they come from.

    ``scores`` are answers about touchpoints by the same cases (case, time, touchpoint, value), where a workspace holds
    them and its cases are customers. ``segments`` holds, for each name, the value of each case, where it is not the
    events that say it.
    """

    events: pa.Table
    shown: str
    scores: pa.Table | None = None
    segments: dict[str, dict[str, str]]
    customer: str = ""
    """The column of ``events`` that says who walked; empty where nobody knows."""
    notes: tuple[Diagnostic, ...] = ()

    def segment_of(self, name: str) -> dict[str, str]:
        """The value of each case: what its first event says, else what is known of the customer.

        Raises EvidenceError for a segment that there is not.
        """
        column = _SEGMENT + name
        found = dict(self.segments.get(name, {}))
        if column in self.events.column_names:
            cases, values = self.events["case"].to_pylist(), self.events[column].to_pylist()
            told = {case: value for case, value in zip(reversed(cases), reversed(values), strict=True) if value}
            found |= told
        if not found:
            known = ", ".join(self.segment_names)
            says = say("foretelling.no-segment", name=name)
            fix = say("foretelling.segments-are", known=known) if known else say("foretelling.no-segments")
            raise EvidenceError(Diagnostic("workspace/no-segment", says, fix))
        return found

    @property
    def segment_names(self) -> tuple[str, ...]:
        """Segments of which at least one case has a value."""
        own = [name for name in self.events.column_names if name.startswith(_SEGMENT)]
        filled = [name.removeprefix(_SEGMENT) for name in own if self.events[name].null_count < len(self.events)]
        return tuple(dict.fromkeys((*filled, *self.segments)))


def open_happenings(
    source: Path | str, *, log: Log | None = None, customer: str = "", progress: Progress = nothing
) -> Happenings:
    """The events of a workspace's folder or of a log in a file. Raises EvidenceError for what cannot be read.

    ``customer`` names the column of a log that says who walked, where one person walks several journeys; a workspace
    knows that of itself.
    """
    asked, path = log or Log(), Path(source)
    progress(0, 0, say("foretelling.reading"))
    if path.is_dir():
        with open_study(find(path)) as study:
            return happenings_of(study, notion=asked.notion)
    read = _read(path, asked, asked.segments, progress)
    table = read.table
    if customer:
        if customer not in read.segments:  # the reader took other columns for segments: tell it of this one, too
            read = _read(path, asked, (*read.segments, customer), progress)
            table = read.table
        table = table.rename_columns(
            ["customer" if name == _SEGMENT + customer else name for name in table.column_names]
        )
    return Happenings(
        events=_by_journey(table),
        shown=path.name,
        segments={},
        customer="customer" if customer else "",
        notes=read.notes,
    )


def _read(path: Path, asked: Log, segments: tuple[str, ...] | None, progress: Progress) -> EventLog:
    from outsidein.evidence import read_log

    return read_log(
        path,
        case=asked.case,
        time=asked.time,
        event=asked.event,
        segments=segments,
        transitions=asked.transitions,
        progress=progress,
    )


def happenings_of(study: Study, *, notion: str = "case") -> Happenings:
    """The events of an open workspace by ``notion``; with the scores and segments of its customers."""
    from outsidein.evidence.journeys import events_of

    events = events_of(study.store, notion=notion)
    known = _customers(study)
    if notion.partition(":")[0] in ("case", "customer"):
        return Happenings(
            events=_by_journey(events),
            shown=study.folder.name,
            scores=_scores(study),
            segments=known,
            customer="customer",
        )
    walked = dict(zip(events["case"].to_pylist(), events["customer"].to_pylist(), strict=True))
    of_case = {
        name: {case: values[who] for case, who in walked.items() if who in values} for name, values in known.items()
    }
    return Happenings(events=_by_journey(events), shown=study.folder.name, segments=of_case, customer="customer")


def _by_journey(events: pa.Table) -> pa.Table:
    """Sorted by case, time and order; rows without a case, a time or a name are none of a journey."""
    import pyarrow.compute as pc

    kept = pc.and_(pc.is_valid(events["case"]), pc.and_(pc.is_valid(events["time"]), pc.is_valid(events["event"])))
    return events.filter(kept).sort_by([("case", "ascending"), ("time", "ascending"), ("order", "ascending")])


def _customers(study: Study) -> dict[str, dict[str, str]]:
    """What is known of customers: by the list of customers, else by their latest answer."""
    found: dict[str, dict[str, str]] = {}
    responses, customers = study.store.responses, study.store.customers
    for table, ordered in ((responses, ["time", "response"]), (customers, ["row"])):
        for column in (name for name in table.columns if name.startswith(_SEGMENT)):
            filled = table.filter(table.customer.notnull() & table[column].notnull())
            rows = filled.order_by(ordered).select("customer", value=filled[column]).to_pyarrow()
            told = dict(zip(rows["customer"].to_pylist(), rows["value"].to_pylist(), strict=True))
            if told:
                found.setdefault(column.removeprefix(_SEGMENT), {}).update(told)
    return found


def _scores(study: Study) -> pa.Table | None:
    """Satisfaction with touchpoints, dated, by customer."""
    from outsidein.evidence.tables import Asks

    answers, responses = study.store.answers, study.store.responses
    asked = answers.filter(
        (answers.asks == str(Asks.SATISFACTION)) & answers.value.notnull() & answers.touchpoint.notnull()
    )
    joined = asked.join(responses, "response").filter(lambda one: one.customer.notnull() & one.time.notnull())
    found = joined.select(case=joined.customer, time=joined.time, touchpoint=joined.touchpoint, value=joined.value)
    table = found.to_pyarrow()
    return table if len(table) else None
