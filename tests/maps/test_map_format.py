"""The page about the format is right, and the published schema is that of the code."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from maps_drawn import documents

from outsidein.maps import Document, begin, explain, lint, read, schema, write

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "spec" / "map-format.md"
SCHEMA = schema()
EXAMPLES = sorted([*ROOT.glob("examples/**/*.map.yaml"), *ROOT.glob("src/**/*.map.yaml")])


def _example() -> str:
    found = re.search(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found.group(1)


def _valid(text: str) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(yaml.safe_load(text))


def test_the_example_of_the_page_is_canonical() -> None:
    document, found = read(_example())
    assert found == ()
    assert document is not None
    assert write(document) == _example()


def test_the_example_of_the_page_is_a_good_map() -> None:
    document, _ = read(_example())
    assert document is not None
    assert [one.code for one in lint(document)] == []
    assert explain(document) == ()


def test_the_example_uses_every_field_the_page_speaks_of() -> None:
    text = PAGE.read_text("utf-8")
    example = _example()
    for word in re.findall(r"`([a-z_]+)`", text.split("## How it is read")[1].split("## How it is written")[0]):
        assert word in example or word in json.dumps(SCHEMA), word


def test_the_published_schema_is_that_of_the_code() -> None:
    tool: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "schema.py"))
    assert tool["FILE"].read_text("utf-8") == tool["text"]()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_valid_by_the_schema(path: Path) -> None:
    document, found = read(path.read_text("utf-8"))
    assert [one for one in found if one.severity == "error"] == []
    assert document is not None
    _valid(write(document))


def test_the_example_of_the_page_is_valid_by_the_schema() -> None:
    _valid(_example())


@given(documents())
def test_whatever_is_written_is_valid_by_the_schema(document: Document) -> None:
    _valid(write(document))


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": 7},
        {"review_every": 0},
        {"titel": "x"},
        {"state": "was"},
        {"touchpoints": [{"id": "a"}]},
        {"touchpoints": [{"id": "a b", "name": "A"}]},
        {"stages": [{"id": "a", "name": "A", "steps": [{"id": "b", "name": "B", "actions": "one"}]}]},
        {"stages": [{"id": "a", "name": "A", "steps": [{"id": "b", "name": "B", "emotion": "good"}]}]},
        {"outsidein": 2},
    ],
)
def test_the_schema_refuses_what_is_wrong(wrong: dict[str, Any]) -> None:
    right = yaml.safe_load(write(begin("trip", title="A trip")))
    jsonschema.validate(right, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**right, **wrong}, SCHEMA)
