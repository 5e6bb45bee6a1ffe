"""XES logs: every way of writing them that the standard has, and every way of breaking them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from evidence_files import raw_rows, writer
from logs import codes, event, read, trace, xes

from outsidein.evidence.source import Format
from outsidein.evidence.sources.eventlog.xes import open_xes
from outsidein.evidence.sources.limits import Limits
from outsidein.ground import EvidenceError

FORM = Format(type="xes")
TWO = (
    trace("a", event("open", "2026-01-01T10:00:00+01:00"), event("pay", "2026-01-01T10:05:00.250Z")),
    trace("b", event("open", "2026-01-02T10:00:00Z")),
)


@pytest.mark.parametrize(
    ("prefix", "space"),
    [
        ("", ""),
        ("", ' xmlns="http://www.xes-standard.org/"'),
        ("xes:", ' xmlns:xes="http://www.xes-standard.org/"'),
        ("any.thing-1:", ' xmlns:any.thing-1="urn:x"'),
    ],
)
def test_a_log_is_the_same_under_any_prefix(tmp_path: Path, prefix: str, space: str) -> None:
    traces = [
        trace("a", event("open", "2026-01-01T10:00:00+01:00", prefix=prefix), prefix=prefix),
        trace("b", event("pay", "2026-01-02T10:00:00Z", prefix=prefix), prefix=prefix),
    ]
    path = writer(tmp_path, "x.xes")(xes(*traces, prefix=prefix, space=space))
    found, rows = read(path)
    assert [(row["case"], row["event"], row["order"], row["time"].isoformat()) for row in rows] == [
        ("a", "open", 1, "2026-01-01T09:00:00+00:00"),
        ("b", "pay", 2, "2026-01-02T10:00:00+00:00"),
    ]
    assert (found.events, found.cases, found.names, found.rejected) == (2, 2, 2, 0)


def test_a_packed_log_is_told_by_its_content_not_its_name(tmp_path: Path) -> None:
    path = writer(tmp_path, "log.bin")(gzip.compress(xes(*TWO).encode()))
    assert read(path)[0].events == 3


def test_attributes_of_every_kind_become_columns(tmp_path: Path) -> None:
    kinds = (
        '<int key="count" value="3"/><float key="cost" value="2.50"/><boolean key="late" value="true"/>'
        '<id key="identity:id" value="7-7"/><date key="due" value="2026-02-01T00:00:00Z"/>'
        '<string key="where" value="Kö&amp;ln">'
        '<string key="part" value="east"><int key="no" value="9"/></string></string>'
        '<list key="tags"><values><string key="t" value="x"><string key="of" value="no column">'
        '<int key="so" value="3"/></string></string><int key="t" value="2"/></values></list>'
        '<container key="box"><int key="width" value="4"/></container>'
    )
    path = writer(tmp_path, "x.xes")(xes(trace("a", event("open", "2026-01-01T10:00:00Z", kinds))))
    raw, rows = raw_rows(path, FORM)
    told = dict(zip(raw.columns, rows[0][1:], strict=True))
    assert told == {
        "case:concept:name": "a",
        "concept:name": "open",
        "time:timestamp": "2026-01-01T10:00:00Z",
        "count": "3",
        "cost": "2.50",
        "late": "true",
        "identity:id": "7-7",
        "due": "2026-02-01T00:00:00Z",
        "where": "Kö&ln",
        "where.part": "east",
        "where.part.no": "9",
        "tags": '["x", "2"]',
        "box.width": "4",
    }


def test_attributes_of_a_case_become_segments_where_they_have_few_values(tmp_path: Path) -> None:
    traces = [
        trace(
            str(place),
            event("open", "2026-01-01T10:00:00Z"),
            attributes=f'<string key="plan" value="{"gold" if place % 2 else "free"}"/>'
            f'<string key="note" value="n{place}"/><int key="age" value="{place % 3}"/><string key="tool" value="x"/>',
        )
        for place in range(60)
    ]
    path = writer(tmp_path, "x.xes")(xes(*traces))
    found, rows = read(path)
    assert found.segments == ("plan",)
    assert {row["segment:plan"] for row in rows} == {"gold", "free"}
    (said,) = [one for one in found.diagnostics if one.code == "evidence/log-attributes"]
    assert "note" in said.says
    asked, rows = read(path, segments=("note", "age"))
    assert asked.segments == ("note", "age")
    assert rows[1]["segment:note"] == "n1"


def test_defaults_of_the_log_fill_blanks_but_never_names_or_stand_ins(tmp_path: Path) -> None:
    head = (
        '<global scope="event"><string key="concept:name" value="name"/><string key="desk" value="main"/>'
        '<string key="org:resource" value="resource"/><string key="x" value="__INVALID__"/></global>'
        '<global scope="trace"><string key="plan" value="free"/></global>'
    )
    full = '<string key="desk" value="east"/><string key="org:resource" value="Pete"/><string key="x" value="1"/>'
    path = writer(tmp_path, "x.xes")(
        xes(
            trace("a", event("open", "2026-01-01T10:00:00Z", full), attributes='<string key="plan" value="gold"/>'),
            trace("b", event("open", "2026-01-01T10:00:00Z")),
            head=head,
        )
    )
    raw, rows = raw_rows(path, FORM)
    second = dict(zip(raw.columns, rows[1][1:], strict=True))
    assert (second["desk"], second["case:plan"], second["org:resource"], second["x"]) == ("main", "free", None, None)
    assert [one.code for one in raw.diagnostics] == ["evidence/log-defaults"]


def test_a_classifier_of_several_keys_can_name_the_event(tmp_path: Path) -> None:
    head = '<classifier name="Both" keys="concept:name \'lifecycle:transition\'"/>'
    steps = (
        event("call", "2026-01-01T10:00:00Z", '<string key="lifecycle:transition" value="start"/>'),
        event("call", "2026-01-01T10:01:00Z", '<string key="lifecycle:transition" value="complete"/>'),
    )
    path = writer(tmp_path, "x.xes")(xes(trace("a", *steps), head=head))
    assert [row["event"] for row in read(path, event="Both")[1]] == ["call+start", "call+complete"]


@pytest.mark.parametrize("keys", ["code", "Activity code", "'Activity code'"])
def test_a_classifier_names_the_events_of_a_log_in_which_nothing_else_does(tmp_path: Path, keys: str) -> None:
    key = keys.strip("'")
    head = f'<classifier name="Activity classifier" keys="{keys}"/>'
    steps = (
        event("", f"2026-01-0{n}T10:00:00Z").replace("concept:name", key).replace('""', f'"{what}"')
        for n, what in enumerate("ab", 1)
    )
    path = writer(tmp_path, "x.xes")(xes(trace("a", *steps), head=head))
    assert [row["event"] for row in read(path)[1]] == ["a", "b"]


def test_an_activity_in_several_transitions_counts_once_unless_all_are_wanted(tmp_path: Path) -> None:
    def step(name: str, transition: str, minute: int) -> str:
        return event(
            name, f"2026-01-01T10:{minute:02}:00Z", f'<string key="lifecycle:transition" value="{transition}"/>'
        )

    steps = (
        step("call", "START", 1),
        step("call", "complete", 2),
        step("wait", "schedule", 3),
        step("ask", "start", 4),
    )
    path = writer(tmp_path, "x.xes")(xes(trace("a", *steps, step("ask", "suspend", 5))))
    found, rows = read(path)
    assert [(row["event"], row["order"]) for row in rows] == [("call", 2), ("wait", 3), ("ask", 4)]
    assert (found.rows, found.left_out, codes(found)) == (5, 2, ["evidence/lifecycle"])
    assert len(read(path, transitions="all")[1]) == 5


def test_a_case_without_a_name_gets_one_by_its_place_the_same_each_time(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.xes")(
        xes(TWO[0], trace("", event("open", "2026-01-03T10:00:00Z")), trace(" ", event("pay", "2026-01-03T10:00:00Z")))
    )
    found, rows = read(path)
    assert [row["case"] for row in rows] == ["a", "a", "#2", "#3"]
    assert codes(found) == ["evidence/case-unnamed"]
    assert read(path)[1] == rows


def test_an_event_without_name_or_time_or_case_is_rejected_with_its_number(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.xes")(
        xes(
            trace("a", event("", "2026-01-01T10:00:00Z"), event("open", ""), event("open", "yesterday")),
            TWO[1],
            event("loose", "2026-01-01T10:00:00Z"),
        )
    )
    found, rows = read(path)
    assert [row["event"] for row in rows] == ["open"]
    assert sorted(one.row for one in found.rejects) == [1, 2, 3, 5]
    assert (found.rows, found.rejected) == (5, 4)


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("packed", [False, True])
def test_a_log_that_is_cut_off_names_line_and_case_and_gives_nothing(tmp_path: Path, keep: float, packed: bool) -> None:
    traces = [trace(f"case {n}", event("open", "2026-01-01T10:00:00Z")) for n in range(3000)]
    data = xes(*traces).encode()
    data = gzip.compress(data)[: int(len(gzip.compress(data)) * keep)] if packed else data[: int(len(data) * keep)]
    path = writer(tmp_path, "x.xes")(data)
    with pytest.raises(EvidenceError) as error:
        read(path)
    (said,) = error.value.diagnostics
    assert said.code == "evidence/broken-log"
    assert said.where.line is not None
    assert said.where.line > 500
    assert "case" in said.says
    assert not list((tmp_path / "out-x.xes").iterdir())


BOMB = '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB + "]>",
        '<!DOCTYPE log SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE log [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>',
    ],
)
def test_a_log_may_declare_nothing(tmp_path: Path, head: str) -> None:
    text = xes(trace("a", event("&i;", "2026-01-01T10:00:00Z"))).replace("?>\n", f"?>\n{head}\n", 1)
    path = writer(tmp_path, "x.xes")(text)
    with pytest.raises(EvidenceError) as error:
        read(path)
    assert [one.code for one in error.value.diagnostics] == ["evidence/log-declares"]


def test_a_packed_bomb_is_stopped_by_the_bytes_that_come_out(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.xes.gz")(gzip.compress(b"<log>" + b" " * 30_000_000))
    with pytest.raises(EvidenceError) as error:
        open_xes(path, FORM, limit=None, limits=Limits(unpacked=20_000_000))
    assert error.value.diagnostics[0].code == "evidence/unpacks-too-large"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<log></log>", "evidence/empty-log"),
        ("<logs><log/></logs>", "evidence/not-a-log"),
        ("<log><trace></log>", "evidence/broken-log"),
        ("<log>" + "<trace><event>" + '<string key="a" value="b">' * 200, "evidence/broken-log"),
    ],
)
def test_what_is_no_log_is_refused_by_name(tmp_path: Path, text: str, code: str) -> None:
    path = writer(tmp_path, "x.xes")(text)
    with pytest.raises(EvidenceError) as error:
        raw_rows(path, FORM)
    assert error.value.diagnostics[0].code == code


def test_a_log_with_one_event_is_a_log(tmp_path: Path) -> None:
    found, rows = read(writer(tmp_path, "x.xes")(xes(TWO[1])))
    assert (found.events, found.cases, len(rows)) == (1, 1, 1)


def test_events_of_one_moment_keep_the_order_of_the_file(tmp_path: Path) -> None:
    same = [event(f"s{place}", "2026-01-01T10:00:00Z") for place in range(50)]
    rows = read(writer(tmp_path, "x.xes")(xes(trace("a", *same))))[1]
    assert [row["event"] for row in sorted(rows, key=lambda row: (row["time"], row["order"]))] == [
        f"s{n}" for n in range(50)
    ]


def test_so_many_rows_as_are_asked_for_are_read(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.xes")(xes(*TWO))
    assert len(raw_rows(path, FORM, limit=2)[1]) == 2


def test_a_case_that_is_longer_than_a_batch_stays_one(tmp_path: Path) -> None:
    steps = [event(f"s{place % 7}", "2026-01-01T10:00:00Z") for place in range(45_000)]
    found, rows = read(writer(tmp_path, "x.xes")(xes(trace("", *steps), TWO[1])))
    assert (found.cases, found.events, {row["case"] for row in rows}) == (2, 45_001, {"#1", "b"})


def test_a_log_in_which_every_event_has_attributes_of_its_own_is_refused(tmp_path: Path) -> None:
    steps = (event("s", "2026-01-01T10:00:00Z", f'<string key="k{n}" value="x"/>') for n in range(5000))
    with pytest.raises(EvidenceError) as error:
        raw_rows(writer(tmp_path, "x.xes")(xes(trace("a", *steps))), FORM)
    assert error.value.diagnostics[0].code == "evidence/too-many-columns"
