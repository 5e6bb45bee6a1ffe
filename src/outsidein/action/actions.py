"""Everything that a workspace plans and did: opportunities, initiatives and results, as one frozen whole.

What lives here: Actions, with looking up, putting in and following the chain from pain to proof. Not here: its file
(text), the use cases (workspace.plan).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from outsidein.action.initiative import Initiative
from outsidein.action.opportunity import Opportunity
from outsidein.action.phrases import say
from outsidein.action.result import Result
from outsidein.ground import ActionError, Diagnostic, Place

T = TypeVar("T", Opportunity, Initiative)


@dataclass(frozen=True, slots=True)
class Actions:
    """The chain from pain to proof; each in the order in which it came."""

    opportunities: tuple[Opportunity, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    results: tuple[Result, ...] = ()

    def opportunity(self, id: str) -> Opportunity:
        """The opportunity of this id; ActionError where there is none."""
        return _find(self.opportunities, id)

    def initiative(self, id: str) -> Initiative:
        """The initiative of this id; ActionError where there is none."""
        return _find(self.initiatives, id)

    def of(self, opportunity: str) -> tuple[Initiative, ...]:
        """What is done about an opportunity (its id)."""
        return tuple(one for one in self.initiatives if one.opportunity == opportunity)

    def results_of(self, initiative: str) -> tuple[Result, ...]:
        """What came of an initiative (its id), oldest first."""
        return tuple(one for one in self.results if one.initiative == initiative)

    def put(self, one: Opportunity | Initiative | Result) -> Actions:
        """With one more, or another version of one; a result is never replaced."""
        match one:
            case Opportunity():
                return replace(self, opportunities=_put(self.opportunities, one))
            case Initiative():
                return replace(self, initiatives=_put(self.initiatives, one))
            case Result():
                if any(known.id == one.id for known in self.results):
                    return self
                return replace(self, results=(*self.results, one))


def _put(held: tuple[T, ...], one: T) -> tuple[T, ...]:
    found = [one if known.id == one.id else known for known in held]
    if one not in found:
        found.append(one)
    return tuple(found)


def _find(held: tuple[T, ...], id: str) -> T:
    for one in held:
        if one.id == id:
            return one
    raise ActionError(
        Diagnostic("action/unknown", say("actions.unknown", id=id), say("actions.list"), Place(record=id))
    )
