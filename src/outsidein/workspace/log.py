"""Log: which column of a log is what, as whoever asks about it says.

What lives here: that. Not here: guessing what was left empty and reading (evidence), the ways in (walking, happenings).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """Which column of a log is what; what is empty is guessed. ``table`` is for databases, ``notion`` for workspaces.

    ``transitions`` is ``complete`` (an activity counts once, when it is complete) or ``all``.
    """

    case: str = ""
    time: str = ""
    event: str = ""
    order: str = ""
    table: str = ""
    segments: tuple[str, ...] | None = None
    notion: str = "case"
    transitions: str = "complete"
