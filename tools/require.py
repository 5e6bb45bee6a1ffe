"""Install what some tests need beyond Python, where this machine lets us; say what is missing where it does not.

What lives here: browsers, databases and tools by apt. With ``CI`` set everything is required and a miss fails the run;
elsewhere the tests that need what is missing are skipped and named when the run ends.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def on_path(program: str) -> Callable[[], bool]:
    """Whether a program can be called."""
    return lambda: shutil.which(program) is not None


def has_postgresql() -> bool:
    """Whether a cluster can be made: Debian keeps initdb off the PATH."""
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_signs_of_east_asia() -> bool:
    """Whether there is a font for Chinese, Japanese and Korean."""
    return any(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"))


def has_node() -> bool:
    """Whether there is a Node that builds the front end."""
    node = shutil.which("node")
    if node is None:
        return False
    told = subprocess.run([node, "--version"], capture_output=True, check=False, text=True).stdout.strip()
    major = told.removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= 20


@dataclass(frozen=True)
class Need:
    """Something that tests need; ``package`` is Debian's, empty where Debian has none that is new enough."""

    name: str
    package: str
    met: Callable[[], bool]


NEEDS = (
    Need("Chromium", "chromium", on_path("chromium")),
    Need("pdftoppm", "poppler-utils", on_path("pdftoppm")),
    Need("PostgreSQL", "postgresql", has_postgresql),
    Need("Java", "openjdk-17-jre-headless", on_path("java")),
    Need("LibreOffice", "libreoffice-calc", on_path("soffice")),
    Need("strace", "strace", on_path("strace")),
    Need("Noto Sans CJK", "fonts-noto-cjk", has_signs_of_east_asia),
    Need("Node 20 or newer", "", has_node),
)


def main() -> int:
    """Install what is missing and can be; 1 where something still is and CI wants it."""
    missing = [one for one in NEEDS if not one.met()]
    apt = shutil.which("apt-get")
    packages = sorted(one.package for one in missing if one.package)
    if packages and apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing for the tests:", ", ".join(packages), flush=True)
        _install(apt, packages)
        missing = [one for one in missing if not one.met()]
    if missing:
        print("Not on this machine, so some tests will be skipped by name:", ", ".join(one.name for one in missing))
    return 1 if missing and os.environ.get("CI") else 0


def _install(apt: str, packages: list[str]) -> None:
    told = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run([apt, *command], check=False, env=told, capture_output=True, text=True)
        if done.returncode:
            print(f"apt-get {command[0]} failed: {done.stderr.strip()[-500:]}")


if __name__ == "__main__":
    sys.exit(main())
