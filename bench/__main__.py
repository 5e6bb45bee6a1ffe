"""``python -m bench [name …]``: run the benches (all, or those named), each printing a table with ratios.

What lives here: finding them. A bench is a module of this folder with ``run() -> None``. Machines are noisy: ours and
the alternative run side by side in one go, and ratios are what counts. Nothing here asserts a time.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    known = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    for name in names or known:
        if name not in known:
            sys.exit(f"There is no bench called {name}; there are {', '.join(known)}.")
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(f"bench.{name}").run()


main(sys.argv[1:])
