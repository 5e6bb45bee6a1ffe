"""Names of columns from the rows of a heading.

What lives here: joining two heading rows, naming the nameless, making names unique. Not here: which rows they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from outsidein.evidence.phrases import say
from outsidein.evidence.sources.marks import BAD
from outsidein.evidence.words import quoted
from outsidein.ground import Diagnostic, EvidenceError, Place, Severity

_LONGEST: Final = 4_000
"""Characters of a name; some tools write whole questions."""


def joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Names that continue in a second row, as SurveyMonkey writes them: ``question | option``.

    A question stands only above the first of its options and holds until the next one.

    >>> joined(["ID", "How was …?", "", "Age"], ["", "Check-in", "Boarding", "Response"])
    ['ID', 'How was …? | Check-in', 'How was …? | Boarding', 'Age | Response']
    """
    names = []
    question = ""
    for place in range(max(len(first), len(second))):
        above = first[place].strip() if place < len(first) else ""
        below = second[place].strip() if place < len(second) else ""
        question = above or question
        names.append(" | ".join(part for part in ((question if below else above), below) if part))
    return names


def unique(written: Sequence[str], path: Path) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """``written`` without surrounding blanks, the nameless as ``column 3``, repeated ones as ``name (2)``; and what
    there is to say about it.

    >>> unique(["id", " score ", "", "score"], Path("x.csv"))[0]
    ('id', 'score', 'column 3', 'score (2)')
    """
    stripped = [name.strip() for name in written]
    for name in stripped:
        if len(name) > _LONGEST or BAD in name or "\x00" in name:
            what = (
                say("names.is-longer-than-any-name") if len(name) > _LONGEST else say("names.holds-signs-that-are-no")
            )
            says = say("names.what-should-be-the-name", what=what, name=quoted(name))
            fix = say("names.set-format-header-to-the")
            raise EvidenceError(Diagnostic("evidence/odd-column-name", says, fix, Place(str(path))))
    taken = set(stripped)
    seen: Counter[str] = Counter()
    names, twice = [], []
    for place, name in enumerate(stripped, start=1):
        given = name or f"column {place}"
        seen[given] += 1
        if seen[given] > 1 or (not name and given in taken):
            count = max(2, seen[given])
            while f"{given} ({count})" in taken:
                count += 1
            twice.append(given)
            given = f"{given} ({count})"
        taken.add(given)
        names.append(given)
    said = tuple(
        Diagnostic(
            "evidence/duplicate-column",
            say("names.several-columns-are-called-the", name=quoted(name)),
            say("names.check-that-the-mapping-uses"),
            Place(str(path), column=quoted(name)[1:-1]),
            Severity.WARNING,
        )
        for name in dict.fromkeys(twice)
    )
    return tuple(names), said
