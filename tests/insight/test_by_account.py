"""Results by account: clustered honestly, told by role and step, and nobody given away."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from insight_evidence import evidence, journey

from outsidein.ground import MeasureError
from outsidein.insight import AccountsOnMap, find_accounts
from outsidein.maps import Persona
from outsidein.measures.accounts import over_accounts

PERSONAS = (
    Persona(id="persona:user", name="Plant manager", segment=(("role", "user"),)),
    Persona(id="persona:buyer", name="Purchasing", segment=(("role", "buyer"),)),
)
MAP = journey({"quote": ["offer"], "start": ["training"]}, extra=PERSONAS)


def world(
    *,
    accounts: int = 12,
    each: int = 6,
    hurt: tuple[str, str] = ("buyer", "offer"),
    in_accounts: int = 3,
    seed: int = 7,
) -> dict[str, Any]:
    """Answers 1–10 of ``each`` people a role and account; in the first accounts one role suffers at one touchpoint."""
    rng = np.random.default_rng(seed)
    ratings, company, role = [], [], []
    for account in range(accounts):
        for who in ("user", "buyer"):
            for _ in range(each):
                row = rng.integers(7, 10, 2).astype(float)
                if who == hurt[0] and account < in_accounts:
                    row[("offer", "training").index(hurt[1])] = rng.integers(1, 4)
                ratings.append(row)
                company.append(f"Account {account:02d}")
                role.append(who)
    return {"ratings": np.array(ratings), "segments": {"account": company, "role": role}}


def read(made: dict[str, Any], **more: Any) -> AccountsOnMap:
    store = evidence(made["ratings"], ["offer", "training"], scale=(1, 10), segments=made["segments"])
    return find_accounts(MAP, store, **more)


def test_the_step_that_hurts_a_role_is_told_in_the_accounts_where_it_does() -> None:
    told = read(world())
    assert (told.account, told.role, dict(told.names)) == (
        "account",
        "role",
        {"user": "Plant manager", "buyer": "Purchasing"},
    )
    found = told.found
    assert len(found.accounts) == 12
    hurts = {(account.key, row.keys[1:]) for account in found.accounts for row in account.hurts}
    assert hurts == {(f"Account {at:02d}", ("buyer", "step:quote")) for at in range(3)}
    (place,) = (one for one in found.places if (one.role, one.step) == ("buyer", "step:quote"))
    assert (place.suffering.value, place.suffering.n, place.surely) == (25.0, 12, 3)
    assert place.suffering.low == pytest.approx(8.894, abs=0.001)  # Wilson, 3 of 12
    assert place.suffering.high == pytest.approx(53.231, abs=0.001)
    for account in found.accounts:
        assert [(row.keys[1], row.customers) for row in account.roles] == [("buyer", 6), ("user", 6)]


def test_the_interval_over_accounts_is_that_of_a_cluster_robust_regression() -> None:
    made = world(seed=3)
    (place,) = (one for one in read(made).found.places if (one.role, one.step) == ("buyer", "step:quote"))
    mine = np.array(made["segments"]["role"]) == "buyer"
    y, groups = made["ratings"][mine, 0], np.array(made["segments"]["account"])[mine]
    fitted = sm.OLS(y, np.ones(len(y))).fit(
        cov_type="cluster", cov_kwds={"groups": np.unique(groups, return_inverse=True)[1], "use_correction": False}
    )
    assert place.level.value == pytest.approx(fitted.params[0])
    # Equal accounts: CR2 is CR0 · m / (m − 1) with m − 1 degrees of freedom.
    error = fitted.bse[0] * np.sqrt(12 / 11)
    assert (place.level.high - place.level.low) / 2 == pytest.approx(2.200985 * error, rel=1e-5)
    assert (place.level.n, place.level.people) == (72, 12)


def test_intervals_over_accounts_cover_at_their_rate_where_those_of_single_answers_do_not() -> None:
    rng = np.random.default_rng(5)
    worlds, accounts = 3000, 12
    sizes = rng.integers(1, 9, (worlds, accounts)).astype(float)
    means = 6 + rng.normal(0, 1, (worlds, accounts)) + rng.normal(0, 1, (worlds, accounts)) / np.sqrt(sizes)
    group = np.repeat(np.arange(worlds), accounts)
    _, low, high, _ = over_accounts(group, sizes.ravel(), means.ravel(), groups=worlds)
    assert 0.935 < np.mean((low <= 6) & (high >= 6)) < 0.965
    n = sizes.sum(axis=1)
    value = (sizes * means).sum(axis=1) / n
    naive = 1.96 * np.sqrt(2 / n)
    assert np.mean(abs(value - 6) <= naive) < 0.75


def test_a_role_of_few_people_is_not_shown_nor_can_it_be_worked_out() -> None:
    made = world(accounts=6, each=6)
    keep = [
        at for at in range(len(made["ratings"])) if not (12 <= at < 21)
    ]  # three people of the second account are left
    made = {
        "ratings": made["ratings"][keep],
        "segments": {name: [values[at] for at in keep] for name, values in made["segments"].items()},
    }
    second = next(one for one in read(made).found.accounts if one.key == "Account 01")
    assert all(row.refused and not row.estimate.known for row in second.roles)
    assert second.level.refused, "three people in all"
    others = [one for one in read(made).found.accounts if one.key != "Account 01"]
    assert sum(row.refused is None for one in others for row in one.roles) >= 8
    everything = read(made, k=1).found
    assert not any(row.refused for one in everything.accounts for row in (one.level, *one.roles))


def test_where_nobody_suffers_few_are_said_to() -> None:
    rng = np.random.default_rng(11)
    false = looked = 0
    for seed in range(12):
        made = world(accounts=10, in_accounts=0, seed=seed)
        made["ratings"] = np.clip(np.round(rng.normal(5.6, 2, made["ratings"].shape)), 1, 10)
        found = read(made).found
        false += any(one.hurts for one in found.accounts)
        looked += 1
    assert false <= 0.25 * looked  # at most 5 % of worlds are expected, at these few with room for chance


def test_roles_are_those_that_personas_are_tied_to_else_the_segment_called_role_else_none() -> None:
    made = world(accounts=4)
    store = evidence(made["ratings"], ["offer", "training"], scale=(1, 10), segments=made["segments"])
    plain = journey({"quote": ["offer"], "start": ["training"]})
    assert find_accounts(plain, store).role == "role"
    nobody = evidence(
        made["ratings"], ["offer", "training"], scale=(1, 10), segments={"account": made["segments"]["account"]}
    )
    told = find_accounts(plain, nobody)
    assert told.role == ""
    assert [row.keys for one in told.found.accounts for row in one.roles] == [
        (f"Account {at:02d}", None) for at in range(4)
    ]


def test_evidence_without_accounts_says_where_to_name_them() -> None:
    store = evidence(np.ones((3, 1)), ["offer"], scale=(1, 10))
    with pytest.raises(MeasureError) as told:
        find_accounts(MAP, store)
    assert [one.code for one in told.value.diagnostics] == ["insight/no-accounts"]
