"""The guides and docstrings are right: their examples run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import outsidein

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(outsidein.__path__, "outsidein.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_run(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_enough_docstrings_have_examples() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) > 60


def test_the_python_guide_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs/guide/python.md"), module_relative=False)
    assert tried > 10
    assert failed == 0
