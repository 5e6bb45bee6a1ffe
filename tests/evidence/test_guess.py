"""Drafting a mapping: single judgements, and what is said when they are not certain."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.evidence import Asks, Caps, Field, Format, Question, Reads
from outsidein.evidence.guess import Draft, Known, Role, Sure, guess
from outsidein.evidence.guessing.drafting import draft
from outsidein.evidence.guessing.lexicon import fold, lexicon
from outsidein.evidence.plain import from_plain, to_plain
from outsidein.ground import EvidenceError, Severity

NOTHING = Known()
AIRPORT = Known(touchpoints=(("check-in", "Check-in"), ("wifi", "In-flight wifi")), segments=(("Class", "Business"),))


def drafted(
    folder: Path, columns: dict[str, Sequence[object]], *, known: Known = NOTHING, name: str = "x.csv"
) -> Draft:
    """The draft for a table given column by column."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8")
    return draft(path, Format(), known)


def marks(n: int, low: int, high: int, *, seed: int = 1) -> list[int]:
    rng = Random(seed)
    return [rng.randint(low, high) for _ in range(n)]


def question(found: Draft, column: str) -> Question:
    return next(q for q in found.source.questions if q.column == column)


def line(found: Draft, column: str) -> tuple[Role | None, Sure]:
    one = next(c for c in found.columns if c.about == column)
    return one.role, one.sure


def codes(found: Draft) -> set[str]:
    return {d.code for d in found.doubts}


IDS = [f"r{i:04}" for i in range(200)]


# --- what is not a rating


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("Age", 18, 80),
        ("Year of birth", 1940, 2006),
        ("Postcode", 1000, 9999),
        ("Flight Distance", 31, 4983),
        ("Delay in minutes", 0, 5),
        ("Number of children", 0, 5),
        ("Nights", 1, 7),
        ("Latitude", 45, 55),
        ("Orders", 0, 10),
        ("Duration (min)", 1, 10),
        ("Alter", 1, 5),
        ("Cantidad", 1, 5),
    ],
)
def test_counts_ages_and_places_are_no_ratings(tmp_path: Path, name: str, low: int, high: int) -> None:
    columns = {"id": IDS, name: marks(200, low, high), "Satisfaction": marks(200, 1, 5, seed=2)}
    found = drafted(tmp_path, columns)
    assert line(found, name)[0] is Role.IGNORE
    assert [q.column for q in found.source.questions] == ["Satisfaction"]


def test_small_whole_numbers_that_name_customers_are_ids(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"Guest no": marks(200, 1, 90), "CSAT": marks(200, 1, 5, seed=2)})
    assert found.source.customer == Field(column="Guest no")


def test_ids_stay_text_whatever_they_look_like(tmp_path: Path) -> None:
    odd = ["NA", "007", "1e5", "null", "TRUE", "nan", *IDS[:194]]
    found = drafted(tmp_path, {"customer": odd, "csat": marks(200, 1, 5)})
    assert found.source.customer == Field(column="customer")
    assert found.counts.customers == 200


def test_whole_numbers_without_a_word_are_asked_about(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"id": IDS, "xyz": marks(200, 1, 5), "comment": ["It was rather nice there"] * 200})
    assert line(found, "xyz") == (Role.IGNORE, Sure.CHECK)


# --- scales


def test_a_zero_among_one_to_five_is_asked_about_once_with_what_hangs_on_it(tmp_path: Path) -> None:
    wifi, food = marks(200, 0, 5), marks(200, 0, 5, seed=2)
    found = drafted(tmp_path, {"ID": IDS, "Wifi rating": wifi, "Food rating": food, "Seat rating": marks(200, 1, 5)})
    assert question(found, "Wifi rating").scale == (1, 5)
    assert question(found, "Wifi rating").not_applicable == ("0",)
    (said,) = [d for d in found.doubts if d.code == "evidence/codes-not-ratings"]
    zeroes = wifi.count(0) + food.count(0)
    pulls = {n: (sum(v) / (200 - v.count(0)), sum(v) / 200) for n, v in (("Wifi rating", wifi), ("Food rating", food))}
    name, (without, with_) = max(pulls.items(), key=lambda p: p[1][0] - p[1][1])
    assert f"{zeroes} cells" in said.says
    assert f"“{name}” from {without:.2f} to {with_:.2f}" in said.says
    assert line(found, "Wifi rating") == (Role.RATING, Sure.SURE)
    assert found.counts.not_applicable == zeroes


def test_a_zero_that_the_name_announces_is_a_rating(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"ID": IDS, "Satisfaction (0-5)": marks(200, 0, 5)})
    assert question(found, "Satisfaction (0-5)").scale == (0, 5)
    assert question(found, "Satisfaction (0-5)").not_applicable == ()


def test_one_to_eleven_is_nought_to_ten_coded_higher_and_asked_about(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"ID": IDS, "Would you recommend us?": marks(200, 1, 11)})
    asked = question(found, "Would you recommend us?")
    assert (asked.asks, asked.scale, asked.shift) == (Asks.NPS, (0, 10), -1)
    assert line(found, "Would you recommend us?")[1] is Sure.CHECK


def test_recommending_without_a_nought_is_asked_about(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"ID": IDS, "NPS": marks(200, 1, 10)})
    assert question(found, "NPS").scale == (0, 10)
    assert line(found, "NPS")[1] is Sure.CHECK


@pytest.mark.parametrize("code", [98, 99, -9, 999, 88])
def test_codes_apart_from_the_scale_are_no_ratings(tmp_path: Path, code: int) -> None:
    found = drafted(tmp_path, {"ID": IDS, "Satisfaction": [code if v == 3 else v for v in marks(200, 1, 7)]})
    assert question(found, "Satisfaction").not_applicable == (str(code),)
    assert question(found, "Satisfaction").scale == (1, 7)
    assert "evidence/codes-not-ratings" in codes(found)


def test_a_scale_that_falls_where_the_others_rise_is_turned_and_said(tmp_path: Path) -> None:
    rng = Random(3)
    nps = marks(200, 0, 10)
    turned = [max(1, min(5, 5 - v // 2 + rng.randint(-1, 1))) for v in nps]
    found = drafted(tmp_path, {"ID": IDS, "NPS": nps, "Rating of the counter": turned})
    assert question(found, "Rating of the counter").reversed
    assert line(found, "Rating of the counter")[1] is Sure.CHECK


def test_a_scale_whose_name_gives_the_ends_needs_no_guess(tmp_path: Path) -> None:
    name = "Satisfaction (1 = very satisfied, 5 = very dissatisfied)"
    found = drafted(tmp_path, {"ID": IDS, name: marks(200, 1, 5)})
    assert question(found, name).reversed
    assert line(found, name)[1] is Sure.SURE


@pytest.mark.parametrize(
    "levels",
    [
        ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
        ("Sehr unzufrieden", "Unzufrieden", "Teils/teils", "Zufrieden", "Sehr zufrieden"),
        ("Très insatisfait", "Insatisfait", "Neutre", "Satisfait", "Très satisfait"),
        ("Muy insatisfecho", "Insatisfecho", "Neutral", "Satisfecho", "Muy satisfecho"),
        ("Molto insoddisfatto", "Insoddisfatto", "Neutrale", "Soddisfatto", "Molto soddisfatto"),
        ("Muito insatisfeito", "Insatisfeito", "Neutro", "Satisfeito", "Muito satisfeito"),
        ("Zeer ontevreden", "Ontevreden", "Neutraal", "Tevreden", "Zeer tevreden"),
        ("とても不満", "やや不満", "どちらともいえない", "やや満足", "とても満足"),
        ("1 - Very poor", "2", "3", "4", "5 - Excellent"),
        ("★☆☆☆☆", "★★☆☆☆", "★★★☆☆", "★★★★☆", "★★★★★"),
        ("😡", "🙁", "😐", "🙂", "😀"),
        ("1/5", "2/5", "3/5", "4/5", "5/5"),
        ("1 star", "2 stars", "3 stars", "4 stars", "5 stars"),
    ],
)
def test_words_signs_and_labels_become_one_to_five_in_their_order(tmp_path: Path, levels: tuple[str, ...]) -> None:
    found = drafted(tmp_path, {"ID": IDS, "Satisfaction": [levels[v - 1] for v in marks(200, 1, 5)]})
    asked = question(found, "Satisfaction")
    assert (asked.asks, asked.scale) == (Asks.SATISFACTION, (1, 5))
    assert [value for _, value in sorted(asked.recode, key=lambda p: levels.index(p[0]))] == [1, 2, 3, 4, 5]
    assert line(found, "Satisfaction")[1] is Sure.SURE


def test_labels_that_run_downwards_are_turned(tmp_path: Path) -> None:
    levels = ("1 = Sehr gut", "2 = Gut", "3 = Befriedigend", "4 = Schlecht", "5 = Sehr schlecht")
    found = drafted(tmp_path, {"ID": IDS, "Bewertung": [levels[v - 1] for v in marks(200, 1, 5)]})
    assert question(found, "Bewertung").reversed


def test_not_used_and_no_answer_are_no_ratings(tmp_path: Path) -> None:
    levels = ("Dissatisfied", "Neutral", "Satisfied", "Very satisfied", "Very dissatisfied", "Not used", "No answer")
    found = drafted(tmp_path, {"ID": IDS, "How satisfied are you?": [levels[v] for v in marks(200, 0, 6)]})
    asked = question(found, "How satisfied are you?")
    assert (asked.not_applicable, asked.blank) == (("Not used",), ("No answer",))


def test_words_of_a_scale_in_an_unknown_language_are_asked_about(tmp_path: Path) -> None:
    levels = ("Väga halb", "Halb", "Keskmine", "Hea", "Väga hea")
    columns = {f"Q{i}": [levels[v] for v in marks(200, 0, 4, seed=i)] for i in range(3)}
    found = drafted(tmp_path, {"ID": IDS, **columns})
    assert {line(found, f"Q{i}")[1] for i in range(3)} == {Sure.CHECK}


def test_every_word_of_a_scale_has_one_place_in_it() -> None:
    for scale in lexicon().scales:
        words = [word for level in scale.levels for word in level]
        assert len(words) == len(set(words))
        assert all(word == fold(word) for word in words)


# --- touchpoints


def test_a_rating_finds_its_touchpoint_by_name(tmp_path: Path) -> None:
    names = ("Check-in Service", "sat_check_in", "In-Flight Wifi", "Satisfaction with the in-flight wifi")
    found = drafted(tmp_path, {"ID": IDS, **{n: marks(200, 1, 5, seed=i) for i, n in enumerate(names)}}, known=AIRPORT)
    assert [question(found, n).touchpoint for n in names] == ["check-in", "check-in", "wifi", "wifi"]


def test_a_touchpoint_on_no_map_is_proposed_and_said(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"ID": IDS, "Rating: Lounge": marks(200, 1, 5)}, known=AIRPORT)
    assert question(found, "Rating: Lounge").touchpoint == "lounge"
    (said,) = [d for d in found.doubts if d.code == "evidence/new-touchpoints"]
    assert "lounge" in said.says
    assert said.severity is Severity.HINT


def test_questions_about_the_whole_have_no_touchpoint(tmp_path: Path) -> None:
    names = ("Overall satisfaction", "How likely are you to recommend us?", "CSAT", "Gesamtzufriedenheit")
    found = drafted(tmp_path, {"ID": IDS, **{n: marks(200, 0 if "likely" in n else 1, 10) for n in names}})
    assert [question(found, n).touchpoint for n in names] == [""] * 4


# --- time


def test_a_day_above_twelve_settles_day_and_month(tmp_path: Path) -> None:
    first = drafted(
        tmp_path, {"ID": IDS, "Date": [f"{i % 28 + 1}/8/2026" for i in range(200)], "CSAT": marks(200, 1, 5)}
    )
    other = drafted(
        tmp_path, {"ID": IDS, "Date": [f"8/{i % 28 + 1}/2026" for i in range(200)], "CSAT": marks(200, 1, 5)}
    )
    assert (first.source.time_format, other.source.time_format) == ("%d/%m/%Y", "%m/%d/%Y")
    assert not {"evidence/unsure-date-order"} & (codes(first) | codes(other))


def test_dates_that_could_be_either_are_asked_about_and_order_is_a_hint(tmp_path: Path) -> None:
    dates = [f"{month:02}/{day:02}/2026" for month in range(1, 11) for day in range(1, 11)]
    found = drafted(tmp_path, {"ID": IDS[:100], "Date": dates, "CSAT": marks(100, 1, 5)})
    assert "evidence/unsure-date-order" in codes(found)
    assert found.source.time_format == "%m/%d/%Y"


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        ([str(1785715200 + 977 * i) for i in range(200)], "unix"),
        ([str((1785715200 + 977 * i) * 1000) for i in range(200)], "unix-ms"),
        ([f"{46240 + i / 7:.4f}" for i in range(200)], "excel"),
        ([f"202608{i % 28 + 1:02}" for i in range(200)], "%Y%m%d"),
        ([f"2026-08-{i % 28 + 1:02}T10:00:00Z" for i in range(200)], "iso"),
        ([f"2026-08-{i % 28 + 1:02} 10:00:00 +0200" for i in range(200)], "%Y-%m-%d %H:%M:%S %z"),
        ([f"{i % 28 + 1:02}.08.26 10:15" for i in range(200)], "%d.%m.%y %H:%M"),
    ],
)
def test_times_are_read_as_they_are_written(tmp_path: Path, cells: list[str], form: str) -> None:
    found = drafted(tmp_path, {"ID": IDS, "submitted_at": cells, "CSAT": marks(200, 1, 5)})
    assert found.source.time == Field(column="submitted_at")
    assert found.source.time_format == form


def test_a_zone_in_the_heading_is_the_zone(tmp_path: Path) -> None:
    cells = [f"2026-08-{i % 28 + 1:02} 10:00" for i in range(200)]
    stated = drafted(tmp_path, {"ID": IDS, "Submitted at (Europe/Berlin)": cells, "CSAT": marks(200, 1, 5)})
    silent = drafted(tmp_path, {"ID": IDS, "Submitted at": cells, "CSAT": marks(200, 1, 5)})
    assert stated.source.time_zone == "Europe/Berlin"
    assert (silent.source.time_zone, "evidence/unknown-time-zone" in codes(silent)) == ("UTC", True)


# --- who


def test_an_address_is_the_customer_only_where_nothing_else_is(tmp_path: Path) -> None:
    mails = [f"p{i}@example.org" for i in range(200)]
    alone = drafted(
        tmp_path, {"Timestamp": ["2026-08-03 10:00"] * 199 + [""], "E-mail": mails, "CSAT": marks(200, 1, 5)}
    )
    beside = drafted(tmp_path, {"Customer ID": IDS, "E-mail": mails, "CSAT": marks(200, 1, 5)})
    assert alone.source.customer == Field(column="E-mail")
    assert line(alone, "E-mail")[1] is Sure.CHECK
    assert "E-mail" in beside.source.ignore


def test_personal_data_is_never_shown(tmp_path: Path) -> None:
    columns = {
        "ID": IDS,
        "Last name": [f"Meyer{i}" for i in range(200)],
        "E-mail": [f"p{i}@example.org" for i in range(200)],
        "IP": [f"10.0.{i}.7" for i in range(200)],
        "CSAT": marks(200, 1, 5),
    }
    said = repr(drafted(tmp_path, columns))
    assert "Meyer" not in said
    assert "example.org" not in said
    assert "10.0." not in said


def test_a_response_id_that_repeats_is_not_used_in_silence(tmp_path: Path) -> None:
    columns = {"customer id": IDS, "response id": [f"a{i // 2}" for i in range(200)], "CSAT": marks(200, 1, 5)}
    found = drafted(tmp_path, columns)
    assert found.source.response is None
    assert line(found, "response id") == (Role.IGNORE, Sure.CHECK)


# --- the whole


def test_nothing_to_measure_is_an_error_that_says_so(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"region": ["north", "south"] * 20, "amount": [f"{i}.50" for i in range(40)]})
    (said,) = [d for d in found.doubts if d.severity is Severity.ERROR]
    assert said.code == "evidence/nothing-to-measure"


def test_the_preview_opens_with_what_was_found(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"Customer ID": IDS, "NPS": marks(200, 0, 10), "Class": ["Eco", "Business"] * 100})
    assert found.summary == (
        "200 rows, 3 columns, comma, UTF-8. Read as a wide survey: one response a row, one rating and no comments. "
        "Nothing needs you."
    )


def test_every_column_has_a_line_and_a_place(tmp_path: Path) -> None:
    columns = {f"c{i}": marks(60, 0, i + 1, seed=i) for i in range(9)} | {"NPS": marks(60, 0, 10)}
    found = drafted(tmp_path, columns)
    assert [c.about for c in found.columns[:10]] == list(columns)
    placed = {*found.source.ignore, *(q.column for q in found.source.questions)}
    placed |= {s.column for s in found.source.segments} | {f.column for f in (found.source.customer,) if f}
    assert placed == set(columns)


def test_what_is_unsure_says_why_and_what_else_could_be(tmp_path: Path) -> None:
    found = drafted(tmp_path, {"ID": IDS, "Would recommend (1-10)": marks(200, 1, 10), "Q1": marks(200, 1, 5)})
    unsure = [c for c in found.columns if c.sure is Sure.CHECK]
    assert unsure
    assert all(c.why and c.choices for c in unsure)
    assert all(d.fix for d in found.doubts)


def test_long_files_have_a_scale_for_each_question(tmp_path: Path) -> None:
    names = ["csat", "nps", "ease"] * 60
    tops = {"csat": (1, 5), "nps": (0, 10), "ease": (1, 7)}
    rng = Random(5)
    columns = {
        "response_id": [f"r{i // 3}" for i in range(180)],
        "question": names,
        "answer": [rng.randint(*tops[n]) for n in names],
    }
    found = drafted(tmp_path, columns)
    assert found.source.reads is Reads.ANSWERS
    assert {q.wording: (q.asks, q.scale) for q in found.source.questions} == {
        "csat": (Asks.SATISFACTION, (1, 5)),
        "nps": (Asks.NPS, (0, 10)),
        "ease": (Asks.CES, (1, 7)),
    }


def test_only_so_many_rows_are_looked_at_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from outsidein.evidence.guessing import profile

    monkeypatch.setattr(profile, "MOST_ROWS", 100)
    assert profile.profile.__kwdefaults__ is not None
    monkeypatch.setitem(profile.profile.__kwdefaults__, "most", 100)
    found = drafted(tmp_path, {"ID": IDS, "CSAT": marks(200, 1, 5)})
    assert (found.counts.rows, found.counts.whole) == (100, False)
    assert "100 rows looked at" in found.summary


# --- the border


def test_the_file_is_looked_at_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Customer ID,NPS\n" + "".join(f"c{i},{i % 11}\n" for i in range(50)))
    assert guess(path, known=AIRPORT) == draft(path, Format(), AIRPORT)
    with pytest.raises(EvidenceError) as error:
        guess(path, caps=Caps(seconds=0.01))
    assert error.value.diagnostics[0].code == "evidence/takes-too-long"


def test_a_file_is_named_as_the_caller_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("id,NPS\n" + "".join(f"c{i},{i % 11}\n" for i in range(50)))
    assert {d.where.file for d in guess(Path("x.csv")).doubts} == {"x.csv"}
    Path("empty.csv").write_text("")
    with pytest.raises(EvidenceError) as error:
        guess(Path("empty.csv"))
    assert {d.where.file for d in error.value.diagnostics} == {"empty.csv"}


ODD = (
    "|0|1|5|10|99|-1|NaN|inf|1e400|007|NA|=1+1|🙂|★★|2026-13-45|1/2/3|yes|no|Très satisfait|5 - Very good|−3|٣|null"
    '|{"ImportId":"x"}|\u202e|1,5|1.234,5|12:30|100%|a@b.org|10.0.0.1|Very satisfied|\\N|so so, la la|2026-08-03'
)
CELLS = st.sampled_from(ODD.split("|"))
NAMES = st.sampled_from(
    [
        "id",
        "score",
        "NPS",
        "Date",
        "touchpoint",
        "question",
        "value",
        "event",
        "timestamp",
        "comment",
        "Q1_1",
        "",
        "email",
    ]
)


@given(st.lists(st.tuples(NAMES, st.lists(CELLS, min_size=1, max_size=5)), min_size=1, max_size=6), st.integers(0, 40))
def test_whatever_stands_in_a_table_there_is_a_draft_that_crosses_the_border_whole(
    columns: list[tuple[str, list[str]]], rows: int
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([name for name, _ in columns])
        writer.writerows(
            [[pool[(r * (i + 1)) % len(pool)] for i, (_, pool) in enumerate(columns)] for r in range(rows)]
        )
        path = Path(folder) / "x.csv"
        path.write_text(out.getvalue(), encoding="utf-8")
        try:
            found = draft(path, Format(), AIRPORT)
        except EvidenceError as error:
            said = error.diagnostics
        else:
            said = found.doubts
            assert from_plain(Draft, to_plain(found)) == found
        assert all(d.says for d in said)


@pytest.mark.parametrize("code", ["e6", "E10", "-e5", "+", "−"])
def test_a_code_that_is_nearly_a_number_breaks_nothing(tmp_path: Path, code: str) -> None:
    found = drafted(tmp_path, {"ID": IDS, "Satisfaction": [code if v == 3 else v for v in marks(200, 1, 5)]})
    assert line(found, "Satisfaction")[1] is Sure.CHECK
