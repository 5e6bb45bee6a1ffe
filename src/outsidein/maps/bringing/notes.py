"""What there is to know about a file that was brought in, as it is found.

What lives here: Notes. Not here: the rules that find anything. Rows and columns count from 1, as spreadsheets do.
"""

from __future__ import annotations

from outsidein.ground import Diagnostic, Place, Severity
from outsidein.maps.report import MOST


class Notes:
    """Diagnostics in the order in which they were found; no more than people read."""

    def __init__(self, file: str | None = None) -> None:
        self._file = file
        self._told: dict[Diagnostic, None] = {}

    def error(self, code: str, says: str, fix: str = "", *, line: int | None = None, row: int | None = None) -> None:
        """Note what stops it."""
        self._add(Diagnostic(code, says, fix, Place(self._file, line=line, row=row)))

    def warn(
        self,
        code: str,
        says: str,
        fix: str = "",
        *,
        line: int | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> None:
        """Note what may mislead."""
        place = Place(self._file, line=line, row=row, column=None if column is None else letters(column))
        self._add(Diagnostic(code, says, fix, place, Severity.WARNING))

    def hint(self, code: str, says: str, fix: str = "", *, line: int | None = None) -> None:
        """Note what is good to know."""
        self._add(Diagnostic(code, says, fix, Place(self._file, line=line), Severity.HINT))

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Everything that was noted."""
        return tuple(self._told)

    @property
    def failed(self) -> bool:
        """Whether anything of it is an error."""
        return any(one.severity is Severity.ERROR for one in self._told)

    def _add(self, found: Diagnostic) -> None:
        # What stops it is told however much else there was to tell.
        if len(self._told) < MOST or found.severity is Severity.ERROR:
            self._told[found] = None


def letters(column: int) -> str:
    """The name of a column of a spreadsheet, counted from 1.

    >>> letters(1), letters(27)
    ('A', 'AA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
