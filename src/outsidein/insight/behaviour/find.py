"""Find: each behaviour held against the outcome, alone and with all else equal, corrected for how many there are.

What lives here: what is left out and why, the two comparisons, the sentences. Not here: features, the regression.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground.writing import figure, listed, percent
from outsidein.insight.behaviour.driver import Behaviour, Behaviours, Excluded
from outsidein.insight.behaviour.features import Feature, Features, Floats
from outsidein.insight.behaviour.logistic import Case, Fit, area, fit, ranked
from outsidein.insight.phrases import say
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import newcombe, wilson, z_value

GIVES_AWAY: Final = 0.85
"""A feature that alone ranks the outcome so well is taken for its consequence, unless it is vouched for."""
SURE: Final = 0.95
"""So is a value whose holders have the outcome, or lack it, in so large a share, where few or most others do."""
PER_FEATURE: Final = 10
"""Rows of the rarer outcome that the regression needs for each feature."""
FEWEST: Final = 20
_ALIKE: Final = 1e-6
"""The share of a column that others leave unsaid, below which it says nothing of its own."""


def find_behaviour(
    features: Features,
    *,
    vouched: tuple[str, ...] = (),
    consequences: tuple[str, ...] = (),
    level: float = 0.95,
    alpha: float = 0.05,
) -> Behaviours:
    """Which behaviours go with the outcome: sign, size with interval, corrected for how many were looked at.

    ``consequences`` names features that follow from the outcome: they are left out. So is, and is named, every feature
    that gives it away nearly by itself, unless it is ``vouched`` for as known before. The difference alone is
    Newcombe's; the adjusted one comes from a logistic regression on all features (errors by customer). Benjamini and
    Hochberg's q over all features is below ``alpha`` where a behaviour is called clear.
    """
    n, hits = len(features.had), int(features.had.sum())
    base = _share(hits, n, features, level)
    if min(hits, n - hits) < FEWEST:
        note = say("behaviour.note.few", n=n, hits=min(hits, n - hits), least=FEWEST)
        return Behaviours(features.outcome, base, (), (), Estimate.nothing(), 0, (*features.notes, note))
    used, excluded = _screened(features, vouched, consequences)
    prepared = _prepared(features, used)
    model = fit(prepared.values, features.had, features.who) if prepared.columns else None
    judged = [_judged(features, at, prepared, model, level) for at in used]
    q = _adjusted_p(np.array([one.p for one in judged]))
    drivers = [_named(one, float(rate), features, alpha) for one, rate in zip(judged, q, strict=True)]
    drivers.sort(key=lambda one: (one.q, -abs(one.difference.value)))
    auc = _auc(prepared.values, features, level) if prepared.columns else Estimate.nothing()
    notes = [*features.notes, *_notes(features, prepared, auc)]
    return Behaviours(features.outcome, base, tuple(drivers), tuple(excluded), auc, len(used), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The columns of the regression, standardised, and which feature each is (``columns``: feature → column)."""

    used: tuple[int, ...]
    values: Floats
    columns: dict[int, int]
    middle: Floats
    scale: Floats
    waiting: dict[int, Floats]
    """Features that the regression has no room for: each is added to it alone."""
    repeats: tuple[str, ...]
    """Features that others say together."""

    def with_one(self, at: int) -> _Prepared:
        """The same with one of those that wait."""
        column = self.waiting[at]
        middle, scale = float(column.mean()), float(column.std())
        return _Prepared(
            self.used,
            np.column_stack([self.values, (column - middle) / scale]),
            {**self.columns, at: self.values.shape[1]},
            np.append(self.middle, middle),
            np.append(self.scale, scale),
            {},
            self.repeats,
        )


@dataclass(frozen=True, slots=True)
class _Judged:
    feature: Feature
    share: Estimate
    others: Estimate
    difference: Estimate
    adjusted: Estimate
    odds: Estimate
    p: float


def _screened(
    features: Features, vouched: tuple[str, ...], consequences: tuple[str, ...]
) -> tuple[list[int], list[Excluded]]:
    """Which features are used, and which are not and why."""
    used: list[int] = []
    excluded: list[Excluded] = []
    seen: dict[bytes, str] = {}
    for at, feature in enumerate(features.features):
        column = features.values[:, at]
        known = ~np.isnan(column)
        if feature.name in consequences or feature.choice in consequences:
            excluded.append(Excluded(feature.name, say("behaviour.out.consequence", name=feature.name)))
        elif feature.flag and min((column[known] > 0).sum(), (column[known] <= 0).sum()) < FEWEST:
            excluded.append(Excluded(feature.name, say("behaviour.out.rare", name=feature.name, least=FEWEST)))
        elif known.sum() < FEWEST or np.ptp(column[known]) == 0:
            excluded.append(Excluded(feature.name, say("behaviour.out.constant", name=feature.name)))
        elif twin := seen.get(column.tobytes()):
            excluded.append(Excluded(feature.name, say("behaviour.out.twin", name=feature.name, twin=twin)))
        elif not {feature.name, feature.choice} & set(vouched) and (told := _gives_away(column, features.had)):
            excluded.append(Excluded(feature.name, say("behaviour.out.leak", name=feature.name, told=told)))
        else:
            used.append(at)
            seen[column.tobytes()] = feature.name
    return used, excluded


def _gives_away(column: Floats, had: NDArray[np.bool_]) -> str:
    """How a feature gives the outcome away by itself; empty where it does not."""
    known = ~np.isnan(column)
    ranks = area(column[known], had[known])
    if max(ranks, 1 - ranks) >= GIVES_AWAY:
        return say("behaviour.leak.area", area=figure(max(ranks, 1 - ranks), 2))
    holders = known & (column > 0) if column[known].min() >= 0 else np.zeros(len(column), dtype=bool)
    if holders.sum() >= FEWEST and (~holders).sum() >= FEWEST:
        share, rest = float(had[holders].mean()), float(had[~holders].mean())
        if (share >= SURE and rest < 0.5) or (share <= 1 - SURE and rest > 0.5):
            return say("behaviour.leak.share", share=percent(share))
    return ""


def _prepared(features: Features, used: list[int]) -> _Prepared:
    """Standardised columns for the regression: blanks at the middle, skewed amounts by logarithm, no column twice.

    Where the rarer outcome has too few rows for all, those that vary most make the model (the outcome is not asked) and
    each of the others joins it alone.
    """
    columns: list[tuple[float, int, Floats]] = []
    for at in used:
        column = features.values[:, at].astype(np.float64)
        known = ~np.isnan(column)
        if not features.features[at].flag and column[known].min() >= 0:
            column = np.log1p(column)
        column = np.where(known, column, np.median(column[known]))
        spread = float(column.mean() * (1 - column.mean())) if features.features[at].flag else 0.26
        columns.append((spread, at, column))
    columns.sort(key=lambda one: (-one[0], one[1]))
    room = int(min(features.had.sum(), (~features.had).sum())) // PER_FEATURE
    kept: list[tuple[int, Floats]] = []
    waiting: dict[int, Floats] = {}
    repeats: list[str] = []
    basis = np.ones((len(features.had), 1)) / np.sqrt(max(len(features.had), 1))
    for _, at, column in columns:
        scale = float(column.std())
        standard = (column - column.mean()) / scale if scale > 0 else column * 0
        left = standard - basis @ (basis.T @ standard)
        size = float(left @ left) / max(float(standard @ standard), 1e-12)
        if scale == 0 or size < _ALIKE:
            repeats.append(features.features[at].name)
            continue
        if len(kept) >= room:
            waiting[at] = column
            continue
        kept.append((at, column))
        basis = np.column_stack([basis, left / np.linalg.norm(left)])
    kept.sort(key=lambda one: one[0])
    table = np.stack([column for _, column in kept], axis=1) if kept else np.zeros((len(features.had), 0))
    middle, scale_ = table.mean(axis=0), table.std(axis=0)
    return _Prepared(
        tuple(used),
        (table - middle) / np.where(scale_ > 0, scale_, 1),
        {at: i for i, (at, _) in enumerate(kept)},
        middle,
        scale_,
        waiting,
        tuple(repeats),
    )


def _judged(features: Features, at: int, prepared: _Prepared, model: Fit | None, level: float) -> _Judged:
    """One feature alone, and with all else equal."""
    feature, column = features.features[at], features.values[:, at]
    known = ~np.isnan(column)
    shows = known & (column > 0 if feature.flag else column > np.median(column[known]))
    if not feature.flag and not shows.any():
        shows = known & (column >= np.median(column[known]))
    lacks = known & ~shows
    x1, n1, x2, n2 = (
        int(one) for one in (features.had[shows].sum(), shows.sum(), features.had[lacks].sum(), lacks.sum())
    )
    low, high = newcombe(x1, n1, x2, n2, level=level)
    difference = x1 / max(n1, 1) - x2 / max(n2, 1)
    cite = Cite(say("behaviour.formula", outcome=features.outcome), filter=features.frozen)
    alone = Estimate(
        difference, float(low), float(high), n1 + n2, "Newcombe", unit="share", cites=(cite,), level=level,
        small=min(n1, n2) < FEWEST,
    )  # fmt: skip
    adjusted, odds, p = Estimate.nothing(unit="share"), Estimate.nothing(), _p_alone(x1, n1, x2, n2)
    if model is not None and at in prepared.waiting:
        prepared = prepared.with_one(at)
        model = fit(prepared.values, features.had, features.who)
    if model is not None and (cases := _cases(features, at, prepared, model)):
        adjusted, odds, p = _all_else_equal(features, cases, model, level, cite)
    return _Judged(feature, _share(x1, n1, features, level), _share(x2, n2, features, level), alone, adjusted, odds, p)


def _all_else_equal(
    features: Features, cases: tuple[Case, ...], model: Fit, level: float, cite: Cite
) -> tuple[Estimate, Estimate, float]:
    """The adjusted difference in chance, the odds ratio, and the p of its logarithm (Wald, errors by customer)."""
    from scipy.special import ndtr

    size, error = model.contrast(cases)
    z = z_value(level)
    n, people = len(features.had), len(np.unique(features.who))
    known: Any = {"cites": (cite,), "level": level, "people": people}
    ends = max(size - z * error, -1.0), min(size + z * error, 1.0)
    adjusted = Estimate(size, *ends, n, say("behaviour.method.adjusted"), unit="share", **known)
    beta, wide = model.log_odds(cases)
    value, low, high = (float(np.exp(one)) for one in (beta, beta - z * wide, beta + z * wide))
    odds = Estimate(value, low, high, n, say("behaviour.method.odds"), unit=say("behaviour.unit.odds"), **known)
    return adjusted, odds, float(2 * ndtr(-abs(beta / wide))) if wide > 0 else 1.0


def _cases(features: Features, at: int, prepared: _Prepared, model: Fit) -> tuple[Case, ...]:
    """What is held against what: shown or not, the upper against the lower quartile, one value against all others.

    Others are weighted as they come. Empty where the regression cannot tell.
    """
    feature = features.features[at]

    def setting(one: int, raw: float) -> tuple[int, float]:
        place = prepared.columns[one]
        return place + 1, (raw - float(prepared.middle[place])) / float(prepared.scale[place])

    if feature.choice:
        named = [i for i, one in enumerate(features.features) if one.choice == feature.choice]
        same = [i for i in named if i in prepared.used]
        mine = [i for i in same if i in prepared.columns]
        if not mine or not all(model.told[prepared.columns[i] + 1] for i in mine):
            return ()
        shares = np.nan_to_num(features.values[:, same]).mean(axis=0)
        weights = {i: float(share) for i, share in zip(same, shares, strict=True) if i != at}
        weights[-1] = max(1 - float(np.nan_to_num(features.values[:, named]).mean(axis=0).sum()), 0.0)
        if at not in mine and any(i not in mine for i in weights if weights[i] > 0):
            return ()
        whole = sum(weights.values())
        if whole <= 0:
            return ()
        others = (
            Case(-weight / whole, tuple(setting(i, float(i == one)) for i in mine))
            for one, weight in weights.items()
            if weight > 0
        )
        return (Case(1.0, tuple(setting(i, float(i == at)) for i in mine)), *others)
    if at not in prepared.columns or not model.told[prepared.columns[at] + 1]:
        return ()
    low, high = 0.0, 1.0
    if not feature.flag:
        place = prepared.columns[at]
        raw = prepared.values[:, place] * prepared.scale[place] + prepared.middle[place]
        low, high = float(np.quantile(raw, 0.25)), float(np.quantile(raw, 0.75))
        if low == high:
            low, high = float(raw.min()), float(raw.max())
    return Case(1.0, (setting(at, high),)), Case(-1.0, (setting(at, low),))


def _p_alone(x1: int, n1: int, x2: int, n2: int) -> float:
    """Of the difference of two shares: the score test (chi-squared)."""
    from scipy.special import ndtr

    share = (x1 + x2) / max(n1 + n2, 1)
    error = np.sqrt(share * (1 - share) * (1 / max(n1, 1) + 1 / max(n2, 1)))
    return float(2 * ndtr(-abs(x1 / max(n1, 1) - x2 / max(n2, 1)) / error)) if error > 0 else 1.0


def _adjusted_p(p: Floats) -> Floats:
    """Benjamini and Hochberg's q.

    >>> _adjusted_p(np.array([0.01, 0.04, 0.03])).round(3)
    array([0.03, 0.04, 0.04])
    """
    order = np.argsort(p)[::-1]
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(p[order] * len(p) / np.arange(len(p), 0, -1))
    return np.minimum(q, 1.0)


def _named(one: _Judged, q: float, features: Features, alpha: float) -> Behaviour:
    effect = one.adjusted if one.adjusted.known else one.difference
    clear = q <= alpha
    said = say(
        "behaviour.says.flag" if one.feature.flag else "behaviour.says.amount",
        name=one.feature.name,
        outcome=features.outcome,
        share=percent(one.share.value, 1),
        others=percent(one.others.value, 1),
        points=figure(abs(100 * one.difference.value)),
        more="more" if one.difference.value > 0 else "fewer",
        low=figure(100 * one.difference.low),
        high=figure(100 * one.difference.high),
    )
    if one.adjusted.known:
        rest = say(
            "behaviour.says.adjusted",
            points=figure(100 * one.adjusted.value),
            low=figure(100 * one.adjusted.low),
            high=figure(100 * one.adjusted.high),
        )
        turned = clear and one.adjusted.value * one.difference.value < 0
        more = say("behaviour.says.turned") if turned else "" if clear else say("behaviour.says.unclear")
        said = " ".join(part for part in (said, rest, more) if part)
    return Behaviour(
        one.feature.name, one.share, one.others, one.difference, one.adjusted, one.odds, one.p, q,
        int(np.sign(effect.value)) if clear else 0, clear, said,
    )  # fmt: skip


def _share(x: int, n: int, features: Features, level: float) -> Estimate:
    if not n:
        return Estimate.nothing(unit="share")
    low, high = wilson(x, n, level=level)
    cite = Cite(say("behaviour.formula", outcome=features.outcome), filter=features.frozen)
    return Estimate(x / n, float(low), float(high), n, "Wilson", unit="share", cites=(cite,), level=level, small=n < 30)


def _auc(values: Floats, features: Features, level: float) -> Estimate:
    """How well all features together rank unseen rows; interval of Hanley and McNeil (1982), on customers."""
    value = ranked(values, features.had, features.who)
    people = len(np.unique(features.who))
    worth = people / len(features.had)
    up, down = features.had.sum() * worth, (~features.had).sum() * worth
    one, two = value / (2 - value), 2 * value**2 / (1 + value)
    spread = value * (1 - value) + (up - 1) * (one - value**2) + (down - 1) * (two - value**2)
    half = z_value(level) * float(np.sqrt(max(spread, 0) / (up * down)))
    ends = max(value - half, 0.0), min(value + half, 1.0)
    return Estimate(value, *ends, len(features.had), say("behaviour.method.area"), level=level, people=people)


def _notes(features: Features, prepared: _Prepared, auc: Estimate) -> Iterator[str]:
    if prepared.repeats:
        yield say("behaviour.note.repeats", n=len(prepared.repeats), names=listed(prepared.repeats, most=5))
    if prepared.waiting:
        yield say("behaviour.note.waiting", n=len(prepared.waiting), least=PER_FEATURE)
    if auc.known and auc.low <= 0.5:
        yield say("behaviour.note.nothing", auc=figure(auc.value, 2))
    if features.values.size and np.isnan(features.values).any():
        yield say("behaviour.note.blanks")
    yield say("behaviour.note.association", outcome=features.outcome)
