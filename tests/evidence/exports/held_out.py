"""Exports written after the rules of guessing were frozen; their first score is in docs/guide/import.md."""

from __future__ import annotations

import json
from datetime import UTC
from random import Random

from .pieces import (
    ENGLISH,
    FIRST,
    FRENCH,
    GERMAN,
    LAST,
    Row,
    address,
    mail,
    mood,
    rate,
    some,
    table,
    times,
    word,
    workbook,
)
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
    is_,
    outcome,
    rating,
)

HOTEL = (
    ("Survey ID", RESPONSE),
    ("Guest Name", IGNORE),
    ("Response Date", TIME),
    ("Property", EITHER),
    ("Loyalty Tier", SEGMENT),
    ("Overall Experience (1-10)", rating("satisfaction", 1, 10, off=("--",), at="")),
    ("Likelihood to Recommend", rating("nps", 0, 10, off=("--",), at="")),
    ("Front Desk", rating("satisfaction", 1, 10, off=("--",))),
    ("Room Cleanliness", rating("satisfaction", 1, 10, off=("--",))),
    ("Food & Beverage", rating("satisfaction", 1, 10, off=("--",))),
    ("Room Rate", IGNORE),
    ("Guest Comments", COMMENT),
)


def hotel_workbook(rng: Random) -> bytes:
    rows: list[Row] = [
        ["Guest Voice – response export"],
        ["Generated", "2026-09-01", "by", "reports"],
        [],
        [name for name, _ in HOTEL],
    ]
    for i, when in enumerate(times(rng, 210, step=300), start=771001):
        well = mood(rng)
        marks: list[object] = [
            rate(rng, well, 1, 10),
            rate(rng, well, 0, 10),
            *(rate(rng, well, 1, 10) for _ in range(3)),
        ]
        marks = ["--" if rng.random() < 0.06 else m for m in marks]
        rows.append(
            [
                i,
                f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                when.replace(hour=0, minute=0, second=0),
                rng.choice(("Lisbon Harbour", "Porto Centre", "Faro Beach")),
                rng.choice(("Gold", "Silver", "Member")),
                *marks,
                round(rng.uniform(70, 420), 2),
                some(rng, ENGLISH, 0.4) or None,
            ]
        )
    return workbook(("Responses", rows))


PLAY = (
    ("Package Name", IGNORE),
    ("App Version Code", is_("ignore", "segment")),
    ("App Version Name", EITHER),
    ("Reviewer Language", EITHER),
    ("Device", is_("channel", "segment")),
    ("Review Submit Date and Time", TIME),
    ("Review Submit Millis Since Epoch", IGNORE),
    ("Review Last Update Date and Time", IGNORE),
    ("Review Last Update Millis Since Epoch", IGNORE),
    ("Star Rating", rating("satisfaction", 1, 5, at="")),
    ("Review Title", is_("comment", "ignore")),
    ("Review Text", COMMENT),
    ("Developer Reply Date and Time", IGNORE),
    ("Developer Reply Millis Since Epoch", IGNORE),
    ("Developer Reply Text", is_("ignore", "comment")),
    ("Review Link", IGNORE),
)


def play_reviews(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in PLAY]]
    for when in times(rng, 170, step=500):
        stamp, millis = when.strftime("%Y-%m-%dT%H:%M:%SZ"), int(when.replace(tzinfo=UTC).timestamp() * 1000)
        reply = rng.random() < 0.2
        rows.append(
            [
                "org.example.trips",
                rng.choice((4210, 4211, 4305)),
                rng.choice(("4.2.1", "4.3.0")),
                rng.choice(("en", "de", "pt")),
                rng.choice(("a52q", "gta8", "panther")),
                stamp,
                millis,
                stamp,
                millis,
                rate(rng, mood(rng), 1, 5),
                rng.choice(("", "", "Great app", "Meh")),
                some(rng, ENGLISH, 0.8),
                stamp if reply else "",
                millis if reply else "",
                "Thank you, we are looking into it." if reply else "",
                f"https://play.example.org/r/{word(rng, 12)}",
            ]
        )
    return table(rows, encoding="utf-16")


FIELD = (
    ("lfdn", RESPONSE),
    ("external_lfdn", is_("ignore", "customer", "response")),
    ("tester", IGNORE),
    ("dispcode", EITHER),
    ("lastpage", IGNORE),
    ("duration", IGNORE),
    ("v_12", rating("satisfaction", 1, 5, off=("-77",))),
    ("v_13", rating("satisfaction", 1, 5, off=("-77",))),
    ("v_14", rating("satisfaction", 1, 5, off=("-77",))),
    ("v_20", COMMENT),
    ("c_0003", EITHER),
    ("browser", is_("segment", "ignore", "channel")),
    ("datetime", TIME),
)


def field_codes(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in FIELD]]
    for i, when in enumerate(times(rng, 230), start=12):
        well = mood(rng)
        marks = [-77 if rng.random() < 0.05 else rate(rng, well, 1, 5) for _ in range(3)]
        rows.append(
            [
                i,
                0,
                0,
                rng.choice((31, 31, 31, 32, 22)),
                rng.randint(1008800, 1008810),
                rng.randint(60, 1400),
                *marks,
                some(rng, GERMAN, 0.3) or "-66",
                rng.choice((1, 2)),
                rng.choice(("Chrome 126", "Firefox 128", "Safari 17")),
                when.strftime("%Y-%m-%d %H:%M:%S"),
            ]
        )
    return table(rows, delimiter=";", encoding="cp1252")


SATISFIED = ("Very Dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very Satisfied")
ALCHEMY_MARK = rating("satisfaction", 1, 5, words=SATISFIED, off=("Not Applicable",))
ALCHEMY = (
    ("Response ID", RESPONSE),
    ("Time Started", is_("ignore")),
    ("Date Submitted", TIME),
    ("Status", EITHER),
    ("Contact ID", is_("ignore", "customer")),
    ("Language", EITHER),
    ("User Agent", IGNORE),
    ("IP Address", IGNORE),
    ("Longitude", IGNORE),
    ("Latitude", IGNORE),
    ("Country", EITHER),
    ("City", is_("ignore", "segment")),
    ("Postal", IGNORE),
    ("Check-in:How satisfied were you with the following?", ALCHEMY_MARK),
    ("Boarding:How satisfied were you with the following?", ALCHEMY_MARK),
    ("How likely are you to recommend us to a friend?", rating("nps", 0, 10, at="")),
    ("Please tell us why you gave that score", COMMENT),
)


def alchemy(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in ALCHEMY]]
    cities = [f"{rng.choice(LAST)}{end}" for end in ("ville", "burg", "ton", "stad", " Bay") for _ in range(6)]
    for i, when in enumerate(times(rng, 190), start=1):
        well = mood(rng)
        stamp = when.strftime("%b %d, %Y %I:%M:%S %p")
        marks = ["Not Applicable" if rng.random() < 0.07 else SATISFIED[rate(rng, well, 0, 4)] for _ in range(2)]
        rows.append(
            [
                i,
                stamp,
                stamp,
                rng.choice(("Complete", "Complete", "Partial")),
                "",
                "English",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126",
                address(rng),
                f"{rng.uniform(-120, 15):.6f}",
                f"{rng.uniform(30, 60):.6f}",
                rng.choice(("United States", "Canada", "Ireland")),
                rng.choice(cities),
                f"{rng.randint(501, 99950):05d}",
                *marks,
                rate(rng, well, 0, 10),
                some(rng, ENGLISH, 0.5),
            ]
        )
    return table(rows, quote=1)


CHAT = (
    ("id", is_("response", "customer")),
    ("conversation.id", is_("ignore", "response")),
    ("contact.id", CUSTOMER),
    ("contact.email", IGNORE),
    ("rating.score", rating("satisfaction", 1, 5, at="")),
    ("rating.remark", COMMENT),
    ("channel", CHANNEL),
    ("created_at", TIME),
    ("wait_seconds", IGNORE),
    ("resolved", outcome(("true", 1), ("false", 0))),
)


def chat_ratings(rng: Random) -> bytes:
    items = []
    for i, when in enumerate(times(rng, 200, step=60)):
        well = mood(rng)
        items.append(
            {
                "id": f"cr_{word(rng, 10)}",
                "conversation": {"id": 99000 + i},
                "contact": {"id": f"ct_{word(rng, 8)}", "email": mail(rng)},
                "rating": {"score": rate(rng, well, 1, 5), "remark": some(rng, ENGLISH, 0.4) or None},
                "channel": rng.choice(("web", "whatsapp", "email")),
                "created_at": int(when.replace(tzinfo=UTC).timestamp()),
                "wait_seconds": rng.randint(5, 1800),
                "resolved": rng.random() < 0.2 + 0.7 * well,
            }
        )
    return json.dumps(items, indent=1).encode()


ASPECTS = ("Delivery", "Support", "Invoicing")
ACCOUNTS = (
    ("Account No.", CUSTOMER),
    ("Role", SEGMENT),
    ("Quarter", SEGMENT),
    *(
        pair
        for aspect in ASPECTS
        for pair in (
            (f"{aspect} | Importance", rating("importance", 1, 7)),
            (f"{aspect} | Satisfaction", rating("satisfaction", 1, 7)),
        )
    ),
    ("Would you renew?", outcome(("Yes", 1), ("No", 0))),
)


def accounts(rng: Random) -> bytes:
    first = ["Account No.", "Role", "Quarter"]
    second = ["", "", ""]
    for aspect in ASPECTS:
        first += [aspect, ""]
        second += ["Importance", "Satisfaction"]
    rows: list[Row] = [[*first, "Would you renew?"], [*second, ""]]
    for _ in range(150):
        well = mood(rng)
        marks = []
        for _aspect in ASPECTS:
            marks += [rate(rng, 0.75, 1, 7), rate(rng, well, 1, 7)]
        role = rng.choice(("Buyer", "User", "Decider"))
        quarter = rng.choice(("2026-Q1", "2026-Q2"))
        rows.append(
            [f"{rng.randint(100, 999)}-{rng.randint(10, 99)}", role, quarter, *marks, "Yes" if well > 0.35 else "No"]
        )
    return workbook(("Survey", rows))


NOJD = ("Mycket missnöjd", "Ganska missnöjd", "Varken eller", "Ganska nöjd", "Mycket nöjd")
SWEDISH = (
    ("Svarsnummer", is_("response", "customer")),
    ("Datum", TIME),
    ("Hur nöjd är du med bemötandet?", rating("satisfaction", 1, 5, words=NOJD)),
    ("Hur nöjd är du med väntetiden?", rating("satisfaction", 1, 5, words=NOJD)),
    ("Hur troligt är det att du rekommenderar oss?", rating("nps", 0, 10, at="")),
    ("Kön", SEGMENT),
    ("Kommentar", COMMENT),
)


def swedish(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SWEDISH]]
    said = ("Bemötandet var jättebra men kön var lång", "Ingen ringde tillbaka trots löfte", "Allt gick smidigt, tack!")
    for i, when in enumerate(times(rng, 160), start=2001):
        well = mood(rng)
        rows.append(
            [
                i,
                when.strftime("%Y-%m-%d"),
                NOJD[rate(rng, well, 0, 4)],
                NOJD[rate(rng, well, 0, 4)],
                rate(rng, well, 0, 10),
                rng.choice(("Kvinna", "Man", "Annat")),
                some(rng, said, 0.5),
            ]
        )
    return table(rows, delimiter=";", encoding="cp1252")


POLISH = (
    ("Nr klienta", CUSTOMER),
    ("Data ankiety", TIME),
    ("Zadowolenie z obsługi", rating("satisfaction", 1, 5)),
    ("Zadowolenie z dostawy", rating("satisfaction", 1, 5)),
    ("Czy poleciłbyś nas znajomym? (0-10)", rating("nps", 0, 10, at="")),
    ("Województwo", SEGMENT),
    ("Uwagi", COMMENT),
)


def polish(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in POLISH]]
    said = (
        "Obsługa bardzo miła, ale długo czekałem na paczkę",
        "Nikt nie oddzwonił mimo obietnicy",
        "Świetnie, polecam!",
    )
    for when in times(rng, 170):
        well = mood(rng)
        rows.append(
            [
                f"{rng.randint(1, 99999):06d}",
                when.strftime("%d.%m.%Y"),
                rate(rng, well, 1, 5),
                rate(rng, well, 1, 5),
                rate(rng, well, 0, 10),
                rng.choice(("Śląskie", "Łódzkie", "Mazowieckie")),
                some(rng, said, 0.4),
            ]
        )
    return table(rows, delimiter=";", encoding="cp1250")


IVR = (
    ("CALL_ID", RESPONSE),
    ("CALL_DATE", TIME),
    ("CALL_TIME", IGNORE),
    ("AGENT_ID", is_("ignore", "segment")),
    ("QUEUE", EITHER),
    ("HANDLE_SEC", IGNORE),
    ("Q1_SATISFACTION", rating("satisfaction", 1, 5, off=("9",))),
    ("Q2_RESOLVED", outcome(("1", 1), ("2", 0))),
    ("Q3_AGENT_RATING", rating("satisfaction", 1, 5, off=("9",))),
)


def ivr(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in IVR]]
    for i, when in enumerate(times(rng, 300, step=20)):
        well = mood(rng)
        marks = [9 if rng.random() < 0.05 else rate(rng, well, 1, 5) for _ in range(2)]
        rows.append(
            [
                f"2026{i:07d}",
                when.strftime("%Y%m%d"),
                when.strftime("%H%M%S"),
                rng.randint(1, 40),
                rng.choice(("A1", "B2", "VIP")),
                rng.randint(30, 1900),
                marks[0],
                1 if well > 0.4 else 2,
                marks[1],
            ]
        )
    return table(rows, delimiter="\t", end="\n")


BUTTONS = ("very_negative", "negative", "positive", "very_positive")
KIOSK = (
    ("ts", TIME),
    ("kiosk_id", is_("ignore", "segment")),
    ("store", SEGMENT),
    ("button", rating("satisfaction", 1, 4, words=BUTTONS)),
)


def kiosk(rng: Random) -> bytes:
    lines = []
    for when in times(rng, 320, step=6):
        item = {
            "ts": when.isoformat() + "Z",
            "kiosk_id": rng.randint(11, 16),
            "store": rng.choice(("Harbour", "Airport")),
            "button": BUTTONS[rate(rng, mood(rng), 0, 3)],
        }
        lines.append(json.dumps(item))
    return "\n".join(lines).encode()


OFTEN = ("Never", "Sometimes", "Usually", "Always")
PATIENTS = (
    ("patient_key", CUSTOMER),
    ("discharge_date", is_("time", "ignore")),
    ("survey_received", TIME),
    ("Nurses listened carefully", rating(("frequency", "satisfaction"), 1, 4, words=OFTEN)),
    ("Doctors explained things", rating(("frequency", "satisfaction"), 1, 4, words=OFTEN)),
    ("Overall hospital rating (0 worst - 10 best)", rating("satisfaction", 0, 10, at="")),
    ("Would recommend hospital", None),
    ("length_of_stay_days", IGNORE),
    ("ward", EITHER),
)
DEFINITELY = ("Definitely no", "Probably no", "Probably yes", "Definitely yes")


def patients(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in PATIENTS]]
    for when in times(rng, 220):
        well = mood(rng)
        rows.append(
            [
                word(rng, 9, "0123456789ABCDEF"),
                when.strftime("%d-%b-%y"),
                when.strftime("%d-%b-%y"),
                OFTEN[rate(rng, well, 0, 3)],
                OFTEN[rate(rng, well, 0, 3)],
                rate(rng, well, 0, 10),
                DEFINITELY[rate(rng, well, 0, 3)],
                rng.randint(1, 9),
                rng.choice(("3A", "3B", "ICU")),
            ]
        )
    return table(rows)


PATIENT_COLUMNS = tuple(
    (name, truth or rating("satisfaction", 1, 4, words=DEFINITELY, at="")) for name, truth in PATIENTS
)

DE = ("Sehr unzufrieden", "Unzufrieden", "Neutral", "Zufrieden", "Sehr zufrieden")
FR = ("Très insatisfait", "Insatisfait", "Neutre", "Satisfait", "Très satisfait")
EN = ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
TONGUES = rating(
    "satisfaction", 1, 5, recode=tuple((text, float(i)) for scale in (EN, DE, FR) for i, text in enumerate(scale, 1))
)
MANY = (
    ("response", RESPONSE),
    ("submitted_at", TIME),
    ("language", SEGMENT),
    ("shop_staff", TONGUES),
    ("checkout", TONGUES),
    ("comment", COMMENT),
)


def many_tongues(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in MANY]]
    speech = {"en": (EN, ENGLISH), "de": (DE, GERMAN), "fr": (FR, FRENCH)}
    for i, when in enumerate(times(rng, 260), start=1):
        well, tongue = mood(rng), rng.choice(("en", "de", "fr"))
        scale, said = speech[tongue]
        marks = [scale[rate(rng, well, 0, 4)] for _ in range(2)]
        rows.append([f"x{i}", when.isoformat(" "), tongue, *marks, some(rng, said, 0.5)])
    return table(rows)


REPLIES = ("Très insatisfait", "Plutôt insatisfait", "Plutôt satisfait", "Très satisfait")
ASKED = (
    "Êtes-vous satisfait de l'accueil ?",
    "Êtes-vous satisfait du délai ?",
    "Recommanderiez-vous notre agence ? (0-10)",
)
REPORTED = (
    ("id_repondant", is_("response", "customer")),
    ("date_reponse", TIME),
    ("question", is_("question")),
    ("reponse", is_("value")),
    ("agence", EITHER),
)


def reported(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in REPORTED]]
    for i, when in enumerate(times(rng, 140), start=1):
        well, agency = mood(rng), rng.choice(("Lyon", "Lille", "Nantes"))
        for question in ASKED:
            reply = rate(rng, well, 0, 10) if "0-10" in question else REPLIES[rate(rng, well, 0, 3)]
            rows.append([f"RP{i:05d}", when.strftime("%d/%m/%Y %H:%M"), question, reply, agency])
    return table(rows, delimiter=";")


SCORES = ("Staff", "Facilities", "Cleanliness", "Comfort", "Value for money", "Location")
GUESTS = (
    ("Review date", TIME),
    ("Guest name", IGNORE),
    ("Reservation number", is_("response", "customer")),
    ("Review title", is_("comment", "ignore")),
    ("Positive review", COMMENT),
    ("Negative review", COMMENT),
    ("Review score", rating("satisfaction", 1, 10, at="")),
    *((name, rating("satisfaction", 1, 10)) for name in SCORES),
    ("Property reply", is_("ignore", "comment")),
)


def guest_reviews(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in GUESTS]]
    for when in times(rng, 180, step=300):
        well = mood(rng)
        marks = [rng.choice((2.5, 5, 7.5, 10)) if well < 0.5 else rng.choice((7.5, 10)) for _ in SCORES]
        score = f"{rate(rng, well, 10, 100) / 10:.1f}".replace(".", ",")
        rows.append(
            [
                when.strftime("%Y-%m-%d %H:%M:%S"),
                rng.choice(FIRST),
                rng.randint(10**9, 4 * 10**9),
                rng.choice(("", "Wonderful", "Good", "Not again")),
                some(rng, ENGLISH, 0.6),
                some(rng, ENGLISH, 0.3),
                score,
                *(f"{m:g}".replace(".", ",") for m in marks),
                "Thank you for staying with us" if rng.random() < 0.2 else "",
            ]
        )
    return table(rows, delimiter=";")


BRANCH = (
    ("Ticket", RESPONSE),
    ("Closed on", TIME),
    ("Branch", SEGMENT),
    ("Member no", CUSTOMER),
    ("Waiting time", is_("ignore")),
    ("Friendliness", rating("satisfaction", 1, 5)),
    ("Competence", rating("satisfaction", 1, 5)),
    ("Speed", rating("satisfaction", 1, 5)),
    ("Overall", rating("satisfaction", 1, 5, at="")),
)


def branch_report(rng: Random) -> bytes:
    rows: list[Row] = [
        ["Branch feedback report"],
        ["Period:", "01.08.2026", "-", "31.08.2026"],
        ["Filter:", "all branches"],
        [],
        [name for name, _ in BRANCH],
    ]
    for i, when in enumerate(times(rng, 160), start=501):
        well = mood(rng)
        marks = [rate(rng, well, 1, 5) for _ in range(4)]
        branch = rng.choice(("Mitte", "Nord"))
        rows.append([f"B-{i}", when.strftime("%d.%m.%Y"), branch, rng.randint(1000, 9999), rng.randint(0, 45), *marks])
    return table(rows, delimiter=";")


EFFORT = (
    ("case_number", RESPONSE),
    ("opened", is_("ignore", "time")),
    ("survey_completed", TIME),
    (
        "How much effort did you personally have to put forth to handle your request? (1 = very low, 5 = very high)",
        rating("ces", 1, 5, turned=True, at=""),
    ),
    ("Satisfaction with the agent", rating("satisfaction", 1, 7)),
    ("NPS", rating("nps", 0, 10, at="")),
    ("contract_months", IGNORE),
)


def effort(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in EFFORT]]
    for i, when in enumerate(times(rng, 210), start=70001):
        well = mood(rng)
        stamp = when.strftime("%m/%d/%y %H:%M")
        rows.append(
            [
                i,
                stamp,
                stamp,
                6 - rate(rng, well, 1, 5),
                rate(rng, well, 1, 7),
                rate(rng, well, 0, 10),
                rng.randint(1, 60),
            ]
        )
    return table(rows)


WAREHOUSE = (
    ("SURVEY_RESPONSE_ID", RESPONSE),
    ("CUSTOMER_KEY", CUSTOMER),
    ("RESPONDED_AT", TIME),
    ("TOUCHPOINT", is_("touchpoint")),
    ("CSAT_SCORE", rating("satisfaction", 1, 5, at="")),
    ("IS_DETRACTOR", EITHER),
    ("FREE_TEXT", COMMENT),
    ("STORE_LATITUDE", IGNORE),
    ("BASKET_EUR", IGNORE),
)


def warehouse(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in WAREHOUSE]]
    for i, when in enumerate(times(rng, 260), start=1):
        well = mood(rng)
        rows.append(
            [
                i,
                f"{rng.randint(1, 10**8):09d}",
                when.strftime("%Y-%m-%d %H:%M:%S.000 +0200"),
                rng.choice(("Check-in", "Mobile app", "Boarding")),
                r"\N" if rng.random() < 0.08 else rate(rng, well, 1, 5),
                "TRUE" if well < 0.4 else "FALSE",
                some(rng, ENGLISH, 0.4) or r"\N",
                f"{rng.uniform(47, 54):.3f}",
                f"{rng.uniform(4, 210):.2f}",
            ]
        )
    return table(rows, quote=1, end="\n")


HELD_OUT: tuple[Export, ...] = (
    Export(
        "Hotel XLSX, three rows above, --",
        "guest voice.xlsx",
        hotel_workbook,
        ("responses",),
        HOTEL,
        type="xlsx",
        header=4,
        time_format=("iso", "", "excel"),
    ),
    Export(
        "Play store reviews, UTF-16",
        "reviews_202608.csv",
        play_reviews,
        ("responses",),
        PLAY,
        encoding="utf-16",
        time_format=("iso", ""),
    ),
    Export(
        "Field tool, codes, -77",
        "feld_2026.csv",
        field_codes,
        ("responses",),
        FIELD,
        encoding="cp1252",
        delimiter=";",
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
    ),
    Export(
        "Item before the question, AM/PM",
        "survey_export.csv",
        alchemy,
        ("responses",),
        ALCHEMY,
        time_format=("%b %d, %Y %I:%M:%S %p",),
        known=AIRPORT,
    ),
    Export(
        "Chat ratings, JSON list, nested",
        "ratings.json",
        chat_ratings,
        ("responses",),
        CHAT,
        type="jsonl",
        delimiter="",
        time_format=("unix",),
    ),
    Export("B2B XLSX, two heading rows", "accounts.xlsx", accounts, ("responses",), ACCOUNTS, type="xlsx", join=True),
    Export(
        "Swedish words we do not know",
        "enkät.csv",
        swedish,
        ("responses",),
        SWEDISH,
        encoding="cp1252",
        delimiter=";",
        time_format=("iso", "%Y-%m-%d"),
    ),
    Export(
        "Polish, cp1250",
        "ankieta.csv",
        polish,
        ("responses",),
        POLISH,
        encoding="cp1250",
        delimiter=";",
        time_format=("%d.%m.%Y",),
    ),
    Export(
        "Telephone survey, tabs, 9 refused",
        "ivr.txt",
        ivr,
        ("responses",),
        IVR,
        delimiter="\t",
        time_format=("%Y%m%d",),
    ),
    Export(
        "Smiley terminal, JSON lines",
        "kiosk.jsonl",
        kiosk,
        ("responses",),
        KIOSK,
        type="jsonl",
        delimiter="",
        time_format=("iso", ""),
    ),
    Export(
        "Patients, four points", "discharged.csv", patients, ("responses",), PATIENT_COLUMNS, time_format=("%d-%b-%y",)
    ),
    Export(
        "Three languages in one column",
        "shops.csv",
        many_tongues,
        ("responses",),
        MANY,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
    ),
    Export(
        "Long answers in words, French",
        "baromètre.csv",
        reported,
        ("answers",),
        REPORTED,
        delimiter=";",
        time_format=("%d/%m/%Y %H:%M",),
        questions=(
            (ASKED[0], rating("satisfaction", 1, 4, words=REPLIES)),
            (ASKED[1], rating("satisfaction", 1, 4, words=REPLIES)),
            (ASKED[2], rating("nps", 0, 10)),
        ),
    ),
    Export(
        "Guest reviews, decimal commas",
        "guests.csv",
        guest_reviews,
        ("responses",),
        GUESTS,
        delimiter=";",
        decimal=",",
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
    ),
    Export(
        "Report with lines above",
        "branches_august.csv",
        branch_report,
        ("responses",),
        BRANCH,
        delimiter=";",
        header=5,
        time_format=("%d.%m.%Y",),
    ),
    Export("Effort, where high is bad", "cases.csv", effort, ("responses",), EFFORT, time_format=("%m/%d/%y %H:%M",)),
    Export(
        "Warehouse table, \\N, zones",
        "SURVEY_RESPONSES.csv",
        warehouse,
        ("responses", "answers"),
        WAREHOUSE,
        time_format=("%Y-%m-%d %H:%M:%S.%f %z",),
        time_zone="UTC",
        known=AIRPORT,
    ),
)
