"""The catalogue is data: each measure has a golden line and a place in the reference; a new file is a new measure."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from given_answers import Given, store

from outsidein.evidence.store import Store
from outsidein.evidence.tables import Asks
from outsidein.ground import MeasureError
from outsidein.measures import Ask, Engine, Measure, Others, catalogue, measure
from outsidein.measures.catalogue import BUILT_IN, read_measure
from outsidein.measures.measure import ANY

HERE = Path(__file__).parent
REFERENCE = HERE.parent.parent / "docs" / "reference"

ANSWERS: dict[str, list[int]] = {
    "satisfaction": [5, 4, 4, 3, 5, 2, 1, 4, 5, 5],
    "nps": [10, 9, 9, 8, 7, 6, 3, 10, 9, 0],
    "ces": [7, 6, 5, 5, 4, 2, 7],
    "importance": [5, 5, 4, 3, 2, 4],
    "emotion": [8, 9, 3, 5, 7],
    "frequency": [1, 2, 3, 4, 5, 5],
    "outcome": [1, 1, 0, 1],
    "number": [3, 5, 8, 13],
}

MEASURES = catalogue().measures


@pytest.fixture(scope="module")
def evidence() -> Store:
    given = [Given(float(value), asks) for asks, values in ANSWERS.items() for value in values]
    return store([*given, Given(None), Given(None)])


def golden() -> dict[str, tuple[float, float, float, int]]:
    """Made with statsmodels, not with our own formulas."""
    with (HERE / "catalog_golden.csv").open(encoding="utf-8") as file:
        lines = csv.DictReader(file)
        return {
            line["measure"]: (float(line["value"]), float(line["low"]), float(line["high"]), int(line["n"]))
            for line in lines
        }


@pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.id)
def test_every_measure_has_a_golden_line_and_gives_it(one: Measure, evidence: Store) -> None:
    (row,) = measure(evidence, Ask(one.id))
    found = (row.estimate.value, row.estimate.low, row.estimate.high)
    value, low, high, n = golden()[one.id]
    assert found == (pytest.approx(value, abs=1e-6), pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))
    assert row.estimate.n == n
    assert row.estimate.cites


def test_the_golden_lines_name_no_measure_that_is_gone() -> None:
    assert set(golden()) == {one.id for one in MEASURES}


def test_everything_that_a_question_can_ask_for_feeds_some_measure() -> None:
    fed = {kind for one in MEASURES for kind in one.asks}
    assert {str(asks) for asks in Asks} <= fed


@pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.id)
def test_the_reference_says_of_every_measure_what_the_catalogue_says(one: Measure) -> None:
    text = (REFERENCE / "measures.md").read_text(encoding="utf-8")
    heading = f"### {one.label} (`{one.id}`)"
    assert heading in text
    section = text.split(heading, 1)[1].split("\n### ", 1)[0]
    words = (one.name, one.formula, one.interval, one.unit or "as asked", one.better, str(one.minimum), one.caution)
    for said in words:
        assert said in section
    for source in one.sources:
        assert source in section
    for kind in one.asks:
        assert ("any question" if kind == ANY else f"`{kind}`") in section


def test_every_code_that_measures_can_give_has_its_heading() -> None:
    code = "".join(path.read_text("utf-8") for path in BUILT_IN.parent.rglob("*.py"))
    text = "".join(path.read_text("utf-8") for path in sorted((REFERENCE / "diagnostics").glob("measures*.md")))
    assert set(re.findall(r'"(measures/[a-z-]+)"', code)) == set(re.findall(r"^## (\S+/\S+)$", text, re.MULTILINE))


RECIPE = """
id: delight
name: Share who were delighted
label: Delight
asks: [satisfaction]
engine: share
top: 1
scale: {points: 5, others: refuse}
times: 100
unit: "%"
better: higher
formula: 100 × answers in the top box of five ÷ answers
interval: Wilson
sources: ["Our own."]
"""


def test_a_file_in_a_folder_of_ones_own_is_a_new_measure(tmp_path: Path, evidence: Store) -> None:
    (tmp_path / "delight.yaml").write_text(RECIPE, encoding="utf-8")
    mine = catalogue(tmp_path)
    (row,) = measure(evidence, Ask("delight"), measures=mine)
    assert (row.estimate.value, row.estimate.n, row.estimate.unit) == (40, 10, "%")
    assert mine.find("nps") == catalogue().find("nps")


@pytest.mark.parametrize(
    ("said", "instead", "why"),
    [
        ("id: delight", "id: nps", "already a measure “nps”"),
        ("id: delight\n", "", "does not say its “id”"),
        ("engine: share", "engine: magic", "magic"),
        ("asks: [satisfaction]", "asks: [joy]", "no question asks for “joy”"),
        ("asks: [satisfaction]", "asks: satisfaction", "“asks” should be a list"),
        ("top: 1", "", "“top” number of boxes or the “box”"),
        ("top: 1", "box: [5, 4]", "“box” should be"),
        ("top: 1", "top: many", "“top” should be a number"),
        ("scale: {points: 5, others: refuse}", "scale: {others: map}", "“low” and “high” of its own"),
        ("scale: {points: 5, others: refuse}", "scale: 5", "“scale” has from"),
        ("better: higher", "better: up", "“better” is higher, lower or neither"),
        ("times: 100", "times: 0", "“times” is not 0"),
        ("unit:", "units:", "“units”"),
        ("id: delight", "id: [", "cannot be read"),
        (RECIPE, "just words", "keys and values"),
    ],
)
def test_a_file_that_is_no_measure_says_why(tmp_path: Path, said: str, instead: str, why: str) -> None:
    (tmp_path / "mine.yaml").write_text(RECIPE.replace(said, instead), encoding="utf-8")
    with pytest.raises(MeasureError) as error:
        catalogue(tmp_path)
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "measures/bad-catalogue"
    assert why in diagnostic.says
    assert diagnostic.where.file == str(tmp_path / "mine.yaml")


def test_a_yaml_bomb_is_refused_and_does_not_go_off(tmp_path: Path) -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [
        f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]" for last, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (tmp_path / "bomb.yaml").write_text("\n".join([*rows, "id: *i"]), encoding="utf-8")
    with pytest.raises(MeasureError):
        read_measure(tmp_path / "bomb.yaml")


def test_the_measures_of_the_issue_are_there_and_as_agreed() -> None:
    nps, csat, level = (catalogue().find(name) for name in ("nps", "csat", "emotional-level"))
    assert (nps.engine, nps.promoters, nps.detractors, nps.scale.others) == (Engine.NET, (9, 10), (0, 6), Others.REFUSE)
    assert (csat.engine, csat.top, csat.scale.points) == (Engine.SHARE, 2, 5)
    assert (level.scale.low, level.scale.high, level.scale.others) == (1, 10, Others.MAP)
    assert level.stand_in == ("satisfaction",)
    assert (catalogue().find("ces").scale.low, catalogue().find("ces-share").box) == (1, (5, 7))
