"""Scripts that our fonts lack: drawn with fonts that a user brings, stood in for without them."""

import io
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from hard_samples import SAMPLES
from pypdf import PdfReader

from outsidein.render.composition import compose
from outsidein.render.glyphs import STAND_IN, texts
from outsidein.render.paper import print_scene
from outsidein.render.paper.press import Job
from outsidein.render.scene import Scene

DAY = date(2026, 11, 21)
NOTO = Path("/usr/share/fonts")


@cache
def scene_of(name: str) -> Scene:
    sample = SAMPLES[name]()
    return compose(sample.document, sample.reading, today=sample.today)


def font_for(folder: Path, scene: Scene) -> Path:
    """Our own font under another name, with an A for every character of the scene: enough to see that it is used."""
    font = TTFont(Path(str(resources.files("outsidein.render"))) / "fonts" / "Inter-Regular.otf")
    letter = font.getBestCmap()[ord("A")]
    codes = {ord(char) for _, _, text in texts(scene) for char in text if ord(char) > 0x58F} - set(font.getBestCmap())
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = {**font.getBestCmap(), **dict.fromkeys(codes, letter)}
    font["cmap"].tables = [table]
    for record in font["name"].names:
        record.string = record.toUnicode().replace("Inter", "Extra")
    font.save(folder / "extra.otf")
    return folder


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_without_a_font_a_stand_in_is_drawn_and_the_pdf_stays_accessible() -> None:
    made = print_scene(scene_of("cjk"), created=DAY)
    assert made.standards == ("ua-1", "a-2a")
    assert STAND_IN * 5 in text_of(made.body)
    assert {one.code for one in made.diagnostics} == {"render/missing-glyph"}


@pytest.mark.parametrize("name", ["cjk", "arabic", "hebrew"])
def test_with_a_font_every_character_is_drawn_and_nothing_is_reported(name: str, tmp_path: Path) -> None:
    scene = scene_of(name)
    made = print_scene(scene, created=DAY, extra_fonts=[font_for(tmp_path, scene)])
    found = text_of(made.body)
    assert made.diagnostics == ()
    assert STAND_IN not in found
    foreign = {char for char in scene.headline if ord(char) > 0x58F}
    # One glyph stands for all of them, so a reader of the PDF sees the same one again and again.
    assert max(found.count(char) for char in foreign) > 50
    assert "ua-1" in made.standards


def test_emoji_with_a_font_are_drawn(tmp_path: Path) -> None:
    scene = scene_of("emoji")
    made = print_scene(scene, created=DAY, extra_fonts=[font_for(tmp_path, scene)])
    assert made.diagnostics == ()
    assert "🧳 Bags hurt 🧳" in text_of(made.body)  # one glyph for all, read as the first


def test_a_map_from_right_to_left_begins_at_the_right() -> None:
    (right,) = Job.of(scene_of("arabic")).query("<curve>")
    (left,) = Job.of(scene_of("empty-lanes")).query("<curve>")
    assert right["labels"][0]["x0"] > right["labels"][-1]["x0"]
    assert left["labels"][0]["x0"] < left["labels"][-1]["x0"]


@pytest.mark.skipif(not list(NOTO.rglob("NotoSansCJK-Regular.ttc")), reason="Noto Sans CJK is not on this machine")
def test_noto_draws_japanese() -> None:
    folder = next(NOTO.rglob("NotoSansCJK-Regular.ttc")).parent
    made = print_scene(scene_of("cjk"), created=DAY, extra_fonts=[folder])
    assert made.diagnostics == ()
    assert "家族の空の旅" in text_of(made.body).replace("\n", "")
