"""The one shape in which Outside-In says that something is not as it should be.

What lives here: Diagnostic, where it points (Place), how bad it is (Severity). The linter, the importers, the
command line and (later) forms and API all speak it. Not here: the rules that find anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from outsidein.ground.phrases import say


class Severity(StrEnum):
    """How bad: an ``error`` stops the act, a ``warning`` may mislead, a ``hint`` is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a file and a line (text), a row and a column name (tables), or a record of a map.

    With ``record``, ``column`` names the field of it that is meant.
    """

    file: str | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None
    record: str | None = None

    def __str__(self) -> str:
        """As people say it.

        >>> str(Place("evidence/nps.csv", row=12, column="Score"))
        'evidence/nps.csv, row 12, column “Score”'
        >>> str(Place("maps/trip.map.yaml", line=7))
        'maps/trip.map.yaml:7'
        """
        parts = [self.file + (f":{self.line}" if self.line is not None else "")] if self.file else []
        if not self.file and self.line is not None:
            parts.append(say("line", line=str(self.line)))
        if self.row is not None:
            parts.append(say("row", row=str(self.row)))
        if self.column is not None:
            parts.append(say("column" if self.record is None else "field", name=self.column))
        if self.record is not None:
            parts.append(self.record)
        return ", ".join(parts)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to know: a stable ``code`` (``room/what-is-wrong``), where, what is wrong, how to mend it.

    Every code has a heading in ``docs/reference/diagnostics.md``; a test holds the two together.
    """

    code: str
    says: str
    fix: str = ""
    where: Place = NOWHERE
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = str(self.where)
        return f"{self.severity}: {place + ': ' if place else ''}{self.says}{' ' + self.fix if self.fix else ''}"


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The gravest severity among ``diagnostics``, or None where there are none."""
    found = {d.severity for d in diagnostics}
    return next((s for s in Severity if s in found), None)
