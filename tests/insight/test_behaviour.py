"""Behaviours that go with an outcome are found with their sign; what gives it away is left out; nothing is made up."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as csv
import pytest
import statsmodels.api as sm
from sklearn.metrics import roc_auc_score
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from outsidein.ground import MeasureError
from outsidein.ground.speech import speaking
from outsidein.insight.behaviour import features_of, find_behaviour, freeze_customers, freeze_journeys
from outsidein.insight.behaviour.find import _adjusted_p
from outsidein.insight.behaviour.logistic import Case, area, fit


def people(rng: np.random.Generator, n: int = 3000) -> pa.Table:
    """A table in which search helps, errors hurt, a twin of search does nothing of its own, and paid comes after."""
    search, error, noise = rng.random(n) < 0.4, rng.random(n) < 0.2, rng.random(n) < 0.5
    minutes = rng.lognormal(2, 1, n)
    twin = np.where(rng.random(n) < 0.8, search, rng.random(n) < 0.4)
    odds = -2 + 1.0 * search - 1.2 * error + 0.4 * (np.log1p(minutes) - 2)
    bought = rng.random(n) < 1 / (1 + np.exp(-odds))
    device = rng.choice(["mobile", "desktop", "tablet"], n)
    return pa.table(
        {
            "search": search, "error": error, "noise": noise, "twin": twin, "minutes": minutes, "device": device,
            "paid": bought & (rng.random(n) < 0.98), "bought": bought,
        }
    )  # fmt: skip


def test_the_regression_is_that_of_statsmodels_with_errors_by_customer() -> None:
    rng = np.random.default_rng(0)
    who = np.repeat(np.arange(150), 4)
    x = rng.normal(size=(600, 3)) + rng.normal(size=(150, 1)).repeat(4, axis=0)
    y = rng.random(600) < 1 / (1 + np.exp(-(x @ [0.8, -0.5, 0.0] - 0.3)))
    ours = fit(x, y, who)
    theirs = sm.Logit(y.astype(float), sm.add_constant(x)).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": who, "use_correction": False}
    )
    assert ours.beta == pytest.approx(theirs.params, rel=1e-4, abs=1e-4)
    assert np.sqrt(np.diag(ours.covariance)) == pytest.approx(theirs.bse * np.sqrt(150 / 149), rel=2e-3)


def test_the_adjusted_difference_is_the_marginal_effect_of_statsmodels() -> None:
    rng = np.random.default_rng(1)
    x = np.column_stack([rng.random(800) < 0.3, rng.normal(size=800)]).astype(float)
    y = rng.random(800) < 1 / (1 + np.exp(-(x @ [1.0, 0.5] - 1)))
    ours = fit(x, y, np.arange(800))
    size, error = ours.contrast((Case(1.0, ((1, 1.0),)), Case(-1.0, ((1, 0.0),))))
    model = sm.Logit(y.astype(float), sm.add_constant(x)).fit(disp=0, cov_type="HC0")
    theirs = model.get_margeff(dummy=True)
    assert size == pytest.approx(theirs.margeff[0], rel=1e-4)
    assert error == pytest.approx(theirs.margeff_se[0], rel=5e-3)


def test_area_q_and_plain_difference_are_those_of_the_libraries() -> None:
    rng = np.random.default_rng(2)
    scores, had = rng.integers(0, 8, 300).astype(float), rng.random(300) < 0.3
    assert area(scores, had) == pytest.approx(roc_auc_score(had, scores))
    p = rng.random(40) ** 3
    assert _adjusted_p(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])
    found = find_behaviour(features_of(people(rng), outcome="bought"))
    search = next(one for one in found.drivers if one.name.startswith("search"))
    x1, n1 = round(search.share.value * search.share.n), search.share.n
    x2, n2 = round(search.others.value * search.others.n), search.others.n
    theirs = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb")
    assert (search.difference.low, search.difference.high) == pytest.approx(theirs, abs=1e-6)


def test_what_helps_and_what_hurts_is_found_and_a_mere_companion_is_not() -> None:
    found = find_behaviour(features_of(people(np.random.default_rng(3)), outcome="bought"))
    sign = {one.name.partition(" ")[0]: one.sign * (-1 if "false" in one.name else 1) for one in found.drivers}
    assert (sign["search"], sign["error"], sign["minutes"], sign["noise"], sign["twin"]) == (1, -1, 1, 0, 0)
    twin = next(one for one in found.drivers if one.name.startswith("twin"))
    assert abs(twin.difference.value) > 0.05  # alone it looks like one
    assert found.auc.low > 0.5
    assert "Association, not cause" in found.notes[-1]


def test_a_consequence_of_the_outcome_is_left_out_and_named() -> None:
    table = people(np.random.default_rng(4))
    found = find_behaviour(features_of(table, outcome="bought"))
    assert [one.name.partition(" ")[0] for one in found.excluded] == ["paid"]
    assert "gives the outcome away" in found.excluded[0].says
    vouched = find_behaviour(features_of(table, outcome="bought"), vouched=("paid",))
    assert not vouched.excluded
    declared = find_behaviour(features_of(table, outcome="bought"), consequences=("paid", "search"))
    assert {one.name.partition(" ")[0] for one in declared.excluded} == {"paid", "search"}


def test_where_nothing_goes_with_the_outcome_little_is_called_clear() -> None:
    rng, alarms, weak = np.random.default_rng(5), 0, 0
    for _ in range(40):
        flags = {f"f{i}": rng.random(500) < rng.uniform(0.2, 0.8) for i in range(8)}
        found = find_behaviour(features_of(pa.table({**flags, "left": rng.random(500) < 0.3}), outcome="left"))
        alarms += any(one.clear for one in found.drivers)
        weak += found.auc.low <= 0.5
    assert alarms <= 6  # 2 are expected; 6 is three standard errors above
    assert weak >= 35


def journeys(rng: np.random.Generator, n: int = 2000) -> pa.Table:
    """Journeys of eight events: those who meet help in their first three buy more; a receipt follows each purchase."""
    rows: list[tuple[int, int, str, str]] = []
    for case in range(n):
        names = [*rng.choice(["home", "list", "item"], 2), "help" if rng.random() < 0.3 else "item"]
        bought = rng.random() < (0.5 if "help" in names else 0.2)
        names += [*rng.choice(["home", "list", "item"], 3), *(["buy", "receipt"] if bought else ["item", "home"])]
        rows += [(case, case * 3600 + at * 60, name, str(case // 2)) for at, name in enumerate(names)]
    case_, second, event, customer = zip(*rows, strict=True)
    time = np.datetime64("2026-01-01", "s") + np.array(second).astype("timedelta64[s]")
    return pa.table({"case": case_, "time": pa.array(time), "event": event, "customer": customer})


def test_features_of_journeys_stop_before_the_outcome_can_show() -> None:
    log = journeys(np.random.default_rng(6))
    features = freeze_journeys(log, outcome="buy", after=3, customer="customer")
    names = [one.name for one in features.features]
    assert not any("receipt" in name or "buy" in name for name in names)
    assert any(name.startswith("went from") for name in names)
    found = find_behaviour(freeze_journeys(log, outcome="buy", after=3, customer="customer", paths=False))
    assert (found.drivers[0].name, found.drivers[0].sign) == ("met “help”", 1)
    assert found.drivers[0].difference.low < 0.3 < found.drivers[0].difference.high
    by_time = freeze_journeys(log, outcome="buy", after=timedelta(minutes=3), customer="customer")
    assert by_time.had.sum() == features.had.sum()


def test_customers_who_left_are_those_without_an_event_in_the_horizon() -> None:
    days = {"stays": [1, 20, 39, 60], "left": [2, 21], "gone before": [1]}
    rows = [(who, np.datetime64("2026-01-01", "s") + np.timedelta64(day, "D")) for who in days for day in days[who]]
    log = pa.table({"customer": [who for who, _ in rows], "time": pa.array([at for _, at in rows]), "event": ["x"] * 7})
    features = freeze_customers(log, at=datetime(2026, 1, 27), horizon=timedelta(days=14))
    assert sorted(features.had.tolist()) == [False, True]
    with pytest.raises(MeasureError) as error:
        freeze_customers(log, at=datetime(2026, 1, 27), horizon=timedelta(days=90))
    assert error.value.diagnostics[0].code == "insight/log-ends-early"


def test_an_outcome_that_nobody_knows_and_one_too_rare_say_so() -> None:
    with pytest.raises(MeasureError) as error:
        features_of(pa.table({"a": [1, 2]}), outcome="b")
    assert error.value.diagnostics[0].code == "insight/no-such-outcome"
    few = find_behaviour(features_of(pa.table({"a": [True, False] * 30, "b": [True] * 3 + [False] * 57}), outcome="b"))
    assert few.drivers == ()
    assert "only 3 had the rarer outcome" in few.notes[-1]


@pytest.mark.realdata
def test_the_real_shop_gives_its_page_value_away_and_keeps_the_rest(realdata: Path) -> None:
    with gzip.open(realdata / "online_shoppers" / "online_shoppers_intention.csv.gz") as file:
        table = csv.read_csv(file, parse_options=csv.ParseOptions(delimiter=";"))
    found = find_behaviour(features_of(table, outcome="Revenue"))
    assert (found.base.value, found.base.low, found.base.high) == pytest.approx(
        (0.154745, 0.148469, 0.161236), abs=1e-6
    )
    assert [one.name for one in found.excluded] == ["PageValues"]
    sign = {one.name: one.sign for one in found.drivers}
    assert (sign["ExitRates"], sign["ProductRelated_Duration"], sign["Month = Nov"]) == (-1, 1, 1)


@pytest.mark.realdata
def test_the_real_churn_is_ranked_as_well_as_by_the_oracle(realdata: Path) -> None:
    with gzip.open(realdata / "telco_churn" / "Telco-Customer-Churn.csv.gz") as file:
        table = csv.read_csv(file, convert_options=csv.ConvertOptions(null_values=[" "], strings_can_be_null=True))
    with speaking("de"):
        found = find_behaviour(features_of(table, outcome="Churn", value="Yes", without=("customerID", "TotalCharges")))
    assert found.base.value == pytest.approx(0.265370, abs=1e-6)
    assert found.auc.value == pytest.approx(0.8454, abs=0.01)
    sign = {one.name: one.sign for one in found.drivers}
    assert (sign["Contract = Month-to-month"], sign["Contract = Two year"], sign["tenure"]) == (1, -1, -1)
    assert "hatten „Churn“" in found.drivers[0].says
