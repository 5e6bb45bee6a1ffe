"""The page as a file: whole, balanced, closed to the outside, and safe from every text that is put on it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hard_samples import SAMPLES
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY

from outsidein.maps.cast import Persona
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.spine import Journey, Stage, Step
from outsidein.render import compose, write_html
from outsidein.render.html.markup import element, escaped

VOID = {"meta", "br", "wbr", "link", "col", "hr", "path", "circle", "rect", "line", "use"}


class Page(HTMLParser):
    """A page taken apart: tags in order, attributes, texts, and whether every tag is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.code: dict[str, list[str]] = {"script": [], "style": []}
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        for name, count in Counter(name for name, _ in attrs).items():
            if count > 1:
                self.faults.append(f"{tag} says {name} {count} times")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.code:
            self.code[self.open[-1]].append(data)
        else:
            self.texts.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


@cache
def page_of(name: str) -> tuple[str, Page]:
    sample = SAMPLES[name]()
    text = write_html(compose(sample.document, sample.reading, today=sample.today))
    return text, Page(text)


each = pytest.mark.parametrize("name", SAMPLES)


@each
def test_every_tag_is_closed_and_every_id_is_there_once(name: str) -> None:
    _, page = page_of(name)
    assert page.faults == []
    assert page.open == []
    ids = Counter(page.values("id"))
    assert [id for id, count in ids.items() if count > 1] == []
    asked = [*page.values("popovertarget"), *page.values("aria-labelledby")]
    asked += [value.removeprefix("#") for value in page.values("href")]
    assert sorted(set(asked) - set(ids)) == []


@each
def test_the_page_asks_nothing_of_any_network(name: str) -> None:
    text, page = page_of(name)
    assert page.values("src") == []
    assert all(value.startswith("#") for value in page.values("href"))
    style = "".join(page.code["style"])
    assert all(found.startswith("data:font/woff2;base64,") for found in re.findall(r"url\(([^)]*)\)", style))
    assert "@import" not in style
    assert not re.search(
        r"https?:|//\w",
        re.sub(r"(base64,|sha256-)[\w+/=]+", "", text).replace("http-equiv", "").replace("https-like", ""),
    )
    assert len(text) < 700_000


@each
def test_the_policy_allows_only_the_style_and_the_scripts_that_the_page_carries(name: str) -> None:
    text, page = page_of(name)
    policy = page.values("content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        for code in page.code[kind]:
            digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
    assert text.index("Content-Security-Policy") < text.index("<script>")
    assert "style" not in {name for _, name, _ in page.attributes}
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]


@each
def test_headings_come_in_order_and_there_is_one_first(name: str) -> None:
    _, page = page_of(name)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@each
def test_the_map_is_a_table_whose_rows_are_all_as_wide_as_its_steps(name: str) -> None:
    _, page = page_of(name)
    start = next(at for at, (tag, names) in enumerate(page.tags) if tag == "table" and "id" in names)
    widths: list[int] = []
    at = sum(len(names) for _, names in page.tags[:start])
    for tag, names in page.tags[start:]:
        pairs = {name: value for _, name, value in page.attributes[at : at + len(names)]}
        at += len(names)
        if tag == "tr":
            widths.append(0)
        elif tag in ("td", "th") and widths:
            widths[-1] += int(pairs.get("colspan", "1"))
        elif tag == "section":
            break
    assert len(set(widths)) == 1


def test_language_and_direction_are_those_of_the_map() -> None:
    _, page = page_of("arabic")
    assert ("html", "dir", "rtl") in page.attributes
    assert ("html", "lang", "en") in page.attributes
    assert ("span", "lang", "ar") in page.attributes


def test_hostile_text_is_only_text() -> None:
    text, page = page_of("hostile")
    assert "<img" not in text
    assert text.count("<script>") == text.count("</script>") == 2
    shown = "".join(page.texts)
    assert "</script><img src=x onerror=alert(1)>\"'`&amp;<!--" in shown
    assert not re.search("[\x00\x08\u2028\u2029\u202e\ud83d]", text)
    text.encode("utf-8")


def small(text: str) -> Document:
    """A map of one step that says ``text`` wherever a map says anything."""
    return Document.of(
        [
            Journey(id="journey:j", title=text, subtitle=text, outcome=text, starts=text, ends=text, owner=text),
            Stage(id="stage:s", parent="journey:j", order="V", name=text, goal=text),
            Step(id="step:p", parent="stage:s", order="V", name=text),
            Card(id="card:a", parent="step:p", order="V", lane="actions", text=text, owner=text),
            Card(id="card:t", parent="stage:s", order="V", lane="threats", text=text),
            Persona(id="persona:p", name=text, summary=text, quote=text, goals=(text,), segment=((text, text),)),
        ]
    )


written = st.text(
    st.characters(codec="utf-8") | st.sampled_from("<>&\"'/`=\u2028\u202e\u2069\x00"), min_size=1, max_size=60
)


@given(written)
def test_no_text_changes_the_page_around_it(text: str) -> None:
    plain = Page(write_html(compose(small("plain"), today=TODAY)))
    made = Page(write_html(compose(small(text), today=TODAY)))
    assert made.tags == plain.tags
    assert made.faults == []
    assert made.code == plain.code


@given(st.text())
def test_an_escaped_text_reads_back_and_holds_no_sign_of_markup(text: str) -> None:
    safe = escaped(text)
    assert not set(safe) & set("<>\"'")
    read = Page(f"<p>{safe}</p>").texts
    calm = re.sub("[\u202a-\u202e\u2066-\u2069]", "", re.sub("[\x85\u2028\u2029]", " ", text))
    kept = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", calm)
    assert "".join(read) == kept


@given(st.text())
def test_an_attribute_cannot_be_left(text: str) -> None:
    page = Page(str(element("p", aria_label=text)))
    assert page.tags == [("p", ("aria-label",))]


def test_an_attribute_has_a_name_or_is_refused() -> None:
    with pytest.raises(ValueError, match="is no attribute"):
        element("p", **{"a b": "x"})


def test_the_same_scene_gives_the_same_bytes() -> None:
    text, _ = page_of("family-trip")
    sample = SAMPLES["family-trip"]()
    assert write_html(compose(sample.document, sample.reading, today=sample.today)) == text


def test_every_number_shown_opens_to_its_account() -> None:
    _, page = page_of("family-trip")
    accounts = len(page.values("popover"))
    assert accounts > 60
    shown = "".join(page.texts)
    for text in ("Formula", "What was counted", "Period", "adjusted Wald", "passenger-survey"):
        assert text in shown
