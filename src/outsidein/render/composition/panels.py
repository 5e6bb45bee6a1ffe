"""The tables under the map: drivers, priorities, who is heard, what could not be placed, sources, what needs a word.

What lives here: Panels with their columns, rows and the sentence above them. Not here: how to read the page (methods).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from outsidein.ground.diagnostics import Diagnostic
from outsidein.insight.reading import Priority
from outsidein.maps.cells import Card
from outsidein.maps.network import Flow
from outsidein.maps.ties import Arrow, Encounter, Moment
from outsidein.measures.estimate import exact
from outsidein.render.composition.numbers import alike, shown
from outsidein.render.composition.subject import Subject
from outsidein.render.scene import Column, Number, Panel
from outsidein.render.words import NARROW

_EXPLAIN = frozenset({"maps/undefined-abbreviation", "maps/heavy-reading"})


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a picture says about one source of evidence: rows read and rejected, the day of its newest row."""

    title: str
    kind: str = ""
    rows: int = 0
    rejected: int = 0
    newest: date | None = None
    says: str = ""


def drivers(subject: Subject) -> Panel | None:
    """Which touchpoints explain loyalty, by how much, how surely, and who was left out."""
    words, found = subject.words, subject.reading.drivers if subject.reading else None
    if found is None or not found.drivers:
        return None
    signs = {1: words("panels.rises-with-it"), -1: words("panels.falls-with-it"), 0: words("panels.neither")}
    rows = []
    places, fine = alike(driver.share for driver in found.drivers), alike(driver.beta for driver in found.drivers)
    for driver in found.drivers:
        name = subject.name(driver.touchpoint)
        rows.append(
            (
                name,
                shown(driver.share, words, title=words("shared.share-of-loyalty-explained", where=name), places=places),
                words.number(driver.johnson, 1) + NARROW + "%",
                words.number(driver.pairwise, 1) + NARROW + "%",
                signs[driver.sign],
                shown(
                    driver.beta,
                    words,
                    title=words("panels.standardised-coefficient", where=name),
                    signed=True,
                    places=fine,
                ),
            )
        )
    r2 = found.r2.map(100) if found.r2.unit != "%" and found.r2.value <= 1 else found.r2
    asked = found.wording or found.outcome
    says = words(
        "panels.together-these-touchpoints-explain-of",
        k=str(len(rows)), r2=words.number(r2.value, 1) + NARROW + "%", asked=asked, n=words.number(found.n),
    )  # fmt: skip
    left = words("panels.people-answered-but-not-every", n=found.left_out, asked=asked)
    notes = [left] if found.left_out else []
    notes += [words("panels.method", method=found.method), *found.notes]
    head = (
        Column(words("shared.touchpoint")), Column(words("panels.share-explained"), number=True),
        Column(words("panels.johnson"), number=True), Column(words("panels.all-pairs"), number=True),
        Column(words("panels.loyalty")), Column(words("panels.coefficient"), number=True),
    )  # fmt: skip
    return Panel(
        "drivers",
        words("shared.what-loyalty-hangs-on"),
        says,
        head,
        tuple(rows),
        tuple(dict.fromkeys(notes)),
    )


def priorities(subject: Subject) -> tuple[Panel, ...]:
    """What is worth working on first: a table for each score that the evidence allows, since they do not compare."""
    found = subject.reading.priorities if subject.reading else ()
    names = list(dict.fromkeys(priority.name for priority in found))
    return tuple(
        _priority(subject, "priorities" if at == 0 else f"priorities-{at + 1}", [p for p in found if p.name == name])
        for at, name in enumerate(names)
    )


def _priority(subject: Subject, key: str, found: list[Priority]) -> Panel:
    words, name = subject.words, found[0].name
    stated = name == "opportunity score"
    if stated:
        title, says = words("panels.what-to-work-on-first"), words("panels.opportunity-score-importance-max-importance")
        importance, satisfaction = words("shared.importance"), words("panels.satisfaction")
    else:
        title = words("panels.what-to-work-on-by-drivers")
        says = words("panels.not-what-customers-called-important", name=found[0].said)
        importance, satisfaction = words("panels.share-explained"), words("shared.how-it-feels-head")
    parts = any(priority.importance or priority.satisfaction for priority in found)
    places = alike(priority.score for priority in found)
    score_name = found[0].said[:1].upper() + found[0].said[1:]
    rows: list[tuple[str | Number, ...]] = []
    for priority in found:
        where = subject.name(priority.touchpoint)
        score = shown(priority.score, words, title=f"{score_name}: {where}", places=places)
        middle = [
            shown(estimate, words, title=f"{what}: {where}") if estimate else "–"
            for estimate, what in ((priority.importance, importance), (priority.satisfaction, satisfaction))
            if parts
        ]
        rows.append((where, score, *middle, *([priority.band_said or "–"] if stated else [])))
    head = [Column(words("shared.touchpoint")), Column(score_name, number=True)]
    if parts:
        head += [Column(importance, number=True), Column(satisfaction, number=True)]
    if stated:
        head.append(Column(words("panels.band")))
    return Panel(key, title, says, tuple(head), tuple(rows))


def voices(subject: Subject) -> Panel | None:
    """Whom we hear and who is missing, or that nobody can know."""
    words, reading = subject.words, subject.reading
    if reading is None:
        return None
    found = reading.voices
    places = alike([found.overall, *(voice.share for voice in found.voices)])
    rows = tuple(
        (
            voice.segment,
            voice.value,
            words.number(voice.people),
            words.number(voice.heard),
            shown(
                voice.share,
                words,
                title=words("panels.share-heard", who=f"{voice.segment} {voice.value}"),
                places=places,
            ),
            (voice.says or words("panels.is-missing")) if voice.missing else "",
        )
        for voice in found.voices
    )
    if found.overall and found.overall.known:
        share = shown(
            found.overall, words, title=words("panels.share-heard", who=words("panels.everyone")), places=places
        )
        total = (words("panels.everyone"), "", words.number(found.overall.n), "", share, "")
        rows = (*rows, total)
    columns = (
        Column(words("panels.segment")), Column(words("panels.group")), Column(words("panels.people"), number=True),
        Column(words("panels.heard"), number=True), Column(words("panels.share-heard-head"), number=True),
        Column(words("panels.missing")),
    ) if rows else ()  # fmt: skip
    return Panel("voices", words("panels.whom-we-hear-and-who"), found.says, columns, rows)


def unallocated(subject: Subject) -> Panel | None:
    """Answers that fit several steps or none, counted for no step."""
    words, reading = subject.words, subject.reading
    if reading is None or not reading.unallocated:
        return None
    rows = tuple(
        (
            subject.name(one.touchpoint),
            shown(exact(one.n), words, title=words("panels.answers-without-a-step"), opens=False),
            shown(one.level, words, title=words("shared.how-it-feels", where=subject.name(one.touchpoint))),
            ", ".join(subject.name(step) for step in one.steps) or words("panels.no-step"),
            one.says,
        )
        for one in reading.unallocated
    )
    says = words("panels.these-answers-fit-several-steps")
    columns = (
        Column(words("shared.touchpoint")), Column(words("panels.answers"), number=True),
        Column(words("shared.how-it-feels-head"), number=True), Column(words("panels.fits")),
        Column(words("shared.why")),
    )  # fmt: skip
    return Panel("unallocated", words("panels.answers-without-a-step"), says, columns, rows)


def sources(subject: Subject, notes: Iterable[SourceNote]) -> Panel | None:
    """Where the evidence is from, how fresh it is, and how many rows could not be read."""
    words = subject.words
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            note.title,
            note.kind,
            words.number(note.rows),
            words.number(note.rejected),
            words("panels.day-and-age", day=words.day(note.newest), age=_age(subject, note.newest))
            if note.newest
            else words("panels.undated"),
            note.says,
        )
        for note in notes
    )
    if not rows:
        return None
    columns = [
        Column(words("panels.source")), Column(words("shared.kind")), Column(words("panels.rows-read"), number=True),
        Column(words("panels.rejected"), number=True), Column(words("panels.newest")),
    ]  # fmt: skip
    if any(row[-1] for row in rows):
        columns.append(Column(words("panels.know-this")))
    else:
        rows = tuple(row[:-1] for row in rows)
    says = words("panels.rows-that-cannot-be-read")
    return Panel("sources", words("panels.where-the-evidence-is-from"), says, tuple(columns), rows)


def _age(subject: Subject, newest: date) -> str:
    return subject.words("shared.days", n=(subject.today - newest).days)


def remarks(subject: Subject, found: Iterable[Diagnostic]) -> tuple[Panel, ...]:
    """What the map itself still needs: cards that need explanation, and all else that the checks found."""
    words = subject.words
    explain: list[Diagnostic] = []
    other: list[Diagnostic] = []
    for one in found:
        (explain if one.code in _EXPLAIN else other).append(one)
    panels = []
    for key, some in (("explain", explain), ("checks", other)):
        if some:
            columns = (
                Column(words("shared.where")), Column(words("shared.what")), Column(words("panels.how-to-mend-it")),
            )  # fmt: skip
            rows = tuple((_where(subject, one), one.says, one.fix) for one in some)
            panels.append(Panel(key, words(f"panels.title.{key}"), words(f"panels.says.{key}"), columns, rows))
    return tuple(panels)


def _where(subject: Subject, found: Diagnostic) -> str:
    record = subject.document.records.get(found.where.record or "")
    if isinstance(record, Arrow | Flow | Encounter | Moment):
        record = subject.document.records.get(record.parent)  # what has no name is found where it stands
    if isinstance(record, Card):
        return f"{subject.name(record.parent)} · {record.text}" if record.text else subject.name(record.parent)
    return (
        getattr(record, "name", "")
        or getattr(record, "title", "")
        or found.where.record
        or subject.words("panels.the-map")
    )
