"""Where things come to stand: nothing on anything else, nothing off the sheet, nothing too small to read."""

import dataclasses
import html
import re
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hard_samples import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein.render.composition import compose
from outsidein.render.paper import LEAST_POINTS, print_scene
from outsidein.render.paper.press import Job
from outsidein.render.scene import CurveRow, Dot, Icon, Matrix, Number, Point, Scene, StageHead, StepHead

Box = dict[str, float]
DAY = date(2026, 11, 21)


@cache
def scene_of(name: str) -> Scene:
    sample = SAMPLES[name]()
    return compose(sample.document, sample.reading, today=sample.today)


def overlap(one: Box, other: Box) -> float:
    wide = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    high = min(one["y1"], other["y1"]) - max(one["y0"], other["y0"])
    return max(wide, 0) * max(high, 0)


def words_of(pdf: Path) -> list[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    """Per page its width, height, and the box of every word, by poppler."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True)
    pages = []
    for page in done.stdout.split("<page ")[1:]:
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', page)
        assert size
        words = [
            (*(float(number) for number in found[:4]), html.unescape(found[4]))
            for found in re.findall(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>', page)
        ]
        pages.append((float(size[1]), float(size[2]), words))
    return pages  # type: ignore[return-value]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_nothing_stands_on_anything_else_or_off_the_sheet(name: str, tmp_path: Path) -> None:
    pdf = tmp_path / "map.pdf"
    pdf.write_bytes(print_scene(scene_of(name), created=DAY).body)
    for curve in Job.of(scene_of(name), created=DAY).query("<curve>"):
        check_labels(curve)
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not on this machine, so the words were not looked at")
    for width, height, words in words_of(pdf):
        assert [word for word in words if word[0] < 0 or word[1] < 0 or word[2] > width or word[3] > height] == []
        words.sort()
        for at, (_, top, right, bottom, text) in enumerate(words):
            tall = bottom - top
            for left2, top2, right2, bottom2, text2 in words[at + 1 :]:
                if left2 >= right:
                    break
                # Poppler’s boxes reach from ascender to descender; ink is within the middle half.
                tall2 = bottom2 - top2
                high = min(bottom - 0.28 * tall, bottom2 - 0.28 * tall2) - max(top + 0.22 * tall, top2 + 0.22 * tall2)
                assert min(right, right2) - left2 < 0.6 or high < 0.3, (text, text2)


def check_labels(curve: dict[str, Any]) -> None:
    """No label covers another, a point, an interval or a drawn level, and none leaves the picture."""
    labels = curve["labels"]
    for at, label in enumerate(labels):
        assert label["y0"] >= -0.5
        assert label["y1"] <= curve["height"] + 0.5
        assert label["x0"] >= -0.01
        assert label["x1"] <= curve["width"] + 0.01
        assert all(overlap(label, other) == 0 for other in labels[at + 1 :])
        assert all(overlap(label, mark) == 0 for mark in curve["marks"])


def number(value: float, half: float, n: int) -> Number:
    low, high = max(1.0, value - half), min(10.0, value + half)
    return Number(f"{value:.1f}", f"{low:.1f}–{high:.1f}", f"n = {n:,}", "", value, low, high, small=n < 50)


points = st.builds(
    lambda level, half, n, drawn, target: Point(0, level and number(level, half, n), drawn=drawn, target=target),
    st.none() | st.floats(1, 10),
    st.floats(0, 4),
    st.integers(1, 200_000),
    st.none() | st.floats(1, 10),
    st.none() | st.floats(1, 10),
)


@given(st.lists(points, min_size=2, max_size=30))
@settings(max_examples=30, deadline=None)
def test_labels_find_room_on_any_curve(made: list[Point]) -> None:
    row = CurveRow(
        "emotion", "Emotion curve", "", Icon.CURVE, 1.0, 10.0, (1.0, 4.0, 7.0, 10.0),
        tuple(dataclasses.replace(point, step=at) for at, point in enumerate(made)), "A curve.",
    )  # fmt: skip
    steps = tuple(StepHead(f"step:{at}", at + 1, f"Step {at + 1}") for at in range(len(made)))
    scene = dataclasses.replace(
        scene_of("bare"), stages=(StageHead("stage:s", "Stage", "", steps),), rows=(row,), panels=()
    )
    (curve,) = Job.of(scene).query("<curve>")
    check_labels(curve)
    assert len(curve["labels"]) == sum(point.number is not None for point in made)


dots = st.lists(
    st.tuples(st.floats(1, 10), st.floats(0, 40), st.text("abcdefghij ", min_size=1, max_size=30)),
    min_size=1,
    max_size=18,
)


@given(dots)
@settings(max_examples=25, deadline=None)
def test_the_names_of_dots_cover_neither_each_other_nor_a_dot(made: list[tuple[float, float, str]]) -> None:
    matrix = Matrix(
        "Importance × performance", "how it feels", "how much hangs on it",
        tuple(Dot(label, number(x, 0.2, 100), number(y, 1, 100), "keep") for x, y, label in made),
        (1, 10), (0, 42), (5.5, 20), ("mend first", "keep", "watch", "do not overdo"), "",
    )  # fmt: skip
    (found,) = Job.of(dataclasses.replace(scene_of("bare"), matrix=matrix)).query("<matrix>")
    names = found["names"]
    assert len(names) + found["left"] == len(made)
    for at, name in enumerate(names):
        assert name["x0"] >= 0
        assert name["x1"] <= found["width"]
        assert name["y0"] >= 0
        assert name["y1"] <= found["height"]
        assert all(overlap(name, other) == 0 for other in names[at + 1 :])
        assert all(overlap(name, dot) == 0 for dot in found["dots"])


def test_every_touchpoint_of_the_sample_has_its_name_beside_its_dot() -> None:
    (found,) = Job.of(scene_of("family-trip")).query("<matrix>")
    assert found["left"] == 0


def test_forty_steps_get_a_larger_sheet_and_it_is_said() -> None:
    made = print_scene(scene_of("forty-steps"), paper="a4")
    assert made.width > 594
    assert made.smallest >= LEAST_POINTS
    (grew,) = made.diagnostics
    assert grew.code == "render/sheet-grew"
    assert "A4" in grew.says
    assert f"{made.width:.0f} × {made.height:.0f} mm" in grew.says


def test_a_map_longer_than_any_sheet_gets_a_roll() -> None:
    stage = scene_of("forty-steps").stages[0]
    stages = tuple(
        dataclasses.replace(
            stage,
            id=f"stage:{at}",
            steps=tuple(
                dataclasses.replace(step, id=f"{step.id}.{at}", number=5 * at + k + 1)
                for k, step in enumerate(stage.steps)
            ),
        )
        for at in range(24)
    )
    made = print_scene(dataclasses.replace(scene_of("forty-steps"), stages=stages, rows=()))
    assert made.sheet == "roll"
    assert made.width > 1189
    assert made.height <= 841
    assert made.smallest >= LEAST_POINTS


def test_the_sheet_that_was_asked_for_is_kept_where_the_map_fits_it() -> None:
    for paper, width in (("a3", 420), ("a2", 594), ("A0", 1189)):
        made = print_scene(scene_of("empty-lanes"), paper=paper)
        assert (made.sheet, made.width, made.diagnostics) == (paper.lower(), width, ())


def test_a_larger_sheet_makes_larger_letters() -> None:
    sizes = [print_scene(scene_of("no-evidence"), paper=paper).smallest for paper in ("a2", "a1", "a0")]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_evidence_of_a_hundred_findings_takes_pages_and_none_is_half_empty() -> None:
    scene = scene_of("family-trip")
    many = dataclasses.replace(scene, spots=scene.spots * 20)
    (sheet,) = Job.of(many).query("<sheet>")
    assert sheet["pages"] > 2
    assert sheet["evidence"]["full"] > 0.5
    assert sheet["least"] >= 1
