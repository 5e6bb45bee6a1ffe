"""What a check says, and the list of checks that kinds of map choose from.

What lives here: Remark and CHECKS, with the decorator that enters a check. Not here: any check (checks, gaps), or
running them (lint). A hint is advice; a warning is what may mislead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from outsidein.ground import Severity
from outsidein.maps.document import Document


@dataclass(frozen=True, slots=True)
class Remark:
    """What one check says of one record."""

    record: str
    says: str
    fix: str
    severity: Severity = Severity.HINT


Check = Callable[[Document, date | None], Iterator[Remark]]
CHECKS: Final[dict[str, tuple[str, Check]]] = {}
"""The code of each Diagnostic and its check, by the name that kinds of map use."""


def check(code: str) -> Callable[[Check], Check]:
    """Enter a check in CHECKS under its code without the room, which is what kinds of map call it by."""

    def enter(function: Check) -> Check:
        CHECKS[code.removeprefix("maps/")] = code, function
        return function

    return enter
