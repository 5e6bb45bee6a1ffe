"""What holds for the whole house: nothing of this machine in it, rooms small, doors pinned, docs in step."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ground", "maps", "evidence", "measures", "insight", "action", "render", "workspace", "cli")

# Written in pieces, so that this file itself stays clean.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.org",
    "deb." + "debian",
    "--index" + "-url",
    "--find" + "-links",
)
MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "bash_" + "jobs")


def tracked() -> list[Path]:
    """The files that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def written() -> list[Path]:
    """Our modules, migrations left out: Django writes those."""
    return [path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("forbidden", [*HOSTS, *MACHINE])
def test_no_registry_host_and_no_path_of_a_machine_is_committed(forbidden: str) -> None:
    needle = forbidden.encode()
    found = [str(path.relative_to(ROOT)) for path in tracked() if needle in path.read_bytes()]
    assert not found


def test_every_pinned_dependency_has_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^[a-z0-9._-]+==.*?(?=^[a-z0-9._-]+==|\Z)", text, re.M | re.S | re.I)
        assert len(pins) > 20
        assert all("--hash=sha256:" in pin for pin in pins)


def test_every_locked_package_of_the_front_end_has_a_hash_and_no_address() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    foreign = {name: one for name, one in packages.items() if "node_modules/" in name and not one.get("link")}
    assert len(foreign) > 100
    assert not [name for name, one in foreign.items() if "integrity" not in one or "resolved" in one]


def test_no_module_is_longer_than_600_lines_and_most_are_short() -> None:
    lengths = sorted(len(path.read_text().splitlines()) for path in written())
    assert lengths[-1] <= 600
    assert lengths[len(lengths) // 2] <= 160


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_door_that_says_what_it_opens(room: str) -> None:
    door = importlib.import_module(f"outsidein.{room}")
    assert door.__doc__
    assert len(set(door.__all__)) == len(door.__all__)
    for name in door.__all__:
        assert getattr(door, name) is not None


def test_every_module_says_what_lives_in_it() -> None:
    silent = [str(path.relative_to(ROOT)) for path in written() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert not silent


def test_no_two_files_of_tests_have_one_name() -> None:
    """They are modules beside each other for pytest, which takes one for the other."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("*.py") if path.name.startswith("test_"))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_file_is_called_after_nothing() -> None:
    vague = {"utils.py", "helpers.py", "common.py", "manager.py", "base.py", "misc.py"}
    assert not [path for path in (ROOT / "src").rglob("*.py") if path.name in vague]


def test_every_diagnostic_code_has_a_page() -> None:
    pages = "\n".join(page.read_text() for page in (ROOT / "docs/reference/diagnostics").glob("*.md"))
    documented = set(re.findall(r"^## ([a-z]+/[a-z0-9-]+)\s*$", pages, re.M))
    used = set()
    for path in (ROOT / "src").rglob("*.py"):
        used |= set(
            re.findall(
                r"""["']((?:maps|evidence|measures|insight|action|render|workspace|server|cli)/[a-z0-9-]+)["']""",
                path.read_text(),
            )
        )
    used = {code for code in used if not code.endswith((".md", ".yaml"))}
    assert used
    assert not used - documented
    assert not documented - used


def test_help_loads_no_engine() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['outsidein', '--help']\n"
        "try:\n"
        "    from outsidein.cli import main; main()\n"
        "except SystemExit:\n"
        "    pass\n"
        "heavy = {'ibis', 'duckdb', 'pyarrow', 'numpy', 'scipy', 'pandas', 'typst'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "import" in done.stdout
