"""Exports of survey tools: Qualtrics, SurveyMonkey, Typeform, Google Forms, Microsoft Forms, LimeSurvey."""

from __future__ import annotations

from random import Random

from .pieces import ENGLISH, Row, address, mail, mood, rate, some, table, times, word, workbook
from .truth import (
    AIRPORT,
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
    rating,
)

QUALTRICS: tuple[tuple[str, str, str, Truth], ...] = (
    ("StartDate", "Start Date", '{"ImportId":"startDate","timeZone":"America/Denver"}', IGNORE),
    ("EndDate", "End Date", '{"ImportId":"endDate","timeZone":"America/Denver"}', is_("time", "ignore")),
    ("Status", "Response Type", '{"ImportId":"status"}', EITHER),
    ("IPAddress", "IP Address", '{"ImportId":"ipAddress"}', IGNORE),
    ("Progress", "Progress", '{"ImportId":"progress"}', IGNORE),
    ("Duration (in seconds)", "Duration (in seconds)", '{"ImportId":"duration"}', IGNORE),
    ("Finished", "Finished", '{"ImportId":"finished"}', EITHER),
    ("RecordedDate", "Recorded Date", '{"ImportId":"recordedDate","timeZone":"America/Denver"}', is_("time", "ignore")),
    ("ResponseId", "Response ID", '{"ImportId":"_recordId"}', RESPONSE),
    ("RecipientLastName", "Recipient Last Name", '{"ImportId":"recipientLastName"}', IGNORE),
    ("RecipientFirstName", "Recipient First Name", '{"ImportId":"recipientFirstName"}', IGNORE),
    ("RecipientEmail", "Recipient Email", '{"ImportId":"recipientEmail"}', IGNORE),
    ("ExternalReference", "External Data Reference", '{"ImportId":"externalDataReference"}', CUSTOMER),
    ("LocationLatitude", "Location Latitude", '{"ImportId":"locationLatitude"}', IGNORE),
    ("LocationLongitude", "Location Longitude", '{"ImportId":"locationLongitude"}', IGNORE),
    ("DistributionChannel", "Distribution Channel", '{"ImportId":"distributionChannel"}', is_("channel", "segment")),
    ("UserLanguage", "User Language", '{"ImportId":"userLanguage"}', EITHER),
    (
        "Q1_1",
        "How satisfied were you with the following? - Check-in",
        '{"ImportId":"QID1_1"}',
        rating("satisfaction", 1, 5, at="check-in"),
    ),
    (
        "Q1_2",
        "How satisfied were you with the following? - Boarding",
        '{"ImportId":"QID1_2"}',
        rating("satisfaction", 1, 5, at="boarding"),
    ),
    (
        "Q1_3",
        "How satisfied were you with the following? - Cabin crew",
        '{"ImportId":"QID1_3"}',
        rating("satisfaction", 1, 5, at="cabin"),
    ),
    (
        "Q2",
        "On a scale from 0-10, how likely are you to recommend us to a friend or colleague?",
        '{"ImportId":"QID2"}',
        rating("nps", 0, 10, at=""),
    ),
    (
        "Q2_NPS_GROUP",
        "On a scale from 0-10, how likely are you to recommend us to a friend or colleague? - Group",
        '{"ImportId":"QID2_NPS_GROUP"}',
        EITHER,
    ),
    ("Q3", "The company made it easy for me to handle my issue.", '{"ImportId":"QID3"}', rating("ces", 1, 7, at="")),
    ("Q4", "What is the main reason for your score?", '{"ImportId":"QID4_TEXT"}', COMMENT),
    ("Q5", "Which class did you travel in?", '{"ImportId":"QID5"}', SEGMENT),
)


def _qualtrics(rng: Random) -> list[Row]:
    rows: list[Row] = [
        [c[0] for c in QUALTRICS],
        [c[1] for c in QUALTRICS],
        [c[2] for c in QUALTRICS],
    ]
    n = 220
    for i, when in enumerate(times(rng, n)):
        well = mood(rng)
        nps = rate(rng, well, 0, 10)
        group = "Promoter" if nps > 8 else "Passive" if nps > 6 else "Detractor"
        done = when.strftime("%Y-%m-%d %H:%M:%S")
        scores = ["" if rng.random() < 0.04 else rate(rng, well, 1, 5) for _ in range(3)]
        rows.append(
            [
                done,
                done,
                "IP Address" if i > 3 else "Survey Preview",
                address(rng),
                100,
                rng.randint(40, 900),
                "True",
                done,
                "R_" + word(rng, 15),
                "",
                "",
                "",
                f"C-{rng.randint(10000, 99999)}",
                f"{rng.uniform(45, 55):.4f}",
                f"{rng.uniform(5, 15):.4f}",
                rng.choice(("email", "email", "anonymous", "qr")),
                "EN",
                *scores,
                nps,
                group,
                rate(rng, well, 1, 7),
                some(rng, ENGLISH, 0.6),
                rng.choice(("Economy", "Economy", "Economy", "Premium", "Business")),
            ]
        )
    return rows


def qualtrics(rng: Random) -> bytes:
    return table(_qualtrics(rng), end="\n")


def qualtrics_tsv(rng: Random) -> bytes:
    return table(_qualtrics(rng), delimiter="\t", encoding="utf-16")


LIKERT = ("Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied", "Very satisfied")
SM_LIKERT = rating("satisfaction", 1, 5, words=LIKERT, off=("N/A",))
SM_FIRST = (
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "First Name",
    "Last Name",
    "Custom Data 1",
)
MATRIX = "How satisfied were you with each of these?"
SM_COLUMNS = (
    *((name, IGNORE) for name in SM_FIRST),
    (f"{MATRIX} | Check-in", SM_LIKERT),
    (f"{MATRIX} | Boarding", SM_LIKERT),
    (f"{MATRIX} | Baggage claim", SM_LIKERT),
    ("How likely is it that you would recommend this airline to a friend or colleague?", rating("nps", 0, 10, at="")),
    ("What could we do better?", COMMENT),
    ("Which of these did you use?", IGNORE),
    ("Which of these did you use? | Counter", IGNORE),
)


def surveymonkey(rng: Random) -> bytes:
    second = ["" for _ in SM_FIRST]
    second += ["Check-in", "Boarding", "Baggage claim", "", "Open-Ended Response", "Mobile app", "Counter"]
    first = [*SM_FIRST, MATRIX, "", "", SM_COLUMNS[12][0], SM_COLUMNS[13][0], SM_COLUMNS[14][0], ""]
    rows: list[Row] = [first, second]
    for i, when in enumerate(times(rng, 180)):
        well = mood(rng)
        labels = ["N/A" if rng.random() < 0.05 else LIKERT[rate(rng, well, 0, 4)] for _ in range(3)]
        start = when.strftime("%m/%d/%Y %I:%M:%S %p")
        rows.append(
            [
                114_000_000_000 + i * 977 + rng.randint(0, 900),
                437_112_233,
                start,
                start,
                address(rng),
                "",
                "",
                "",
                "",
                *labels,
                rate(rng, well, 0, 10),
                some(rng, ENGLISH, 0.5),
                "Mobile app" if rng.random() < 0.6 else "",
                "Counter" if rng.random() < 0.4 else "",
            ]
        )
    return table(rows)


def typeform(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in TYPEFORM]]
    for when in times(rng, 140):
        well = mood(rng)
        stamp = when.strftime("%Y-%m-%d %H:%M:%S")
        rows.append(
            [
                word(rng, 32, "0123456789abcdef"),
                rate(rng, well, 1, 5),
                rate(rng, well, 1, 5),
                rate(rng, well, 0, 10),
                some(rng, ENGLISH, 0.7),
                int(rng.random() < 0.3 + 0.6 * well),
                rng.choice(("Leisure", "Business", "Visiting family")),
                stamp,
                stamp,
                word(rng, 10, "0123456789abcdef"),
            ]
        )
    return table(rows, end="\n")


TYPEFORM = (
    ("#", RESPONSE),
    ("How would you rate the *mobile app*?", rating("satisfaction", 1, 5, at="app")),
    ("How would you rate the *cabin crew*?", rating("satisfaction", 1, 5, at="cabin")),
    ("How likely are you to recommend us?", rating("nps", 0, 10, at="")),
    ("Anything else you'd like to tell us?", COMMENT),
    ("Would you fly with us again?", rating("outcome", 0, 1)),
    ("Why did you travel?", SEGMENT),
    ("Start Date (UTC)", IGNORE),
    ("Submit Date (UTC)", TIME),
    ("Network ID", is_("ignore", "customer")),
)

EASE = ("Very difficult", "Difficult", "Neutral", "Easy", "Very easy")
GOOGLE = (
    ("Timestamp", TIME),
    ("Email Address", is_("customer")),
    ("Overall, how satisfied are you with your trip?", rating("satisfaction", 1, 5, at="")),
    ("How easy was it to book? [Website]", rating("ces", 1, 5, words=EASE)),
    ("How easy was it to book? [Mobile app]", rating("ces", 1, 5, words=EASE, at="app")),
    ("How old are you?", SEGMENT),
    ("Which airports did you use? (tick all)", is_("ignore", "segment")),
    ("Please tell us more", COMMENT),
)


def google_forms(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in GOOGLE]]
    for when in times(rng, 160, step=400):
        well = mood(rng)
        ports = rng.sample(("Heathrow", "Gatwick", "Luton", "Stansted"), rng.randint(1, 3))
        rows.append(
            [
                when.strftime("%m/%d/%Y %H:%M:%S").lstrip("0"),
                mail(rng),
                rate(rng, well, 1, 5),
                EASE[rate(rng, well, 0, 4)],
                EASE[rate(rng, well, 0, 4)],
                rng.choice(("Under 18", "18–24", "25–34", "35–54", "55+")),
                ", ".join(ports),
                some(rng, ENGLISH, 0.5),
            ]
        )
    return table(rows, end="\n")


AGREE = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
MS_FORMS = (
    ("ID", is_("response", "customer")),
    ("Start time", IGNORE),
    ("Completion time", TIME),
    ("Email", IGNORE),
    ("Name", IGNORE),
    ("Overall rating of your stay", rating("satisfaction", 1, 5, at="")),
    ("The staff at the reception were helpful", rating("satisfaction", 1, 5, words=AGREE)),
    ("Check-in was quick", rating("satisfaction", 1, 5, words=AGREE, at="check-in")),
    ("What did you like most?", COMMENT),
    ("Room type", SEGMENT),
)


def microsoft_forms(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in MS_FORMS]]
    for i, when in enumerate(times(rng, 150, step=200), start=1):
        well = mood(rng)
        rows.append(
            [
                i,
                when,
                when,
                "anonymous",
                "",
                rate(rng, well, 1, 5),
                AGREE[rate(rng, well, 0, 4)],
                AGREE[rate(rng, well, 0, 4)],
                some(rng, ENGLISH, 0.6),
                rng.choice(("Single", "Double", "Suite")),
            ]
        )
    return workbook(("Form1", rows))


LIME_RATING = rating("satisfaction", 1, 5, recode=tuple((f"A{i}", i) for i in range(1, 6)))
LIME = (
    ("id", RESPONSE),
    ("submitdate", TIME),
    ("lastpage", IGNORE),
    ("startlanguage", EITHER),
    ("seed", IGNORE),
    ("token", is_("customer", "response", "ignore")),
    ("startdate", IGNORE),
    ("datestamp", is_("ignore", "time")),
    ("ipaddr", IGNORE),
    ("Q1[SQ001]", LIME_RATING),
    ("Q1[SQ002]", LIME_RATING),
    ("Q1[SQ003]", LIME_RATING),
    ("Q2", SEGMENT),
    ("Q3[other]", COMMENT),
)


def limesurvey(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in LIME]]
    for i, when in enumerate(times(rng, 200), start=1):
        well = mood(rng)
        stamp = when.strftime("%Y-%m-%d %H:%M:%S")
        rows.append(
            [
                i,
                stamp,
                5,
                "en",
                rng.randint(10**8, 2 * 10**9),
                word(rng, 15),
                stamp,
                stamp,
                address(rng),
                *(f"A{rate(rng, well, 1, 5)}" for _ in range(3)),
                rng.choice(("AO01", "AO02", "AO03")),
                some(rng, ENGLISH, 0.3),
            ]
        )
    return table(rows, end="\n", quote=1)


TOOLS = (
    Export(
        "Qualtrics CSV, three heading rows",
        "qualtrics.csv",
        qualtrics,
        ("responses",),
        tuple((c[0], c[3]) for c in QUALTRICS),
        skip=2,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
        time_zone="America/Denver",
        known=AIRPORT,
    ),
    Export(
        "Qualtrics TSV in UTF-16",
        "qualtrics.tsv",
        qualtrics_tsv,
        ("responses",),
        tuple((c[0], c[3]) for c in QUALTRICS),
        encoding="utf-16",
        delimiter="\t",
        skip=2,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
        time_zone="America/Denver",
        known=AIRPORT,
    ),
    Export(
        "SurveyMonkey, two heading rows",
        "surveymonkey.csv",
        surveymonkey,
        ("responses",),
        (
            ("Respondent ID", RESPONSE),
            ("Collector ID", IGNORE),
            ("Start Date", is_("time", "ignore")),
            ("End Date", is_("time", "ignore")),
            *SM_COLUMNS[4:],
        ),
        join=True,
        time_format=("%m/%d/%Y %I:%M:%S %p",),
        known=AIRPORT,
    ),
    Export(
        "Typeform",
        "typeform.csv",
        typeform,
        ("responses",),
        TYPEFORM,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
        time_zone="UTC",
        known=AIRPORT,
    ),
    Export(
        "Google Forms",
        "Trip feedback (Responses) - Form Responses 1.csv",
        google_forms,
        ("responses",),
        GOOGLE,
        time_format=("%m/%d/%Y %H:%M:%S",),
        known=AIRPORT,
    ),
    Export(
        "Microsoft Forms XLSX with dates",
        "Stay feedback(1-150).xlsx",
        microsoft_forms,
        ("responses",),
        MS_FORMS,
        type="xlsx",
        time_format=("iso", "", "excel"),
        known=AIRPORT,
    ),
    Export(
        "LimeSurvey answer codes",
        "results-survey812345.csv",
        limesurvey,
        ("responses",),
        LIME,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
    ),
)
