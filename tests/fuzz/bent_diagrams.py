"""Diagrams that people bring in, made up rather than damaged: Mermaid out of its own separators, CJML of any tree.

What lives here: making them, and running. Not here: damage to whole files (brought_files), tables (bent_tables).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from .brought_files import brought

_SCRAPS: Final = (
    "journey",
    "title",
    "section",
    ":",
    ": ",
    "::",
    ";",
    "#",
    "%%",
    "%%{init: {}}%%",
    ",",
    "5",
    "-1",
    "1e999",
)
_SCRAPS += (
    "nan",
    "Me",
    "Make tea",
    "accDescr {",
    "}",
    "accTitle: a",
    "---",
    "\t",
    " ",
    "ø",
    "\u2028",
    "\x0c",
    "#59;",
    "<br/>",
)
_MARKS: Final = (
    "plannedJourney",
    "actualJourney",
    "journeyPhase",
    "phaseID",
    "phaseName",
    "plannedAction",
    "initiator",
)
_MARKS += (
    "actualCommunicationPoint",
    "plannedCommunicationPoint",
    "receiver",
    "initiatorLabel",
    "receiverLabel",
    "channel",
)
_MARKS += ("channelName", "refersTo", "belongsTo", "endUser", "serviceProvider", "actorName", "touchpointExperience")
_MARKS += ("experienceRating", "experienceDescription", "journeyName", "comment", "x:plannedAction", "a-b")
_NAMES: Final = ("actorID", "actorIDref", "phaseID", "phaseIDref", "xml:lang", "xmlns", "xmlns:x", "href")
_WORDS: Final = (
    "",
    "a",
    "a",
    "b",
    "7",
    "0",
    "11",
    "5,5",
    "nan",
    "1e9",
    "A & B",
    "<b>",
    "ø",
    "=1+1",
    "z" * 5_000,
    "\n\n",
    "stage:a",
)
_LETTERS: Final = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "utf-32")
_HEADS: Final = ("", '<?xml version="1.0" encoding="{letters}"?>', '<?xml version="1.1"?>', "<!-- a -->", "<?a b?>")
_HEADS += ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]>', '<!DOCTYPE a SYSTEM "http://192.0.2.1/a">')


def mermaid(rng: random.Random) -> str:
    """Lines of a journey diagram put together from what parts them."""
    lines = ["".join(rng.choice(_SCRAPS) for _ in range(rng.randint(0, 7))) for _ in range(rng.randint(0, 12))]
    lines += [f"{rng.choice(_WORDS)}: {rng.choice(_WORDS)}: {rng.choice(_WORDS)}, Me" for _ in range(rng.randint(0, 6))]
    rng.shuffle(lines)
    fence = ("```mermaid\n", rng.choice(("\n```", ""))) if rng.random() < 0.2 else ("", "")
    return fence[0] + "\n".join(["journey", *lines]) + fence[1]


def element(rng: random.Random, depth: int) -> str:
    """An element of CJML with any others in it."""
    name = rng.choice(_MARKS)
    said = {rng.choice(_NAMES): rng.choice(_WORDS) for _ in range(rng.randint(0, 2))}
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in said.items())
    inner = "".join(element(rng, depth + 1) for _ in range(rng.randint(0, 4))) if depth < 5 else ""
    return f"<{name}{attributes}>{escape(rng.choice(_WORDS))}{inner}</{name}>"


def cjml(rng: random.Random) -> str:
    """A whole file of CJML, sometimes with a head that attacks whoever reads it."""
    head = rng.choice(_HEADS) if rng.random() < 0.3 else ""
    space = rng.choice((' xmlns="urn:cjml" xmlns:x="urn:x"', ' xmlns:x="urn:x"'))
    head = head.replace("{letters}", rng.choice((*_LETTERS, "ebcdic", "utf-7")))
    return f"{head}<cjml{space}><plannedJourney>{''.join(element(rng, 0) for _ in range(6))}</plannedJourney></cjml>"


def once(rng: random.Random) -> str:
    """One diagram brought in; how it ended. Raises AssertionError where it is neither a map nor refused by name."""
    name, text = ("a.mmd", mermaid(rng)) if rng.random() < 0.5 else ("a.xml", cjml(rng))
    data = text.encode(rng.choice(_LETTERS) if rng.random() < 0.2 else "utf-8", "replace")
    return brought(name, data)


def run(seconds: float, seed: int) -> Counter[str]:
    """Make up and bring in for so long; how each ended. Raises AssertionError, with the seed, where a law breaks."""
    outcome: Counter[str] = Counter()
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        seed += 1
        try:
            outcome[once(random.Random(seed))] += 1
        except Exception as error:
            raise AssertionError(f"bent diagrams, seed {seed}: {type(error).__name__}: {error}") from error
    return outcome
