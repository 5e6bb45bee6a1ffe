"""Damaged map files: each is read or refused with Diagnostics; what is read is written and read back the same.

What lives here: the mutations of map text. Not here: those of evidence (evidence_readers).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from importlib import resources
from pathlib import Path

from outsidein.ground import Severity
from outsidein.maps import explain, lint, read, write

ROOT = Path(__file__).resolve().parents[2]
SCRAPS = (": ", "- ", "  ", "\n", "{", "]", '"', "'", "&a ", "*a", "!x ", "\t", "id", "#", "", "~", "\x00", "|\n", "? ")
SCRAPS += ("\u202e", "😀", "\ufeff", "---\n", "%YAML 9\n", "<<: ", "1e999", ".nan", "stages:\n", "}" * 60, "[" * 60)


def seeds() -> list[str]:
    """Whole maps to begin from: the sample's and the example's."""
    sample = resources.files("outsidein.workspace.sample").joinpath("family-trip.map.yaml").read_text(encoding="utf-8")
    return [sample, *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.map.yaml")))]


def damage(text: str, rng: random.Random) -> str:
    """``text`` with some of it replaced, doubled or gone."""
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(text) + 1), rng.choice((0, 0, 1, 5, 40, 400))
        match rng.randrange(4):
            case 0:
                text = text[:at] + rng.choice(SCRAPS) + text[at + length :]
            case 1:
                text = text[:at] + text[at : at + length] * rng.randint(2, 4) + text[at + length :]
            case 2:
                other = rng.randrange(len(text) + 1)
                text = text[:at] + text[other : other + length] + text[at:]
            case _:
                text = text[:at] + text[at + length :]
    return text


def run(seconds: float, seed: int) -> Counter[str]:
    """Damage and read maps for so long; how each ended. Raises AssertionError, with the seed, where a law breaks."""
    outcome: Counter[str] = Counter()
    begin, whole = time.monotonic(), seeds()
    while time.monotonic() - begin < seconds:
        seed += 1
        rng = random.Random(seed)
        text = damage(rng.choice(whole), rng)
        try:
            document, found = read(text, file="fuzz.map.yaml")
            refused = any(one.severity is Severity.ERROR for one in found)
            assert (document is None) == refused, "an error and a document, or neither"
            if document is not None:
                lint(document), explain(document)
                assert read(write(document))[0] == document, "written and read back differently"
        except Exception as error:
            raise AssertionError(f"map text, seed {seed}: {type(error).__name__}: {error}") from error
        outcome["read" if document is not None else "refused"] += 1
    return outcome
