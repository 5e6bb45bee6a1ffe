"""A scene as the template takes it: plain JSON, every text cleaned, long words given places to break.

What lives here: scene → JSON. Not here: any layout (the template), which characters can be drawn (glyphs).
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from outsidein.render.glyphs import coverage, legible
from outsidein.render.paper.account import accounted
from outsidein.render.scene import Scene
from outsidein.render.words import Words

Text = str | list[str] | dict[str, str | list[str]]
"""A text, or its pieces where a long word may be parted; under its direction where that is not the map’s."""

_PLAIN = frozenset(
    {
        "id",
        "key",
        "spoken",
        "language",
        "tone",
        "icon",
        "look",
        "mark",
        "category_tone",
        "picture",
        "shape",
        "style",
        "source_id",
        "target_id",
        "way",
        "leaves",
        "enters",
        "align",
    }
)
_UNPRINTED = frozenset({"opened", "pictures", "table"})
_LONG = re.compile(r"[^\s/\-–—]{15,}|\n")
_AFTER_SIGN = re.compile(r"(?<=[.,_=&?:;@+#])")
_SHORT, _PIECE, _ENDLESS = 10, 4, 45
_HYPHENATED = (
    "af sq be bg ca hr cs da nl en et fi fr ka de el hu is it ku la lt mn no nb nn pl pt ru sr sk sl es sv tr tk uk"
)
"""Languages whose rules of hyphenation Typst knows."""
_VOWELS = frozenset("aeiouyæøœıαειηουωаеёиіїоуыэюяєў")


def ink(scene: Scene, *, drawn: Callable[[int], bool] | None = None) -> dict[str, Any]:
    """The scene as a tree of JSON values; ``drawn`` says which code points have a glyph (ours, where not given)."""
    known = drawn or coverage()
    main = scene.language.partition("-")[0].lower()

    def say(text: str) -> Text:
        made = breakable(legible(text, known), hyphenated=main in _HYPHENATED.split(" "))
        own = direction(text)
        return made if own is None or (own == "rtl") == scene.right_to_left else {own: made}

    def plain(text: str) -> str:
        return legible(text, known)

    tree: dict[str, Any] = _tree(accounted(scene), say, plain, name="")
    tree["language"], tree["region"] = tongue(scene.language)
    tree["plain"] = {
        "title": _line(plain(scene.title or scene.kicker)) or Words(scene.words_language)("paper.journey-map"),
        "description": _line(plain(scene.headline or scene.subtitle)),
        "keywords": [_line(plain(scene.kicker))] if scene.kicker else [],
    }
    return tree


def _line(text: str) -> str:
    return " ".join(text.split())


def dumps(tree: Mapping[str, Any]) -> str:
    """JSON in one line, keys in order, so that equal scenes give equal bytes."""
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))


def breakable(text: str, *, hyphenated: bool) -> str | list[str]:
    """``text``, or its pieces where it holds a word too long for a narrow column that hyphenation will not part.

    >>> breakable("Reservierungsbestätigung", hyphenated=True)
    'Reservierungsbestätigung'
    >>> breakable("in app_events_2026.parquet", hyphenated=True)
    ['in app_', 'events_', '2026.', 'parquet']
    >>> breakable("a" * 18, hyphenated=True)
    ['aaaa', 'aaaa', 'aaaa', 'aaaa', 'aa']
    """
    pieces = [""]
    end = 0
    for found in _LONG.finditer(text):
        word = found[0]
        if word != "\n" and ((hyphenated and _parts(word)) or not _western(word)):
            continue
        before = text[end : found.start()]
        if word == "\n":
            pieces[-1] += before
            pieces += ["\n", ""]
        else:
            cut = _cut(word)
            pieces[-1] += before + cut[0]
            pieces += cut[1:]
        end = found.end()
    pieces[-1] += text[end:]
    found_pieces = [piece for piece in pieces if piece]
    return found_pieces if len(found_pieces) > 1 else "".join(found_pieces)


def direction(text: str) -> str | None:
    """Which way a text runs: by its first letter, left to right for bare numbers, None for no text at all.

    >>> direction("1 Jul – 30 Sep"), direction("(رحلة)"), direction("+12"), direction(" – ")
    ('ltr', 'rtl', 'ltr', None)
    """
    digits = False
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
        digits = digits or kind in ("EN", "AN")
    return "ltr" if digits else None


def tongue(language: str) -> tuple[str, str]:
    """The language and region that Typst takes, from a language tag.

    >>> tongue("pt-BR"), tongue("zh-Hant-TW"), tongue('en"><script>')
    (('pt', 'BR'), ('zh', 'TW'), ('en', ''))
    """
    parts = language.split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]):
        return "en", ""
    region = next((part.upper() for part in parts[1:] if re.fullmatch(r"[A-Za-z]{2}", part)), "")
    return parts[0].lower(), region


def _tree(value: Any, say: Callable[[str], Text], plain: Callable[[str], str], name: str) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return plain(value) if name in _PLAIN else say(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, tuple):
        return [_tree(item, say, plain, name) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        tree = {
            f.name: _tree(getattr(value, f.name), say, plain, f.name)
            for f in dataclasses.fields(value)
            if f.name not in _UNPRINTED
        }
        tree["is"] = type(value).__name__
        return tree
    return value


def _western(word: str) -> bool:
    """Whether a word may be cut between its letters: Latin, Greek, Cyrillic, digits and signs, nothing that joins."""
    return all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x2E80 for c in word)


def _parts(word: str) -> bool:
    """Whether hyphenation by rule will find enough places: letters only, syllables all along, not endless.

    A very long word is seldom of the map's language, and then the rules leave pieces wider than a column.
    """
    if not word.isalpha() or len(set(word.lower())) < 6 or len(word) > _ENDLESS:
        return False
    bare = unicodedata.normalize("NFD", word.lower())
    sounds = "".join("v" if c in _VOWELS else "c" for c in bare if not unicodedata.combining(c))
    gaps = [len(gap) for gap in re.split("(?<=v)(?=c)", sounds)]
    return max(gaps) <= 7


def _cut(word: str) -> list[str]:
    """Pieces of a word: after its signs, and every few letters of what is still long; letters keep their marks."""
    pieces: list[str] = []
    for part in _AFTER_SIGN.split(word):
        if len(part) <= _SHORT:
            pieces.append(part)
            continue
        count = 0
        pieces.append("")
        for char in part:
            if count >= _PIECE and not unicodedata.combining(char):
                pieces.append("")
                count = 0
            pieces[-1] += char
            count += 1
    return [piece for piece in pieces if piece]
