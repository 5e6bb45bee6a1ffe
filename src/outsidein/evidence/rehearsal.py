"""Rehearsing an import: all of it but the keeping, so that a person sees what would happen before it does.

What lives here: Rehearsal and ``rehearse``. Not here: taking the file in (ingest). The tables that a rehearsal makes
lie in a folder of the caller's, who throws them away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from outsidein.evidence.capped import CAPS, read_capped
from outsidein.evidence.ingest import sensible
from outsidein.evidence.ledger import Change, Counts, Entry, read_ledger
from outsidein.evidence.recognising import change_since, digest, earlier, hash_of, kept
from outsidein.evidence.report import known
from outsidein.evidence.source import Source
from outsidein.evidence.sources.jobs import Caps, FirstRow, Job
from outsidein.evidence.sources.rejects import Reject
from outsidein.evidence.store import Store
from outsidein.evidence.tables import Table
from outsidein.ground import Diagnostic
from outsidein.ground.progress import Progress, nothing

_SHOWN = 8
_EXAMPLES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What taking a file in would do.

    ``unchanged``: it is in already, read with this mapping, and nothing would happen. ``replaces`` is the version that
    it would replace, and ``change`` what that would change. ``rejects`` are the first of each reason.
    """

    counts: Counts
    columns: tuple[str, ...]
    first: tuple[FirstRow, ...]
    rejects: tuple[Reject, ...]
    customers_new: int
    customers_known: int
    unchanged: bool = False
    replaces: Entry | None = None
    change: Change | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def rehearse(
    path: Path,
    source: Source,
    *,
    store_folder: Path,
    scratch: Path,
    key: bytes,
    now: datetime,
    beside: Path | None = None,
    caps: Caps = CAPS,
    progress: Progress = nothing,
) -> Rehearsal:
    """What taking in the file at ``path`` would do to the store; ``scratch`` is an empty folder within the store.

    ``beside`` is the path that the file would be taken in from, where it does not lie there yet. Raises EvidenceError
    as ``ingest`` would for a mapping or a file that cannot be used.
    """
    sensible(source, path)
    sha256 = digest(path, progress)
    ledger = read_ledger(store_folder)
    home = beside or path
    old = earlier(ledger, source, home.name, sha256, home)
    same = old is not None and (old.file, old.sha256, old.mapping_hash) == (home.name, sha256, hash_of(source))
    job = Job(
        path=path,
        source=source,
        number=ledger.next_number,
        key=key.hex(),
        now=now,
        folder=str(scratch),
        shown=_SHOWN,
    )
    found = read_capped(job, caps=caps, progress=progress)
    new, met = _customers(store_folder, scratch)
    return Rehearsal(
        counts=found.counts,
        columns=found.columns,
        first=found.first,
        rejects=_examples(found.rejects),
        customers_new=new,
        customers_known=met,
        unchanged=same and old is not None and kept(store_folder, old),
        replaces=old,
        change=None if same else change_since(old, store_folder, scratch),
        diagnostics=(*known(found, home), *found.diagnostics),
    )


def _examples(rejects: tuple[Reject, ...]) -> tuple[Reject, ...]:
    """The first three of each reason."""
    seen: dict[str, int] = {}
    shown = []
    for one in rejects:
        seen[one.reason] = seen.get(one.reason, 0) + 1
        if seen[one.reason] <= 3:
            shown.append(one)
    return tuple(shown[:_EXAMPLES])


def _customers(store_folder: Path, scratch: Path) -> tuple[int, int]:
    """How many customers the file names that nothing else knows, and how many that are known."""
    named = _unique([scratch / f"{table.value}.parquet" for table in (Table.RESPONSES, Table.CUSTOMERS)])
    if not len(named):
        return 0, 0
    with Store.open(store_folder) as store:
        met = [
            table.select("customer").filter(table.customer.notnull()).distinct().to_pyarrow()["customer"]
            for table in (store.responses, store.customers)
        ]
    before = pa.chunked_array([part.cast(pa.string()) for one in met for part in one.chunks], pa.string())
    known_ = int(pc.sum(pc.is_in(named, value_set=before.combine_chunks())).as_py() or 0)
    return len(named) - known_, known_


def _unique(paths: list[Path]) -> pa.Array:
    parts = [pq.read_table(path, columns=["customer"])["customer"] for path in paths if path.is_file()]
    chunks = [chunk.cast(pa.string()) for part in parts for chunk in part.chunks]
    return pc.unique(pa.chunked_array(chunks, pa.string())).drop_null()
