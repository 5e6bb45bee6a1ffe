"""Attribution: to which touchpoints conversions are credited, by five rules side by side.

What lives here: Paths, the credit by first, last, linear, position and the exact Markov chain, with intervals over
journeys. Not here: the chain itself (chain). Credit is a way of sharing out; no rule says what a touchpoint caused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from outsidein.ground.diagnostics import Diagnostic, Place
from outsidein.ground.errors import MeasureError
from outsidein.ground.progress import Progress, nothing
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.phrases import say
from outsidein.measures.value.chain import removal_effects

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outsidein.measures.intervals import Floats

MOST_TOUCHPOINTS: Final = 1000
"""More touchpoints than this make the chain too large to be solved densely, and again for every sample."""
_CELLS: Final = 4_000_000
"""How many numbers of drawn samples are held at a time."""


class Rule(StrEnum):
    """How a conversion is shared out among the touchpoints of its journey."""

    FIRST = "first"
    LAST = "last"
    LINEAR = "linear"
    POSITION = "position"
    MARKOV = "markov"


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Journeys by touchpoint: path i goes through ``steps[starts[i]:starts[i + 1]]``, indices into ``names``.

    ``conversions`` and ``losses`` (paths,) count the journeys along it that converted and that did not.
    """

    names: tuple[str, ...]
    steps: NDArray[np.intp]
    starts: NDArray[np.intp]
    conversions: NDArray[np.int64]
    losses: NDArray[np.int64]

    @property
    def journeys(self) -> int:
        """How many journeys, converted or not."""
        return int(self.conversions.sum() + self.losses.sum())


@dataclass(frozen=True, slots=True)
class Credit:
    """The conversions credited to one touchpoint, and the same as percent of all."""

    touchpoint: str
    conversions: Estimate
    share: Estimate


@dataclass(frozen=True, slots=True)
class Attribution:
    """One rule’s credits, the largest first; they sum to ``conversions``."""

    rule: Rule
    credits: tuple[Credit, ...]
    conversions: int
    journeys: int
    notes: tuple[str, ...] = ()


def paths_of(
    paths: Iterable[Sequence[str]], *, conversions: Iterable[int], losses: Iterable[int] | None = None
) -> Paths:
    """Paths from sequences of touchpoint names with counts; empty ones are refused (``measures/empty-path``)."""
    codes: dict[str, int] = {}
    steps: list[int] = []
    starts = [0]
    for row, path in enumerate(paths):
        if not path:
            raise MeasureError(Diagnostic("measures/empty-path", say("value.empty-path"), where=Place(row=row + 1)))
        steps += [codes.setdefault(name, len(codes)) for name in path]
        starts.append(len(steps))
    won = np.fromiter(conversions, np.int64)
    lost = np.zeros(len(won), np.int64) if losses is None else np.fromiter(losses, np.int64)
    if not len(won) == len(lost) == len(starts) - 1:
        raise ValueError("paths, conversions and losses have one length")
    if len(won) and min(won.min(), lost.min()) < 0:
        row = int(np.argmax((won < 0) | (lost < 0)))
        raise MeasureError(Diagnostic("measures/negative-count", say("value.negative-count"), where=Place(row=row + 1)))
    return Paths(tuple(codes), np.array(steps, np.intp), np.array(starts, np.intp), won, lost)


def attribute(
    paths: Paths,
    rule: Rule,
    *,
    generator: np.random.Generator,
    samples: int = 500,
    level: float = 0.95,
    progress: Progress = nothing,
) -> Attribution:
    """The credit of every touchpoint by one rule, with percentile intervals over ``samples`` bootstrap samples.

    A sample draws as many journeys with replacement as there are. Intervals are of each touchpoint’s share, at the
    conversions that there were. Without any conversion there is no credit to give: each is an Estimate of nothing.
    """
    count = len(paths.names)
    if rule is Rule.MARKOV and count > MOST_TOUCHPOINTS:
        raise MeasureError(
            Diagnostic(
                "measures/too-many-touchpoints",
                say("value.too-many-touchpoints", n=count, most=MOST_TOUCHPOINTS),
                say("value.too-many-touchpoints-fix"),
            )
        )
    if samples < 500:
        raise ValueError("bootstrap intervals use at least 500 samples")
    total = int(paths.conversions.sum())
    if not total:
        none = Estimate.nothing()
        credits = tuple(Credit(name, none, Estimate.nothing(unit="%")) for name in paths.names)
        return Attribution(rule, credits, 0, paths.journeys, (say("value.no-conversions"),))
    sharing = _Markov(paths) if rule is Rule.MARKOV else _Weights(paths, rule)
    won, lost = paths.conversions.astype(np.float64), paths.losses.astype(np.float64)
    shares = sharing.shares(won[None], lost[None])[0]
    parts, told = _parts(paths, samples), []
    for at, part in enumerate(parts):
        progress(at, len(parts), say("value.doing.drawing"))
        told.append(sharing.shares(*_resample(paths, part, generator)))
    drawn = np.concatenate(told)
    tail = (1 - level) / 2
    low, high = np.nanquantile(drawn, (tail, 1 - tail), axis=0)
    found = [_credit(paths, at, float(shares[at]), float(low[at]), float(high[at]), rule, level) for at in range(count)]
    found.sort(key=lambda credit: (-credit.conversions.value, credit.touchpoint))
    notes = [say("value.credit-is-no-cause")]
    if rule is Rule.MARKOV and not paths.losses.sum():
        notes.append(say("value.no-losses"))
    return Attribution(rule, tuple(found), total, paths.journeys, tuple(notes))


def _credit(paths: Paths, at: int, share: float, low: float, high: float, rule: Rule, level: float) -> Credit:
    total = int(paths.conversions.sum())
    part = Estimate(
        share,
        min(low, share),
        max(high, share),
        paths.journeys,
        say("value.method-bootstrap"),
        cites=(Cite(formula=say(f"value.rule-{rule.value}")),),
        small=total < 100,
        level=level,
    )
    percent = Estimate(
        100 * part.value, 100 * part.low, 100 * part.high, part.n, part.method,
        unit="%", cites=part.cites, small=part.small, level=level,
    )  # fmt: skip
    return Credit(paths.names[at], part.map(total), percent)


def _parts(paths: Paths, samples: int) -> list[int]:
    """How many samples to draw at a time, so that memory stays small."""
    once = max(1, _CELLS // max(2 * len(paths.conversions), (len(paths.names) + 2) ** 2))
    return [min(once, samples - done) for done in range(0, samples, once)]


def _resample(paths: Paths, samples: int, generator: np.random.Generator) -> tuple[Floats, Floats]:
    """How often each path was drawn with a conversion and with a loss: two arrays (samples, paths)."""
    cells = np.concatenate([paths.conversions, paths.losses]).astype(np.float64)
    met = np.flatnonzero(cells)
    drawn = np.zeros((samples, len(cells)))
    drawn[:, met] = generator.multinomial(paths.journeys, cells[met] / cells.sum(), size=samples)
    return drawn[:, : len(paths.conversions)], drawn[:, len(paths.conversions) :]


class _Weights:
    """Rules that share out each conversion by where touchpoints stand in its path."""

    def __init__(self, paths: Paths, rule: Rule) -> None:
        from scipy.sparse import csr_array

        lengths = np.diff(paths.starts)
        path = np.repeat(np.arange(len(lengths)), lengths)
        place = np.arange(len(paths.steps)) - np.repeat(paths.starts[:-1], lengths)
        length = lengths[path]
        weight = _weights(rule, place, length)
        shape = (len(lengths), len(paths.names))
        self.matrix = csr_array((weight, (path, paths.steps)), shape=shape)

    def shares(self, won: Floats, lost: Floats) -> Floats:
        """The share of conversions by touchpoint for each row of counts: (samples, touchpoints)."""
        credits = np.asarray((self.matrix.T @ won.T).T, dtype=np.float64)
        total = won.sum(axis=1, keepdims=True)
        return np.asarray(np.divide(credits, total, out=np.full_like(credits, np.nan), where=total > 0))


def _weights(rule: Rule, place: NDArray[np.intp], length: NDArray[np.intp]) -> Floats:
    """What part of a conversion a touchpoint gets at this place of a path of this length."""
    if rule is Rule.FIRST:
        return np.asarray(place == 0, dtype=np.float64)
    if rule is Rule.LAST:
        return np.asarray(place == length - 1, dtype=np.float64)
    return 1 / length if rule is Rule.LINEAR else _by_position(place, length)


def _by_position(place: NDArray[np.intp], length: NDArray[np.intp]) -> Floats:
    """40 % to the first, 40 % to the last, the rest among those between; halves where there are two."""
    ends = (place == 0).astype(np.float64) + (place == length - 1)
    between = 0.2 / np.maximum(length - 2, 1)
    return np.where(length == 1, 1.0, np.where(length == 2, 0.5, np.where(ends > 0, 0.4, between)))


class _Markov:
    """Removal effects of the chain, as shares of their sum."""

    def __init__(self, paths: Paths) -> None:
        from scipy.sparse import csr_array

        self.count = count = len(paths.names)
        ends = paths.starts[1:] - 1
        before = np.r_[0, paths.steps[:-1] + 1] if len(paths.steps) else np.zeros(0, np.intp)
        before[paths.starts[:-1]] = 0
        path = np.repeat(np.arange(len(ends)), np.diff(paths.starts))
        width = count + 2

        def counting(rows: NDArray[np.intp], cells: NDArray[np.intp]) -> Any:
            shape = (len(ends), (count + 1) * width)
            return csr_array((np.ones(len(rows)), (rows, cells)), shape=shape)

        self.inner = counting(path, before * width + paths.steps)
        last = (paths.steps[ends] + 1) * width
        every = np.arange(len(ends))
        self.to_won, self.to_lost = counting(every, last + count), counting(every, last + count + 1)

    def shares(self, won: Floats, lost: Floats) -> Floats:
        """The share of all removal effects by touchpoint for each row of counts: (samples, touchpoints)."""
        flat = self.inner.T @ (won + lost).T + self.to_won.T @ won.T + self.to_lost.T @ lost.T
        moves = np.ascontiguousarray(flat.T).reshape(len(won), self.count + 1, self.count + 2)
        _, effects = removal_effects(moves)
        total = effects.sum(axis=1, keepdims=True)
        return np.asarray(np.divide(effects, total, out=np.full_like(effects, np.nan), where=total > 0))
