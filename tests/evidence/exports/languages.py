"""Exports in other languages, with the encodings, delimiters and decimal marks that go with them."""

from __future__ import annotations

from random import Random

from .pieces import (
    CHINESE,
    FRENCH,
    GERMAN,
    ITALIAN,
    JAPANESE,
    SPANISH,
    Row,
    mail,
    mood,
    rate,
    some,
    table,
    times,
    word,
)
from .truth import (
    COMMENT,
    CUSTOMER,
    IGNORE,
    RESPONSE,
    SEGMENT,
    TIME,
    Export,
    Known,
    is_,
    outcome,
    rating,
)

ZUFRIEDEN = ("sehr unzufrieden", "eher unzufrieden", "teils/teils", "eher zufrieden", "sehr zufrieden")
FLUGHAFEN = Known(
    touchpoints=(
        ("schalter", "Schalter"),
        ("gepaeck", "Gepäckausgabe"),
        ("app", "App"),
        ("bordservice", "Bordservice"),
    )
)
GERMAN_COLUMNS = (
    ("Kundennummer", CUSTOMER),
    ("Eingang", TIME),
    (
        "Zufriedenheit mit dem Schalter",
        rating("satisfaction", 1, 5, words=ZUFRIEDEN, off=("keine Angabe",), at="schalter"),
    ),
    ("Zufriedenheit mit der App", rating("satisfaction", 1, 5, words=ZUFRIEDEN, off=("keine Angabe",), at="app")),
    ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", rating("nps", 0, 10, at="")),
    ("Ticketpreis", IGNORE),
    ("Reiseklasse", SEGMENT),
    ("Anmerkungen", COMMENT),
    ("Postleitzahl", IGNORE),
)


def german(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in GERMAN_COLUMNS]]
    for when in times(rng, 170):
        well = mood(rng)
        labels = ["keine Angabe" if rng.random() < 0.06 else ZUFRIEDEN[rate(rng, well, 0, 4)] for _ in range(2)]
        rows.append(
            [
                f"{rng.randint(1, 99999):06d}",
                when.strftime("%d.%m.%Y %H:%M"),
                *labels,
                rate(rng, well, 0, 10),
                f"{rng.uniform(39, 1890):,.2f}".replace(",", " ").replace(".", ",").replace(" ", "."),
                rng.choice(("Economy", "Business", "First")),
                some(rng, GERMAN, 0.5),
                f"{rng.randint(1067, 99998):05d}",
            ]
        )
    return table(rows, delimiter=";", encoding="cp1252")


FRENCH_LABELS = ("Pas du tout satisfait", "Peu satisfait", "Moyennement satisfait", "Satisfait", "Très satisfait")
FRENCH_COLUMNS = (
    ("Identifiant client", CUSTOMER),
    ("Date de réponse", TIME),
    ("Accueil en agence", rating("satisfaction", 1, 5, words=FRENCH_LABELS, at="agence")),
    ("Application mobile", rating("satisfaction", 1, 5, words=FRENCH_LABELS, at="appli")),
    ("Recommanderiez-vous notre banque à un proche ? (0 à 10)", rating("nps", 0, 10, at="")),
    ("Région", SEGMENT),
    ("Commentaire libre", COMMENT),
)


def french(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in FRENCH_COLUMNS]]
    for when in times(rng, 160):
        well = mood(rng)
        rows.append(
            [
                f"CL{rng.randint(1, 10**6):07d}",
                when.strftime("%d/%m/%Y"),
                FRENCH_LABELS[rate(rng, well, 0, 4)],
                FRENCH_LABELS[rate(rng, well, 0, 4)],
                rate(rng, well, 0, 10),
                rng.choice(("Île-de-France", "Bretagne", "Provence", "Normandie")),
                some(rng, FRENCH, 0.6).replace("’", "'"),
            ]
        )
    return table(rows, delimiter=";", encoding="cp1252")


SPANISH_COLUMNS = (
    ("id_cliente", CUSTOMER),
    ("fecha_respuesta", TIME),
    ("¿Qué tan satisfecho está con la atención en tienda?", rating("satisfaction", 1, 5)),
    ("¿Qué tan fácil fue resolver su problema?", rating("ces", 1, 7, at="")),
    ("¿Volvería a comprar?", outcome(("Sí", 1), ("No", 0))),
    ("sexo", SEGMENT),
    ("edad", IGNORE),
    ("comentarios", COMMENT),
)


def spanish(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in SPANISH_COLUMNS]]
    for when in times(rng, 190):
        well = mood(rng)
        rows.append(
            [
                rng.randint(1000, 9999),
                when.strftime("%d/%m/%Y %H:%M"),
                rate(rng, well, 1, 5),
                rate(rng, well, 1, 7),
                "Sí" if rng.random() < 0.3 + 0.6 * well else "No",
                rng.choice(("M", "F")),
                rng.randint(18, 84),
                some(rng, SPANISH, 0.5),
            ]
        )
    return table(rows)


ACCORDO = (
    "Per niente d'accordo",
    "Poco d'accordo",
    "Né d'accordo né in disaccordo",
    "D'accordo",
    "Completamente d'accordo",
)
ITALIAN_COLUMNS = (
    ("Codice risposta", RESPONSE),
    ("Data", TIME),
    ("È stato facile risolvere il mio problema", rating("ces", 1, 5, words=ACCORDO, at="")),
    ("Voto complessivo", rating("satisfaction", 1, 10, at="")),
    ("Canale", is_("channel")),
    ("Note", COMMENT),
)


def italian(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in ITALIAN_COLUMNS]]
    for when in times(rng, 150):
        well = mood(rng)
        rows.append(
            [
                "RSP-" + word(rng, 8),
                when.strftime("%d/%m/%Y"),
                ACCORDO[rate(rng, well, 0, 4)],
                rate(rng, well, 1, 10),
                rng.choice(("Negozio", "Telefono", "Sito web")),
                some(rng, ITALIAN, 0.5),
            ]
        )
    return table(rows, delimiter=";", end="\n")


JAPANESE_COLUMNS = (
    ("顧客ID", CUSTOMER),
    ("回答日時", TIME),
    ("総合満足度", rating("satisfaction", 1, 5, at="")),
    ("友人に薦める可能性（0～10）", rating("nps", 0, 10, at="")),
    ("受付の満足度", rating("satisfaction", 1, 5, at="reception")),
    ("性別", SEGMENT),
    ("年齢", IGNORE),
    ("ご意見", COMMENT),
)


def japanese(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in JAPANESE_COLUMNS]]
    for when in times(rng, 150):
        well = mood(rng)
        rows.append(
            [
                f"{rng.randint(1, 9999999):07d}",
                when.strftime("%Y/%m/%d %H:%M"),
                rate(rng, well, 1, 5),
                rate(rng, well, 0, 10),
                rate(rng, well, 1, 5),
                rng.choice(("男性", "女性")),
                rng.randint(18, 80),
                some(rng, JAPANESE, 0.5),
            ]
        )
    return table(rows, encoding="cp932")


CHINESE_COLUMNS = (
    ("客户编号", CUSTOMER),
    ("提交时间", TIME),
    ("总体满意度", rating("satisfaction", 1, 5, at="")),
    ("您向朋友推荐我们的可能性", rating("nps", 0, 10, at="")),
    ("渠道", is_("channel")),
    ("意见建议", COMMENT),
)


def chinese(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in CHINESE_COLUMNS]]
    for when in times(rng, 150):
        well = mood(rng)
        rows.append(
            [
                "KH" + word(rng, 6, "0123456789"),
                when.strftime("%Y-%m-%d %H:%M:%S"),
                rate(rng, well, 1, 5),
                rate(rng, well, 0, 10),
                rng.choice(("门店", "电话", "微信")),
                some(rng, CHINESE, 0.5),
            ]
        )
    return table(rows, encoding="utf-8-sig")


FACIL = ("Muito difícil", "Difícil", "Nem fácil nem difícil", "Fácil", "Muito fácil")
PORTUGUESE_COLUMNS = (
    ("E-mail", CUSTOMER),
    ("Data da resposta", TIME),
    ("Foi fácil resolver o seu pedido?", rating("ces", 1, 5, words=FACIL, at="")),
    ("De 0 a 10, quanto recomendaria a nossa loja?", rating("nps", 0, 10, at="")),
    ("Nota do atendimento", rating("satisfaction", 1, 5)),
    ("Comentário", COMMENT),
)


def portuguese(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in PORTUGUESE_COLUMNS]]
    for when in times(rng, 150):
        well = mood(rng)
        rows.append(
            [
                mail(rng),
                when.strftime("%d/%m/%Y"),
                FACIL[rate(rng, well, 0, 4)],
                rate(rng, well, 0, 10),
                rate(rng, well, 1, 5),
                some(rng, ("Atendimento péssimo, não volto mais", "Ótimo serviço, parabéns à equipe!"), 0.6),
            ]
        )
    return table(rows, delimiter=";")


TEVREDEN = ("Zeer ontevreden", "Ontevreden", "Neutraal", "Tevreden", "Zeer tevreden")
DUTCH_COLUMNS = (
    ("Respondentnummer", RESPONSE),
    ("Datum", TIME),
    ("Hoe tevreden bent u over de monteur?", rating("satisfaction", 1, 5, words=TEVREDEN, off=("Weet niet",))),
    ("Hoe waarschijnlijk is het dat u ons aanbeveelt?", rating("nps", 0, 10, at="")),
    ("Toelichting", COMMENT),
    ("Provincie", SEGMENT),
)


def dutch(rng: Random) -> bytes:
    rows: list[Row] = [[name for name, _ in DUTCH_COLUMNS]]
    for i, when in enumerate(times(rng, 150), start=5001):
        well = mood(rng)
        rows.append(
            [
                i,
                when.strftime("%d-%m-%Y"),
                "Weet niet" if rng.random() < 0.07 else TEVREDEN[rate(rng, well, 0, 4)],
                rate(rng, well, 0, 10),
                some(rng, ("De monteur was te laat en belde niet", "Prima geholpen, dank je wel!"), 0.6),
                rng.choice(("Utrecht", "Drenthe", "Zeeland")),
            ]
        )
    return table(rows, delimiter=";")


LANGUAGES = (
    Export(
        "German, semicolons, decimal commas, cp1252",
        "rückmeldungen.csv",
        german,
        ("responses",),
        GERMAN_COLUMNS,
        encoding="cp1252",
        delimiter=";",
        decimal=",",
        time_format=("%d.%m.%Y %H:%M",),
        known=FLUGHAFEN,
    ),
    Export(
        "French, cp1252",
        "enquete.csv",
        french,
        ("responses",),
        FRENCH_COLUMNS,
        encoding="cp1252",
        delimiter=";",
        time_format=("%d/%m/%Y",),
        known=Known(touchpoints=(("agence", "Accueil en agence"), ("appli", "Application mobile"))),
    ),
    Export("Spanish", "encuesta.csv", spanish, ("responses",), SPANISH_COLUMNS, time_format=("%d/%m/%Y %H:%M",)),
    Export(
        "Italian", "sondaggio.csv", italian, ("responses",), ITALIAN_COLUMNS, delimiter=";", time_format=("%d/%m/%Y",)
    ),
    Export(
        "Japanese, Shift-JIS",
        "アンケート.csv",
        japanese,
        ("responses",),
        JAPANESE_COLUMNS,
        encoding="cp932",
        time_format=("%Y/%m/%d %H:%M", "iso"),
        known=Known(touchpoints=(("reception", "受付"),)),
    ),
    Export(
        "Chinese, UTF-8 with mark",
        "问卷.csv",
        chinese,
        ("responses",),
        CHINESE_COLUMNS,
        time_format=("iso", "%Y-%m-%d %H:%M:%S"),
    ),
    Export(
        "Portuguese",
        "inquerito.csv",
        portuguese,
        ("responses",),
        PORTUGUESE_COLUMNS,
        delimiter=";",
        time_format=("%d/%m/%Y",),
    ),
    Export("Dutch", "onderzoek.csv", dutch, ("responses",), DUTCH_COLUMNS, delimiter=";", time_format=("%d-%m-%Y",)),
)
