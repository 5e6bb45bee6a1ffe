"""A second round of exports, written after the rules were mended by the first round and frozen again.

They have the shapes of data sets that people really try (marketplace reviews, airline reviews, support tickets, event
exports), with made-up content. Their first score, too, is in docs/guide/import.md.
"""

from __future__ import annotations

import json
from datetime import UTC
from random import Random

from .pieces import ENGLISH, FIRST, LAST, SPANISH, Row, mail, mood, rate, some, table, times, word
from .truth import (
    CHANNEL,
    COMMENT,
    CUSTOMER,
    EITHER,
    IGNORE,
    RESPONSE,
    SEGMENT,
    TIME,
    Export,
    is_,
    outcome,
    rating,
)

FAVOUR = (
    "Very unfavorably",
    "Somewhat unfavorably",
    "Neither favorably nor unfavorably",
    "Somewhat favorably",
    "Very favorably",
)
FAVOURED = rating("satisfaction", 1, 5, words=FAVOUR, off=("Unfamiliar (N/A)",))
VIEWS = (
    ("RespondentID", is_("response", "customer")),
    ("Have you used our app?", EITHER),
    ("How favorably do you see these?", FAVOURED),
    ("Booking", FAVOURED),
    ("Rank these from first to third", IGNORE),
    ("Price", IGNORE),
    ("Gender", SEGMENT),
    ("Age", SEGMENT),
    ("Household Income", SEGMENT),
)


def views(rng: Random) -> bytes:
    rows: list[Row] = [
        [
            "RespondentID",
            "Have you used our app?",
            VIEWS[2][0],
            "",
            VIEWS[4][0],
            "",
            "Gender",
            "Age",
            "Household Income",
        ],
        ["", "Response", "Search", "Booking", "Speed", "Price", "Response", "Response", "Response"],
    ]
    for i in range(230):
        well = mood(rng)
        marks = ["Unfamiliar (N/A)" if rng.random() < 0.08 else FAVOUR[rate(rng, well, 0, 4)] for _ in range(2)]
        first = rng.randint(1, 3)
        rows.append(
            [
                3_292_000_000 + i * 1013,
                rng.choice(("Yes", "Yes", "No")),
                *marks,
                first,
                rng.choice([n for n in (1, 2, 3) if n != first]),
                rng.choice(("Female", "Male", "")),
                rng.choice(("18-29", "30-44", "45-60", "> 60")),
                rng.choice(("$0 - $24,999", "$25,000 - $49,999", "$150,000+")),
            ]
        )
    return table(rows, encoding="cp1252")


MARKET = (
    ("review_id", is_("response")),
    ("order_id", is_("customer", "ignore")),
    ("review_score", rating("satisfaction", 1, 5, at="")),
    ("review_comment_title", is_("comment", "ignore")),
    ("review_comment_message", COMMENT),
    ("review_creation_date", is_("time", "ignore")),
    ("review_answer_timestamp", is_("time", "ignore")),
)


def market(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in MARKET]]
    said = (
        "Recebi bem antes do prazo estipulado",
        "Produto veio com defeito e ninguém respondeu",
        "Muito bom, recomendo!",
    )
    for when in times(rng, 300, step=60):
        rows.append(
            [
                word(rng, 32, "0123456789abcdef"),
                word(rng, 32, "0123456789abcdef"),
                rate(rng, mood(rng), 1, 5),
                rng.choice(("", "", "", "recomendo", "Super recomendo", "Não chegou meu produto")),
                some(rng, said, 0.4),
                when.strftime("%Y-%m-%d 00:00:00"),
                when.strftime("%Y-%m-%d %H:%M:%S"),
            ]
        )
    return table(rows, quote=1, end="\n")


DESK = (
    ("Unique id", RESPONSE),
    ("channel_name", CHANNEL),
    ("category", SEGMENT),
    ("Sub-category", EITHER),
    ("Customer Remarks", COMMENT),
    ("Order_id", is_("customer", "ignore")),
    ("order_date_time", IGNORE),
    ("Issue_reported at", is_("time", "ignore")),
    ("issue_responded", is_("time", "ignore")),
    ("Survey_response_Date", is_("time")),
    ("Customer_City", is_("ignore", "segment")),
    ("Item_price", IGNORE),
    ("connected_handling_time", IGNORE),
    ("Agent_name", is_("ignore", "segment")),
    ("Tenure Bucket", SEGMENT),
    ("Agent Shift", SEGMENT),
    ("CSAT Score", rating("satisfaction", 1, 5, at="")),
)


def desk(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in DESK]]
    for when in times(rng, 320, step=40):
        stamp = when.strftime("%d/%m/%Y %H:%M")
        blank = rng.random() < 0.7
        rows.append(
            [
                "-".join(word(rng, length, "0123456789abcdef") for length in (8, 4, 12)),
                rng.choice(("Inbound", "Outcall", "Email")),
                rng.choice(("Product Queries", "Order Related", "Returns")),
                rng.choice(("Life Insurance", "Installation/demo", "Reverse Pickup Enquiry", "Not Needed")),
                some(rng, ENGLISH, 0.3),
                "" if rng.random() < 0.2 else word(rng, 24, "0123456789abcdef"),
                "" if blank else stamp,
                stamp,
                stamp,
                when.strftime("%d-%b-%y"),
                "" if blank else rng.choice(LAST).upper() + rng.choice(("PUR", "ABAD", "NAGAR")),
                "" if blank else rng.randint(99, 40000),
                "" if blank else rng.randint(20, 1900),
                f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                rng.choice((">90", "0-30", "31-60", "On Job Training")),
                rng.choice(("Morning", "Evening", "Split")),
                rate(rng, mood(rng), 1, 5),
            ]
        )
    return table(rows)


SKY = (
    ("airline", EITHER),
    ("overall", rating("satisfaction", 1, 10, at="")),
    ("author", IGNORE),
    ("review_date", TIME),
    ("customer_review", COMMENT),
    ("aircraft", is_("segment", "ignore")),
    ("traveller_type", SEGMENT),
    ("cabin", SEGMENT),
    ("date_flown", is_("ignore", "segment")),
    ("seat_comfort", rating("satisfaction", 1, 5)),
    ("cabin_service", rating("satisfaction", 1, 5)),
    ("food_bev", rating("satisfaction", 1, 5)),
    ("ground_service", rating("satisfaction", 1, 5)),
    ("value_for_money", rating("satisfaction", 1, 5)),
    ("recommended", outcome(("yes", 1), ("no", 0))),
)


def sky(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SKY]]
    for when in times(rng, 260, step=700):
        well = mood(rng)
        marks = ["" if rng.random() < 0.1 else f"{rate(rng, well, 1, 5)}.0" for _ in range(5)]
        rows.append(
            [
                rng.choice(("Fictional Air", "Imaginary Wings")),
                f"{rate(rng, well, 1, 10)}.0",
                f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                f"{when.day}th {when.strftime('%B %Y')}",
                some(rng, ENGLISH, 1.0),
                rng.choice(("A320", "Boeing 737-800", "")),
                rng.choice(("Solo Leisure", "Business", "Couple Leisure")),
                rng.choice(("Economy Class", "Business Class")),
                when.strftime("%B %Y"),
                *marks,
                "yes" if well > 0.45 else "no",
            ]
        )
    return table(rows)


DINERS = (
    ("CustomerID", CUSTOMER),
    ("Age", IGNORE),
    ("Gender", SEGMENT),
    ("Income", IGNORE),
    ("VisitFrequency", is_("segment", "rating")),
    ("PreferredCuisine", SEGMENT),
    ("TimeOfVisit", SEGMENT),
    ("GroupSize", IGNORE),
    ("OnlineReservation", EITHER),
    ("LoyaltyProgramMember", EITHER),
    ("AverageSpend", IGNORE),
    ("WaitTime", IGNORE),
    ("ServiceRating", rating("satisfaction", 1, 5)),
    ("FoodRating", rating("satisfaction", 1, 5)),
    ("AmbianceRating", rating("satisfaction", 1, 5)),
    ("HighSatisfaction", rating("outcome", 0, 1)),
)


def diners(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in DINERS]]
    for i in range(654, 954):
        well = mood(rng)
        rows.append(
            [
                i,
                rng.randint(18, 69),
                rng.choice(("Male", "Female")),
                rng.randint(20000, 150000),
                rng.choice(("Weekly", "Monthly", "Rarely", "Daily")),
                rng.choice(("Italian", "Mexican", "Chinese")),
                rng.choice(("Breakfast", "Lunch", "Dinner")),
                rng.randint(1, 9),
                rng.randint(0, 1),
                rng.randint(0, 1),
                round(rng.uniform(10, 200), 4),
                round(rng.uniform(0, 60), 5),
                *(rate(rng, well, 1, 5) for _ in range(3)),
                int(well > 0.75),
            ]
        )
    return table(rows)


HELP = (
    ("Ticket ID", RESPONSE),
    ("Customer Name", IGNORE),
    ("Customer Email", is_("customer", "ignore")),
    ("Customer Age", IGNORE),
    ("Customer Gender", SEGMENT),
    ("Product Purchased", is_("segment", "ignore")),
    ("Date of Purchase", is_("ignore")),
    ("Ticket Type", SEGMENT),
    ("Ticket Description", COMMENT),
    ("Ticket Status", SEGMENT),
    ("Ticket Priority", SEGMENT),
    ("Ticket Channel", CHANNEL),
    ("First Response Time", is_("time", "ignore")),
    ("Time to Resolution", is_("time", "ignore")),
    ("Customer Satisfaction Rating", rating("satisfaction", 1, 5, at="")),
)


def helpdesk(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in HELP]]
    for i, when in enumerate(times(rng, 280, step=30), start=1):
        closed = rng.random() < 0.4
        rows.append(
            [
                i,
                f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                mail(rng),
                rng.randint(18, 70),
                rng.choice(("Male", "Female", "Other")),
                rng.choice(("Camera", "Router", "Smart TV")),
                f"{rng.randint(2023, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
                rng.choice(("Technical issue", "Billing inquiry", "Refund request")),
                some(rng, ENGLISH, 1.0),
                "Closed" if closed else rng.choice(("Open", "Pending Customer Response")),
                rng.choice(("Low", "Medium", "High", "Critical")),
                rng.choice(("Email", "Phone", "Chat", "Social media")),
                when.strftime("%Y-%m-%d %H:%M:%S"),
                when.strftime("%Y-%m-%d %H:%M:%S") if closed else "",
                f"{rate(rng, mood(rng), 1, 5)}.0" if closed else "",
            ]
        )
    return table(rows)


SHOP = (
    ("reviewerID", CUSTOMER),
    ("asin", is_("ignore", "segment")),
    ("reviewerName", IGNORE),
    ("helpful", IGNORE),
    ("reviewText", COMMENT),
    ("overall", rating("satisfaction", 1, 5, at="")),
    ("summary", is_("comment", "ignore")),
    ("unixReviewTime", TIME),
    ("reviewTime", IGNORE),
)


def shop(rng: Random) -> bytes:
    lines = []
    for when in times(rng, 240, step=900):
        item = {
            "reviewerID": "A" + word(rng, 13, "0123456789ABCDEFGHJKLMNPQ"),
            "asin": "B00" + word(rng, 7, "0123456789ABC"),
            "reviewerName": rng.choice(FIRST),
            "helpful": [rng.randint(0, 3), rng.randint(3, 9)],
            "reviewText": some(rng, ENGLISH, 1.0),
            "overall": float(rate(rng, mood(rng), 1, 5)),
            "summary": rng.choice(("good", "Not what I expected", "It does the job well")) + " " + word(rng, 3),
            "unixReviewTime": int(when.replace(tzinfo=UTC).timestamp()),
            "reviewTime": when.strftime("%m %d, %Y"),
        }
        lines.append(json.dumps(item))
    return "\n".join(lines).encode()


RAIL = (
    ("N° de dossier", RESPONSE),
    ("Date du voyage", is_("time")),
    ("Gare de départ", is_("segment")),
    ("Note de satisfaction globale (0 à 10)", rating("satisfaction", 0, 10, at="")),
    ("Propreté", rating("satisfaction", 0, 10)),
    ("Ponctualité", rating("satisfaction", 0, 10)),
    ("Information à bord", rating("satisfaction", 0, 10)),
    ("Avez-vous obtenu une réponse ?", is_("rating", "segment")),
    ("Vos suggestions", COMMENT),
)


def rail(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in RAIL]]
    said = ("Train bondé et climatisation en panne", "Personnel très aimable", "Aucune information pendant l'arrêt")
    for i, when in enumerate(times(rng, 200), start=1):
        well = mood(rng)
        rows.append(
            [
                f"D{i:06d}",
                when.strftime("%d/%m/%Y"),
                rng.choice(("Lyon Part-Dieu", "Nîmes", "Besançon")),
                *(rate(rng, well, 0, 10) for _ in range(4)),
                rng.choice(("Oui", "Non")),
                some(rng, said, 0.4),
            ]
        )
    return b"sep=;\r\n" + table(rows, delimiter=";", encoding="cp1252")


CLICKSTREAM = (
    ("event_date", is_("time", "ignore")),
    ("event_timestamp", is_("ignore", "time")),
    ("event_name", is_("event")),
    ("user_pseudo_id", CUSTOMER),
    ("platform", IGNORE),  # the same in every row
    ("device.category", is_("segment", "channel")),
    ("geo.country", SEGMENT),
    ("traffic_source.medium", is_("segment", "channel")),
    ("ecommerce.purchase_revenue", IGNORE),
)


def clickstream(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in CLICKSTREAM]]
    for when in times(rng, 500, step=2):
        rows.append(
            [
                when.strftime("%Y%m%d"),
                int(when.replace(tzinfo=UTC).timestamp() * 1_000_000),
                rng.choice(("page_view", "session_start", "add_to_cart", "purchase")),
                f"{rng.randint(10**6, 10**6 + 60)}.{rng.randint(1, 2)}690000000",
                "WEB",
                rng.choice(("mobile", "desktop", "tablet")),
                rng.choice(("Germany", "Spain")),
                rng.choice(("organic", "cpc", "(none)")),
                round(rng.uniform(5, 90), 2) if rng.random() < 0.1 else "",
            ]
        )
    return table(rows, end="\n")


DOWN = ("1 - Strongly agree", "2 - Agree", "3 - Neither", "4 - Disagree", "5 - Strongly disagree")
TURNED_LABELS = rating(
    "satisfaction", 1, 5, recode=tuple((text, float(i)) for i, text in enumerate(DOWN, 1)), turned=True
)
TENANTS = (
    ("UPRN", is_("customer", "response", "ignore")),
    ("Completed", TIME),
    ("My landlord listens to me", TURNED_LABELS),
    ("Repairs are done quickly", TURNED_LABELS),
    ("Property type", SEGMENT),
    ("Bedrooms", IGNORE),
    ("Anything to add?", COMMENT),
)


def tenants(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in TENANTS]]
    for when in times(rng, 220):
        well = mood(rng)
        rows.append(
            [
                rng.randint(100_000_000_000, 100_999_999_999),
                when.strftime("%d/%m/%Y %H:%M"),
                *(DOWN[4 - rate(rng, well, 0, 4)] for _ in range(2)),
                rng.choice(("Flat", "House", "Bungalow")),
                rng.randint(1, 4),
                some(rng, ENGLISH, 0.3),
            ]
        )
    return table(rows)


MUY = (
    "1. Muy insatisfecho",
    "2. Insatisfecho",
    "3. Ni satisfecho ni insatisfecho",
    "4. Satisfecho",
    "5. Muy satisfecho",
)
NUMBERED = rating(
    "satisfaction", 1, 5, recode=tuple((text, float(i)) for i, text in enumerate(MUY, 1)), off=("99. NS/NC",)
)
BARO = (
    ("CUES", is_("response", "customer")),
    ("CCAA", SEGMENT),
    ("P1_1", NUMBERED),
    ("P1_2", NUMBERED),
    ("P7", is_("rating", "ignore")),
    ("P9", COMMENT),
    ("PESO", IGNORE),
)


def barometer(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in BARO]]
    for i in range(1, 251):
        well = mood(rng)
        marks = ["99. NS/NC" if rng.random() < 0.05 else MUY[rate(rng, well, 0, 4)] for _ in range(2)]
        rows.append(
            [
                i,
                rng.choice(("Andalucía", "Aragón", "Cataluña")),
                *marks,
                rate(rng, well, 0, 10),
                some(rng, SPANISH, 0.4),
                f"{rng.uniform(0.3, 2.5):.4f}".replace(".", ","),
            ]
        )
    return table(rows, delimiter=";", encoding="cp1252")


HELD_OUT_AGAIN: tuple[Export, ...] = (
    Export("Two heading rows, ranks, favour", "views.csv", views, ("responses",), VIEWS, join=True),
    Export(
        "Marketplace reviews",
        "order_reviews.csv",
        market,
        ("responses",),
        MARKET,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
    ),
    Export("Support desk with many dates", "support.csv", desk, ("responses",), DESK, time_format=("%d-%b-%y",)),
    Export("Airline reviews, 8th May 2026", "airline reviews.csv", sky, ("responses",), SKY),
    Export("Restaurant guests", "diners.csv", diners, ("responses",), DINERS),
    Export("Help desk tickets", "tickets2.csv", helpdesk, ("responses",), HELP),
    Export(
        "Shop reviews, JSON lines",
        "reviews.json",
        shop,
        ("responses",),
        SHOP,
        type="jsonl",
        delimiter="",
        time_format=("unix",),
    ),
    Export(
        "French rail, sep= line",
        "enquête.csv",
        rail,
        ("responses",),
        RAIL,
        encoding="cp1252",
        delimiter=";",
        header=2,
        time_format=("%d/%m/%Y",),
    ),
    Export("Web analytics, microseconds", "events_202608.csv", clickstream, ("events",), CLICKSTREAM),
    Export(
        "Labels that run downwards", "tenants.csv", tenants, ("responses",), TENANTS, time_format=("%d/%m/%Y %H:%M",)
    ),
    Export(
        "Spanish, numbered labels",
        "barometro.csv",
        barometer,
        ("responses",),
        BARO,
        encoding="cp1252",
        delimiter=";",
        decimal=",",
    ),
)
