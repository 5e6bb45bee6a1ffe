"""What a map could do better: structural checks, as hints and warnings that never block.

What lives here: lint, which runs the checks that the kind of map names. Not here: the checks themselves (checks), what
makes a map unreadable (soundness), what the evidence knows (insight).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from outsidein.ground import Diagnostic, Place
from outsidein.maps import checks, gaps  # noqa: F401 - they enter their checks in CHECKS
from outsidein.maps.document import Document
from outsidein.maps.kind import kind
from outsidein.maps.remark import CHECKS
from outsidein.maps.soundness import faults

NO_PLACES: Final[Mapping[str, Place]] = MappingProxyType({})


def lint(
    document: Document, *, today: date | None = None, places: Mapping[str, Place] = NO_PLACES
) -> tuple[Diagnostic, ...]:
    """Everything structural that is to be said of a map, by the checks of its kind.

    ``today`` decides whether a review is overdue; without it that is not asked. ``places`` (see ``reading.places``)
    gives each Diagnostic its file and line. A document that is not whole gives its faults, as errors, and nothing else.
    """
    broken = [Diagnostic(one.code, one.says, one.fix, Place(record=one.record)) for one in faults(document)]
    if broken:
        return tuple(broken)
    found = []
    for name in kind(document).checks:
        code, ask = CHECKS[name]
        for remark in ask(document, today):
            where = places.get(remark.record, Place(record=remark.record))
            found.append(Diagnostic(code, remark.says, remark.fix, where, remark.severity))
    return tuple(sorted(found, key=lambda one: one.where.line or 0))
