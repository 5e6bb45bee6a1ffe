"""Evidence: sources and their mappings, taken in file by file, kept as five tables with a ledger of what counts.

The room's one door. It speaks in keys (touchpoint, channel, customer), never in map records.
"""

from outsidein.evidence.asked import Asked
from outsidein.evidence.ingest import ingest, preview
from outsidein.evidence.keeping import rejected_beside, rejected_in
from outsidein.evidence.ledger import Change, Counts, Entry, Ledger, Withdrawal, read_ledger
from outsidein.evidence.log import EventLog, read_log
from outsidein.evidence.mapping import parse_mapping, read_mapping
from outsidein.evidence.mappingtext import write_mapping
from outsidein.evidence.notions import Notion, cases_by, happened, sessions
from outsidein.evidence.rehearsal import Rehearsal, rehearse
from outsidein.evidence.report import Ingested, Preview
from outsidein.evidence.source import Comment, Field, Format, Question, Reads, Segment, Source
from outsidein.evidence.sources.jobs import Caps, FirstRow
from outsidein.evidence.sources.rejects import Reject
from outsidein.evidence.store import Store
from outsidein.evidence.tables import Asks, Table
from outsidein.evidence.withdrawing import withdraw

__all__ = [
    "Asked",
    "Asks",
    "Caps",
    "Change",
    "Comment",
    "Counts",
    "Entry",
    "EventLog",
    "Field",
    "FirstRow",
    "Format",
    "Ingested",
    "Ledger",
    "Notion",
    "Preview",
    "Question",
    "Reads",
    "Rehearsal",
    "Reject",
    "Segment",
    "Source",
    "Store",
    "Table",
    "Withdrawal",
    "cases_by",
    "happened",
    "ingest",
    "parse_mapping",
    "preview",
    "read_ledger",
    "read_log",
    "read_mapping",
    "rehearse",
    "rejected_beside",
    "rejected_in",
    "sessions",
    "withdraw",
    "write_mapping",
]
