"""Every page, in both themes, two languages and two widths: stands without complaint, fits, and axe finds nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe import stands, violations_in_both_themes
from pages import PAGES, path_of
from playwright.sync_api import Page
from serving import Home

from conftest import Open, Window


def _open(window: Window, sample: Home, page: str) -> Page:
    opened = window.go(path_of(sample, page))
    stands(opened)
    return opened


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_to_complain_of_in_light_and_in_dark(sample: Home, open_window: Open, page: str) -> None:
    opened = _open(open_window(sample, "owner", color_scheme="light"), sample, page)
    assert violations_in_both_themes(opened) == []


def _english() -> dict[str, str]:
    web = Path(__file__).resolve().parents[2] / "web"
    words: dict[str, str] = {}
    for file in [*web.glob("*/messages/*.en.json"), *web.glob("*/src/*.en.json")]:
        german = json.loads(file.with_name(file.name.replace(".en.", ".de.")).read_text(encoding="utf-8"))
        for key, text in json.loads(file.read_text(encoding="utf-8")).items():
            if "{" not in text and len(text) > 12 and german.get(key) != text:
                words[text] = f"{file.stem}: {key}"
    return words


@pytest.mark.parametrize("page", PAGES)
def test_in_german_no_english_word_of_ours_is_left_and_a_narrow_screen_can_read_it(
    sample: Home, open_window: Open, page: str
) -> None:
    window = open_window(sample, "owner", locale="de-DE")
    opened = _open(window, sample, page)
    assert opened.evaluate("document.documentElement.lang") == "de"
    shown = {line.strip() for line in opened.locator("body").inner_text().splitlines()}
    assert {text: where for text, where in _english().items() if text in shown} == {}
    opened.set_viewport_size({"width": 390, "height": 844})
    stands(opened)
    wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, f"{wide} pixels stand out on the right"
