"""Activities that are logged several times as they begin, pause and end: which of those rows is the event.

What lives here: Lifecycle, which looks at all rows of a file and then keeps, of the transitions of an activity, the one
that completes it. Not here: where the transitions stand (mapping, reading). An activity that is only ever logged in one
transition keeps its rows, whichever that is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from outsidein.evidence.phrases import say
from outsidein.evidence.sources.coded import Coded
from outsidein.ground import Diagnostic, Place, Severity

_LATEST_FIRST: Final = (
    "complete", "completed", "end", "ended", "finish", "finished", "done", "closed", "start", "started", "begin",
    "assign", "assigned", "schedule", "scheduled",
)  # fmt: skip
"""Of the transitions of an activity, the first of these stands for it: its end, else its begin (IEEE 1849, 5.5)."""


@dataclass(slots=True)
class Lifecycle:
    """Counts pairs of activity and transition; ``keep`` may be asked when all rows were looked at.

    >>> lifecycle = Lifecycle()
    >>> event, transition = pa.array(["call", "call", "pay"]), pa.array(["start", "COMPLETE", "start"])
    >>> lifecycle.look(event, transition)
    >>> lifecycle.keep(event, transition).tolist()
    [False, True, True]
    """

    all: bool = False
    """Whether every transition is kept."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Rows that were not kept so far, by transition."""
    _pairs: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def look(self, event: pa.Array, transition: pa.Array) -> None:
        """Note which transitions the activities of some rows have."""
        for activity, said in _pairs(event, transition)[0]:
            self._pairs[activity].add(said)

    def keep(self, event: pa.Array, transition: pa.Array) -> npt.NDArray[np.bool_]:
        """Which of some rows are events."""
        if self.all:
            return np.ones(len(event), bool)
        pairs, codes = _pairs(event, transition)
        kept = [said == self._stands(activity, said) for activity, said in pairs]
        mask = np.array(kept, bool)[codes] if pairs else np.zeros(0, bool)
        for code, count in Counter(codes[~mask].tolist()).items():
            self.left_out[pairs[code][1]] += count
        return mask

    def told(self, file: str) -> list[Diagnostic]:
        """What was left out, where something was."""
        if not self.left_out:
            return []
        shown = ", ".join(f"{name} ({count})" for name, count in self.left_out.most_common(12))
        says = say("lifecycle.left-out", n=sum(self.left_out.values()), shown=shown)
        return [Diagnostic("evidence/lifecycle", says, say("lifecycle.keep-all"), Place(file), Severity.HINT)]

    def _stands(self, activity: str, said: str) -> str:
        """The transition that stands for the activity; the one asked about where nothing tells them apart."""
        known = self._pairs.get(activity, set())
        return next((one for one in _LATEST_FIRST if one in known), said) if len(known) > 1 and said else said


def _pairs(event: pa.Array, transition: pa.Array) -> tuple[list[tuple[str, str]], npt.NDArray[np.int64]]:
    """The distinct pairs of activity and folded transition, and the code of each row."""
    activities, said = Coded.of(event), Coded.of(transition)
    both = activities.codes.astype(np.int64) * (len(said.texts) + 1) + said.codes
    distinct, codes = np.unique(both, return_inverse=True)
    pairs = [divmod(int(one), len(said.texts) + 1) for one in distinct]
    return [(activities.texts[a], said.texts[b].casefold()) for a, b in pairs], codes
