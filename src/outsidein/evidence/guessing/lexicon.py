"""The words by which columns and answers are recognised, read from words.yaml and made ready to compare.

What lives here: folding texts so that case, accents and punctuation do not matter, and the lookups. Not here: the words
themselves (words.yaml) or what follows from a match (roles, scales).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def fold(text: str) -> str:
    """A text without case, accents and punctuation, words set apart by one blank.

    >>> fold("  Très–satisfait(e) "), fold("Äußerst"), fold("満足度！")
    ('tres satisfait e', 'ausserst', '満足度')
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text.replace("°", "o")).casefold())
    plain = unicodedata.normalize("NFC", "".join(c for c in plain if not "\u0300" <= c <= "\u036f"))
    return " ".join(re.findall(r"[^\W_]+|[^\w\s!-/:-@\[-`{-~–—‘’“”„…¿¡、。！？（）]", plain)) or plain.strip()


def fold_name(name: str) -> str:
    """A column name folded, its parts set apart where they were glued together.

    >>> fold_name("IPAddress"), fold_name("Sat_CheckIn2"), fold_name("customerID"), fold_name("NPS")
    ('ip address', 'sat check in 2', 'customer id', 'nps')
    """
    split = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ][a-zà-ÿ]|[A-ZÀ-Þ]+(?![a-zà-ÿ]))", " ", name)
    split = re.sub(r"(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])", " ", split)
    split = re.sub(r"(?<=[^\W\d_]{2})(?=\d)", " ", split)
    return fold(split.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Worded:
    """A scale in words: what it asks (a heading of words.yaml) and its levels from worst to best."""

    asks: str
    levels: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, folded. ``names`` and ``asks`` are patterns to search in a folded name."""

    scales: tuple[Worded, ...]
    outcomes: dict[str, frozenset[str]]
    special: dict[str, frozenset[str]]
    names: dict[str, re.Pattern[str]]
    asks: dict[str, re.Pattern[str]]
    exact: dict[str, frozenset[str]]
    filler: frozenset[str]
    rated: frozenset[str]
    whole: frozenset[str]
    loosely: frozenset[str]

    def called(self, what: str, name: str) -> bool:
        """Whether a folded name contains one of the words for ``what``."""
        return self.names[what].search(name) is not None

    def named(self, what: str, name: str) -> bool:
        """Whether a folded name is one of the words for ``what`` and nothing else."""
        return name in self.exact[what] or self.names[what].fullmatch(name) is not None

    def wants(self, what: str, label: str) -> bool:
        """Whether a folded label asks for ``what``."""
        return self.asks[what].search(label) is not None


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    import yaml

    text = resources.files("outsidein.evidence.guessing").joinpath("words.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes text only: “no” stays a word
    scales = tuple(
        Worded(asks, tuple(frozenset(_alternatives(level)) for level in line.split("<")))
        for asks, lines in data["scales"].items()
        for line in lines
    )
    return Lexicon(
        scales=scales,
        outcomes={k: frozenset(map(fold, v)) for k, v in data["outcomes"].items()},
        special={k: frozenset(a for line in v for a in _alternatives(line)) for k, v in data["special"].items()},
        names={k: _pattern(v) for k, v in data["names"].items()},
        asks={k: _pattern(v) for k, v in data["asks"].items()},
        exact={k: frozenset(map(fold_name, v)) for k, v in data["names"].items()},
        filler=frozenset(map(fold, data["filler"])),
        rated=frozenset(map(fold, data["rated"])),
        whole=frozenset(map(fold, data["whole"])),
        loosely=frozenset(map(fold, data["loosely"])),
    )


def _alternatives(level: str) -> list[str]:
    return [fold(a) for a in level.split("|")]


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    parts = []
    for word in sorted(words, key=len, reverse=True):
        folded = fold(word.rstrip("*"))
        if not folded:
            continue
        if _WIDE.search(folded):
            parts.append(re.escape(folded))
        else:
            tail = r"[^\W_]*" if word.endswith("*") else ""
            parts.append(rf"(?<![^\W_]){re.escape(folded)}{tail}(?![^\W_])")
    return re.compile("|".join(parts))
