"""Laws of the text: what is written reads back the same, by us and by any YAML parser."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from maps_drawn import documents, texts
from ruamel.yaml import YAML

from outsidein.maps import Document, read, respaced, write
from outsidein.maps.emission import emit


@given(documents())
def test_a_map_reads_back_as_it_was_written(document: Document) -> None:
    text = write(document)
    again, found = read(text)
    assert found == ()
    assert again == respaced(document)


@given(documents())
def test_canonical_text_stays_as_it_is(document: Document) -> None:
    text = write(document)
    again, _ = read(text)
    assert again is not None
    assert write(again) == text


@given(documents())
def test_respacing_a_map_twice_is_respacing_it_once(document: Document) -> None:
    once = respaced(document)
    assert respaced(once) == once
    assert [stage.id for stage in once.stages] == [stage.id for stage in document.stages]


@pytest.mark.parametrize("parser", ["pure 1.1", "libyaml 1.1", "ruamel 1.2"])
@given(found=st.lists(texts, min_size=1), inside=st.booleans())
def test_any_parser_reads_the_same_texts(parser: str, found: list[str], inside: bool) -> None:
    from outsidein.maps.emission import Inline

    text = emit({"texts": Inline(found) if inside else found, "names": {"a": found[0]}})
    match parser:
        case "pure 1.1":
            data = yaml.load(text, Loader=yaml.SafeLoader)
        case "libyaml 1.1":
            data = yaml.load(text, Loader=yaml.CSafeLoader)
        case _:
            data = YAML(typ="safe", pure=True).load(text)
    assert data == {"texts": found, "names": {"a": found[0]}}
