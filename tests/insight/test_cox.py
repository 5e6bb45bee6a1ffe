"""Cox: as statsmodels has it, covering at its rate, and honest about ratios that drift."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.hazard_regression import PHReg

from outsidein.ground.errors import MeasureError
from outsidein.insight.prediction import fit_cox


def world(n: int, rng: np.random.Generator, *, whole: bool = True) -> tuple[np.ndarray, ...]:
    x, group = rng.normal(size=n), rng.random(n) < 0.4
    stay, end = rng.exponential(10 * np.exp(-0.7 * x + 0.5 * group)), rng.uniform(0, 25, n)
    seen = np.minimum(stay, end)
    return (np.ceil(seen) if whole else seen), stay <= end, x, group


@given(seed=st.integers(0, 10_000), whole=st.booleans())
@settings(max_examples=15)
def test_ratios_and_errors_are_those_of_statsmodels_ties_included(seed: int, whole: bool) -> None:
    time, left, x, group = world(120, np.random.default_rng(seed), whole=whole)
    found = fit_cox(time, left, {"x": x, "group": group})
    other = PHReg(time, np.column_stack([x, group]), status=left, ties="efron").fit()
    assert found.coefficients == pytest.approx(other.params, abs=1e-6)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(other.bse, abs=1e-6)
    assert found.log_likelihood == pytest.approx(other.llf)


def test_residuals_and_baseline_are_those_of_statsmodels_without_ties() -> None:
    time, left, x, group = world(150, np.random.default_rng(3), whole=False)
    found = fit_cox(time, left, {"x": x, "group": group})
    other = PHReg(time, np.column_stack([x, group]), status=left, ties="efron").fit()
    residuals = other.schoenfeld_residuals
    residuals = residuals[np.isfinite(residuals[:, 0])]
    assert np.sort(found.residuals, axis=0) == pytest.approx(np.sort(residuals, axis=0), abs=1e-6)
    times, hazard, _ = other.baseline_cumulative_hazard[0]
    at = np.searchsorted(times, 5.0, side="right") - 1
    expected = np.exp(-hazard[at] * np.exp(np.array([0.5, 1.0]) @ other.params))
    assert found.staying(np.array([[0.5, 1.0]]), 5.0)[0] == pytest.approx(expected, rel=0.02)
    assert found.staying(np.array([[0.5, 1.0]]), 0.0)[0] == 1


def test_intervals_cover_and_steady_ratios_are_rarely_called_drifting() -> None:
    rng = np.random.default_rng(5)
    hits, drifting, rounds = np.zeros(2), 0, 250
    for _ in range(rounds):
        time, left, x, group = world(150, rng)
        found = fit_cox(time, left, {"x": x, "group": group})
        hits += [
            one.ratio.low <= true <= one.ratio.high for one, true in zip(found.ratios, np.exp([0.7, -0.5]), strict=True)
        ]
        drifting += any(not one.proportional for one in found.ratios)
    assert (hits / rounds > 0.91).all()
    assert drifting / rounds < 0.09


def test_a_ratio_that_turns_is_told_so_in_words() -> None:
    rng = np.random.default_rng(6)
    x = rng.random(600) < 0.5
    early, late = rng.exponential(np.where(x, 4, 12)), rng.exponential(np.where(x, 30, 6))
    stay = np.where(early < 5, early, 5 + late)
    found = fit_cox(stay, stay < 60, {"bought in a sale": x})
    (ratio,) = found.ratios
    assert not ratio.proportional
    assert "not the same early and late" in ratio.said
    assert len(found.notes) == 2


def test_no_ratio_without_enough_who_left_or_anything_to_tell_apart() -> None:
    rng = np.random.default_rng(7)
    time, left, x, _ = world(60, rng)
    flat, gap = np.ones(60), np.where(np.arange(60) == 3, np.nan, x)
    for n, columns, code in (
        (0, {"x": x[:0]}, "insight/too-few-outcomes"),
        (1, {"x": x[:1]}, "insight/too-few-outcomes"),
        (2, {"x": x[:2]}, "insight/too-few-outcomes"),
        (60, {"x": x, "flat": flat}, "insight/no-spread"),
        (60, {"x": x, "twice": 2 * x + 1}, "insight/no-spread"),
        (60, {"x": gap}, "insight/gap"),
        (60, {"leaver": left & (time < np.median(time))}, "insight/separated"),
    ):
        with pytest.raises(MeasureError) as caught:
            fit_cox(time[:n], left[:n], columns)
        assert caught.value.diagnostics[0].code == code, code
