"""The mixture: a few journeys that others follow, and wandering beside them, fitted to walks by EM.

What lives here: Field (what is to be explained), Fit, and the description length that both give. Not here: which
journeys to take (search), the noise of one journey (slips).

Each journey x has the probability π₀ W(x) + Σ πⱼ P(x | Rⱼ). W is wandering: a length as observed, every event as likely
as any other. The description length of k representatives (Rissanen 1978) is −ln likelihood + Σ (|Rⱼ| ln A −
ln p(|Rⱼ|) + ½ ln n), with A touchpoints and n journeys: what it takes to write down the paths and their shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from outsidein.insight.discovery.distance import Rows
from outsidein.insight.discovery.slips import Noise, Slips

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_ENOUGH: Final = 1e-3
"""An EM that gains less than this many nats has arrived."""
_ROUNDS: Final = 40


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """Contexts of rows in the fit: ``of`` (rows × contexts) are codes that run over all contexts, ``weight`` λ."""

    of: Ints
    sizes: tuple[int, ...]
    weight: float

    def log_probability(self, member: Floats, prior: Floats) -> Floats:
        """λ Σ ln p(value | group) for each row and group; ``member`` (rows × groups) are weights.

        ``prior`` (values) stands behind each group with the strength of one journey.
        """
        found = np.zeros(member.shape)
        for group in range(member.shape[1]):
            counts = np.zeros(len(prior))
            for column in range(self.of.shape[1]):
                counts += np.bincount(self.of[:, column], weights=member[:, group], minlength=len(prior))
            total = member[:, group].sum()
            found[:, group] = np.log((counts + prior) / (total + 1))[self.of].sum(axis=1)
        return self.weight * found


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """What a search explains: rows of journeys with counts, and columns of paths that they may follow.

    ``path_of[row]`` is the row of ``slips`` that a row belongs to: several have one path where contexts differ, and
    without ``company`` every row has its own.
    """

    counts: Floats
    path_of: Ints
    rows: Rows
    paths: tuple[tuple[int, ...], ...]
    slips: Slips
    wandering: Floats
    lengths: Floats
    company: Company | None = None

    @classmethod
    def of(
        cls,
        variants: Sequence[tuple[int, ...]],
        counts: Floats,
        path_of: Ints,
        paths: Sequence[tuple[int, ...]],
        *,
        symbols: int,
        company: Company | None = None,
    ) -> Field:
        """Compare distinct ``variants`` with ``paths``; ``counts`` and ``path_of`` are by row."""
        rows = Rows.of(variants, symbols=symbols)
        sizes = np.array([len(one) for one in variants])
        many = np.bincount(path_of, weights=counts, minlength=len(variants))
        seen = np.bincount(sizes, weights=many) + 0.5
        lengths = np.log(seen / seen.sum())
        return cls(
            counts=counts,
            path_of=path_of,
            rows=rows,
            paths=tuple(paths),
            slips=Slips.between(rows, paths),
            wandering=lengths[sizes] - sizes * np.log(symbols),
            lengths=lengths,
            company=company,
        )

    def with_path(self, path: tuple[int, ...]) -> Field:
        """The same with one more path to follow, in the last column."""
        more = Slips.between(self.rows, [path])
        return Field(
            self.counts, self.path_of, self.rows, (*self.paths, path), self.slips.beside(more),
            self.wandering, self.lengths, self.company,
        )  # fmt: skip

    @property
    def n(self) -> float:
        """How many journeys."""
        return float(self.counts.sum())

    @property
    def costs(self) -> Floats:
        """Nats to write down each path and its share."""
        free = 0.0 if self.company is None else sum(size - 1 for size in self.company.sizes) * self.company.weight
        sizes = np.array([len(path) for path in self.paths])
        usual = self.lengths[np.minimum(sizes, len(self.lengths) - 1)]
        return np.asarray(sizes * np.log(self.rows.symbols) - usual + 0.5 * (1 + free) * np.log(self.n))


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A mixture fitted to a field. ``shares[0]`` is wandering, ``shares[1 + j]`` that of ``columns[j]``.

    ``member`` (rows × 1 + k) says how surely each row belongs where; ``row_log`` is the log likelihood of each row,
    ``length`` the description length in nats.
    """

    columns: tuple[int, ...]
    shares: Floats
    noise: Noise
    row_log: Floats
    member: Floats
    length: float


def fit(
    field: Field,
    columns: Sequence[int],
    *,
    start: Fit | None = None,
    begin: Floats | None = None,
    rounds: int = _ROUNDS,
) -> Fit:
    """Fit shares, noise and contexts for these columns by EM. ``start`` is a fit of some of them, to begin from.

    ``begin`` (rows × 1 + k) are memberships to begin from, which tells groups of one path apart by their context.
    """
    columns = tuple(columns)
    slips = field.slips.take(columns)
    noise = start.noise if start else Noise()
    shares = np.full(len(columns) + 1, 1 / (len(columns) + 1))
    if start:
        known = dict(zip(start.columns, start.shares[1:].tolist(), strict=True))
        shares = np.array([start.shares[0], *(known.get(one, 0.05) for one in columns)])
        shares = np.maximum(shares, 1e-4) / np.maximum(shares, 1e-4).sum()
    n, weight = field.n, field.counts[:, None]
    prior = _prior(field)
    last = -np.inf
    member = np.repeat(shares[None, :], len(field.counts), axis=0) if begin is None else begin
    row_log = np.zeros(len(field.counts))
    for _ in range(rounds):
        logs = np.concatenate([field.wandering[:, None], slips.log_probability(noise)], axis=1)[field.path_of]
        if field.company is not None:
            logs += field.company.log_probability(member * weight, prior)
        logs += np.log(shares)
        top = logs.max(axis=1)
        parts = np.exp(logs - top[:, None])
        total = parts.sum(axis=1)
        row_log = top + np.log(total)
        member = parts / total[:, None]
        counted = member * weight
        shares = (counted.sum(axis=0) + 0.5) / (n + 0.5 * len(shares))
        if columns:
            whole = _by_path(field, counted[:, 1:])
            noise = slips.learn(whole, noise)
        likelihood = float((field.counts * row_log).sum())
        if likelihood - last < _ENOUGH:
            break
        last = likelihood
    return Fit(
        columns,
        shares,
        noise,
        row_log,
        member,
        float(field.costs[list(columns)].sum()) - float((field.counts * row_log).sum()),
    )


def gains(field: Field, now: Fit) -> Floats:
    """For each column roughly how many nats a fit would gain by taking it in, its cost taken off.

    The share of the newcomer is found by a few rounds of EM, everything else held as it is.
    """
    logs, row_log = field.slips.log_probability(now.noise), now.row_log
    if field.company is not None:
        logs, row_log = logs[field.path_of], row_log - _usual(field, field.company)
    weight = field.counts
    ratio = np.exp(np.clip(logs - row_log[:, None], -500, 500))
    share = np.full(ratio.shape[1], 0.1)
    for _ in range(6):
        taken = share * ratio
        taken /= taken + (1 - share)
        share = np.clip((weight @ taken) / field.n, 1e-6, 0.999)
    found = weight @ np.log1p(share * (ratio - 1))
    return np.asarray(found - field.costs)


def _usual(field: Field, company: Company) -> Floats:
    """What the contexts of each row cost for a group like everybody."""
    everyone = np.ones((len(field.counts), 1)) * field.counts[:, None]
    return company.log_probability(everyone, _prior(field))[:, 0]


def _prior(field: Field) -> Floats:
    if field.company is None:
        return np.zeros(0)
    counts = np.zeros(sum(field.company.sizes))
    for column in range(field.company.of.shape[1]):
        counts += np.bincount(field.company.of[:, column], weights=field.counts, minlength=len(counts))
    return np.asarray((counts + 0.5) / (field.n + 0.5))


def _by_path(field: Field, counted: Floats) -> Floats:
    """Sum rows of one path."""
    if field.company is None:
        return counted
    found = np.zeros((len(field.wandering), counted.shape[1]))
    np.add.at(found, field.path_of, counted)
    return found
