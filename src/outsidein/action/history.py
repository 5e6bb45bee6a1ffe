"""The states that work goes through, and the history of who moved it there: append-only.

What lives here: State, Turn, and which state may follow which. Not here: what is in a state (opportunity, initiative).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from outsidein.action.phrases import say
from outsidein.ground import ActionError, Diagnostic, Place


class State(StrEnum):
    """How far something is."""

    PROPOSED = "proposed"
    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn in the life of an opportunity or initiative: when, by whom, into which state, and why."""

    when: datetime
    by: str
    state: State
    note: str = ""


FOLLOWS: Final[Mapping[State, tuple[State, ...]]] = {
    State.PROPOSED: (State.OPEN, State.DROPPED),
    State.OPEN: (State.IN_PROGRESS, State.DONE, State.DROPPED),
    State.IN_PROGRESS: (State.DONE, State.OPEN, State.DROPPED),
    State.DONE: (State.IN_PROGRESS,),
    State.DROPPED: (State.OPEN,),
}
"""Which states may follow which: what is done or dropped can be taken up again, and is never forgotten."""


def turned(history: tuple[Turn, ...], turn: Turn, *, id: str) -> tuple[Turn, ...]:
    """``history`` with one more turn. Raises ActionError where that state cannot follow, or the turn lies before."""
    now = history[-1]
    if turn.state not in FOLLOWS[now.state]:
        raise ActionError(
            Diagnostic(
                "action/no-way-there",
                say("history.no-way-there", now=say(f"state.{now.state}"), wanted=say(f"state.{turn.state}")),
                say("history.ways", ways=", ".join(say(f"state.{one}") for one in FOLLOWS[now.state])),
                Place(record=id),
            )
        )
    if turn.when < now.when:
        raise ActionError(
            Diagnostic(
                "action/before-the-last-turn",
                say("history.before"),
                say("history.check-the-clock"),
                Place(record=id),
            )
        )
    return (*history, turn)
