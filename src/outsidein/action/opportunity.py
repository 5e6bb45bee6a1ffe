"""An opportunity: a finding that somebody took up, frozen as it was, with the question that it puts.

What lives here: Opportunity and opening one. Not here: what is done about it (initiative), its score (insight).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from outsidein.action.history import State, Turn, turned
from outsidein.ground import short_id
from outsidein.insight.finding import Finding
from outsidein.measures.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Opportunity:
    """What could be better: ``question`` is its “How might we …?”, ``where`` the id of a step or touchpoint on ``map``.

    ``finding`` and ``score`` are as the evidence had them when it was opened (with their cites); both may be missing
    where a person saw it without evidence. ``cards`` are the ids of the cards it is about.
    """

    id: str
    map: str
    where: str
    title: str
    question: str
    history: tuple[Turn, ...]
    owner: str = ""
    finding: Finding | None = None
    score: Estimate | None = None
    score_name: str = ""
    cards: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Where it stands now."""
        return self.history[-1].state

    def turned(self, turn: Turn) -> Opportunity:
        """In another state; ActionError where there is no way."""
        return replace(self, history=turned(self.history, turn, id=self.id))


def opened(
    *,
    map: str,
    where: str,
    title: str,
    question: str,
    turn: Turn,
    owner: str = "",
    finding: Finding | None = None,
    score: Estimate | None = None,
    score_name: str = "",
    cards: tuple[str, ...] = (),
) -> Opportunity:
    """A new opportunity; its id comes from what it is about and when."""
    id = f"opportunity:{short_id(map, where, title, question, turn.by, turn.when.isoformat())}"
    return Opportunity(id, map, where, title, question, (turn,), owner, finding, score, score_name, cards)
