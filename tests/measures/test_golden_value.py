"""CDNOW, telco, channel paths and shoppers give the figures made with lifetimes, lifelines and ChannelAttribution."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from outsidein.measures.value import (
    Rule,
    attribute,
    churn,
    conversion,
    fit_buying,
    fit_spending,
    grouped,
    lifetime_value,
    paths_of,
    revenue_churn,
    survival,
)

pytestmark = pytest.mark.realdata


def golden(realdata: Path, name: str) -> Any:
    return json.loads((realdata / "golden.json").read_text("utf-8"))[name]


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(text.decode("utf-8").splitlines(), delimiter=delimiter))


def test_the_golden_figures_of_cdnow(realdata: Path) -> None:
    gold = golden(realdata, "cdnow_sample")
    read = rows(realdata / "cdnow" / "cdnow_customers_summary_with_transactions.csv")
    x, last, age, spend = (np.array([float(row[name]) for row in read]) for name in ("x", "t_x", "T", "zbar"))
    histories = grouped(x, last, age, spend=spend)
    assert (histories.total, len(histories.repeats)) == (2357, 1016)
    buying, spending = fit_buying(histories), fit_spending(x, spend)
    for name in ("r", "alpha", "a", "b"):
        assert getattr(buying, name).value == pytest.approx(gold["bgnbd"][name], rel=1e-3)
    assert buying.log_likelihood == pytest.approx(gold["bgnbd"]["log_likelihood"], abs=1e-3)
    for name in ("p", "q", "v"):
        assert getattr(spending, name).value == pytest.approx(gold["gamma_gamma"][name], rel=1e-3)
    expected = buying.expected(39, repeats=2, recency=30.43, age=38.86)
    assert expected.value == pytest.approx(gold["expected_purchases_t39_x2_tx30_43_T38_86"], rel=1e-3)
    assert expected.low < expected.value < expected.high
    assert buying.total(39, histories).value == pytest.approx(gold["holdout_weeks_40_78"]["predicted"], rel=1e-3)
    assert any("r = 0.16" in note for note in spending.notes)
    worth = lifetime_value(histories, buying, spending, periods=12, period=4.345, discount=0.01)
    assert worth.total.value == pytest.approx(float(histories.customers @ worth.by_history))
    assert worth.mean.low < worth.mean.value < worth.mean.high


def test_the_golden_figures_of_telco(realdata: Path) -> None:
    gold = golden(realdata, "telco_churn")
    read = rows(realdata / "telco_churn" / "Telco-Customer-Churn.csv.gz")
    lost = np.array([row["Churn"] == "Yes" for row in read])
    share = churn(int(lost.sum()), len(lost))
    assert [end / 100 for end in (share.value, share.low, share.high)] == pytest.approx(
        [gold["churn"][end] for end in ("value", "low", "high")], abs=1e-6
    )
    of_revenue = revenue_churn(np.array([float(row["MonthlyCharges"]) for row in read]), lost)
    assert of_revenue.value / 100 == pytest.approx(gold["revenue_churn"], abs=1e-6)
    curve = survival(np.array([float(row["tenure"]) for row in read]), lost, unit="months")
    for months, figure in gold["kaplan_meier"].items():
        found = curve.at(float(months))
        if isinstance(figure, list):
            assert [found.value, found.low, found.high] == pytest.approx(figure, abs=1e-6)
        else:
            assert found.value == pytest.approx(figure, abs=1e-6)
    assert curve.median.value == np.inf
    assert curve.median.notes


def test_the_golden_figures_of_channel_paths(realdata: Path) -> None:
    gold = golden(realdata, "channel_paths")
    read = rows(realdata / "channel_paths" / "channel_paths.csv.gz", delimiter=";")
    paths = paths_of(
        [row["path"].split(" > ") for row in read],
        conversions=[int(row["total_conversions"]) for row in read],
        losses=[int(row["total_null"]) for row in read],
    )
    for rule in Rule:
        found = attribute(paths, rule, generator=np.random.default_rng(1))
        assert sum(credit.conversions.value for credit in found.credits) == pytest.approx(gold["conversions"])
    credits = {credit.touchpoint: credit.conversions for credit in found.credits}
    assert rule is Rule.MARKOV
    for name, figure in gold["markov"].items():
        assert credits[name].value == pytest.approx(figure, abs=1e-3)
        assert credits[name].low < figure < credits[name].high


def test_the_golden_figure_of_online_shoppers(realdata: Path) -> None:
    gold = golden(realdata, "online_shoppers")["conversion"]
    read = rows(realdata / "online_shoppers" / "online_shoppers_intention.csv.gz", delimiter=";")
    found = conversion(sum(row["Revenue"] == "TRUE" for row in read), len(read), whose="session")
    assert [end / 100 for end in (found.value, found.low, found.high)] == pytest.approx(
        [gold[end] for end in ("value", "low", "high")], abs=1e-6
    )
    assert "sessions" in found.cites[0].formula
