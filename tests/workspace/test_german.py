"""German: what the product says of the sample when somebody asks in German, on the screen and on a page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import outsidein
from outsidein import maps
from outsidein.evidence.guess import guess
from outsidein.ground.speech import speaking
from outsidein.insight import Reading
from outsidein.maps import Document
from outsidein.measures import catalogue
from outsidein.workspace import Study, build_sample, export, load_map, open_study

PHRASES = Path(outsidein.__file__).parent
DAY = datetime(2026, 11, 21, tzinfo=UTC)
ENGLISH = re.compile(
    r"\b(the|and|of|is|are|were|nobody|answers?|comments?|touchpoints?|steps?|stages?|people|hotspots?|"
    r"interval|measured|heard|assumption|importance|loyalty)\b"
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    folder, _ = build_sample(
        tmp_path_factory.mktemp("german") / "sample", key=bytes(range(32)), seed=1, today=date(2026, 11, 21), now=DAY
    )
    with open_study(folder) as found:
        yield found


@pytest.fixture(scope="module")
def trip(study: Study) -> Document:
    """The sample map as if its cards were German."""
    found = load_map(study.folder)
    return Document.of(replace(one, language="de") if one.id == found.journey.id else one for one in found)  # type: ignore[call-arg]


@pytest.fixture(scope="module")
def reading(study: Study, trip: Document) -> Reading:
    with speaking("de"):
        return study.read(trip, now=DAY)


def test_the_headline_the_lead_and_the_findings_are_german(reading: Reading) -> None:
    assert reading.headline == "Check-in form schmerzt – dort, wo die Loyalität hängt."
    assert reading.lead == (
        "2.903 Rückmeldungen, 21.380 Bewertungen zu 14 Kontaktpunkten, 900 Kommentare; 22. Nov. 2025 – 20. Nov. 2026. "
        "10 Stellen stechen hervor, korrigiert für 42 Vergleiche."
    )
    assert reading.freshness.says == "Die neuesten Belege sind vom 20. November 2026, gestern."
    assert reading.findings[0].says == "Bag-drop desk ist um 2,2 Punkte schlechter als der Zielwert."
    assert reading.findings[0].against is not None
    assert reading.findings[0].against.value == "its target"  # what programs compare stays as it is


def test_the_checks_of_a_map_are_german(trip: Document) -> None:
    with speaking("de"):
        found = {one.code: one for one in maps.lint(trip, today=DAY.date())}
    pain = found["maps/pain-without-evidence"]
    assert pain.says.startswith("Der Schmerzpunkt „")
    assert pain.says.endswith("nennt keine Belege: Er ist eine Annahme.")


def test_a_guess_is_german_though_it_is_made_in_another_process(tmp_path: Path) -> None:
    file = tmp_path / "umfrage.csv"
    file.write_text("Zufriedenheit,Kommentar\n" + "4,Alles gut und sehr freundlich\n5,Danke für die Hilfe\n" * 40)
    with speaking("de"):
        drafted = guess(file)
    said = " ".join(one.says for one in drafted.doubts)
    assert "Keine Spalte sagt, wann." in said
    assert not ENGLISH.search(said)
    assert drafted.summary.startswith("80 Zeilen, 2 Spalten, Komma, UTF-8. Gelesen als breite Umfrage")


def test_measures_lanes_and_presets_have_german_words_for_all_their_english_ones() -> None:
    readers = (maps.kinds, maps.catalog.lanes, maps.catalog.media, maps.catalog.channels, maps.catalog.owners)
    for read in readers:
        english = read()
        with speaking("de"):
            german = read()
        assert english.keys() == german.keys()
        assert all(english[key].meaning != german[key].meaning for key in english)
    english_measures = {one.id: one.formula for one in catalogue().measures}
    with speaking("de"):
        assert all(one.formula != english_measures[one.id] for one in catalogue().measures)
    stages = maps.begin("reise", title="Reise", language="de-CH").stages
    assert [one.name for one in stages] == ["Entdecken", "Kaufen", "Nutzen", "Hilfe bekommen", "Erneuern"]


def test_a_page_of_a_german_map_has_no_english_of_the_product(study: Study, trip: Document) -> None:
    page = texts(export(study, trip, "html", now=DAY).body.decode())
    assert {"Brennpunkte und Lichtblicke", "Wovon die Loyalität abhängt", "Handlungen", "Schmerzpunkte"} <= page
    own = " ".join(str(getattr(one, name)) for one in trip for name in one.__dataclass_fields__)
    own += " ".join(f"{one.title} {one.kind}" for one in study.source_notes())
    ours = {text for text in page if text not in own}
    assert not [(text, key) for key, phrase in english_phrases() for text in ours if phrase.fullmatch(text)]


def english_phrases() -> Iterator[tuple[str, re.Pattern[str]]]:
    """What could stand on a page in English: every phrase that reads otherwise in German, its places left open."""
    for folder in (PHRASES / room / "phrases" for room in ("insight", "measures", "maps", "render")):
        english, german = (json.loads((folder / f"{one}.json").read_text("utf-8")) for one in ("en", "de"))
        for key, text in english.items():
            parts = re.split(r"\{\w+\}", text)
            if text != german[key] and "{" not in "".join(parts) and re.search("[a-z]{3}", "".join(parts)):
                yield key, re.compile(".+".join(re.escape(part) for part in parts))


def texts(page: str) -> set[str]:
    """What stands between the tags of a page."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    return {html.unescape(text).strip() for text in re.findall(r">([^<>]+)<", bare)}
