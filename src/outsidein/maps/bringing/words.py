"""Which lane of the catalogue a name means, in English or German, as people head the rows of their tables.

What lives here: entry_for, and the other names of head rows. Not here: the catalogue itself.
"""

from __future__ import annotations

import difflib
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import yaml

from outsidein.ground import slug
from outsidein.ground.speech import LANGUAGES, speaking
from outsidein.maps.catalog import LaneEntry, lanes
from outsidein.maps.limits import RESERVED

STAGE_WORDS: Final = frozenset(
    ["stage", "stages", "phase", "phases", "phasen", "abschnitt", "abschnitte", "etappe", "etappen"]
)
STEP_WORDS: Final = frozenset(["step", "steps", "schritt", "schritte", "touchpoint-name", "aktivität", "moment"])


def entry_for(name: str) -> LaneEntry | None:
    """The lane of the catalogue that ``name`` means; None where it means none.

    >>> entry_for("Pain points").id, entry_for("Schmerzpunkte").id, entry_for("PAINS:").id, entry_for("Budget")
    ('pains', 'pains', 'pains', None)
    """
    word = simple(name)
    if not word:
        return None
    found = _meant(word)
    return lanes()[found] if found else None


def lane_name(name: str) -> str:
    """``name`` as the id of a lane may be made from it: some words are fields of what lanes stand at.

    >>> lane_name("Goal"), lane_name("Budget"), lane_name("?")
    ('Goal row', 'Budget', 'row')
    """
    key = slug(name).replace("-", "_")
    return f"{name} row" if key in RESERVED else name if key else "row"


def simple(text: str) -> str:
    """A name without case, blanks and signs.

    >>> simple(" Pain Points: ")
    'pain-points'
    """
    return "-".join(re.findall(r"\w+", text.casefold()))[:80]


@lru_cache(maxsize=8_192)
def _meant(word: str) -> str:
    """The id of the lane that a word means, or nearly; the empty text for none."""
    known = _known()
    if word in known or len(word) <= 4:
        return known.get(word, "")
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.87)
    return known[close[0]] if close else ""


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for spoken in LANGUAGES:
        with speaking(spoken):
            for entry in lanes().values():
                found.setdefault(simple(entry.name), entry.id)
                found.setdefault(simple(entry.id), entry.id)
    also: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("lane-words.yaml").read_text("utf-8"))
    for id, words in also.items():
        for word in words:
            found.setdefault(word, id)
    return found
