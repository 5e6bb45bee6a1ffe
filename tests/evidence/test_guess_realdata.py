"""Drafting over public data: real files, with all that is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from outsidein.evidence import Asks, Field, Reads
from outsidein.evidence.guess import Draft, Role, Sure
from outsidein.evidence.guessing.draft import Known
from outsidein.evidence.guessing.drafting import draft
from outsidein.evidence.source import Format
from outsidein.ground import EvidenceError, Severity

pytestmark = pytest.mark.realdata


def drafted(path: Path) -> Draft:
    return draft(path, Format(), Known())


def warned(found: Draft) -> list[str]:
    return [d.code for d in found.doubts if d.severity is not Severity.HINT]


def test_the_airline_survey_is_read_as_its_design_says(realdata: Path) -> None:
    found = drafted(realdata / "airline_satisfaction" / "airline_passenger_satisfaction.csv.gz")
    source = found.source
    assert (source.reads, source.customer) == (Reads.RESPONSES, Field(column="ID"))
    ratings = [q for q in source.questions if q.asks is Asks.SATISFACTION]
    assert len(ratings) == 14
    assert {q.scale for q in ratings} == {(1, 5)}
    assert len({q.touchpoint for q in ratings}) == 14
    assert sum(q.not_applicable == ("0",) for q in ratings) == 13
    (outcome,) = [q for q in source.questions if q.asks is Asks.OUTCOME]
    assert dict(outcome.recode) == {"Satisfied": 1.0, "Neutral or Dissatisfied": 0.0}
    assert {s.column for s in source.segments} == {"Gender", "Customer Type", "Type of Travel", "Class"}
    assert set(source.ignore) == {"Age", "Flight Distance", "Departure Delay", "Arrival Delay"}
    assert (found.counts.rows, found.counts.answers - 129_880, found.counts.not_applicable) == (
        129_880,
        1_798_186,
        20_134,
    )
    assert (found.counts.unreadable_cells, found.counts.customers) == (0, 129_880)
    wifi = next(c for c in found.columns if c.about == "In-flight Wifi Service")
    assert (sum(wifi.bars), wifi.sure) == (125_964, Sure.SURE)
    assert sorted(warned(found)) == ["evidence/codes-not-ratings", "evidence/unsure-scale"]


def test_churn_is_an_outcome_to_be_looked_at_and_charges_are_no_ratings(realdata: Path) -> None:
    found = drafted(realdata / "telco_churn" / "Telco-Customer-Churn.csv.gz")
    assert found.source.customer == Field(column="customerID")
    assert [(q.column, q.asks) for q in found.source.questions] == [("Churn", Asks.OUTCOME)]
    assert {"tenure", "MonthlyCharges", "TotalCharges"} <= set(found.source.ignore)
    assert warned(found) == ["evidence/unsure-scale"]


def test_sessions_have_no_ratings_but_perhaps_an_outcome(realdata: Path) -> None:
    found = drafted(realdata / "online_shoppers" / "online_shoppers_intention.csv.gz")
    assert [(q.column, q.asks) for q in found.source.questions] == [("Revenue", Asks.OUTCOME)]
    lines = {c.about: c for c in found.columns}
    assert all(
        lines[n].role is Role.IGNORE for n in ("OperatingSystems", "Browser", "Region", "Administrative", "SpecialDay")
    )
    assert lines["Revenue"].sure is Sure.CHECK


def test_clicks_are_events(realdata: Path) -> None:
    found = drafted(realdata / "ecommerce" / "ecom.csv.gz")
    source = found.source
    assert (source.reads, source.event, source.time) == (Reads.EVENTS, Field(column="event"), Field(column="timestamp"))
    assert (source.customer, source.channel) == (Field(column="user_id"), Field(column="platform"))
    assert warned(found) == []


def test_an_event_log_names_its_cases(realdata: Path) -> None:
    found = drafted(realdata / "event_logs" / "receipt.csv.gz")
    source = found.source
    assert (source.reads, source.event) == (Reads.EVENTS, Field(column="concept:name"))
    assert (source.time, source.time_format) == (Field(column="time:timestamp"), "iso")
    assert source.customer == Field(column="case:concept:name")
    assert (found.counts.rows, found.counts.customers) == (8_577, 1_434)


def test_customers_without_any_answer_are_customers_to_be_confirmed(realdata: Path) -> None:
    found = drafted(realdata / "cdnow" / "cdnow_customers_summary_with_transactions.csv")
    assert (found.source.reads, found.counts.customers) == (Reads.CUSTOMERS, 2_357)
    assert warned(found) == ["evidence/unsure-shape"]


def test_columns_lined_up_by_spaces_are_refused_with_advice(realdata: Path) -> None:
    with pytest.raises(EvidenceError) as error:
        drafted(realdata / "cdnow" / "CDNOW_sample.txt")
    assert error.value.diagnostics[0].code == "evidence/spaces-between-columns"


def test_marketing_paths_hold_nothing_to_measure(realdata: Path) -> None:
    assert warned(drafted(realdata / "channel_paths" / "channel_paths.csv.gz")) == ["evidence/nothing-to-measure"]
