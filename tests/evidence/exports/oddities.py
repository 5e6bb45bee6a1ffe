"""Exports with something odd: title rows, no names, codes for “does not apply”, shifted scales, hostile ids, dates."""

from __future__ import annotations

from random import Random

from .pieces import ENGLISH, Row, mood, rate, some, table, times, word, workbook
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
    WHO,
    Export,
    is_,
    outcome,
    rating,
)

TITLED = (
    ("Guest no.", CUSTOMER),
    ("Departure", is_("time")),
    ("Reception", rating("satisfaction", 1, 6)),
    ("Room", rating("satisfaction", 1, 6)),
    ("Breakfast", rating("satisfaction", 1, 6)),
    ("Remarks", COMMENT),
    ("House", SEGMENT),
)


def titled_workbook(rng: Random) -> bytes:
    rows: list[Row] = [
        ["Guest survey, summer 2026"],
        ["Exported by:", "Front office"],
        [],
        [name for name, _ in TITLED],
    ]
    for when in times(rng, 140, step=500):
        well = mood(rng)
        rows.append(
            [
                rng.randint(10000, 99999),
                when.replace(hour=0, minute=0, second=0),
                *(rate(rng, well, 1, 6) for _ in range(3)),
                some(rng, ENGLISH, 0.4) or None,
                rng.choice(("Harbour", "Old Town")),
            ]
        )
    notes: list[Row] = [["About this file"], ["Marks are from 1 (bad) to 6 (very good)."], ["Contact", "front office"]]
    return workbook(("Read me", notes), ("Answers", rows))


SERIALS = (
    ("Respondent", WHO),
    ("Date", TIME),
    ("Speed of service (1-5)", rating("satisfaction", 1, 5)),
    ("Friendliness (1-5)", rating("satisfaction", 1, 5)),
    ("Branch", SEGMENT),
)


def serial_dates(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SERIALS]]
    for i, _when in enumerate(times(rng, 130), start=1):
        well = mood(rng)
        serial = 46240 + i / 9
        branch = rng.choice(("North", "South", "West"))
        rows.append([f"P{i:03d}", round(serial, 4), rate(rng, well, 1, 5), rate(rng, well, 1, 5), branch])
    return workbook(("Sheet1", rows))


NAMELESS = (
    ("column 1", is_("customer", "response", "ignore")),
    ("column 2", TIME),
    ("column 3", is_("rating")),
    ("column 4", is_("rating")),
    ("column 5", COMMENT),
)


def nameless(rng: Random) -> bytes:
    rows: list[Row] = []
    for i, when in enumerate(times(rng, 120), start=4001):
        well = mood(rng)
        rows.append(
            [i, when.strftime("%Y-%m-%d"), rate(rng, well, 1, 5), rate(rng, well, 0, 10), some(rng, ENGLISH, 0.8)]
        )
    return table(rows)


PIPES = (
    ("MEMBER_NO", CUSTOMER),
    ("VISIT_DT", TIME),
    ("STORE", SEGMENT),
    ("NPS", rating("nps", 0, 10, at="")),
    ("CSAT_CHECKOUT", rating("satisfaction", 1, 5)),
    ("BASKET_VALUE", IGNORE),
    ("COMMENT_TXT", COMMENT),
)


def pipes(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in PIPES]]
    for when in times(rng, 200):
        well = mood(rng)
        rows.append(
            [
                f"{rng.randint(0, 99999999):08d}",
                when.strftime("%Y%m%d"),
                rng.choice(("0071", "0113", "0240")),
                rate(rng, well, 0, 10),
                rate(rng, well, 1, 5),
                f"{rng.uniform(3, 280):.2f}",
                some(rng, ENGLISH, 0.4).replace("|", "/"),
            ]
        )
    return table(rows, delimiter="|")


ZERO_NAMES = ("Check-in", "Boarding", "Cabin crew", "Baggage claim", "Seat comfort", "Food")
ZERO_RATING = {
    "Check-in": "check-in",
    "Boarding": "boarding",
    "Cabin crew": "cabin",
    "Baggage claim": "bags",
}
ZEROES = (
    ("ID", WHO),
    ("Age", IGNORE),
    ("Flight Distance", IGNORE),
    ("Delay", IGNORE),
    *((name, rating("satisfaction", 1, 5, off=("0",), at=ZERO_RATING.get(name))) for name in ZERO_NAMES),
    ("Class", SEGMENT),
    ("Satisfaction", outcome(("satisfied", 1), ("neutral or dissatisfied", 0))),
)


def zeroes(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in ZEROES]]
    for i in range(1, 301):
        well = mood(rng)
        marks = [0 if rng.random() < 0.06 else rate(rng, well, 1, 5) for _ in ZERO_NAMES]
        rows.append(
            [
                i,
                rng.randint(8, 85),
                rng.randint(31, 4983),
                max(0, int(rng.gauss(0, 40))),
                *marks,
                rng.choice(("Eco", "Eco Plus", "Business")),
                "satisfied" if well > 0.6 else "neutral or dissatisfied",
            ]
        )
    return table(rows)


SHIFTED = (
    ("ResponseID", RESPONSE),
    ("EndDate", TIME),
    ("Recommend", rating("nps", 0, 10, shift=-1, at="")),
    ("Sat_Checkin", rating("satisfaction", 1, 5, at="check-in")),
    ("Sat_App", rating("satisfaction", 1, 5, at="app")),
)


def shifted(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SHIFTED]]
    for when in times(rng, 320):
        well = mood(rng)
        stamp = when.strftime("%Y-%m-%d %H:%M:%S")
        rows.append(
            ["R_" + word(rng, 15), stamp, rate(rng, well, 0, 10) + 1, rate(rng, well, 1, 5), rate(rng, well, 1, 5)]
        )
    return table(rows)


SPSS = (
    ("CASEID", is_("response", "customer")),
    ("INTNR", EITHER),
    ("S1_GENDER", EITHER),
    ("S2_AGE", IGNORE),
    ("F1_1", rating("satisfaction", 1, 5, off=("98", "99"))),
    ("F1_2", rating("satisfaction", 1, 5, off=("98", "99"))),
    ("F1_3", rating("satisfaction", 1, 5, off=("98", "99"))),
    ("F2_NPS", rating("nps", 0, 10, off=("99",))),
    ("WEIGHT", IGNORE),
)


def spss_codes(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SPSS]]
    for i in range(1, 281):
        well = mood(rng)
        marks = [rng.choice((98, 99)) if rng.random() < 0.05 else rate(rng, well, 1, 5) for _ in range(3)]
        rows.append(
            [
                i,
                rng.randint(1, 7),
                rng.choice((1, 2)),
                rng.randint(18, 79),
                *marks,
                99 if rng.random() < 0.04 else rate(rng, well, 0, 10),
                f"{rng.uniform(0.4, 2.1):.6f}",
            ]
        )
    return table(rows)


LABELS = ("1 - Very dissatisfied", "2", "3", "4", "5 - Very satisfied")
LABELLED = rating("satisfaction", 1, 5, recode=tuple((text, float(i)) for i, text in enumerate(LABELS, 1)))
SPSS_LABELS = (
    ("Case number", is_("response", "customer")),
    ("Interview date", TIME),
    ("Q7A. Satisfaction: delivery", LABELLED),
    ("Q7B. Satisfaction: installation", LABELLED),
    ("Q9. How likely to recommend", None),
    ("Q12. Gender", SEGMENT),
)
LIKELY = ("0 - Not at all likely", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10 - Extremely likely")


def spss_labels(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SPSS_LABELS]]
    for i, when in enumerate(times(rng, 240), start=10001):
        well = mood(rng)
        marks = ["Don't know" if rng.random() < 0.05 else LABELS[rate(rng, well, 1, 5) - 1] for _ in range(2)]
        rows.append(
            [i, when.strftime("%d-%b-%Y"), *marks, LIKELY[rate(rng, well, 0, 10)], rng.choice(("Female", "Male"))]
        )
    return table(rows)


SPSS_LABELS_COLUMNS = tuple(
    (
        name,
        truth or rating("nps", 0, 10, recode=tuple((text, float(i)) for i, text in enumerate(LIKELY)), at=""),
    )
    for name, truth in SPSS_LABELS
)

MATRIX = (
    ("Submission ID", RESPONSE),
    ("Submitted at", TIME),
    ("Please rate: [Ordering online]", rating("satisfaction", 1, 7)),
    ("Please rate: [Delivery]", rating("satisfaction", 1, 7)),
    ("Please rate: [Unpacking]", rating("satisfaction", 1, 7)),
    ("Please rate: [Returns]", rating("satisfaction", 1, 7)),
    ("How many people live in your household?", EITHER),
    ("Year of birth", IGNORE),
    ("Postcode", IGNORE),
    ("Other, please say", COMMENT),
)


def matrix(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in MATRIX]]
    for when in times(rng, 180):
        well = mood(rng)
        marks = ["" if rng.random() < 0.1 else rate(rng, well, 1, 7) for _ in range(4)]
        rows.append(
            [
                word(rng, 12, "0123456789ABCDEF"),
                when.strftime("%Y-%m-%dT%H:%M:%S"),
                *marks,
                rng.choice((1, 1, 2, 2, 3, 4, 5)),
                rng.randint(1942, 2006),
                f"{rng.randint(1000, 9999)}",
                some(rng, ENGLISH, 0.2),
            ]
        )
    return table(rows)


HOSTILE = (
    ("customer", CUSTOMER),
    ("when", TIME),
    ("score", rating("satisfaction", 1, 5, at="")),
    ("channel", CHANNEL),
)


def hostile_ids(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in HOSTILE]]
    odd = ["NA", "007", "1e5", "null", "TRUE", "00012", "1.0", "-5", "2026-01-01", "nan"]
    for i, when in enumerate(times(rng, 120)):
        who = odd[i] if i < len(odd) else f"{rng.randint(1, 9999):05d}"
        rows.append([who, when.date().isoformat(), rate(rng, mood(rng), 1, 5), rng.choice(("web", "shop"))])
    return table(rows)


MIXED = (
    ("ticket", RESPONSE),
    ("closed", TIME),
    ("csat", rating("satisfaction", 1, 5, at="")),
    ("agent", EITHER),
)


def mixed_dates(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in MIXED]]
    for i, when in enumerate(times(rng, 150, step=600), start=1):
        written = when.strftime(rng.choice(("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%Y")))
        rows.append([f"T{i:05d}", written, rate(rng, mood(rng), 1, 5), rng.choice(("Ola", "Sam", "Lin"))])
    return table(rows)


AMBIGUOUS = (
    ("response_id", RESPONSE),
    ("date", TIME),
    ("satisfaction", rating("satisfaction", 1, 5, at="")),
    ("city", SEGMENT),
)


def ambiguous_dates(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in AMBIGUOUS]]
    for i in range(1, 121):
        when = f"{rng.randint(1, 12):02d}/{rng.randint(1, 12):02d}/2026"
        rows.append([f"a{i}", when, rate(rng, mood(rng), 1, 5), rng.choice(("Bath", "York"))])
    return table(rows)


MAC = (
    ("Card no", CUSTOMER),
    ("Visited", TIME),
    ("Food", rating("satisfaction", 1, 5)),
    ("Service", rating("satisfaction", 1, 5)),
    ("Ambience", rating("satisfaction", 1, 5)),
    ("Would recommend", outcome(("yes", 1), ("no", 0))),
)


def mac_lines(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in MAC]]
    for when in times(rng, 130):
        well = mood(rng)
        marks = [rate(rng, well, 1, 5) for _ in range(3)]
        rows.append([f"{rng.randint(1, 999):04d}", when.strftime("%d.%m.%y"), *marks, "yes" if well > 0.4 else "no"])
    return table(rows, encoding="utf-8-sig", end="\r")


PAIRED = (
    ("respondent", RESPONSE),
    ("date", TIME),
    ("Importance: Check-in", rating("importance", 1, 5, at="check-in")),
    ("Satisfaction: Check-in", rating("satisfaction", 1, 5, at="check-in")),
    ("Importance: Mobile app", rating("importance", 1, 5, at="app")),
    ("Satisfaction: Mobile app", rating("satisfaction", 1, 5, at="app")),
    (
        "How often do you use the lounge?",
        rating("frequency", 1, 5, words=("Never", "Rarely", "Sometimes", "Often", "Always")),
    ),
    ("Overall, how did you feel (1–10)?", rating("emotion", 1, 10, at="")),
)


def paired(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in PAIRED]]
    often = ("Never", "Rarely", "Sometimes", "Often", "Always")
    for i, when in enumerate(times(rng, 170), start=1):
        well = mood(rng)
        rows.append(
            [
                f"p-{i:04d}",
                when.strftime("%Y-%m-%d"),
                rate(rng, 0.8, 1, 5),
                rate(rng, well, 1, 5),
                rate(rng, 0.6, 1, 5),
                rate(rng, well, 1, 5),
                rng.choice(often),
                rate(rng, well, 1, 10),
            ]
        )
    return table(rows)


TURNED = (
    ("Vorgang", RESPONSE),
    ("Datum", TIME),
    ("Note Beratung", rating("satisfaction", 1, 6, turned=True)),
    ("Note Wartezeit", rating("satisfaction", 1, 6, turned=True)),
    ("Weiterempfehlung (0-10)", rating("nps", 0, 10, at="")),
)


def school_marks(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in TURNED]]
    for i, when in enumerate(times(rng, 190), start=1):
        well = mood(rng)
        marks = [7 - rate(rng, well, 1, 6) for _ in range(2)]
        rows.append([f"V{i:05d}", when.strftime("%d.%m.%Y"), *marks, rate(rng, well, 0, 10)])
    return table(rows, delimiter=";")


PERCENT = (
    ("Visit", RESPONSE),
    ("Date", TIME),
    ("Satisfaction score", rating("satisfaction", 0, 100, at="")),
    ("Smiley", rating("satisfaction", 1, 5, recode=tuple((s, float(i)) for i, s in enumerate("😡🙁😐🙂😀", 1)))),
    ("Wait (min)", IGNORE),
)


def percent_and_smileys(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in PERCENT]]
    for i, when in enumerate(times(rng, 150), start=1):
        well = mood(rng)
        face = "😡🙁😐🙂😀"[rate(rng, well, 0, 4)]
        rows.append([f"v{i}", when.date().isoformat(), f"{rate(rng, well, 0, 20) * 5}%", face, rng.randint(0, 45)])
    return table(rows)


COMMENTS = (
    ("ID", WHO),
    ("Date received", TIME),
    ("Where", is_("touchpoint", "segment", "channel")),
    ("What the customer said", is_("text", "comment")),
)


def comments_only(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in COMMENTS]]
    for i, when in enumerate(times(rng, 120), start=1):
        place = rng.choice(("Check-in", "Mobile app", "Baggage claim"))
        rows.append([f"{i:05d}", when.strftime("%d %B %Y"), place, some(rng, ENGLISH, 1.0)])
    return table(rows)


ODDITIES = (
    Export(
        "XLSX, title rows, two sheets",
        "guests.xlsx",
        titled_workbook,
        ("responses",),
        TITLED,
        type="xlsx",
        header=4,
        sheet="Answers",
        time_format=("iso", "", "excel"),
    ),
    Export(
        "XLSX, dates as serial numbers",
        "branches.xlsx",
        serial_dates,
        ("responses",),
        SERIALS,
        type="xlsx",
        time_format=("excel",),
    ),
    Export(
        "No names at all",
        "export_0412.csv",
        nameless,
        ("responses",),
        NAMELESS,
        header=0,
        time_format=("iso", "%Y-%m-%d"),
    ),
    Export(
        "Bars and dates as 20261121", "visits.txt", pipes, ("responses",), PIPES, delimiter="|", time_format=("%Y%m%d",)
    ),
    Export("0 means not applicable", "passengers.csv", zeroes, ("responses",), ZEROES, known=AIRPORT),
    Export(
        "0–10 coded 1–11",
        "nps_coded.csv",
        shifted,
        ("responses",),
        SHIFTED,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
        known=AIRPORT,
    ),
    Export("Codes of SPSS, 98 and 99", "wave3.csv", spss_codes, ("responses",), SPSS),
    Export(
        "Labels of SPSS",
        "wave3_labels.csv",
        spss_labels,
        ("responses",),
        SPSS_LABELS_COLUMNS,
        time_format=("%d-%b-%Y",),
    ),
    Export("Matrix, 1–7", "delivery.csv", matrix, ("responses",), MATRIX, time_format=("iso", "%Y-%m-%dT%H:%M:%S")),
    Export(
        "Ids such as NA, 007, 1e5", "ids.csv", hostile_ids, ("responses",), HOSTILE, time_format=("iso", "%Y-%m-%d")
    ),
    Export("Dates in two formats", "tickets_mixed.csv", mixed_dates, ("responses",), MIXED),
    Export("Dates that could be either", "cities.csv", ambiguous_dates, ("responses",), AMBIGUOUS),
    Export(
        "Byte order mark, CR line ends", "restaurant.csv", mac_lines, ("responses",), MAC, time_format=("%d.%m.%y",)
    ),
    Export(
        "Importance and satisfaction, wide",
        "paired.csv",
        paired,
        ("responses",),
        PAIRED,
        time_format=("iso", "%Y-%m-%d"),
        known=AIRPORT,
    ),
    Export(
        "School marks, 1 is best",
        "noten.csv",
        school_marks,
        ("responses",),
        TURNED,
        delimiter=";",
        time_format=("%d.%m.%Y",),
    ),
    Export(
        "Percentages and smileys",
        "smileys.csv",
        percent_and_smileys,
        ("responses",),
        PERCENT,
        time_format=("iso", "%Y-%m-%d"),
    ),
    Export(
        "Comments only", "mailbox.csv", comments_only, ("comments",), COMMENTS, time_format=("%d %B %Y",), known=AIRPORT
    ),
)
