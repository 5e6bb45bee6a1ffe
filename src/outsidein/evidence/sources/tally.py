"""What a file gave so far, counted while it is read, and what there is to say about it at the end.

What lives here: Tally. Not here: rejects, which count themselves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from outsidein.evidence.ledger import Counts
from outsidein.evidence.phrases import say
from outsidein.evidence.sources.raw import Raw
from outsidein.evidence.sources.times import Doubts
from outsidein.ground import Diagnostic, Place, Severity


@dataclass(slots=True)
class Tally:
    """Numbers that grow row by row; names as in ``ledger.Counts``."""

    responses: int = 0
    answers: int = 0
    not_applicable: int = 0
    blanks: int = 0
    comments: int = 0
    events: int = 0
    customers: int = 0
    undated: int = 0
    ids: int = 0
    differing: int = 0
    """Rows of a long file that say another customer or time than the first row of their response."""
    unknown: Counter[str] = field(default_factory=Counter)

    def counts(self, raw: Raw) -> Counts:
        """The tally of a file that was read to its end."""
        reasons = sorted(raw.rejects.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        return Counts(
            rows=raw.rows,
            blank_rows=raw.blank_rows,
            rejected_rows=raw.rejects.rows,
            rejected_cells=raw.rejects.cells,
            responses=self.responses,
            answers=self.answers,
            not_applicable=self.not_applicable,
            blanks=self.blanks,
            comments=self.comments,
            events=self.events,
            customers=self.customers,
            undated=self.undated,
            rejects=tuple(reasons),
        )

    def doubts(self, file: str, times: Doubts, time_zone: str) -> list[Diagnostic]:
        """What is doubtful about what was read, as warnings with counts."""
        said = [
            (
                "evidence/time-in-future",
                times.future,
                say("tally.lie-more-than-a-day"),
                say("tally.check-the-clock-and-time"),
            ),
            (
                "evidence/time-before-1970",
                times.before_1970,
                say("tally.lie-before"),
                say("tally.check-time-format-often-means"),
            ),
            ("evidence/time-twice", times.twice, say("tally.happened-twice-in-the-earlier", time_zone=time_zone), ""),
            ("evidence/time-never", times.never, say("tally.never-were-in-whose-clocks", time_zone=time_zone), ""),
        ]
        found = [
            Diagnostic(code, say("tally.times", n=count, what=what), fix, Place(file), Severity.WARNING)
            for code, count, what, fix in said
            if count
        ]
        if self.undated:
            says = say("tally.undated", n=self.undated)
            fix = say("tally.they-count-in-totals-but")
            found.append(Diagnostic("evidence/undated", says, fix, Place(file), Severity.HINT))
        if self.differing:
            says = say("tally.rows-disagree", differing=self.differing)
            fix = say("tally.the-first-row-of-each")
            found.append(Diagnostic("evidence/response-disagrees", says, fix, Place(file), Severity.WARNING))
        return found
