"""The verdicts on all columns written down as a mapping.

What lives here: names and keys, time zone, translations of touchpoints, the Source. Not here: the verdicts (shape,
roles, ratings), the mapping's YAML.
"""

from __future__ import annotations

import json
import re
import zoneinfo
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyarrow.compute as pc

from outsidein.evidence.guessing.draft import Known, Role, Sure
from outsidein.evidence.guessing.lexicon import fold, fold_name, lexicon
from outsidein.evidence.guessing.profile import Column, Table, count
from outsidein.evidence.guessing.ratings import Rating, ratings, to_question
from outsidein.evidence.guessing.roles import Traits, Verdict, silent
from outsidein.evidence.guessing.verdicts import Shape
from outsidein.evidence.mapping import default_key
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Comment, Field, Question, Reads, Segment, Source
from outsidein.evidence.tables import Asks
from outsidein.ground import slug

MOST_QUESTIONS: Final = 200
MOST_COMMENTS: Final = 60


@dataclass(frozen=True, slots=True)
class Mapped:
    """A source and the ratings behind its questions, in the same order; ``unasked`` are questions without a rating."""

    source: Source
    ratings: tuple[Rating, ...]
    unasked: tuple[Column, ...] = ()
    zone_known: bool = True


def mapped(path: Path, table: Table, own: dict[int, Traits], form: Shape, found: list[Rating], known: Known) -> Mapped:
    """The mapping that the verdicts amount to."""
    name = path.name.removesuffix(".gz")
    stem = name.rsplit(".", 1)[0] if "." in name else name
    columns = {c.place: c for c in table.columns}
    asked, unasked = (found, ()) if form.reads is not Reads.ANSWERS else _asked(table, form, found, known)
    time = form.find(Role.TIME)
    when = own[time].moment if time is not None else None
    zone, zone_known = ("UTC", True) if when is None else zone_of(table, columns[time or 0], when.zoned, when.format)

    def at(role: Role) -> Field | None:
        place = form.find(role)
        return None if place is None else Field(column=columns[place].name)

    touchpoint = at(Role.TOUCHPOINT)
    place = form.find(Role.TOUCHPOINT)
    if touchpoint is not None and place is not None:
        touchpoint = replace(touchpoint, values=_translated(columns[place], known))
    for extra in form.places(Role.COMMENT)[MOST_COMMENTS:]:
        why = say("mapping.more-columns-of-comments", most=MOST_COMMENTS)
        form.verdicts[extra] = Verdict(Role.IGNORE, Sure.CHECK, why)
    taken = {p for p in form.verdicts if form.verdicts[p].role not in {Role.IGNORE}} | {r.column.place for r in found}
    reads_questions = form.reads in {Reads.RESPONSES, Reads.ANSWERS}
    source = Source(
        id=slug(stem) or "source",
        files=(path.name,),
        reads=form.reads,
        title=stem,
        kind=_kind(table, form, stem),
        format=table.format,
        time_zone=zone,
        time_format=when.format if when is not None else "",
        customer=at(Role.CUSTOMER),
        case=at(Role.CASE) or _case_as_customer(form, columns),
        response=at(Role.RESPONSE),
        time=at(Role.TIME),
        end=at(Role.END),
        channel=at(Role.CHANNEL),
        touchpoint=touchpoint,
        question=at(Role.QUESTION),
        value=at(Role.VALUE),
        event=at(Role.EVENT),
        lifecycle=at(Role.LIFECYCLE),
        text=at(Role.TEXT),
        invited=at(Role.INVITED),
        questions=_questions(asked, form) if reads_questions else (),
        comments=tuple(
            Comment(column=columns[p].name, touchpoint=_comment_about(columns[p], found), blank=silent(columns[p]))
            for p in form.places(Role.COMMENT)
        ),
        segments=_segments([columns[p] for p in form.places(Role.SEGMENT)], known),
        ignore=tuple(c.name for c in table.columns if c.place not in taken),
    )
    return Mapped(source, tuple(asked) if reads_questions else (), tuple(unasked), zone_known)


def _case_as_customer(form: Shape, columns: dict[int, Column]) -> Field | None:
    """The case of an event log that is taken for the customer, for want of one, names the journey as well."""
    place = form.find(Role.CUSTOMER)
    if form.reads is not Reads.EVENTS or place is None or not lexicon().named("case", columns[place].folded):
        return None
    return Field(column=columns[place].name)


def _questions(asked: list[Rating], form: Shape) -> tuple[Question, ...]:
    keys: set[str] = set()
    out: list[Question] = []
    for rating in asked:
        whole = not rating.about.key and sum(r.asks is rating.asks for r in asked) == 1
        short = rating.asks.value if whole and rating.asks in {Asks.NPS, Asks.CES} else ""
        key = short if short and short not in keys else default_key(rating.column.name, len(out) + 1, keys)
        keys.add(key)
        question = to_question(rating, key)
        if form.reads is Reads.ANSWERS:
            wording = rating.column.name if form.find(Role.QUESTION) is not None else ""
            here = "" if form.find(Role.QUESTION) is None else question.touchpoint
            question = replace(question, column="", wording=wording, touchpoint=here)
        out.append(question)
    return tuple(out)


def _unique(wanted: str, taken: set[str]) -> str:
    key = wanted
    number = 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    taken.add(key)
    return key


def _asked(table: Table, form: Shape, found: list[Rating], known: Known) -> tuple[list[Rating], tuple[Column, ...]]:
    """The questions of a long file: one for each text in the question column, or a single one."""
    value = next(c for c in table.columns if c.place == form.find(Role.VALUE))
    place = form.find(Role.QUESTION)
    if place is None:
        return [r for r in found if r.column.place == value.place], ()
    question = table.columns[place]
    parts = []
    for number, (text, _) in enumerate(question.values[:MOST_QUESTIONS]):
        cells = value.cells.filter(pc.equal(question.cells, text))
        parts.append(count(text, "", number, cells, table.format))
    asked = ratings(replace(table, columns=tuple(parts)), known, frozenset())
    rated = {r.column.name for r in asked}
    return asked, tuple(p for p in parts if p.name not in rated)


def _translated(column: Column, known: Known) -> tuple[tuple[str, str], ...]:
    """Each text of a touchpoint column with the key it stands for, where that is not the text itself."""
    keys = {fold_name(n).replace(" ", ""): key for key, name in known.touchpoints for n in (key, name)}
    pairs = ((t, keys.get(fold_name(t).replace(" ", ""), slug(t))) for t, _ in sorted(column.values[:300]))
    return tuple((t, key) for t, key in pairs if key and key != t)


def _comment_about(column: Column, found: list[Rating]) -> str:
    """The touchpoint of the rating whose name a comment's name begins with."""
    name = column.folded
    for rating in found:
        own = rating.column.folded
        if rating.about.key and len(own) > 1 and name.startswith(own + " ") and rating.asks is not Asks.NPS:
            return rating.about.key
    return ""


def _segments(columns: list[Column], known: Known) -> tuple[Segment, ...]:
    names: set[str] = set()
    out = []
    for column in columns:
        known_as = next((n for n, _ in known.segments if fold(n) == column.folded), "")
        coded = bool(re.fullmatch(r"[A-Za-z]{0,2}\d+\S{0,6}", column.name)) and bool(column.wording)
        said = column.wording if coded else column.name
        name = known_as or (said if len(said) <= 40 else slug(said, most=40)) or column.name
        out.append(Segment(name=_unique(name, names), column=column.name))
    return tuple(out)


def zone_of(table: Table, column: Column, zoned: bool, form: str) -> tuple[str, bool]:
    """The time zone that the file states for its times, and whether it does."""
    for row in table.extra:
        if column.place < len(row) and row[column.place].strip().startswith("{"):
            try:
                stated = json.loads(row[column.place]).get("timeZone", "")
            except (ValueError, AttributeError):
                continue
            if isinstance(stated, str) and _iszone_of(stated):
                return stated, True
    text = f"{column.name} {column.wording}"
    if zoned or re.search(r"\b(?:UTC|GMT|Z)\b(?![+-]\d)", text):
        return "UTC", True
    match = re.search(r"\b(?:UTC|GMT)\s?([+-])(\d{1,2})(?::?00)?\b", text)
    if match and int(match[2]) <= 12:
        return f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}", True
    for zone in re.findall(r"[A-Z][A-Za-z_]+/[A-Z][A-Za-z_]+", text):
        if _iszone_of(zone):
            return zone, True
    clock = form in {"unix", "unix-ms"} or "%H" in form or "%I" in form or form in {"iso", "excel", ""}
    timed = any(":" in t for t, _ in column.looked_at[:200])
    return "UTC", not (clock and timed)


def _iszone_of(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _kind(table: Table, form: Shape, stem: str) -> str:
    names = " ".join([fold_name(stem), *(c.folded for c in table.columns)])
    if form.reads is Reads.EVENTS:
        return "behaviour"
    if form.reads is Reads.CUSTOMERS:
        return "customers"
    if re.search(r"\breviews?\b|\bstars?\b|bewertungen|\bavis\b", names):
        return "reviews"
    if re.search(r"\btickets?\b|\bcase id\b|\bagent\b|\bassignee\b|\bcall id\b", names):
        return "contact-centre"
    return "feedback" if form.reads is Reads.COMMENTS else "survey"
