"""An initiative: what somebody does about an opportunity, measured against a baseline that was frozen before it began.

What lives here: Initiative, Baseline, starting one. Not here: whether it worked (result), any statistics (measures).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from outsidein.action.history import State, Turn, turned
from outsidein.action.phrases import say
from outsidein.ground import ActionError, Diagnostic, Place, short_id
from outsidein.measures.ask import Ask
from outsidein.measures.effect import Return
from outsidein.measures.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Baseline:
    """How it was before: the ``estimate`` that ``ask`` gave on the day ``taken``.

    ``imports`` and ``mark`` (a fingerprint of the answers) tell whether the same rows are still there when it is worked
    out again; ``back`` is what was to be expected by chance alone, where that can be known.
    """

    ask: Ask
    estimate: Estimate
    taken: datetime
    imports: tuple[int, ...]
    mark: str
    back: Return | None = None


@dataclass(frozen=True, slots=True)
class Initiative:
    """Something done: by whom, where, on which measure, towards which ``target`` (in its unit), from when to when.

    ``selected`` is true where the place was chosen because its number stood out: then some return to the mean is to be
    expected, and is taken off before anything is called an effect.
    """

    id: str
    map: str
    where: str
    title: str
    owner: str
    start: date
    baseline: Baseline
    history: tuple[Turn, ...]
    opportunity: str = ""
    due: date | None = None
    target: float | None = None
    selected: bool = False
    about: str = ""

    @property
    def state(self) -> State:
        """Where it stands now."""
        return self.history[-1].state

    @property
    def measure(self) -> str:
        """The id of its measure in the catalogue."""
        return self.baseline.ask.measure

    def turned(self, turn: Turn) -> Initiative:
        """In another state; ActionError where there is no way."""
        return replace(self, history=turned(self.history, turn, id=self.id))


def started(
    *,
    map: str,
    where: str,
    title: str,
    owner: str,
    start: date,
    baseline: Baseline,
    turn: Turn,
    opportunity: str = "",
    due: date | None = None,
    target: float | None = None,
    selected: bool = False,
    about: str = "",
) -> Initiative:
    """A new initiative. Raises ActionError without an owner, baseline or order of its days."""
    if not owner.strip():
        raise ActionError(
            Diagnostic("action/no-owner", say("initiative.no-owner"), say("initiative.name-one"), Place(record=where))
        )
    if due is not None and due <= start:
        raise ActionError(
            Diagnostic("action/ends-before-it-starts", say("initiative.due"), say("initiative.check-days"))
        )
    last = baseline.ask.period.last if baseline.ask.period else None
    if last is None or last >= start:
        raise ActionError(
            Diagnostic("action/baseline-too-late", say("initiative.overlap"), say("initiative.end-before"))
        )
    if not baseline.estimate.known:
        raise ActionError(
            Diagnostic("action/no-baseline", say("initiative.no-baseline"), say("initiative.measure-first"))
        )
    id = f"initiative:{short_id(map, where, title, owner, start.isoformat(), turn.when.isoformat())}"
    return Initiative(id, map, where, title, owner, start, baseline, (turn,), opportunity, due, target, selected, about)
