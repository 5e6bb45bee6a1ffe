"""The writing guide on a map: which texts are judged, and what is said of them.

What lives here: advise and hints. Not here: the rules (rules), which rule a lane has (the kind of map and the lane
catalogue say so), abbreviations and heavy reading (wording).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from outsidein.ground import Diagnostic, Place, Severity
from outsidein.ground.writing import quoted
from outsidein.maps.catalog import Writing
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.guide.rules import judge
from outsidein.maps.guide.verdict import Verdict
from outsidein.maps.kind import Role, lanes_of
from outsidein.maps.lint import NO_PLACES
from outsidein.maps.phrases import say
from outsidein.maps.report import shown

CODES: Final[Mapping[Writing, str]] = {
    Writing.VERB: "maps/guide-action",
    Writing.QUESTION: "maps/guide-thought",
    Writing.ADJECTIVE: "maps/guide-feeling",
    Writing.GERUND: "maps/guide-pain",
    Writing.NOUN: "maps/guide-touchpoint",
    Writing.CHANGE: "maps/guide-opportunity",
}
"""The code of each rule's hint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A hint of the writing guide on one record.

    ``suggestion`` is its whole text as it might be written, ``word`` what the hint hangs on; either may be empty.
    """

    diagnostic: Diagnostic
    suggestion: str
    word: str


def advise(document: Document, *, places: Mapping[str, Place] = NO_PLACES) -> tuple[Advice, ...]:
    """The hints of the writing guide, in the order of the map's records.

    A card marked ``fine`` and words of the map's own ``dictionary`` get none, nor does a map in a language without
    measured rules. ``places`` (see ``reading.places``) gives file and line.
    """
    language = document.journey.language
    own = frozenset(word.strip().lower() for word in document.journey.dictionary)
    found = []
    for record, text, rule in _judged(document):
        verdict = judge(text, rule=rule, language=language)
        if verdict.is_hint and verdict.word not in own:
            found.append(_advice(text, rule, verdict, places.get(record, Place(record=record))))
    return tuple(found)


def hints(document: Document, *, places: Mapping[str, Place] = NO_PLACES) -> tuple[Diagnostic, ...]:
    """The hints of the writing guide as Diagnostics, by line; see ``advise``."""
    found = (one.diagnostic for one in advise(document, places=places))
    return tuple(sorted(found, key=lambda one: one.where.line or 0))


def _judged(document: Document) -> Iterator[tuple[str, str, Writing]]:
    """The texts that a rule is for: record, text, and the form that its lane asks for."""
    lanes = {lane.key: lane for lane in lanes_of(document)}
    for card in document.all(Card):
        lane = lanes.get(card.lane)
        if lane is not None and lane.writing is not Writing.FREE and card.text.strip() and not card.fine:
            yield card.id, card.text, lane.writing
    met = next((lane for lane in lanes.values() if lane.role is Role.TOUCHPOINTS), None)
    if met is not None and met.writing is not Writing.FREE:
        yield from ((one.id, one.name, met.writing) for one in document.touchpoints if not one.fine)


def _advice(text: str, rule: Writing, verdict: Verdict, where: Place) -> Advice:
    says = say(f"guide.{rule.value}", text=shown(text))
    fix = (
        say("guide.write", suggestion=quoted(verdict.suggestion))
        if verdict.suggestion
        else say(f"guide.how-{rule.value}")
    )
    return Advice(
        diagnostic=Diagnostic(CODES[rule], says, fix, where, Severity.HINT),
        suggestion=verdict.suggestion,
        word=verdict.word,
    )
