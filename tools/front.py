"""A build hook of hatchling: the front end lies in every wheel and source archive, built where it is not there yet.

What lives here: building it, or saying what is missing. A source archive carries it, so that whoever builds a wheel
from one needs no Node. Not here: how it is built (web/vite.config.ts), how one works on it (Makefile).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_BUILT = Path("src/outsidein/server/web")
_OLDEST_NODE = 20


class Front(BuildHookInterface[Any]):
    """Makes sure of the built front end before anything is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the front end if it is missing. Raises RuntimeError, with what to do, where it cannot be built."""
        root = Path(self.root)
        if (root / _BUILT / "index.html").is_file():
            return
        _build(root / "web")
        if not (root / _BUILT / "index.html").is_file():
            raise RuntimeError(f"The front end was built, and {_BUILT}/index.html is still not there.")


def _build(web: Path) -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise RuntimeError(
            "The front end is not built, and building it takes Node 20 or newer, which is not here. "
            "Install Node, or build from the source archive of a release, which carries it."
        )
    told = subprocess.run([node, "--version"], capture_output=True, check=True, text=True).stdout.strip()
    if int(told.removeprefix("v").partition(".")[0]) < _OLDEST_NODE:
        raise RuntimeError(f"The front end takes Node {_OLDEST_NODE} or newer, and this is {told}.")
    if not (web / "node_modules").is_dir():
        _run(web, npm, "ci", "--silent", "--no-audit", "--no-fund")
    _run(web, npm, "run", "--silent", "build")


def _run(web: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=web, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise RuntimeError(f"Building the front end failed at “npm {' '.join(command[1:])}”:\n{said}")
