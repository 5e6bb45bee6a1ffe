"""The head of the picture: what was found, about what, from how much, how old, whose journey it is.

What lives here: kicker, headline, lead, facts, freshness, personas, stages and steps. Not here: rows and panels.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from outsidein.insight.finding import FindingKind
from outsidein.maps.cast import Persona
from outsidein.maps.cells import Card
from outsidein.maps.kind import Kind
from outsidein.maps.spine import Step
from outsidein.maps.ties import Arrow
from outsidein.measures.estimate import Estimate, Period
from outsidein.render.composition.measure import worded
from outsidein.render.composition.numbers import shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Number, PersonaView, StageHead, StepHead, Tone
from outsidein.render.words import NARROW, Words


@dataclass(frozen=True, slots=True)
class Head:
    """The texts over the map."""

    kicker: str
    title: str
    subtitle: str
    headline: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    fresh: tuple[str, Tone]


def head(subject: Subject, kind: Kind) -> Head:
    """The texts over the map; the headline is empty where the evidence has nothing to say."""
    words, journey, reading = subject.words, subject.document.journey, subject.reading
    state = words(f"state.{journey.state.value}")
    return Head(
        kicker=f"{kind.name} · {state}",
        title=journey.title or journey.key,
        subtitle=journey.subtitle,
        headline=reading.headline if reading and subject.heard else "",
        lead=(reading.lead if reading and subject.heard else "") or words(_unheard(subject)),
        facts=_facts(subject),
        fresh=_fresh(subject),
    )


def _unheard(subject: Subject) -> str:
    """The key of what is said of a map on which no evidence at hand speaks; it may cite some that lies elsewhere."""
    return "head.evidence-is-elsewhere" if _cites(subject) else "head.no-evidence-yet-every-statement"


def _cites(subject: Subject) -> bool:
    return any(card.evidence for card in subject.document.all(Card))


def _facts(subject: Subject) -> tuple[tuple[str, str], ...]:
    words, journey, reading = subject.words, subject.document.journey, subject.reading
    facts: list[tuple[str, str]] = []
    if reading and subject.heard:
        parts = (
            (reading.responses, "responses"),
            (reading.answers, "answers"),
            (reading.not_applicable, "not-applicable"),
            (reading.comments, "comments"),
            (reading.events, "events"),
        )
        facts.append((words("head.evidence"), " · ".join(words(f"head.count.{what}", n=n) for n, what in parts if n)))
        if reading.period != Period():
            facts.append((words("head.period"), period(reading.period, words)))
    if reading and reading.coverage.known and reading.coverage.n:
        share = words.number(reading.coverage.value)
        said = words("head.of-statements", share=share, n=words.number(reading.coverage.n)).replace(" %", NARROW + "%")
        facts.append((words("head.backed-by-evidence"), said))
    if journey.outcome:
        facts.append((words("head.what-they-came-for"), journey.outcome))
    if journey.starts or journey.ends:
        facts.append((words("head.from-to"), " → ".join(end for end in (journey.starts, journey.ends) if end)))
    if journey.owner:
        facts.append((words("head.owner"), journey.owner))
    review = _review(subject)
    if review:
        facts.append((words("head.reviewed"), review))
    return tuple(facts)


def period(span: Period, words: Words) -> str:
    """A period in the reader's language; an open end stays open."""
    ends = [words.day(day) if day else "…" for day in (span.first, span.last)]
    return ends[0] if ends[0] == ends[1] else " – ".join(ends)


def _review(subject: Subject) -> str:
    words, journey = subject.words, subject.document.journey
    try:
        last = date.fromisoformat(journey.reviewed)
    except ValueError:
        return journey.reviewed or ""
    said = words.day(last)
    if journey.review_every:
        due = last + timedelta(days=journey.review_every)
        late = due < subject.today
        said += " · " + words("head.was-due" if late else "head.next-by", day=words.day(due))
    return said


def _fresh(subject: Subject) -> tuple[str, Tone]:
    words, reading = subject.words, subject.reading
    if reading is None or not (reading.answers or reading.comments or reading.events):
        return words("head.evidence-not-here" if _cites(subject) else "head.no-evidence"), Tone.PLAIN
    age = reading.freshness.age
    if age is None or reading.freshness.newest is None:
        return words("head.undated-evidence"), Tone.PLAIN
    what = "answer" if reading.answers or reading.comments else "event"
    if reading.freshness.stale:
        return words(f"head.old-newest-{what}-ago", n=age), Tone.WARN
    return words(f"head.fresh-newest-{what}-ago", n=age), Tone.GOOD


def overall(subject: Subject) -> tuple[tuple[str, Number], ...]:
    """The measures of the whole journey, loyalty first."""
    if subject.reading is None:
        return ()
    return tuple(_whole(subject, id, estimate) for id, estimate in subject.reading.overall if estimate.known)


def _whole(subject: Subject, id: str, estimate: Estimate) -> tuple[str, Number]:
    _, name = worded(id)
    asked = {cite.asked for cite in estimate.cites if cite.asked}
    if id == "outcome" and len(asked) == 1:
        name = subject.words("head.yes", asked=asked.pop())
    return name, shown(estimate, subject.words, title=name, scale=True)


def personas(subject: Subject) -> tuple[PersonaView, ...]:
    """The personas as cards."""
    return tuple(_persona(subject, persona) for persona in subject.document.personas)


def _persona(subject: Subject, persona: Persona) -> PersonaView:
    segment = ", ".join(f"{name}: {value}" for name, value in persona.segment)
    role = " · ".join(part for part in (persona.account, persona.buying_role) if part)
    return PersonaView(
        name=persona.name,
        initials=initials(persona.name),
        summary=persona.summary or "; ".join(persona.demographics),
        quote=persona.quote,
        segment=" · ".join(part for part in (segment, role) if part),
        goals=persona.goals,
        needs=persona.needs,
    )


def initials(name: str) -> str:
    """Up to two letters for a round badge; the first sign of names that have none.

    >>> initials("Family traveller"), initials("山田 太郎"), initials("Ada"), initials("🚀")
    ('Ft', '山', 'A', '')
    """
    starts = [word[0] for word in name.split() if unicodedata.category(word[0]).startswith("L")]
    if not starts:
        return ""
    if unicodedata.category(starts[0]) == "Lo":
        return starts[0]
    return starts[0].upper() + (starts[1].lower() if len(starts) > 1 else "")


def stages(subject: Subject) -> tuple[StageHead, ...]:
    """The stages over their steps; steps are numbered through."""
    document, heads, number = subject.document, [], 0
    for stage in document.stages:
        columns = []
        for step in document.children(stage.id, Step):
            number += 1
            columns.append(
                StepHead(
                    id=step.id,
                    number=number,
                    name=step.name,
                    moment=" ".join(reason for _, reason in subject.moments.get(step.id, ())),
                    hotspot=subject.spots[FindingKind.HOTSPOT].get(step.id, ""),
                    bright=subject.spots[FindingKind.BRIGHT_SPOT].get(step.id, ""),
                    ways=tuple(way(subject, arrow) for arrow in document.all(Arrow) if arrow.parent == step.id),
                )
            )
        heads.append(StageHead(stage.id, stage.name, stage.goal, tuple(columns)))
    return tuple(heads)


def way(subject: Subject, arrow: Arrow) -> str:
    """Where an arrow leads, as it is said."""
    where = subject.name(arrow.to) if arrow.to else ""
    said = subject.words(f"head.way.{arrow.kind}", where=where)
    return f"{said}: {arrow.label}" if arrow.label else said
