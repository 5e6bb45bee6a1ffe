"""Exports that are no survey: reviews, tickets, NPS feeds, long answers, events, Parquet, customer lists."""

from __future__ import annotations

import io
import json
from datetime import UTC
from random import Random

from .pieces import ENGLISH, FIRST, LAST, Row, mail, mood, rate, some, table, times, word
from .truth import (
    AIRPORT,
    CHANNEL,
    COMMENT,
    CUSTOMER,
    EITHER,
    IGNORE,
    RESPONSE,
    SEGMENT,
    TIME,
    Export,
    Truth,
    is_,
    outcome,
    rating,
)

TRUSTPILOT = (
    ("Review ID", RESPONSE),
    ("Review Created (UTC)", TIME),
    ("Consumer Name", IGNORE),
    ("Review Stars", rating("satisfaction", 1, 5, at="")),
    ("Review Title", COMMENT),
    ("Review Content", COMMENT),
    ("Review Language", EITHER),
    ("Reference ID", is_("ignore", "customer", "response")),
    ("Review URL", IGNORE),
)
TITLES = ("Never again", "Great", "Good value", "Slow support", "Disappointing", "Would buy again", "Not as described")


def trustpilot(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in TRUSTPILOT]]
    for when in times(rng, 160, step=300):
        code = word(rng, 24, "0123456789abcdef")
        rows.append(
            [
                code,
                when.strftime("%Y-%m-%d %H:%M:%S"),
                f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                rate(rng, mood(rng), 1, 5),
                rng.choice(TITLES) + rng.choice(("", "!", " …", f" {rng.randint(2, 9)} times")),
                some(rng, ENGLISH, 1.0),
                rng.choice(("en", "en", "de", "fr")),
                f"ORD-{rng.randint(10**6, 10**7)}" if rng.random() < 0.5 else "",
                f"https://reviews.example.org/{code}",
            ]
        )
    return table(rows)


APP_STORE = (
    ("Date", TIME),
    ("Country", SEGMENT),
    ("Version", EITHER),
    ("Stars", None),
    ("Subject", COMMENT),
    ("Body", COMMENT),
    ("Device", is_("channel", "segment")),
)


def app_store(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in APP_STORE]]
    for when in times(rng, 150, step=600):
        stars = rate(rng, mood(rng), 1, 5)
        rows.append(
            [
                when.strftime("%b %d, %Y"),
                rng.choice(("United States", "Germany", "Japan")),
                rng.choice(("4.2.0", "4.2.1", "4.3.0")),
                "★" * stars + "☆" * (5 - stars),
                rng.choice(TITLES) + rng.choice(("", "!", " …", f" {rng.randint(2, 9)} times")),
                some(rng, ENGLISH, 1.0),
                rng.choice(("iPhone", "iPad")),
            ]
        )
    return table(rows)


STARS = rating("satisfaction", 1, 5, recode=tuple(("★" * i + "☆" * (5 - i), float(i)) for i in range(1, 6)), at="")
APP_STORE_COLUMNS = tuple((name, truth or STARS) for name, truth in APP_STORE)

ZENDESK = (
    ("Ticket ID", RESPONSE),
    ("Created at", is_("time", "ignore")),
    ("Solved at", is_("time", "ignore")),
    ("Requester", IGNORE),
    ("Requester ID", CUSTOMER),
    ("Assignee", is_("ignore", "segment")),
    ("Channel", CHANNEL),
    ("Group", EITHER),
    ("Satisfaction Score", outcome(("Good", 1), ("Bad", 0), off=("Offered", "Unoffered"))),
    ("Satisfaction Comment", COMMENT),
    ("First reply time in minutes", IGNORE),
    ("Reopens", IGNORE),
)


def zendesk(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in ZENDESK]]
    for i, when in enumerate(times(rng, 260), start=88120):
        stamp = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        asked = rng.random()
        score = "Unoffered" if asked < 0.3 else "Offered" if asked < 0.6 else "Good" if mood(rng) > 0.4 else "Bad"
        rows.append(
            [
                i,
                stamp,
                stamp,
                f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                rng.randint(360_000_000_000, 370_000_000_000),
                rng.choice(("Sam Carter", "Lin Wei", "Ola Berg")),
                rng.choice(("Email", "Web form", "Chat", "Phone")),
                rng.choice(("Support", "Billing")),
                score,
                some(rng, ENGLISH, 0.5) if score in {"Good", "Bad"} else "",
                rng.randint(1, 900),
                rng.choice((0, 0, 0, 1, 2)),
            ]
        )
    return table(rows)


DELIGHTED = (
    ("id", is_("response", "customer")),
    ("person_id", is_("customer", "ignore")),
    ("email", is_("ignore", "customer")),
    ("score", rating("nps", 0, 10, at="")),
    ("comment", COMMENT),
    ("created_at", TIME),
    ("survey_type", is_("ignore", "segment")),
    ("properties.plan", SEGMENT),
    ("properties.touchpoint", is_("touchpoint", "segment")),
)


def delighted(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in DELIGHTED]]
    for when in times(rng, 240):
        rows.append(
            [
                rng.randint(10**8, 10**9),
                rng.randint(10**7, 10**8),
                mail(rng),
                rate(rng, mood(rng), 0, 10),
                some(rng, ENGLISH, 0.5),
                int(when.replace(tzinfo=UTC).timestamp()),
                "nps",
                rng.choice(("basic", "plus", "pro")),
                rng.choice(("Mobile app", "Check-in", "Cabin crew")),
            ]
        )
    return table(rows, end="\n")


ASKED = (("sat_checkin", 1, 5), ("sat_boarding", 1, 5), ("nps", 0, 10), ("ease", 1, 7))
LONG = (
    ("response_id", RESPONSE),
    ("customer_id", CUSTOMER),
    ("answered_at", TIME),
    ("question", is_("question")),
    ("answer", is_("value")),
    ("channel", CHANNEL),
)
LONG_QUESTIONS: tuple[tuple[str, Truth], ...] = (
    ("sat_checkin", rating("satisfaction", 1, 5)),
    ("sat_boarding", rating("satisfaction", 1, 5)),
    ("nps", rating("nps", 0, 10)),
    ("ease", rating("ces", 1, 7)),
)


def long_answers(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in LONG]]
    for i, when in enumerate(times(rng, 150), start=1):
        well, channel, who = mood(rng), rng.choice(("app", "counter", "web")), f"C{rng.randint(1, 9999):05d}"
        for question, low, high in ASKED:
            value = "n/a" if rng.random() < 0.05 else rate(rng, well, low, high)
            rows.append([f"r{i:06d}", who, when.isoformat() + "+01:00", question, value, channel])
    return table(rows, end="\n")


TOUCHED = (
    ("survey_date", TIME),
    ("guest_id", CUSTOMER),
    ("touchpoint", is_("touchpoint")),
    ("score", is_("value", "rating")),
    ("verbatim", is_("text", "comment")),
    ("segment", SEGMENT),
)


def long_touchpoints(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in TOUCHED]]
    for when in times(rng, 400, step=30):
        rows.append(
            [
                when.strftime("%Y-%m-%d"),
                f"G-{rng.randint(1, 99):04d}",
                rng.choice(("Check-in", "Mobile app", "Cabin crew", "Baggage claim")),
                rate(rng, mood(rng), 1, 5),
                some(rng, ENGLISH, 0.3),
                rng.choice(("Gold", "Silver", "Blue")),
            ]
        )
    return table(rows, delimiter="|", end="\n")


def segment_events(rng: Random) -> bytes:
    lines = []
    for when in times(rng, 400, step=3):
        name = rng.choice(("Flight Searched", "Seat Selected", "Order Completed", "Check-in Started"))
        lines.append(
            json.dumps(
                {
                    "messageId": "ajs-" + word(rng, 20),
                    "type": "track",
                    "event": name,
                    "userId": f"u_{rng.randint(1, 60)}" if rng.random() < 0.8 else None,
                    "anonymousId": word(rng, 16, "0123456789abcdef"),
                    "timestamp": when.isoformat(timespec="milliseconds") + "Z",
                    "context": {"ip": "10.0.0.1", "page": {"path": rng.choice(("/", "/seats", "/pay"))}},
                    "properties": {"price": round(rng.uniform(20, 900), 2), "class": rng.choice(("Y", "C"))},
                }
            )
        )
    return ("\n".join(lines) + "\n").encode()


EVENT_COLUMNS = (
    ("messageId", RESPONSE),
    ("type", is_("ignore", "segment")),
    ("event", is_("event")),
    ("userId", CUSTOMER),
    ("anonymousId", is_("ignore")),
    ("timestamp", TIME),
    ("context.ip", IGNORE),
    ("context.page.path", is_("ignore", "segment", "touchpoint")),
    ("properties.price", IGNORE),
    ("properties.class", is_("segment")),
)

CLICKS = (
    ("user_id", CUSTOMER),
    ("session_id", is_("case")),
    ("event_name", is_("event")),
    ("event_time", TIME),
    ("platform", is_("channel")),
)


def clicks(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in CLICKS]]
    for when in times(rng, 500, step=2):
        user = rng.randint(1, 40)
        rows.append(
            [
                f"user_{user:04d}",
                f"s{user * 7 + rng.randint(0, 3)}",
                rng.choice(("home", "search", "product", "cart", "pay")),
                int(when.replace(tzinfo=UTC).timestamp() * 1000),
                rng.choice(("web", "ios", "android")),
            ]
        )
    return table(rows, end="\n")


PARQUET = (
    ("guest", CUSTOMER),
    ("stay_end", is_("time")),
    ("rating_room", rating("satisfaction", 1, 5)),
    ("rating_breakfast", rating("satisfaction", 1, 5)),
    ("rating_staff", rating("satisfaction", 1, 5)),
    ("would_return", outcome(("true", 1), ("false", 0))),
    ("nights", IGNORE),
    ("tier", SEGMENT),
)


def parquet(rng: Random) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    n = 260
    well = [mood(rng) for _ in range(n)]
    ratings = [[None if rng.random() < 0.05 else rate(rng, w, 1, 5) for w in well] for _ in range(3)]
    data = pa.table(
        {
            "guest": [f"{rng.randint(0, 99999999):08d}" for _ in range(n)],
            "stay_end": pa.array(times(rng, n), pa.timestamp("us")),
            "rating_room": pa.array(ratings[0], pa.int8()),
            "rating_breakfast": pa.array(ratings[1], pa.int8()),
            "rating_staff": pa.array(ratings[2], pa.float64()),
            "would_return": [rng.random() < 0.2 + 0.7 * w for w in well],
            "nights": [rng.choice((1, 1, 2, 3, 4, 7)) for _ in range(n)],
            "tier": [rng.choice(("gold", "silver", "none")) for _ in range(n)],
        }
    )
    out = io.BytesIO()
    pq.write_table(data, out)
    return out.getvalue()


CRM = (
    ("Record ID", CUSTOMER),
    ("First Name", IGNORE),
    ("Last Name", IGNORE),
    ("Email", IGNORE),
    ("Phone Number", IGNORE),
    ("Lifecycle Stage", SEGMENT),
    ("Country/Region", SEGMENT),
    ("Create Date", is_("time", "ignore")),
    ("Number of Orders", IGNORE),
    ("Survey invited", is_("invited", "segment")),
    ("Date of birth", IGNORE),
)


def crm(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in CRM]]
    for i, when in enumerate(times(rng, 300, step=900), start=101):
        rows.append(
            [
                i * 3,
                rng.choice(FIRST),
                rng.choice(LAST),
                mail(rng),
                f"+49 {rng.randint(150, 179)} {rng.randint(10**6, 10**7)}",
                rng.choice(("lead", "customer", "evangelist")),
                rng.choice(("Germany", "France", "Spain", "Italy")),
                when.strftime("%Y-%m-%d %H:%M"),
                rng.randint(0, 9),
                rng.choice(("Yes", "No")),
                f"{rng.randint(1940, 2007)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
            ]
        )
    return table(rows)


FEEDS = (
    Export(
        "Trustpilot-like reviews",
        "reviews.csv",
        trustpilot,
        ("responses",),
        TRUSTPILOT,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
        time_zone="UTC",
    ),
    Export(
        "App store, stars as signs",
        "app-reviews.csv",
        app_store,
        ("responses",),
        APP_STORE_COLUMNS,
        time_format=("%b %d, %Y",),
    ),
    Export("Zendesk CSAT tickets", "tickets.csv", zendesk, ("responses",), ZENDESK, time_format=("iso", "")),
    Export(
        "Delighted-like NPS feed, unix time",
        "nps-feed.csv",
        delighted,
        ("responses", "answers"),
        DELIGHTED,
        time_format=("unix",),
        known=AIRPORT,
    ),
    Export(
        "Long answers, a question a row",
        "answers.csv",
        long_answers,
        ("answers",),
        LONG,
        questions=LONG_QUESTIONS,
        time_format=("iso", ""),
    ),
    Export(
        "Long answers, a touchpoint a row, bars",
        "touchpoints.txt",
        long_touchpoints,
        ("answers", "responses"),
        TOUCHED,
        delimiter="|",
        time_format=("iso", "%Y-%m-%d"),
        known=AIRPORT,
    ),
    Export(
        "Events, JSON lines, nested",
        "events.jsonl",
        segment_events,
        ("events",),
        EVENT_COLUMNS,
        type="jsonl",
        delimiter="",
        time_format=("iso", ""),
    ),
    Export("Clicks, unix milliseconds", "clicks.csv", clicks, ("events",), CLICKS, time_format=("unix-ms",)),
    Export(
        "Parquet with timestamps",
        "stays.parquet",
        parquet,
        ("responses",),
        PARQUET,
        type="parquet",
        encoding="",
        delimiter="",
        time_format=("iso", ""),
    ),
    Export("Customer list of a CRM", "contacts.csv", crm, ("customers",), CRM),
)
