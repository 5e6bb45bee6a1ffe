"""A fourth round, of the plain kind that most people have: survey tools, spreadsheets, semicolons, several languages.

Written after the rules were mended by the third round; the score in docs/guide/import.md is before any further mending.
"""

from __future__ import annotations

import json
from random import Random

from .pieces import ENGLISH, FRENCH, GERMAN, Row, mail, mood, rate, some, table, times, word, workbook
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
    Known,
    Truth,
    is_,
    outcome,
    rating,
)

EXTREMES = (
    "Extremely dissatisfied",
    "Somewhat dissatisfied",
    "Neither satisfied nor dissatisfied",
    "Somewhat satisfied",
    "Extremely satisfied",
)
CHOICE = rating("satisfaction", 1, 5, words=EXTREMES)
STAMP = '{"ImportId":"%s","timeZone":"Europe/London"}'
CHOICES: tuple[tuple[str, str, str, Truth], ...] = (
    ("StartDate", "Start Date", STAMP % "startDate", is_("ignore")),
    ("EndDate", "End Date", STAMP % "endDate", is_("time", "ignore")),
    ("Status", "Response Type", '{"ImportId":"status"}', EITHER),
    ("Progress", "Progress", '{"ImportId":"progress"}', IGNORE),
    ("Duration (in seconds)", "Duration (in seconds)", '{"ImportId":"duration"}', IGNORE),
    ("Finished", "Finished", '{"ImportId":"finished"}', EITHER),
    ("RecordedDate", "Recorded Date", STAMP % "recordedDate", is_("time", "ignore")),
    ("ResponseId", "Response ID", '{"ImportId":"_recordId"}', RESPONSE),
    ("QID12_1", "<b>How satisfied</b> are you with … - The mobile app", '{"ImportId":"QID12_1"}', CHOICE),
    ("QID12_2", "<b>How satisfied</b> are you with … - Baggage claim", '{"ImportId":"QID12_2"}', CHOICE),
    ("QID12_3", "<b>How satisfied</b> are you with … - The lounge", '{"ImportId":"QID12_3"}', CHOICE),
    ("QID12_3_TEXT", "<b>How satisfied</b> are you with … - The lounge - Text", '{"ImportId":"QID12_3_TEXT"}', COMMENT),
    ("Q20", "Did we solve your problem?", '{"ImportId":"QID20"}', outcome(("Yes", 1), ("No", 0))),
    ("Q21", "What is your age?", '{"ImportId":"QID21"}', SEGMENT),
    ("customer_tier", "customer_tier", '{"ImportId":"customer_tier"}', SEGMENT),
    ("crm_id", "crm_id", '{"ImportId":"crm_id"}', is_("customer")),
)


def choices(rng: Random) -> bytes:
    rows: list[Row] = [[c[i] for c in CHOICES] for i in range(3)]
    for i, when in enumerate(times(rng, 210)):
        well = mood(rng)
        stamp = when.strftime("%Y-%m-%d %H:%M:%S")
        marks = ["" if rng.random() < 0.06 else EXTREMES[rate(rng, well, 0, 4)] for _ in range(3)]
        rows.append(
            [
                stamp,
                stamp,
                "IP Address",
                rng.choice((100, 100, 100, 64)),
                rng.randint(30, 900),
                rng.choice(("True", "True", "False")),
                stamp,
                "R_" + word(rng, 15),
                *marks,
                some(rng, ENGLISH, 0.2),
                "Yes" if well > 0.4 else "No",
                rng.choice(("18 - 24", "25 - 44", "45 - 64", "65 or older")),
                rng.choice(("gold", "silver")),
                f"{i * 37 + 10000}",
            ]
        )
    return table(rows, end="\n")


SCALE11 = ("Not at all likely - 0", *(str(i) for i in range(1, 10)), "Extremely likely - 10")
CONDENSED = (
    ("Respondent ID", RESPONSE),
    ("Collector ID", IGNORE),
    ("Start Date", is_("ignore", "time")),
    ("End Date", is_("time", "ignore")),
    ("Email Address", is_("ignore", "customer")),
    (
        "How likely is it that you would recommend us?",
        rating("nps", 0, 10, recode=tuple((t, float(i)) for i, t in enumerate(SCALE11)), at=""),
    ),
    ("How would you rate the quality of our food?", None),
    ("How often do you visit us?", None),
    ("Do you have any other comments?", COMMENT),
)
QUALITY = ("Very low quality", "Low quality", "Neither high nor low", "High quality", "Very high quality")
OFTEN = ("First time", "Once a year", "Once a month", "Once a week")


def condensed(rng: Random) -> bytes:
    rows: list[Row] = [
        [name for name, _ in CONDENSED],
        ["", "", "", "", "", "Response", "Response", "Response", "Open-Ended Response"],
    ]
    for i, when in enumerate(times(rng, 160)):
        well = mood(rng)
        rows.append(
            [
                118_000_000_000 + i * 101,
                445_123_987,
                when,
                when,
                mail(rng) if rng.random() < 0.4 else None,
                SCALE11[rate(rng, well, 0, 10)],
                QUALITY[rate(rng, well, 0, 4)],
                rng.choice(OFTEN),
                some(rng, ENGLISH, 0.5) or None,
            ]
        )
    return workbook(("Sheet", rows))


CONDENSED_COLUMNS = tuple(
    (name, truth or (rating("satisfaction", 1, 5, words=QUALITY) if "quality" in name else is_("segment", "rating")))
    for name, truth in CONDENSED
)

NOTEN = ("sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft", "ungenügend")
SCHOOL = rating("satisfaction", 1, 6, recode=tuple((t, float(6 - i)) for i, t in enumerate(NOTEN)), off=("k. A.",))
HOTLINE = (
    ("Auftragsnr.", is_("response", "customer", "ignore")),
    ("Kunden-Nr.", CUSTOMER),
    ("Gesprächsdatum", TIME),
    ("Freundlichkeit", SCHOOL),
    ("Fachkompetenz", SCHOOL),
    ("Anliegen gelöst?", outcome(("ja", 1), ("nein", 0))),
    ("Wartezeit (min)", IGNORE),
    ("Rechnungsbetrag", IGNORE),
    ("Bemerkung", COMMENT),
)


def hotline(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in HOTLINE]]
    for i, when in enumerate(times(rng, 190), start=1):
        well = mood(rng)
        marks = ["k. A." if rng.random() < 0.05 else NOTEN[5 - rate(rng, well, 0, 5)] for _ in range(2)]
        rows.append(
            [
                f"A-{i:05d}",
                f"{rng.randint(100, 999)}/{rng.randint(1000, 9999)}",
                when.strftime("%d.%m.%Y %H:%M:%S"),
                *marks,
                "ja" if well > 0.4 else "nein",
                f"{rng.uniform(0, 25):.1f}".replace(".", ","),
                f"{rng.uniform(5, 1400):,.2f}".replace(",", " ").replace(".", ",").replace(" ", "."),
                some(rng, GERMAN, 0.4),
            ]
        )
    return table(rows, delimiter=";", encoding="utf-8-sig")


SHEET = (
    ("Datum", TIME),
    ("Filiale", SEGMENT),
    ("Kunde", CUSTOMER),
    ("Beratung (1-5)", rating("satisfaction", 1, 5, off=("keine Angabe",))),
    ("Sortiment (1-5)", rating("satisfaction", 1, 5, off=("keine Angabe",))),
    ("Weiterempfehlung (0-10)", rating("nps", 0, 10, off=("keine Angabe",), at="")),
    ("Einkaufswert", IGNORE),
)


def sheet(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SHEET]]
    for i, _when in enumerate(times(rng, 180)):
        well = mood(rng)
        marks: list[object] = [rate(rng, well, 1, 5), rate(rng, well, 1, 5), rate(rng, well, 0, 10)]
        marks = ["keine Angabe" if rng.random() < 0.08 else m for m in marks]
        rows.append(
            [
                46235 + i // 6,
                rng.choice(("Ost", "West")),
                rng.randint(20000, 99999),
                *marks,
                round(rng.uniform(3, 99), 2),
            ]
        )
    return workbook(("Tabelle1", rows), ("Tabelle2", []))


GARE = ("Pas du tout satisfait", "Peu satisfait", "Satisfait", "Très satisfait")
STATION = (
    ("Horodateur", TIME),
    ("Adresse e-mail", is_("customer")),
    ("Êtes-vous satisfait de la propreté ?", rating("satisfaction", 1, 4, words=GARE, off=("Sans avis",))),
    (
        "Êtes-vous satisfait de l'affichage ?",
        rating("satisfaction", 1, 4, words=GARE, off=("Sans avis",), at="affichage"),
    ),
    ("Sur une échelle de 0 à 10, recommanderiez-vous cette gare ?", rating("nps", 0, 10, at="")),
    ("Que pouvons-nous améliorer ?", COMMENT),
    ("Tranche d'âge", SEGMENT),
)


def station(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in STATION]]
    for when in times(rng, 170):
        well = mood(rng)
        marks = ["Sans avis" if rng.random() < 0.05 else GARE[rate(rng, well, 0, 3)] for _ in range(2)]
        ages = rng.choice(("18-29 ans", "30-49 ans", "50 ans et plus"))
        rows.append(
            [
                when.strftime("%d/%m/%Y %H:%M:%S"),
                mail(rng),
                *marks,
                rate(rng, well, 0, 10),
                some(rng, FRENCH, 0.5),
                ages,
            ]
        )
    return table(rows, delimiter="\t", encoding="utf-16")


STORE = (
    ("Pedido", is_("response", "ignore", "customer")),
    ("CPF", is_("customer", "ignore")),
    ("Data da avaliação", TIME),
    ("Nota da entrega (1 a 5)", rating("satisfaction", 1, 5)),
    ("Nota do produto (1 a 5)", rating("satisfaction", 1, 5)),
    ("Recomendaria? (0 a 10)", rating("nps", 0, 10, at="")),
    ("Canal de venda", CHANNEL),
    ("Valor do pedido", IGNORE),
    ("Comentários", COMMENT),
)


def store(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in STORE]]
    said = ("Chegou antes do prazo, ótimo!", "Embalagem danificada e ninguém respondeu", "Atendimento péssimo no chat")
    for i, when in enumerate(times(rng, 200), start=80001):
        well = mood(rng)
        rows.append(
            [
                i,
                f"{rng.randint(100, 999)}.{rng.randint(100, 999)}.{rng.randint(100, 999)}-{rng.randint(10, 99)}",
                when.strftime("%d/%m/%Y"),
                rate(rng, well, 1, 5),
                rate(rng, well, 1, 5),
                rate(rng, well, 0, 10),
                rng.choice(("Site", "App", "Loja")),
                f"R$ {rng.uniform(20, 900):.2f}".replace(".", ","),
                some(rng, said, 0.5),
            ]
        )
    return table(rows, delimiter=";", encoding="cp1252")


NESTED = (
    ("event_id", is_("response", "ignore", "customer")),
    ("submitted_at", TIME),
    ("hidden.customer_id", CUSTOMER),
    ("answers.overall", rating("satisfaction", 1, 5, at="")),
    ("answers.checkout_ease", rating(("ces", "satisfaction"), 1, 7)),
    ("answers.why", COMMENT),
    ("answers.features", is_("ignore", "segment")),
    ("device", is_("channel", "segment")),
)


def nested(rng: Random) -> bytes:
    items = []
    for when in times(rng, 180):
        well = mood(rng)
        items.append(
            {
                "event_id": word(rng, 26),
                "submitted_at": when.isoformat() + "Z",
                "hidden": {"customer_id": f"cus_{word(rng, 8)}"},
                "answers": {
                    "overall": rate(rng, well, 1, 5),
                    "checkout_ease": rate(rng, well, 1, 7),
                    "why": some(rng, ENGLISH, 0.5) or None,
                    "features": rng.sample(["search", "filters", "reviews"], rng.randint(1, 2)),
                },
                "device": rng.choice(("phone", "computer")),
            }
        )
    return json.dumps(items).encode()


SPLIT = (
    ("antwort_id", RESPONSE),
    ("kontaktpunkt", is_("touchpoint")),
    ("frage", is_("question")),
    ("wert", is_("value")),
    ("datum", TIME),
    ("region", SEGMENT),
)


def split(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SPLIT]]
    for i, when in enumerate(times(rng, 150), start=1):
        well, region = mood(rng), rng.choice(("Nord", "Süd"))
        for place in ("Schalter", "App"):
            for asked in ("Zufriedenheit", "Wichtigkeit"):
                value = "k.A." if rng.random() < 0.04 else rate(rng, well if asked[0] == "Z" else 0.7, 1, 5)
                rows.append([f"A{i:04d}", place, asked, value, when.strftime("%d.%m.%Y"), region])
    return table(rows, delimiter=";", encoding="cp1252")


HELD_OUT_PLAIN: tuple[Export, ...] = (
    Export(
        "Qualtrics, choice texts",
        "Feedback_August+2026.csv",
        choices,
        ("responses",),
        tuple((c[0], c[3]) for c in CHOICES),
        skip=2,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
        time_zone="Europe/London",
        known=AIRPORT,
    ),
    Export(
        "SurveyMonkey XLSX, condensed",
        "Feedback.xlsx",
        condensed,
        ("responses",),
        CONDENSED_COLUMNS,
        type="xlsx",
        skip=1,
        time_format=("iso", "", "excel"),
    ),
    Export(
        "German hotline, school marks in words",
        "hotline.csv",
        hotline,
        ("responses",),
        HOTLINE,
        delimiter=";",
        decimal=",",
        time_format=("%d.%m.%Y %H:%M:%S",),
    ),
    Export(
        "German XLSX, dates as numbers",
        "Filialen.xlsx",
        sheet,
        ("responses",),
        SHEET,
        type="xlsx",
        time_format=("excel",),
    ),
    Export(
        "French, Unicode text of Excel",
        "gares.txt",
        station,
        ("responses",),
        STATION,
        encoding="utf-16",
        delimiter="\t",
        time_format=("%d/%m/%Y %H:%M:%S",),
        known=Known(touchpoints=(("affichage", "Affichage"),)),
    ),
    Export(
        "Brazilian shop",
        "avaliacoes.csv",
        store,
        ("responses",),
        STORE,
        encoding="cp1252",
        delimiter=";",
        time_format=("%d/%m/%Y",),
    ),
    Export(
        "Form answers, JSON list",
        "responses.json",
        nested,
        ("responses",),
        NESTED,
        type="jsonl",
        delimiter="",
        time_format=("iso", ""),
    ),
    Export(
        "German long answers by touchpoint",
        "lang.csv",
        split,
        ("answers",),
        SPLIT,
        encoding="cp1252",
        delimiter=";",
        time_format=("%d.%m.%Y",),
        questions=(
            ("Zufriedenheit", rating("satisfaction", 1, 5, off=("k.A.",))),
            ("Wichtigkeit", rating("importance", 1, 5, off=("k.A.",))),
        ),
        known=Known(touchpoints=(("schalter", "Schalter"), ("app", "App"))),
    ),
)
