"""The real airline survey gives the figures that were made with other libraries."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pytest

from outsidein.evidence.asked import Asked
from outsidein.evidence.store import Store
from outsidein.evidence.tables import Asks
from outsidein.measures import Ask, Row, measure_all

pytestmark = pytest.mark.realdata

TOUCHPOINTS = (
    "Departure and Arrival Time Convenience", "Ease of Online Booking", "Check-in Service", "Online Boarding",
    "Gate Location", "On-board Service", "Seat Comfort", "Leg Room Service", "Cleanliness", "Food and Drink",
    "In-flight Service", "In-flight Wifi Service", "In-flight Entertainment", "Baggage Handling",
)  # fmt: skip


@pytest.fixture(scope="module")
def evidence(realdata: Path) -> Store:
    with gzip.open(realdata / "airline_satisfaction" / "airline_passenger_satisfaction.csv.gz") as file:
        wide = pyarrow.csv.read_csv(file)
    n = wide.num_rows
    response = pa.array(range(n), pa.int64())
    parts = []
    for name in TOUCHPOINTS:
        value = wide[name].cast(pa.float64()).combine_chunks()
        given = pc.not_equal(value, 0.0)
        parts.append(_answers(response, name, name, "satisfaction", pc.if_else(given, value, None), (1.0, 5.0), given))
    satisfied = pc.equal(wide["Satisfaction"], "Satisfied").cast(pa.float64()).combine_chunks()
    parts.append(_answers(response, "overall", None, "outcome", satisfied, (0.0, 1.0), pa.array([True] * n)))
    responses = pa.table(
        {
            "response": response,
            "customer": wide["ID"].cast(pa.string()),
            "source": ["airline"] * n,
            "segment:class": wide["Class"],
        }
    )
    asked = [Asked(source="airline", key=name, asks=Asks.SATISFACTION, touchpoint=name) for name in TOUCHPOINTS]
    return Store.memory(questions=asked, responses=responses, answers=pa.concat_tables(parts))


def _answers(
    response: pa.Array, key: str, touchpoint: str | None, asks: str, value: pa.Array, scale: tuple[float, float],
    applicable: pa.Array,
) -> pa.Table:  # fmt: skip
    n = len(response)
    return pa.table(
        {
            "response": response,
            "question": pa.array([key] * n),
            "touchpoint": pa.array([touchpoint] * n, pa.string()),
            "asks": pa.array([asks] * n),
            "value": value,
            "low": pa.array([scale[0]] * n),
            "high": pa.array([scale[1]] * n),
            "applicable": applicable,
        }
    )


def test_the_golden_figures_of_the_airline_survey(evidence: Store, realdata: Path) -> None:
    gold = json.loads((realdata / "golden.json").read_text("utf-8"))["airline_satisfaction"]
    by = ("touchpoint",)
    outcome, mean, top = measure_all(evidence, [Ask("outcome"), Ask("satisfaction", by), Ask("csat", by)])
    (overall,) = outcome
    close = pytest.approx
    assert (overall.estimate.n, overall.estimate.value / 100) == (
        gold["rows"],
        close(gold["satisfied"]["value"], abs=1e-6),
    )
    assert overall.estimate.low / 100 == close(gold["satisfied"]["low"], abs=1e-6)
    assert overall.estimate.high / 100 == close(gold["satisfied"]["high"], abs=1e-6)

    means, tops = _by_touchpoint(mean), _by_touchpoint(top)
    assert set(means) == set(TOUCHPOINTS)
    for name, figures in gold["touchpoints_zeros_excluded"].items():
        assert means[name].estimate.n == tops[name].estimate.n == figures["n"]
        assert means[name].estimate.value == close(figures["mean"], abs=1e-6)
        assert tops[name].estimate.value / 100 == close(figures["top2"], abs=1e-6)
    boarding, top_boarding = means["Online Boarding"].estimate, tops["Online Boarding"].estimate
    figures = gold["touchpoints_zeros_excluded"]["Online Boarding"]
    assert (boarding.low, boarding.high) == (close(figures["low"], abs=1e-6), close(figures["high"], abs=1e-6))
    assert top_boarding.low / 100 == close(figures["top2_low"], abs=1e-6)
    assert top_boarding.high / 100 == close(figures["top2_high"], abs=1e-6)


def test_fourteen_ratings_of_one_passenger_are_not_fourteen_passengers(evidence: Store) -> None:
    (row,) = measure_all(evidence, [Ask("satisfaction")])[0]
    assert row.estimate.method == "t, answers clustered by response"
    assert row.customers == 129_880
    assert row.estimate.n > 1_700_000


def _by_touchpoint(rows: tuple[Row, ...]) -> dict[object, Row]:
    return {row.keys[0]: row for row in rows}
