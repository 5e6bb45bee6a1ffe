"""Which touchpoint a question is about, by its name or wording, among the known ones or as a proposal.

What lives here: taking filler off a label and comparing what is left. Not here: whether it is a rating (ratings).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from outsidein.evidence.guessing.draft import Known
from outsidein.evidence.guessing.lexicon import fold, fold_name, lexicon
from outsidein.ground import slug

_CODE: Final = re.compile(r"(?:[a-z]{0,2}\d+[a-z]?|sq|q|f|v|frage|item|question|column|\d+)(?:\s(?:sq\s?)?\d+[a-z]?)*")


@dataclass(frozen=True, slots=True)
class About:
    """``key`` is empty for a question about the whole; ``known``: a map has it; ``sure``: the match is exact."""

    key: str
    name: str = ""
    known: bool = False
    sure: bool = True


def specific(text: str) -> str:
    """The part of a label that tells one item of a matrix from the next; empty where it has no such part.

    >>> specific("How satisfied were you? | Check-in"), specific("Rate: [Delivery]"), specific("How was it? - Crew")
    ('Check-in', 'Delivery', 'Crew')
    """
    text = re.sub(r"\([^)]*\d[^)]*\)", "", text).strip()
    nested = re.fullmatch(r"\w+(?:[.:/]\w+)*[.:/](\w+)", text)
    if nested:
        return nested[1]
    match = re.search(r"\[([^\]]+)\]\s*$", text) or re.search(r"\s\|\s([^|]+)$", text)
    if match:
        return match[1].strip()
    match = re.search(r"(?:[?:.]\s*|\s)[-–—]\s([^?]{2,60})$", text) or re.search(r"[?:]\s+([^?:]{2,60})$", text)
    return match[1].strip() if match else ""


def about(name: str, wording: str, known: Known, *, whole: bool) -> About:
    """What a question is about. ``whole``: it asks about everything unless a known touchpoint or an item is named."""
    label = wording or name
    part = specific(wording) or specific(name)
    for text in dict.fromkeys(t for t in (part, label, name) if t):
        found = _known(text, known, exact_only=whole and text != part)
        if found:
            return found
    if whole and (not part or part == label):
        return About("")
    rest = _content(part or label)
    words = rest.split()
    spoken = lexicon()
    loose = spoken.loosely if _is_sentence(label) and not part else frozenset[str]()
    if (
        not rest
        or (all(w in spoken.whole | loose for w in words) and len(words) <= 2)
        or lexicon().named("group", rest)
    ):
        return About("")
    if lexicon().wants("overall", fold(part or label)):
        core = [w for w in words if w not in spoken.filler and not any(p.search(w) for p in spoken.asks.values())]
        if all(w in spoken.whole | spoken.loosely for w in core):
            return About("")
    if _CODE.fullmatch(rest):
        return About(slug(name), name, sure=False)
    said = (part or label).strip()
    shown = said if fold_name(said) == rest else rest.capitalize()
    return About(slug(rest, most=40), shown, sure=bool(part) or len(words) <= 6)


def _is_sentence(text: str) -> bool:
    return "?" in text or "？" in text or len(text.split()) > 6


def _content(text: str) -> str:
    """What is left of a label without leading codes and ranges, and without filler at its ends.

    A sentence loses all filler; a short name only what speaks of rating, so that “In-flight service” stays whole.
    """
    words = lexicon()
    sentence = _is_sentence(text)
    text = re.sub(r"\([^)]*\d[^)]*\)", " ", text)
    text = re.sub(r"^\s*(?:[A-Za-z]{0,2}\d+[a-z]?(?:_\d+)?[.:)_-]?\s+|\d+[.)]\s*)", "", text)
    kept = fold_name(text).split()
    while kept and kept[0] in (words.filler if sentence else words.rated):
        kept.pop(0)
        while kept and kept[0] in words.filler:
            kept.pop(0)
    while kept and kept[-1] in (words.filler if sentence else words.rated):
        kept.pop()
    return " ".join(kept)


def _known(text: str, known: Known, *, exact_only: bool) -> About | None:
    """A known touchpoint whose name or key stands in ``text``."""
    words = fold_name(text).split()
    glued = "".join(words)
    content = "".join(_content(text).split())
    best: tuple[int, About] | None = None
    for key, name in known.touchpoints:
        for said in dict.fromkeys((name, key)):
            squeezed = "".join(fold_name(said).split())
            if not squeezed:
                continue
            if squeezed in {glued, content}:
                return About(key, name, known=True)
            if _stands_in(squeezed, words):
                extra = len(_content(text).split()) - len(fold_name(said).split())
                sure = extra <= 0 or len(squeezed) > 0.7 * len(content)
                if (sure or not exact_only) and (best is None or len(squeezed) > best[0]):
                    best = (len(squeezed), About(key, name, known=True, sure=sure))
    if best:
        return best[1]
    return None


def _stands_in(squeezed: str, words: list[str]) -> bool:
    """Whether neighbouring words, glued together, make ``squeezed``; CJK names may stand anywhere."""
    if not squeezed.isascii() and re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", squeezed):
        return squeezed in "".join(words)
    for start in range(len(words)):
        glued = ""
        for word in words[start:]:
            glued += word
            if glued == squeezed:
                return True
            if len(glued) >= len(squeezed):
                break
    return False
