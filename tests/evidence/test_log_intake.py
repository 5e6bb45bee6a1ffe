"""Event logs taken in as evidence: guessed, read in the child process, kept with pseudonyms, found in the store."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from evidence_files import take_in, writer
from logs import event, ocel, trace, xes

from outsidein.evidence import Reads, Store, read_ledger, rejected_beside
from outsidein.evidence.guess import guess
from outsidein.evidence.guessing.draft import Known
from outsidein.evidence.guessing.drafting import draft
from outsidein.evidence.source import Format
from outsidein.ground import EvidenceError


def log(cases: int = 40) -> str:
    steps = ("open", "ask", "pay")
    return xes(
        *(
            trace(
                f"Case {n}",
                *(event(step, f"2026-01-{n % 28 + 1:02}T10:0{at}:00+01:00") for at, step in enumerate(steps)),
            )
            for n in range(cases)
        ),
        trace("Case 7b", event("open", "")),
    )


def test_a_log_is_guessed_taken_in_and_found_again_by_journey(tmp_path: Path) -> None:
    path = writer(tmp_path, "desk.xes.gz")(gzip.compress(log().encode()))
    source = guess(path).source
    assert (source.reads, source.format) == (Reads.EVENTS, Format(type="xes"))
    assert source.case == source.customer
    done = take_in(path, source, tmp_path / "store")
    assert (done.counts.events, done.counts.rejected_rows) == (120, 1)
    assert "121" in rejected_beside(path).read_text("utf-8-sig")
    with Store.open(tmp_path / "store") as store:
        found = store.responses.inner_join(store.events, "response").to_pyarrow()
        assert len(set(found["case"].to_pylist())) == 40
        assert found["case"].to_pylist() == found["customer"].to_pylist()
        assert "Case 7" not in str(found.to_pylist())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(EvidenceError, match="in case") as error:
        take_in(path, source, tmp_path / "store")
    assert error.value.diagnostics[0].code == "evidence/broken-log"
    assert [entry.number for entry in read_ledger(tmp_path / "store").current] == [done.number]


def test_the_type_of_object_that_was_followed_is_remembered(tmp_path: Path) -> None:
    objects = [{"id": f"o{n}", "type": "order", "attributes": []} for n in range(9)]
    objects += [{"id": f"i{n}", "type": "item", "attributes": []} for n in range(9)]
    events = [
        {"type": "abc"[n % 3], "objects": [f"o{n % 9}", f"i{n % 2}"], "time": f"2026-01-01T{n % 24:02}:00:00Z"}
        for n in range(60)
    ]
    found = draft(writer(tmp_path, "x.jsonocel")(ocel(events, objects)), Format(), Known())
    assert found.source.format.object_type in ("order", "item")
    assert found.source.case is not None
    assert found.source.case.column == "case:concept:name"
