"""Employees beside customers (A8): two sources, one touchpoint; each map reads its own side, and shows both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from outsidein import insight, maps, render, workspace
from outsidein.evidence import Ingested
from outsidein.maps import Document
from outsidein.workspace import Study

NOW = datetime(2026, 11, 22, tzinfo=UTC)
STAFF = """\
source: staff
kind: employees
files: staff.csv
reads: responses
fields: {customer: Who}
defaults: {asks: emotion}
answers:
  - {column: Handover, touchpoint: handover}
  - {column: Patients, touchpoint: patients}
"""
GUESTS = """\
source: guests
files: guests.csv
reads: responses
fields: {customer: Who}
segments: {ward: Ward}
defaults: {asks: emotion}
answers:
  - {column: Nurses, touchpoint: patients}
"""

STAY = """\
outsidein: 1
map: stay
kind: service-blueprint
title: A stay
touchpoints: [{id: patients, name: Nurses}]
stages:
  - {id: a, name: A, steps: [{id: s, name: S, touchpoints: [patients]}]}
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    path = tmp_path_factory.mktemp("beside") / "ward"
    folder = workspace.begin(path, name="Ward", key=bytes(range(32)), template="nurse-experience")
    evidence = path / "evidence"
    evidence.mkdir(exist_ok=True)
    (evidence / "staff.source.yaml").write_text(STAFF)
    (evidence / "staff.csv").write_text(
        "Who,Handover,Patients\n" + "".join(f"n{at},{6 + at % 3},{3 + at % 2}\n" for at in range(40))
    )
    (evidence / "guests.source.yaml").write_text(GUESTS)
    rows = "".join(f"g{at},{'East' if at % 2 else 'West'},{9 if at % 2 else 7}\n" for at in range(60))
    (evidence / "guests.csv").write_text("Who,Ward,Nurses\n" + rows)
    done = workspace.ingest(folder, key=bytes(range(32)), now=NOW)
    assert all(isinstance(one, Ingested) for one in done), done
    with workspace.open_study(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def document(study: Study) -> Document:
    return workspace.load_map(study.folder)


def test_the_curve_of_an_employees_map_is_made_of_what_employees_say(study: Study, document: Document) -> None:
    reading = study.read(document, now=NOW)
    levels = {point.touchpoints: point.level for point in reading.curve if point.level}
    assert {keys: (one.n, round(one.value, 2)) for keys, one in levels.items()} == {
        ("handover",): (40, 6.97),
        ("patients",): (40, 3.5),
    }
    assert study.curve(document) == reading.curve


def test_what_both_rated_stands_side_by_side_at_the_touchpoint_and_nothing_else_does(
    study: Study, document: Document
) -> None:
    (one,) = study.read(document, now=NOW).beside
    assert one.touchpoint == "patients"
    assert (one.customers.value, one.customers.n) == (8.0, 60)
    assert (one.employees.value, one.employees.n) == (3.5, 40)
    assert all(side.low < side.value < side.high for side in (one.customers, one.employees))
    assert one.steps == tuple(
        step.id for step in document.steps if "patients" in {t.key for _, t in document.encounters(step.id)}
    )


def test_a_map_of_customers_reads_customers_and_narrows_only_them(study: Study) -> None:
    document, found = maps.read(STAY)
    assert document is not None, found
    reading = study.read(document, now=NOW, where=(("segment:ward", ("East",)),))
    (point,) = reading.curve
    assert point.level is not None
    assert (point.level.value, point.level.n) == (9.0, 30)
    (one,) = reading.beside
    assert (one.customers.value, one.employees.value, one.employees.n) == (9.0, 3.5, 40)


def test_the_page_says_beside_and_not_because(study: Study, document: Document) -> None:
    reading = study.read(document, now=NOW)
    page = render.write_html(render.compose(document, reading, today=NOW.date()))
    assert "Customers’ level" in page
    assert "Employees’ level" in page
    assert "beside customers’ level; neither is shown to cause the other" in page


def test_it_is_not_told_to_whoever_has_a_link(study: Study, document: Document) -> None:
    reading = study.read(document, now=NOW)
    assert insight.suppress(reading).beside == ()
    assert insight.confine(reading, document).beside == ()
