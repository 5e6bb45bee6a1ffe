"""The sample workspace: Kestrel Air's map, mappings and files, written as a user would have them.

What lives here: files from what the airline generator made up, in four shapes (CSV with semicolons, JSON lines,
Parquet, a customer list). Not here: importing them; that goes through the same door as any user’s file.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import resources
from typing import TYPE_CHECKING

from outsidein.evidence import Asks, Field, Format, Question, Reads, Segment, Source
from outsidein.workspace.sample import airline, travels

if TYPE_CHECKING:
    import numpy as np

NAME = "Kestrel Air"
ABOUT = "A made-up airline. Every answer, comment and event here was generated; nothing is about real people."

MAPS = ("family-trip", "family-trip-to-be", "check-in")
"""The trip, what it is to become, and the finer journey of one of its steps."""
_SEGMENTS = (Segment(name="age", column="Age group"), Segment(name="travel", column="Travels for"))
_NOT_MET = "did not use"


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample as files: names from the workspace on, and bytes; ``sources`` are the mappings to write."""

    files: tuple[tuple[str, bytes], ...]
    sources: tuple[Source, ...]


def sample(rng: np.random.Generator, *, today: date, truth: airline.Truth | None = None) -> Sample:
    """Make up a year of evidence that ends the day before ``today``, from ``truth`` (the default one is planted)."""
    answers = airline.survey(rng, truth=truth or airline.Truth())
    files = (
        *((f"maps/{name}.map.yaml", map_text(today, name).encode()) for name in MAPS),
        ("shared.yaml", _resource("shared.yaml").encode()),
        ("evidence/passenger-survey.csv", _survey(answers, rng, today)),
        ("evidence/reviews.jsonl", _reviews(airline.reviews(rng), today)),
        ("evidence/app-events.parquet", _events(travels.walks(rng, travel=answers.travel), answers, today)),
        ("evidence/customers.csv", _customers(answers)),
    )
    return Sample(files, sources())


def map_text(today: date, name: str = MAPS[0]) -> str:
    """A map of the sample, last reviewed seven weeks ago."""
    text = _resource(f"{name}.map.yaml")
    return text.replace("reviewed: 2026-10-05", f"reviewed: {today - timedelta(days=47)}")


def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _customer(number: int) -> str:
    return f"K{number:06d}"


def _moment(today: date, day: int, second: int) -> datetime:
    return datetime.combine(airline.on(today, day + 1), time()) + timedelta(seconds=second)


def _table(header: list[str], rows: list[list[str]], *, delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _survey(made: airline.Answers, rng: np.random.Generator, today: date) -> bytes:
    header = ["Response", "Customer", "Sent back", "Answered by", "Age group", "Travels for"]
    header += [point.column for point in airline.TOUCHPOINTS]
    header += [f"How important: {point.column}" for point in airline.TOUCHPOINTS]
    header += ["It was easy to travel with us", "How likely are you to recommend us?"]
    seconds = rng.integers(7 * 3600, 23 * 3600, len(made.who)).tolist()
    rows = []
    for place, who in enumerate(made.who.tolist()):
        when = _moment(today, int(made.day[place]), seconds[place])
        rated = [_NOT_MET if value != value else str(int(value)) for value in made.ratings[place].tolist()]
        wanted = ["" if value != value else str(int(value)) for value in made.importance[place].tolist()]
        rows.append(
            [
                f"R{place + 1:05d}",
                _customer(who),
                f"{when:%d.%m.%Y %H:%M}",
                airline.CHANNELS[made.channel[place]],
                airline.AGES[made.age[who]],
                airline.TRAVELS[made.travel[who]],
                *rated,
                *wanted,
                str(int(made.easy[place])),
                str(int(made.recommend[place])),
            ]
        )
    return _table(header, rows, delimiter=";")


def _customers(made: airline.Answers) -> bytes:
    rows = [
        [_customer(who), airline.AGES[age], airline.TRAVELS[travel], "yes"]
        for who, (age, travel) in enumerate(zip(made.age.tolist(), made.travel.tolist(), strict=True))
    ]
    return _table(["Customer", "Age group", "Travels for", "Invited"], rows, delimiter=",")


def _reviews(made: tuple[airline.Review, ...], today: date) -> bytes:
    lines = [
        json.dumps(
            {
                "customer": _customer(one.customer),
                "date": airline.on(today, one.day + 1).isoformat(),
                "about": one.touchpoint,
                "stars": one.stars,
                "text": one.text,
            },
            ensure_ascii=False,
        )
        for one in made
    ]
    return ("\n".join(lines) + "\n").encode()


def _events(made: tuple[travels.Happened, ...], answers: airline.Answers, today: date) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    travel = [airline.TRAVELS[answers.travel[one.customer]] for one in made]
    table = pa.table(
        {
            "customer": [_customer(one.customer) for one in made],
            "visit": [f"{_customer(one.customer)}-{one.visit + 1}" for one in made],
            "at": pa.array([_moment(today, one.day, one.second) for one in made], pa.timestamp("us", tz="UTC")),
            "event": [one.name for one in made],
            "travels for": travel,
            "platform": [travels.PLATFORMS[one.platform] for one in made],
            "club": [travels.CLUBS[one.club] for one in made],
            "fare": pa.array([one.fare for one in made], pa.float64()),
        }
    )
    sink = io.BytesIO()
    parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def sources() -> tuple[Source, ...]:
    """The mappings of the four files."""
    return (_survey_source(), _reviews_source(), _events_source(), _customers_source())


def _survey_source() -> Source:
    rated = tuple(
        Question(
            key=point.key,
            asks=Asks.SATISFACTION,
            column=point.column,
            touchpoint=point.key,
            not_applicable=(_NOT_MET,),
            wording=f"How satisfied were you with this part of your trip? {point.column}",
        )
        for point in airline.TOUCHPOINTS
    )
    wanted = tuple(
        Question(
            key=f"important-{point.key}",
            asks=Asks.IMPORTANCE,
            column=f"How important: {point.column}",
            touchpoint=point.key,
            wording=f"How important is this to you? {point.column}",
        )
        for point in airline.TOUCHPOINTS
    )
    overall = (
        Question(
            key="easy",
            asks=Asks.CES,
            column="It was easy to travel with us",
            scale=(1, 7),
            wording="Kestrel Air made it easy for me to travel (1 strongly disagree – 7 strongly agree)",
        ),
        Question(
            key="recommend",
            asks=Asks.NPS,
            column="How likely are you to recommend us?",
            scale=(0, 10),
            wording="How likely are you to recommend Kestrel Air to a friend? (0–10)",
        ),
    )
    return Source(
        id="passenger-survey",
        files=("passenger-survey.csv",),
        reads=Reads.RESPONSES,
        title="Survey after the trip (fictional)",
        format=Format(type="csv", encoding="utf-8-sig", delimiter=";"),
        time_zone="Europe/Zurich",
        time_format="%d.%m.%Y %H:%M",
        response=Field(column="Response"),
        customer=Field(column="Customer"),
        time=Field(column="Sent back"),
        channel=Field(column="Answered by"),
        segments=_SEGMENTS,
        questions=(*rated, *wanted, *overall),
    )


def _reviews_source() -> Source:
    return Source(
        id="reviews",
        files=("reviews.jsonl",),
        reads=Reads.COMMENTS,
        title="App-store reviews and letters (fictional)",
        kind="reviews",
        customer=Field(column="customer"),
        time=Field(column="date"),
        touchpoint=Field(column="about"),
        text=Field(column="text"),
        ignore=("stars",),
    )


def _events_source() -> Source:
    return Source(
        id="app-events",
        files=("app-events.parquet",),
        reads=Reads.EVENTS,
        title="What people do in the app (fictional)",
        kind="behaviour",
        customer=Field(column="customer"),
        case=Field(column="visit"),
        time=Field(column="at"),
        event=Field(column="event"),
        touchpoint=Field(column="event", values=tuple((name, touchpoint) for name, touchpoint, _ in travels.WALK)),
        segments=(
            Segment(name="travel", column="travels for"),
            Segment(name="platform", column="platform"),
            Segment(name="club", column="club"),
        ),
        ignore=("fare",),
    )


def _customers_source() -> Source:
    return Source(
        id="customers",
        files=("customers.csv",),
        reads=Reads.CUSTOMERS,
        title="Everyone who was invited (fictional)",
        kind="customer list",
        customer=Field(column="Customer"),
        invited=Field(column="Invited"),
        segments=_SEGMENTS,
    )
