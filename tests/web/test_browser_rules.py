"""What the browser was given of Python's rules and types is what Python says today."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_cases_that_the_browser_is_held_against_are_those_of_the_code() -> None:
    tool: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "conformance.py"))
    assert tool["FILE"].read_text("utf-8") == tool["text"](), "run tools/conformance.py"


@pytest.mark.parametrize("name", ["records.ts", "reading.ts", "words.ts", "action.ts", "behind.ts"])
def test_the_types_of_the_browser_are_those_of_the_code(name: str) -> None:
    tool: dict[str, Any] = runpy.run_path(str(ROOT / "tools" / "typescript.py"))
    assert (tool["FOLDER"] / name).read_text("utf-8") == tool["FILES"][name](), "run tools/typescript.py"
