"""Damaged files that are brought in: Mermaid, CJML, CSV, JSON and our workbook; each is a map or refused by name.

What lives here: whole files to begin from, and running. Not here: damage to text (map_text).
"""

from __future__ import annotations

import random
import time
from collections import Counter

from outsidein import maps, render
from outsidein.ground import MapError
from outsidein.workspace import bring_map

from .map_text import damage

MERMAID = (
    "journey\n  title A day\n  section Morning\n    Make tea: 5: Me, You\n    Go: 2: Me\n  section Noon\n    Eat: 4\n"
)
CSV = "Phase;Find;;Buy\nSteps;Search;Compare;Pay\nPains;slow;;dear\nEmotion;4;6,5;x\n"
CJML = (
    '<journey xmlns="urn:cjml"><title>A day</title><phase name="One"><communicationPoint><name>Call</name>'
    "<channel>phone</channel></communicationPoint></phase></journey>"
)


def seeds() -> list[tuple[str, bytes]]:
    """Whole files by name."""
    trip = maps.begin_from("airline", "air", title="Air")
    texts = {"day.mmd": MERMAID, "day.csv": CSV, "day.xml": CJML, "day.json": render.write_json(trip)}
    return [(name, text.encode()) for name, text in texts.items()]


def once(name: str, data: bytes, rng: random.Random) -> str:
    """Damage one file and bring it in; how it ended."""
    data = damage(data.decode("utf-8", "replace"), rng).encode(rng.choice(("utf-8", "utf-16", "latin-1")), "replace")
    return brought(name, data)


def brought(name: str, data: bytes) -> str:
    """How bringing a file in ended. Raises AssertionError where it is neither a map nor refused by name and reason.

    The law of every target that brings files in; a map is the same again when it was written and read.
    """
    document = None
    try:
        found = bring_map(name, data)
        document, reasons = found.document, found.diagnostics
    except MapError as error:
        reasons = error.diagnostics
    if document is None:
        assert reasons, "neither a map nor a reason"
        assert all(one.code and one.says and one.fix for one in reasons), reasons
        return f"{name} refused"
    again, said = maps.read(maps.write(document))
    assert again == document, said
    return f"{name} read"


def run(seconds: float, seed: int) -> Counter[str]:
    """Damage and bring in for so long; how each ended. Raises AssertionError, with the seed, where a law breaks."""
    outcome: Counter[str] = Counter()
    begin, whole = time.monotonic(), seeds()
    while time.monotonic() - begin < seconds:
        seed += 1
        rng = random.Random(seed)
        name, data = rng.choice(whole)
        try:
            outcome[once(name, data, rng)] += 1
        except Exception as error:
            raise AssertionError(f"brought files, seed {seed}: {type(error).__name__}: {error}") from error
    return outcome
