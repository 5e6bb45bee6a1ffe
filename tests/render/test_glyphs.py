"""What our fonts can draw, what they cannot, and how that is said."""

import dataclasses
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hard_samples import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from outsidein.ground import RenderError, Severity
from outsidein.render.composition import compose
from outsidein.render.glyphs import STAND_IN, clusters, coverage, legible, missing_fonts, missing_glyphs
from outsidein.render.scene import Scene

FONTS = Path(str(resources.files("outsidein.render"))) / "fonts"


def scene_of(name: str) -> Scene:
    sample = SAMPLES[name]()
    return compose(sample.document, sample.reading, today=sample.today)


BARE = scene_of("bare")


def with_title(title: str) -> Scene:
    return dataclasses.replace(BARE, title=title)


def test_the_coverage_file_says_what_every_font_for_paper_really_has() -> None:
    known = coverage()
    maps = [TTFont(path).getBestCmap() for path in sorted(FONTS.glob("Inter-*.otf"))]
    assert len(maps) == 4
    shared = set.intersection(*(set(cmap) for cmap in maps))
    assert {code for code in range(0x30000) if known(code)} == shared


def test_our_fonts_have_every_sign_of_the_map() -> None:
    known = coverage()
    assert all(known(ord(sign)) for sign in "●◐○◆▲▼−✓★━┄✕→–…“”’×≥" + STAND_IN)


def test_the_fonts_are_small_and_come_with_their_licence() -> None:
    files = [path for path in FONTS.iterdir() if path.suffix in (".otf", ".woff2", ".txt")]
    assert sum(path.stat().st_size for path in files) <= 1_000_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_a_map_in_western_scripts_misses_nothing() -> None:
    assert missing_glyphs(scene_of("family-trip")) == ()
    assert missing_glyphs(with_title("Łódź, Ελλάδα, Київ, Đà Nẵng, 5 € → 4 ½")) == ()


def test_a_missing_character_is_named_with_its_code_point_and_its_place() -> None:
    found = missing_glyphs(scene_of("cjk"))
    assert {one.code for one in found} == {"render/missing-glyph"}
    assert {one.severity for one in found} == {Severity.WARNING}
    title = next(one for one in found if "in the title" in one.says)
    assert "“家” (U+5BB6)" in title.says
    assert "Noto Sans CJK" in title.fix
    cards = {one.where.record for one in found if "in the card" in one.says}
    assert "card:p0.actions" in cards


def test_in_few_words_each_font_that_would_help_is_named_once() -> None:
    scene = dataclasses.replace(scene_of("cjk"), subtitle="سفر 🧳")
    fonts = [one.fix.partition("such as ")[2] for one in missing_fonts(scene)]
    assert sorted(fonts) == ["Noto Color Emoji.", "Noto Sans Arabic.", "Noto Sans CJK."]


def test_a_joined_emoji_is_one_missing_character() -> None:
    found = missing_glyphs(with_title("Go 👩\u200d🚀 go"))
    assert len(found) == 1
    assert found[0].says.count("(U+") == 1
    assert legible("Go 👩\u200d🚀 go", coverage()) == f"Go {STAND_IN} go"


def test_a_flag_and_a_skin_tone_stay_with_their_emoji() -> None:
    assert [len(one) for one in clusters("🇩🇰👍🏽🏳️\u200d🌈")] == [2, 2, 4]


def test_what_is_not_to_be_seen_is_neither_drawn_nor_missed() -> None:
    hidden = "soft\u00adhyphen \u202eturned\u202c bell\x07 zero\u200bwidth \ufeffmark v\ufe0f"
    assert missing_glyphs(with_title(hidden)) == ()
    assert legible(hidden, coverage()) == "softhyphen turned bell zerowidth mark v"


def test_joiners_stay_where_a_script_needs_them() -> None:
    persian = "می\u200cخواهم"
    assert legible(persian, lambda code: True) == persian


def test_lines_stay_lines_and_tabs_become_spaces() -> None:
    assert legible("one\u2028two\tthree\r\nfour\u00e9", coverage()) == "one\ntwo three\nfouré"


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_becomes_drawable_once_and_for_all(text: str) -> None:
    made = legible(text, coverage())
    assert missing_glyphs(dataclasses.replace(BARE, title=made)) == ()
    assert legible(made, coverage()) == made


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_clusters_put_together_again_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_a_folder_of_fonts_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RenderError) as told:
        missing_glyphs(with_title("家"), extra_fonts=[tmp_path / "nowhere"])
    assert told.value.diagnostics[0].code == "render/font-unreadable"


def test_a_broken_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    with pytest.raises(RenderError) as told:
        missing_glyphs(with_title("家"), extra_fonts=[tmp_path])
    assert told.value.diagnostics[0].where.file == str(tmp_path / "broken.ttf")


def test_every_sample_reports_only_what_its_script_lacks() -> None:
    reported = {name for name in SAMPLES if missing_glyphs(scene_of(name))}
    assert reported == {"arabic", "hebrew", "cjk", "emoji", "hostile"}
    assert all(isinstance(make().today, date) for make in SAMPLES.values())


def test_a_broken_font_beside_good_ones_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    (tmp_path / "good.otf").write_bytes((FONTS / "Inter-Regular.otf").read_bytes())
    assert missing_glyphs(with_title("Łódź"), extra_fonts=[tmp_path]) == ()


def test_a_folder_without_any_font_is_said(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="no font in this folder"):
        missing_glyphs(with_title("家"), extra_fonts=[tmp_path])
