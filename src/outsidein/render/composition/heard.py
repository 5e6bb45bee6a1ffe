"""What customers said, as they wrote it: a quote of every step before a second one of any.

What lives here: the order of quotes, and where each is from in words. Not here: which comments speak for others
(insight).
"""

from __future__ import annotations

from collections import Counter

from outsidein.insight.reading import Quote
from outsidein.render.composition.subject import Subject


def quotes(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Pairs of a quote and where it is from; hotspots and bright spots first, and each step once before any twice."""
    found = subject.reading.quotes if subject.reading else ()
    spots = {step for steps in subject.spots.values() for step in steps}
    seen: Counter[str] = Counter()
    ranked = []
    for at, quote in enumerate(found):
        where = quote.step or quote.touchpoint
        ranked.append((seen[where], quote.step not in spots, at, quote))
        seen[where] += 1
    return tuple((quote.text, _from(subject, quote)) for *_, quote in sorted(ranked, key=lambda one: one[:3]))


def _from(subject: Subject, quote: Quote) -> str:
    where = " · ".join(subject.name(id) for id in (quote.step, quote.touchpoint) if id)
    day = subject.words.day(quote.time) if quote.time else ""
    return " · ".join(part for part in (where, quote.source, day) if part)
