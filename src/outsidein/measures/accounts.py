"""Accounts: how the people of each customer organisation fare by role and step, and in how many a role suffers.

What lives here: Accounts, made of the rows of a measure. Answers of one account are not independent, so what is said
over all accounts has an interval clustered by account. Not here: which segment names the account (insight), levels of
a whole map (insight.level).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures.ask import SEGMENT, Ask, Row, Where
from outsidein.measures.clusters import robust
from outsidein.measures.compute import measure_all
from outsidein.measures.estimate import Estimate, Period
from outsidein.measures.hiding import Cell, K, Sum, hide
from outsidein.measures.intervals import t_bounds, wilson
from outsidein.measures.phrases import say
from outsidein.measures.privacy import too_few

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from outsidein.evidence.store import Store

    Floats: TypeAlias = NDArray[np.float64]

LEVEL: Final = "emotional-level"
LOWEST, HIGHEST = 1.0, 10.0
MIDDLE: Final = (LOWEST + HIGHEST) / 2
"""A role suffers at a step where its level lies below this."""
ENOUGH: Final = 10
"""Accounts from which on a number over accounts may be leaned on."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account. Rows are keyed (account), (account, role) and (account, role, step); ``hurts`` has the worst first.

    A hurt is a step at which a role’s level lies below the middle beyond chance, over all that were looked at. A row
    that gives somebody away has no estimate, and says so in ``refused``. ``key`` is what the evidence calls it.
    """

    key: str
    level: Row
    roles: tuple[Row, ...]
    hurts: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RoleAtStep:
    """A role at a step over all accounts: its level, clustered by account, and the share of accounts where it suffers.

    ``surely`` is in how many of those the level lies below the middle beyond chance.
    """

    role: str | None
    step: str
    level: Estimate
    suffering: Estimate
    surely: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """All accounts by name, and each role at each step. ``unnamed`` answers are of no account."""

    accounts: tuple[Account, ...]
    places: tuple[RoleAtStep, ...]
    unnamed: int
    k: int
    notes: tuple[str, ...] = ()


def read_accounts(
    evidence: Store,
    *,
    account: str,
    role: str = "",
    anchors: pa.Table,
    where: Where = (),
    period: Period | None = None,
    k: int = K,
    level: float = 0.95,
) -> Accounts:
    """The accounts that the segment ``account`` names, their people told apart by the segment ``role`` (empty: not).

    Levels are on 1–10, for steps through ``anchors``. No number of fewer than ``k`` people is shown, nor can one be had
    from those that are. Raises MeasureError for a segment that the evidence does not have.
    """
    if k < 1:
        says, fix = say("accounts.bad-k", k=k), say("accounts.bad-k-fix")
        raise MeasureError(Diagnostic("measures/bad-smallest-group", says, fix))
    by = (SEGMENT + account, *((SEGMENT + role,) if role else ()))
    asks = [Ask(LEVEL, by[:1], where, period, level), Ask(LEVEL, by, where, period, level)]
    asks.append(Ask(LEVEL, (*by, "step"), where, period, level))
    whole, roles, steps = measure_all(evidence, asks, anchors=anchors)
    if not role:
        roles, steps = (tuple(_with_role(row) for row in rows) for rows in (roles, steps))
    table = _Table.of(whole, roles, steps)
    stands = _stands(table.steps, level=level, k=k)
    hidden = table.hidden(k, told=stands)
    return Accounts(
        accounts=tuple(_account(key, table, stands, hidden, k) for key in sorted(table.whole)),
        places=tuple(_places(table, stands, hidden, k=k, level=level)),
        unnamed=sum(row.estimate.n for row in whole if row.keys[0] is None),
        k=k,
        notes=(say("accounts.below", middle=MIDDLE),),
    )


def over_accounts(
    group: NDArray[np.intp], n: Floats, mean: Floats, *, groups: int, level: float = 0.95
) -> tuple[Floats, Floats, Floats, Floats]:
    """Per group the mean of all answers with its interval, and how many accounts: from ``n`` answers and ``mean`` each.

    Student's t with the cluster-robust error and degrees of freedom of Bell and McCaffrey (see ``clusters.robust``);
    NaN for the ends where there is one account.

    >>> import numpy as np
    >>> value, low, high, accounts = over_accounts(
    ...     np.array([0, 0, 0]), np.array([2.0, 4, 4]), np.array([3.0, 6, 9]), groups=1
    ... )
    >>> value.round(2).tolist(), accounts.tolist(), bool(low[0] < 3 < 9 < high[0])
    ([6.6], [3.0], True)
    """
    import numpy as np

    total = n * mean
    found = robust(group, n, np.ones_like(n), total, total**2, groups=groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.bincount(group, weights=total, minlength=groups) / found.n
    low, high = t_bounds(value, np.sqrt(found.variance), found.df, level=level)
    return value, low, high, found.customers


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows by account, by account and role, and by these and step."""

    whole: Mapping[str, Row]
    roles: Mapping[tuple[str, str | None], Row]
    steps: Mapping[tuple[str, str | None, str], Row]
    elsewhere: Mapping[str, int]
    """Answers at each step that are of no account."""

    @classmethod
    def of(cls, whole: Iterable[Row], roles: Iterable[Row], steps: Iterable[Row]) -> _Table:
        found: dict[tuple[str, str | None, str], Row] = {}
        elsewhere: dict[str, int] = {}
        for row in steps:
            account, role, step = (None if key is None else str(key) for key in row.keys)
            if step is None or not row.estimate.known:
                continue
            if account is None:
                elsewhere[step] = elsewhere.get(step, 0) + row.estimate.n
            else:
                found[account, role, step] = row
        return cls(
            {str(row.keys[0]): row for row in whole if row.keys[0] is not None},
            {
                (str(row.keys[0]), None if row.keys[1] is None else str(row.keys[1])): row
                for row in roles
                if row.keys[0] is not None
            },
            found,
            elsewhere,
        )

    def hidden(self, k: int, *, told: frozenset[Cell]) -> frozenset[Cell]:
        """The groups whose numbers must not be shown, of all accounts, roles, pooled places and those steps ``told``.

        What is not told at all is the rest of a sum: nobody sees it, and a small one must not be had from the others.
        """
        counts: dict[Cell, int] = {}
        small: set[Cell] = set()
        sums: dict[Cell, dict[Cell, None]] = {}
        bound: dict[Cell, int] = {}
        rest: dict[Cell, int] = {}
        for key, row in [*self.whole.items(), *self.roles.items(), *self.steps.items()]:
            cell: Cell = key if isinstance(key, tuple) else (key,)
            if not isinstance(key, tuple) or len(key) == 2 or cell in told:
                counts[cell] = row.estimate.n
                if 0 < row.customers < k:
                    small.add(cell)
        for account, role in self.roles:
            sums.setdefault((account,), {})[account, role] = None
        for (account, role, step), row in self.steps.items():
            pooled, everybody = over(role, step), ("step", step)
            counts[pooled] = counts.get(pooled, 0) + row.estimate.n
            bound[everybody] = bound.get(everybody, self.elsewhere.get(step, 0)) + row.estimate.n
            sums.setdefault(everybody, {})[pooled] = None
            if (account, role, step) in told:
                sums.setdefault((account, role), {})[account, role, step] = None
                sums.setdefault(pooled, {})[account, role, step] = None
            else:
                rest[pooled] = rest.get(pooled, 0) + row.customers
        counts |= bound
        unseen: set[Cell] = set()
        ties = []
        for whole, parts in sums.items():
            left = counts[whole] - sum(counts[part] for part in parts)
            if left > 0:
                other = ("rest", whole)
                counts[other] = left
                unseen.add(other)
                if 0 < rest.get(whole, k) < k:
                    small.add(other)
                parts[other] = None
            ties.append(Sum(whole, tuple(parts)))
        # An account's roles say more than its total, which is given up first.
        spare = [(account,) for account in self.whole]
        found = hide(counts, ties, k=k, small=small, unseen=unseen, bound=list(bound), spare=spare)
        return found.cells | found.lost


def over(role: str | None, step: str) -> Cell:
    """The group of a role at a step over all accounts."""
    return ("over", role, step, "")


def _with_role(row: Row) -> Row:
    """A row that tells no roles apart, as one of nobody’s role in particular."""
    return replace(row, keys=(row.keys[0], None, *row.keys[1:]))


def _stands(steps: Mapping[tuple[str, str | None, str], Row], *, level: float, k: int) -> frozenset[Cell]:
    """The groups of ``k`` people or more whose level lies below the middle beyond chance, over all that are looked at.

    One-sided t tests, corrected by Benjamini and Hochberg (1995) so that at most 1 − ``level`` of them are chance.
    """
    import numpy as np
    from scipy.special import stdtr
    from scipy.stats import false_discovery_control

    looked = [(key, row) for key, row in steps.items() if row.customers >= max(k, 2) and row.error > 0]
    if not looked:
        return frozenset()
    away = np.array([(row.estimate.value - MIDDLE) / row.error for _, row in looked])
    q = false_discovery_control(stdtr(np.array([row.df for _, row in looked]), away))
    alike = [key for key, row in steps.items() if row.customers >= k and row.error == 0 and row.estimate.high < MIDDLE]
    return frozenset([*(key for (key, _), one in zip(looked, q.tolist(), strict=True) if one <= 1 - level), *alike])


def _account(key: str, table: _Table, stands: frozenset[Cell], hidden: frozenset[Cell], k: int) -> Account:
    mine = [found for found in table.roles if found[0] == key]
    hurts = [row for found, row in table.steps.items() if found[0] == key and found in stands and found not in hidden]
    return Account(
        key,
        _shown(table.whole[key], (key,) in hidden, k),
        tuple(_shown(table.roles[found], found in hidden, k) for found in sorted(mine, key=_named)),
        tuple(sorted(hurts, key=lambda row: row.estimate.value)),
    )


def _named(key: tuple[str, str | None]) -> tuple[bool, str]:
    return (key[1] is None, key[1] or "")


def _shown(row: Row, hidden: bool, k: int) -> Row:
    if not hidden:
        return row
    nothing = Estimate.nothing(measure=LEVEL, unit=row.estimate.unit)
    return Row(row.keys, replace(nothing, level=row.estimate.level), refused=too_few(k))


def _places(
    table: _Table, stands: frozenset[Cell], hidden: frozenset[Cell], *, k: int, level: float
) -> Iterable[RoleAtStep]:
    """Each role at each step, over the accounts whose answers are of the kind that most are."""
    import numpy as np

    held: dict[tuple[str | None, str], dict[str, list[tuple[str, Row]]]] = {}
    for (account, role, step), row in table.steps.items():
        held.setdefault((role, step), {}).setdefault(row.asked, []).append((account, row))
    chosen = {pair: max(kinds.values(), key=len) for pair, kinds in held.items()}
    order = {pair: at for at, pair in enumerate(chosen)}
    rows = [(order[pair], row) for pair, found in chosen.items() for _, row in found]
    if not rows:
        return
    numbers = over_accounts(
        np.array([at for at, _ in rows], dtype=np.intp),
        np.array([row.estimate.n for _, row in rows], dtype=np.float64),
        np.array([row.estimate.value for _, row in rows]),
        groups=len(chosen),
        level=level,
    )
    for (role, step), found in chosen.items():
        value, low, high, accounts = (float(column[order[role, step]]) for column in numbers)
        first = found[0][1]
        if over(role, step) in hidden:
            yield RoleAtStep(role, step, _none(first, level), _none(first, level, "%"), 0)
            continue
        answers = sum(row.estimate.n for _, row in found)
        yield RoleAtStep(
            role,
            step,
            _over(first, value, low, high, answers, round(accounts), level),
            _share([row for _, row in found], level) if len(found) >= k else _none(first, level, "%"),
            sum((account, role, step) in stands for account, _ in found),
        )


def _over(row: Row, value: float, low: float, high: float, n: int, accounts: int, level: float) -> Estimate:
    return replace(
        row.estimate,
        value=value,
        low=min(max(low, LOWEST), value) if accounts > 1 else LOWEST,
        high=max(min(high, HIGHEST), value) if accounts > 1 else HIGHEST,
        n=n,
        people=accounts,
        method=say("accounts.method"),
        small=accounts < ENOUGH,
        level=level,
        cites=(),
        notes=(say("accounts.clustered", n=accounts),),
    )


def _share(rows: list[Row], level: float) -> Estimate:
    """The share of accounts whose level lies below the middle; Wilson, an account being one observation."""
    n, low_ones = len(rows), sum(row.estimate.value < MIDDLE for row in rows)
    low, high = wilson(low_ones, n, level=level)
    return Estimate(
        100 * low_ones / n,
        min(100 * float(low), 100 * low_ones / n),
        max(100 * float(high), 100 * low_ones / n),
        n,
        "Wilson",
        unit="%",
        small=n < ENOUGH,
        level=level,
        notes=(say("accounts.chance"),),
        people=n,
    )


def _none(row: Row, level: float, unit: str = "") -> Estimate:
    return replace(Estimate.nothing(measure="" if unit else LEVEL, unit=unit or row.estimate.unit), level=level)
