"""Shares of counts, many at once: arrays inside, an Estimate only for the rows that somebody looks at.

What lives here: Shares by Wilson, and naming touchpoints in questions. Not here: what is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.measures.catalogue import did_you_mean
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import wilson
from outsidein.measures.phrases import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from outsidein.evidence.journeys import Journeys

SMALL: Final = 30
"""Shares of fewer than this are marked as resting on few."""


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Counts ``x`` out of ``n`` with the ends of their intervals, of one shape."""

    x: NDArray[np.int64]
    n: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    level: float
    cites: tuple[Cite, ...]

    @classmethod
    def of(cls, x: ArrayLike, n: ArrayLike, *, formula: str, level: float = 0.95, about: str = "") -> Shares:
        """The shares x / n with Wilson's interval; ``formula`` says in words what they are, ``about`` of whom."""
        import numpy as np

        counted, out_of = np.broadcast_arrays(np.asarray(x, dtype=np.int64), np.asarray(n, dtype=np.int64))
        low, high = wilson(counted, out_of, level=level)
        return cls(counted, out_of, low, high, level, (Cite(formula=formula, filter=about),))

    def __len__(self) -> int:
        return len(self.x)

    @property
    def value(self) -> NDArray[np.float64]:
        """The shares; NaN of none."""
        import numpy as np

        with np.errstate(divide="ignore", invalid="ignore"):
            return self.x / self.n

    def __getitem__(self, at: int | tuple[int, ...]) -> Estimate:
        """One share."""
        n, x = int(self.n[at]), int(self.x[at])
        if n == 0:
            return Estimate.nothing()
        return Estimate(
            x / n, float(self.low[at]), float(self.high[at]), n, "Wilson", cites=self.cites, small=n < SMALL,
            level=self.level,
        )  # fmt: skip


def share(x: int, n: int, *, formula: str, level: float = 0.95, about: str = "") -> Estimate:
    """One share, with Wilson's interval.

    >>> round(share(470, 3605, formula="sessions that bought / sessions").low, 5)
    0.11978
    """
    return Shares.of([x], [n], formula=formula, level=level, about=about)[0]


def codes(journeys: Journeys, names: Iterable[str]) -> tuple[int, ...]:
    """The codes of touchpoints. Raises MeasureError, with what may have been meant, for one that was never seen."""
    found = []
    for name in names:
        code = journeys.code(name)
        if not code:
            says = say("journeys.never-seen", name=name)
            raise MeasureError(Diagnostic("measures/never-seen", says, did_you_mean(name, journeys.names)))
        found.append(code)
    return tuple(found)
