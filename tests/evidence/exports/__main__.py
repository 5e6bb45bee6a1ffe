"""Print how well the exports are guessed: ``python -m tests.evidence.exports [--held-out] [--wrong] [name …]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from . import EXPORTS, HELD_OUT, HELD_OUT_AGAIN, HELD_OUT_LAST, HELD_OUT_PLAIN
from .score import score, table


def main(arguments: list[str]) -> None:
    """Score the exports whose names contain one of the given words, or all."""
    sets = {"--held-out": HELD_OUT, "--again": HELD_OUT_AGAIN, "--last": HELD_OUT_LAST, "--plain": HELD_OUT_PLAIN}
    chosen = next((found for flag, found in sets.items() if flag in arguments), EXPORTS)
    words = [a for a in arguments if not a.startswith("--")]
    exports = [e for e in chosen if not words or any(w.casefold() in e.name.casefold() for w in words)]
    scores = []
    for export in exports:
        with tempfile.TemporaryDirectory() as folder:
            found, draft = score(export, Path(folder))
        scores.append(found)
        if "--wrong" in arguments:
            for line in found.wrong:
                print(f"{'SILENT' if line in found.silent else 'marked'}  {export.name}: {line}")
        if "--draft" in arguments:
            print(f"\n{export.name}\n{draft.summary}")
            for line in draft.columns:
                print(
                    f"  {line.about[:34]:34} {line.becomes[:44]:44} {line.looks_like[:60]:60} {line.sure}  {line.why}"
                )
            for doubt in draft.doubts:
                print(f"  {doubt.severity} {doubt.code}: {doubt.says} {doubt.fix}")
    print(table(scores))


main(sys.argv[1:])
