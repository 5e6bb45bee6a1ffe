"""The guides and docstrings are right: their examples run."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"


def named(path: Path) -> str:
    """The module in a file."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


ALL = sorted(named(path) for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
CLIENTS = {"outsidein.evidence.engines.chdb": "chdb", "outsidein.evidence.engines.spark": "pyspark"}
"""Modules that only load where somebody else's client is installed; tests/engines uses them there."""
MODULES = [
    name
    for name in ALL
    if not name.startswith("outsidein.server")
    and not name.endswith("__main__")
    and (name not in CLIENTS or importlib.util.find_spec(CLIENTS[name]))
]
SERVER = [name for name in ALL if name.startswith("outsidein.server")]

RUN = """
import doctest, importlib, sys
import django
django.setup()
found = [doctest.testmod(importlib.import_module(name)) for name in sys.argv[1:]]
print(sum(one.attempted for one in found), "tried", file=sys.stderr)
sys.exit(any(one.failed for one in found))
"""
"""Django is set up once in a process, for one server: its modules are looked at in a process of their own."""


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_run(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_the_examples_in_docstrings_of_the_server_run(tmp_path: Path) -> None:
    asked = {"OUTSIDEIN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "outsidein.server.settings"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *SERVER], env=os.environ | asked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stderr.split()[-2]) > 5


def test_enough_docstrings_have_examples() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) > 60


def test_the_python_guide_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs/guide/python.md"), module_relative=False)
    assert tried > 10
    assert failed == 0
