"""The tables over everything that counts."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from evidence_files import survey, take_in, writer

from outsidein.evidence import Asked, Asks, Field, Reads, Segment, Source, Store, Table
from outsidein.evidence.asked import asked_by
from outsidein.evidence.ledger import FILE
from outsidein.evidence.tables import SCHEMAS
from outsidein.ground import EvidenceError


def test_an_empty_store_has_all_tables_and_no_rows(tmp_path: Path) -> None:
    with Store.open(tmp_path / "none") as store:
        for table in Table:
            assert store.table(table).columns == tuple(SCHEMAS[table].names)
            assert store.table(table).count().to_pyarrow().as_py() == 0
        assert (store.imports, store.questions, store.segments) == ((), (), ())


def test_tables_in_memory_are_completed_and_cast() -> None:
    answers = pa.table({"response": [1, 2], "value": [4, 5], "touchpoint": pa.array(["g", "g"]).dictionary_encode()})
    responses = pa.table({"response": [1, 2], "segment:class": ["a", None]})
    asked = Asked(source="s", key="q", asks=Asks.SATISFACTION)
    with Store.memory(answers=answers, responses=responses, questions=[asked]) as store:
        rows = store.answers.to_pyarrow().to_pylist()
        assert [(row["value"], row["touchpoint"], row["applicable"]) for row in rows] == [
            (4.0, "g", True),
            (5.0, "g", True),
        ]
        assert store.segments == ("class",)
        assert store.questions == (asked,)
        assert store.customers.count().to_pyarrow().as_py() == 0
    with pytest.raises(ValueError, match="no column 'wrong'"):
        Store.memory(answers=pa.table({"wrong": [1]}))


def test_segments_of_several_sources_stand_side_by_side_whatever_they_are_called(tmp_path: Path) -> None:
    odd = 'it\'s "odd"; DROP – ∂ [x]'
    first = survey("Gate", id="one", segments=(Segment(name=odd, column="K"),))
    second = survey("Gate", id="two", segments=(Segment(name="class", column="K"),))
    take_in(writer(tmp_path, "a.csv")("Gate,K\n1,x\n"), first, tmp_path / "store")
    take_in(writer(tmp_path, "b.csv")("Gate,K\n2,y\n"), second, tmp_path / "store")
    with Store.open(tmp_path / "store", threads=1, memory="1GB") as store:
        assert set(store.segments) == {odd, "class"}
        rows = store.responses.order_by("response").to_pyarrow().to_pylist()
        assert [(row[f"segment:{odd}"], row["segment:class"]) for row in rows] == [("x", None), (None, "y")]
        assert [(one.source, one.key) for one in store.questions] == [("one", "gate"), ("two", "gate")]


def test_a_folder_with_signs_that_mean_something_to_engines_is_a_folder(tmp_path: Path) -> None:
    home = tmp_path / "a [b] {c} * ? 'd' %20"
    take_in(writer(home)("Gate\n1\n"), survey("Gate"), home / ".store")
    take_in(writer(home, "c.csv")("Gate\n3\n"), survey("Gate"), home / ".store")
    with Store.open(home / ".store") as store:
        assert store.answers.value.sum().to_pyarrow().as_py() == 4


def test_a_response_said_again_by_a_later_file_counts_once_and_the_later_wins(tmp_path: Path) -> None:
    source = survey("Gate", response=Field(column="id"))
    take_in(writer(tmp_path, "may.csv")("id,Gate\na,1\nb,2\n,3\n"), source, tmp_path / "store")
    second = take_in(writer(tmp_path, "june.csv")("id,Gate\nb,5\nc,4\n,3\n"), source, tmp_path / "store")
    assert second.superseded == 1
    for _ in range(2):  # found out, then remembered
        with Store.open(tmp_path / "store") as store:
            assert sorted(store.answers.value.to_pyarrow().to_pylist()) == [1, 3, 3, 4, 5]
            assert store.responses.count().to_pyarrow().as_py() == 5
            assert store.superseded == 1
    take_in(writer(tmp_path, "june.csv")("id,Gate\nc,4\n"), source, tmp_path / "store")
    with Store.open(tmp_path / "store") as store:
        assert sorted(store.answers.value.to_pyarrow().to_pylist()) == [1, 2, 3, 4]


def test_an_engine_with_little_memory_spills_into_the_store(tmp_path: Path) -> None:
    take_in(writer(tmp_path)("Gate\n1\n"), survey("Gate"), tmp_path / "store")
    with Store.open(tmp_path / "store", threads=1, memory="50MB") as store:
        engine = store.answers.get_backend().con
        query = (
            "SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY hash(x)) r FROM range(2000000) t(x)) WHERE r > 5"
        )
        assert engine.execute(query).fetchall() == [(1_999_995,)]


def test_the_same_id_in_two_sources_is_two_responses(tmp_path: Path) -> None:
    for name in ("one", "two"):
        source = survey("Gate", id=name, response=Field(column="id"))
        assert take_in(writer(tmp_path)("id,Gate\na,1\n"), source, tmp_path / "store").superseded == 0
    with Store.open(tmp_path / "store") as store:
        assert store.responses.count().to_pyarrow().as_py() == 2


def test_of_a_customer_in_two_lists_of_a_source_the_later_counts(tmp_path: Path) -> None:
    source = Source(
        id="crm",
        files=("*.csv",),
        reads=Reads.CUSTOMERS,
        customer=Field(column="id"),
        invited=Field(column="asked"),
    )
    take_in(writer(tmp_path, "a.csv")("id,asked\nx,yes\ny,yes\n"), source, tmp_path / "store")
    take_in(writer(tmp_path, "b.csv")("id,asked\ny,no\nz,no\n"), source, tmp_path / "store")
    with Store.open(tmp_path / "store") as store:
        rows = store.customers.to_pyarrow()
        assert rows.column_names == SCHEMAS[Table.CUSTOMERS].names
        assert sorted(rows["invited"].to_pylist()) == [False, False, True]


def test_tables_that_are_gone_are_said(tmp_path: Path) -> None:
    take_in(writer(tmp_path)("Gate\n1\n"), survey("Gate"), tmp_path / "store")
    (tmp_path / "store" / "imports" / "000001").rename(tmp_path / "elsewhere")
    with pytest.raises(EvidenceError) as caught:
        Store.open(tmp_path / "store")
    assert caught.value.diagnostics[0].code == "evidence/import-gone"


def test_the_engine_reaches_no_file_outside_the_store(tmp_path: Path) -> None:
    take_in(writer(tmp_path)("Gate\n1\n"), survey("Gate"), tmp_path / "store")
    with Store.open(tmp_path / "store") as store:
        backend = store.answers.get_backend()
        with pytest.raises(Exception, match="disabled by configuration"):
            backend.read_csv(str(tmp_path / "survey.csv"))
        with pytest.raises(Exception, match="locked"):
            backend.con.execute("SET enable_external_access = true")


def test_an_unfinished_line_of_the_ledger_is_told_on(tmp_path: Path) -> None:
    take_in(writer(tmp_path)("Gate\n1\n"), survey("Gate"), tmp_path / "store")
    with (tmp_path / "store" / FILE).open("ab") as ledger:
        ledger.write(b'{"number": 2, "wh')
    with Store.open(tmp_path / "store") as store:
        assert [d.code for d in store.diagnostics] == ["evidence/ledger-torn"]
        assert store.answers.count().to_pyarrow().as_py() == 1


def test_what_was_asked_says_what_was_done_to_its_answers() -> None:
    from outsidein.evidence import Question

    asked = Question(
        key="ces",
        asks=Asks.CES,
        column="Q",
        scale=(1, 7),
        shift=-1,
        reversed=True,
        not_applicable=("9",),
        recode=(("x", 1.0),),
    )
    (found,) = asked_by(survey(questions=(asked,)))
    assert (found.wording, found.scale) == ("Q", (1, 7))
    assert found.notes == (
        "coded 2–8 in the file, shifted by −1",
        "read as “x” = 1",
        "reversed: a high number was bad as asked",
        "“9” means not applicable",
    )
