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
    signs = {1: words("rises with it"), -1: words("falls with it"), 0: words("neither")}
    rows = []
    places, fine = alike(driver.share for driver in found.drivers), alike(driver.beta for driver in found.drivers)
    for driver in found.drivers:
        name = subject.name(driver.touchpoint)
        rows.append(
            (
                name,
                shown(
                    driver.share, words, title=words("Share of loyalty explained: {where}", where=name), places=places
                ),
                words.number(driver.johnson, 1) + NARROW + "%",
                words.number(driver.pairwise, 1) + NARROW + "%",
                signs[driver.sign],
                shown(
                    driver.beta,
                    words,
                    title=words("Standardised coefficient: {where}", where=name),
                    signed=True,
                    places=fine,
                ),
            )
        )
    r2 = found.r2.map(100) if found.r2.unit != "%" and found.r2.value <= 1 else found.r2
    asked = found.wording or found.outcome
    says = words(
        "Together these {k} touchpoints explain {r2} of the differences in “{asked}” (n = {n}). Association, "
        "not cause.",
        k=str(len(rows)), r2=words.number(r2.value, 1) + NARROW + "%", asked=asked, n=words.number(found.n),
    )  # fmt: skip
    left = words.count(
        found.left_out,
        "{n} person answered “{asked}” but not every touchpoint, and is not counted here; see “all pairs”.",
        "{n} people answered “{asked}” but not every touchpoint, and are not counted here; see “all pairs”.",
        asked=asked,
    )
    notes = [left] if found.left_out else []
    notes += [words("Method: {method}.", method=found.method), *found.notes]
    head = ("Touchpoint", "Share explained", "Johnson", "All pairs", "Loyalty", "Coefficient β")
    return Panel(
        "drivers",
        words("What loyalty hangs on"),
        says,
        tuple(Column(words(title), number=title not in ("Touchpoint", "Loyalty")) for title in head),
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
        title, importance, satisfaction = "What to work on first", "Importance", "Satisfaction"
        says = words(
            "Opportunity score = importance + max(importance − satisfaction, 0), both 0–10. Above 15 extreme, 12–15 "
            "high, 10–12 worth a look."
        )
    else:
        title, importance, satisfaction = "What to work on, by what loyalty hangs on", "Share explained", "How it feels"
        says = words("Not what customers called important: {name}, under its own name.", name=words(name))
    parts = any(priority.importance or priority.satisfaction for priority in found)
    places = alike(priority.score for priority in found)
    rows: list[tuple[str | Number, ...]] = []
    for priority in found:
        where = subject.name(priority.touchpoint)
        score = shown(priority.score, words, title=f"{words(name).capitalize()}: {where}", places=places)
        middle = [
            shown(estimate, words, title=f"{words(what)}: {where}") if estimate else "–"
            for estimate, what in ((priority.importance, importance), (priority.satisfaction, satisfaction))
            if parts
        ]
        rows.append((where, score, *middle, *([words(priority.band) if priority.band else "–"] if stated else [])))
    head = [Column(words("Touchpoint")), Column(words(name).capitalize(), number=True)]
    if parts:
        head += [Column(words(importance), number=True), Column(words(satisfaction), number=True)]
    if stated:
        head.append(Column(words("Band")))
    return Panel(key, words(title), says, tuple(head), tuple(rows))


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
                title=words("Share heard: {who}", who=f"{voice.segment} {voice.value}"),
                places=places,
            ),
            (voice.says or words("missing")) if voice.missing else "",
        )
        for voice in found.voices
    )
    if found.overall and found.overall.known:
        share = shown(found.overall, words, title=words("Share heard: {who}", who=words("everyone")), places=places)
        total = (words("everyone"), "", words.number(found.overall.n), "", share, "")
        rows = (*rows, total)
    columns = (
        Column(words("Segment")), Column(words("Group")), Column(words("People"), number=True),
        Column(words("Heard"), number=True), Column(words("Share heard"), number=True), Column(words("Missing")),
    ) if rows else ()  # fmt: skip
    return Panel("voices", words("Whom we hear, and who is missing"), found.says, columns, rows)


def unallocated(subject: Subject) -> Panel | None:
    """Answers that fit several steps or none, counted for no step."""
    words, reading = subject.words, subject.reading
    if reading is None or not reading.unallocated:
        return None
    rows = tuple(
        (
            subject.name(one.touchpoint),
            shown(exact(one.n), words, title=words("Answers without a step"), opens=False),
            shown(one.level, words, title=words("How it feels: {where}", where=subject.name(one.touchpoint))),
            ", ".join(subject.name(step) for step in one.steps) or words("no step"),
            one.says,
        )
        for one in reading.unallocated
    )
    says = words(
        "These answers fit several steps, or none. They are shown here and counted for no step, so that none "
        "counts twice."
    )
    columns = (
        Column(words("Touchpoint")), Column(words("Answers"), number=True), Column(words("How it feels"), number=True),
        Column(words("Fits")), Column(words("Why")),
    )  # fmt: skip
    return Panel("unallocated", words("Answers without a step"), says, columns, rows)


def sources(subject: Subject, notes: Iterable[SourceNote]) -> Panel | None:
    """Where the evidence is from, how fresh it is, and how many rows could not be read."""
    words = subject.words
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            note.title,
            words(note.kind) if note.kind else "",
            words.number(note.rows),
            words.number(note.rejected),
            f"{words.day(note.newest)} ({words.count((subject.today - note.newest).days, '{n} day', '{n} days')})"
            if note.newest
            else words("undated"),
            note.says,
        )
        for note in notes
    )
    if not rows:
        return None
    columns = [
        Column(words("Source")), Column(words("Kind")), Column(words("Rows read"), number=True),
        Column(words("Rejected"), number=True), Column(words("Newest")),
    ]  # fmt: skip
    if any(row[-1] for row in rows):
        columns.append(Column(words("Know this")))
    else:
        rows = tuple(row[:-1] for row in rows)
    says = words(
        "Rows that cannot be read are counted, explained and kept beside the source; none is dropped in silence."
    )
    return Panel("sources", words("Where the evidence is from"), says, tuple(columns), rows)


def remarks(subject: Subject, found: Iterable[Diagnostic]) -> tuple[Panel, ...]:
    """What the map itself still needs: cards that need explanation, and all else that the checks found."""
    words = subject.words
    explain: list[Diagnostic] = []
    other: list[Diagnostic] = []
    for one in found:
        (explain if one.code in _EXPLAIN else other).append(one)
    panels = []
    for key, title, says, some in (
        ("explain", "Needs explanation", "Words on the map that a newcomer would stumble over.", explain),
        ("checks", "What this map still needs", "Found by the checks of the map; none of them stops anything.", other),
    ):
        if some:
            columns = (Column(words("Where")), Column(words("What")), Column(words("How to mend it")))
            rows = tuple((_where(subject, one), one.says, one.fix) for one in some)
            panels.append(Panel(key, words(title), words(says), columns, rows))
    return tuple(panels)


def _where(subject: Subject, found: Diagnostic) -> str:
    record = subject.document.records.get(found.where.record or "")
    if isinstance(record, Card):
        return f"{subject.name(record.parent)} · {record.text}" if record.text else subject.name(record.parent)
    return getattr(record, "name", "") or getattr(record, "title", "") or found.where.record or subject.words("the map")
