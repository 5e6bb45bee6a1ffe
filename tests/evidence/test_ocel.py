"""Object-centric logs: whose journey they tell, and what is said about events in several of them or in none."""

from __future__ import annotations

from pathlib import Path

import pytest
from evidence_files import raw_rows, writer
from logs import codes, ocel, read

from outsidein.evidence.source import Format
from outsidein.evidence.sources.eventlog.ocel import open_ocel
from outsidein.evidence.sources.limits import Limits
from outsidein.ground import EvidenceError

OBJECTS = [
    {
        "id": "o1",
        "type": "order",
        "attributes": [
            {"name": "price", "time": "1970-01-01T00:00:00Z", "value": 10},
            {"name": "price", "time": "2026-01-01T10:01:30Z", "value": 12.50},
            {"name": "land", "time": "1970-01-01T00:00:00Z", "value": "DE"},
        ],
    },
    {"id": "o2", "type": "order", "attributes": []},
    {"id": "i1", "type": "item", "attributes": []},
    {"id": "i2", "type": "item", "attributes": []},
]
EVENTS = [
    {"type": "place", "objects": ["o1", "i1", "i2"], "attributes": [{"name": "by", "value": "web"}]},
    {"type": "place", "objects": ["o2"]},
    {"type": "ship", "objects": ["o1", "o2"]},
    {"type": "audit", "objects": ["nobody"]},
]


def test_the_type_that_joins_most_events_walks_and_this_is_said(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.jsonocel")(ocel(EVENTS, OBJECTS))
    found, rows = read(path)
    assert [(row["case"], row["event"], row["order"]) for row in rows] == [
        ("o1", "place", 1),
        ("o2", "place", 2),
        ("o1", "ship", 3),
        ("o2", "ship", 3),
    ]
    told = {one.code: one.says for one in found.diagnostics}
    assert "“order”" in told["evidence/object-type"]
    assert told["evidence/event-in-several-cases"].startswith("1 event is")
    assert told["evidence/event-in-no-case"].startswith("1 event is")


def test_another_type_can_be_followed(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.json")(ocel(EVENTS, OBJECTS))
    rows = read(path, format=Format(object_type="item"))[1]
    assert [(row["case"], row["event"]) for row in rows] == [("i1", "place"), ("i2", "place")]


def test_attributes_of_an_object_are_as_they_were_at_the_time(tmp_path: Path) -> None:
    raw, rows = raw_rows(writer(tmp_path, "x.json")(ocel(EVENTS, OBJECTS)), Format())
    told = [dict(zip(raw.columns, row[1:], strict=True)) for row in rows]
    assert [(one["case:price"], one["case:land"], one["by"], one["object:item"]) for one in told] == [
        ("10", "DE", "web", "i1, i2"),
        (None, None, None, None),
        ("12.5", "DE", None, None),
        (None, None, None, None),
    ]
    assert raw.format == Format(type="ocel", encoding="utf-8", object_type="order")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"objectTypes": [], "events": [{"id": ', "evidence/broken-log"),
        ('{"objectTypes": [], "objects": [], "events": []}', "evidence/empty-log"),
        (
            '{"objectTypes": [], "objects": [], "events": [{"id": "e", "type": "x", "time": "2026-01-01"}]}',
            "evidence/empty-log",
        ),
        ('{"ocel:events": {}, "ocel:objects": {}}', "evidence/not-a-log"),
        ('{"events": {}, "objects": []}', "evidence/not-a-log"),
        ('{"objects": ' + "[" * 100_000, "evidence/broken-log"),
    ],
)
def test_what_is_no_such_log_is_refused_by_name(tmp_path: Path, text: str, code: str) -> None:
    path = writer(tmp_path, "x.json")(text)
    with pytest.raises(EvidenceError) as error:
        open_ocel(path, Format(type="ocel"), limit=None, limits=Limits())
    assert error.value.diagnostics[0].code == code


def test_a_type_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.json")(ocel(EVENTS, OBJECTS))
    with pytest.raises(EvidenceError, match="“order”, “item”") as error:
        read(path, format=Format(type="ocel", object_type="parcel"))
    assert error.value.diagnostics[0].code == "evidence/no-such-object-type"


def test_a_log_beyond_what_is_read_as_a_whole_is_refused(tmp_path: Path) -> None:
    path = writer(tmp_path, "x.json")(ocel(EVENTS, OBJECTS))
    with pytest.raises(EvidenceError) as error:
        open_ocel(path, Format(type="ocel"), limit=None, limits=Limits(array=100))
    assert error.value.diagnostics[0].code == "evidence/log-too-large"


def test_odd_shapes_are_passed_over_not_stumbled_on(tmp_path: Path) -> None:
    text = ocel(EVENTS, OBJECTS).replace(
        '"attributes": []', '"attributes": [3, {"name": null}, {"name": "x", "value": {"y": [1]}}]'
    )
    found, rows = read(writer(tmp_path, "x.json")(text))
    assert len(rows) == 4
    assert "evidence/object-type" in codes(found)
