"""Which encoding a text file is written in, from samples of its bytes.

What lives here: byte order marks, strict UTF-8, and a plausibility score over the code pages that exports really use.
Not here: reading the file (sources). Anything but a mark or strict UTF-8 is an informed guess, and says so.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from typing import Final

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# Letters that the languages written with each code page really use beyond ASCII; other letters count against it.
_LATIN: Final = {
    "cp1252": "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÍÎÏÑÓÔÖÕØŒÙÚÛÜ",
    "mac_roman": "àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÍÎÏÑÓÔÖÕØŒÙÚÛÜ",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžäöüőűôľĺŕăâîșțşţßĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽÄÖÜŐŰ",
    "cp1254": "çğıöşüâîûÇĞİÖŞÜ",
    "cp850": "àâäáçèéêëíîïñóôöùúûüßÄÖÜÉÑÇ",
}
# Scripts of their own, with the letters that make up most of their text.
_SCRIPTS: Final = {
    "cp1251": ("CYRILLIC", "оеаинтсрвлкмдпуязыьб"),
    "koi8_r": ("CYRILLIC", "оеаинтсрвлкмдпуязыьб"),
    "cp1253": ("GREEK", "αοιετσνηυρπκμλςάίόέή"),
    "cp1255": ("HEBREW", "יוהלאתרבשמנחקעד"),
    "cp1256": ("ARABIC", "الينمرتوبهدعسفك"),
}
# Multi-byte code pages with the lead bytes of their frequent characters (level 1 of the national standards).
_WIDE: Final = {
    "cp932": ("euc_jp", 0xB0, 0xCF),
    "euc_jp": ("euc_jp", 0xB0, 0xCF),
    "gb18030": ("gb2312", 0xB0, 0xD7),
    "big5": ("big5", 0xA4, 0xC6),
    "cp949": ("euc_kr", 0xB0, 0xC8),
}
_SIGNS: Final = frozenset("£¥§°«»·©®™²³½´•\u00a0")
_OFTEN: Final = frozenset("€“”„‘’–—…¡¿")
NAMES: Final = (
    "cp1252",
    "mac_roman",
    "cp850",
    "cp1250",
    "cp1254",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
)
"""Encodings that have no mark, the likeliest first; the phrases say what people call them."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name; ``sure`` where a mark or strict UTF-8 decides; ``rival`` is the next best and ``shows`` words."""

    name: str
    sure: bool = True
    rival: str = ""
    shows: tuple[str, ...] = ()


def encoding(samples: tuple[bytes, ...]) -> Encoding:
    """The encoding of the file that ``samples`` are slices of; the first slice is its beginning.

    >>> encoding((b"a,b", )).name, encoding(("Größe;Müller".encode("cp1252"),)).name
    ('utf-8', 'cp1252')
    """
    head = samples[0]
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name)
    if head.count(0) > len(head) // 8:
        odd = head[1::2].count(0)
        return Encoding("utf-16-le" if odd > len(head) // 8 else "utf-16-be")
    if all(_is_utf8(part, cut=place > 0) for place, part in enumerate(samples)):
        return Encoding("utf-8")
    lines = [line for part in samples for line in part.splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:60_000]
    scores = sorted(((_score(sample, name), -place, name) for place, name in enumerate(NAMES)), reverse=True)
    best, rival = scores[0], scores[1]
    name = best[2] if best[0] > 0.3 else _asked_elsewhere(sample)
    return Encoding(name, sure=False, rival=rival[2] if rival[0] > 0.3 else "", shows=_words(sample, name))


def _is_utf8(part: bytes, *, cut: bool) -> bool:
    """Whether a slice is strict UTF-8, but for a character cut at its ends."""
    if cut:
        part = part.lstrip(bytes(range(0x80, 0xC0)))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(part)
    except UnicodeDecodeError:
        return False
    return True


def _score(sample: bytes, name: str) -> float:
    """How much the sample reads like language under a codec: 1 is perfect, below 0 is noise."""
    decoder = codecs.getincrementaldecoder(name)(errors="strict")
    try:
        text = decoder.decode(sample)
    except UnicodeDecodeError:
        return -9.0
    if name in _WIDE:
        high = [c for c in text if ord(c) > 127]
        return sum(_wide(c, name) for c in high) / max(1, len(high))
    padded = f" {text} "
    marks = [
        _narrow(padded[i - 1], c, padded[i + 1], name) for i, c in enumerate(padded[1:-1], start=1) if ord(c) > 127
    ]
    return sum(marks) / max(1, len(marks))


def _wide(c: str, name: str) -> float:
    standard, low, high = _WIDE[name]
    if "\u3040" <= c <= "\u30ff":
        return 1.2 if standard == "euc_jp" else 0.2
    if "\uff61" <= c <= "\uff9f":
        return -1.0  # half-width katakana: what western letters turn into
    if "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uff60":
        return 0.6
    try:
        lead = c.encode(standard)[0]
    except UnicodeEncodeError:
        return -1.0
    if not low <= lead <= high or unicodedata.category(c) != "Lo":
        return -0.3
    return 1.2 if "\uac00" <= c <= "\ud7a3" else 1.0


def _narrow(before: str, c: str, after: str, name: str) -> float:
    """How plausible one character beyond ASCII is between its neighbours."""
    kind = unicodedata.category(c)
    if kind[0] == "C":
        return -3.0
    if kind[0] not in "LM":
        inside = before.isalpha() and after.isalpha() and c != "’"
        return -2.0 if inside else 1.0 if c in _OFTEN else 0.5 if c in _SIGNS else -1.0
    if c.isupper() and before.islower():
        return -2.0
    alone = not before.isalpha() and not after.isalpha()
    if name in _SCRIPTS:
        script, common = _SCRIPTS[name]
        if not unicodedata.name(c, "").startswith(script):
            return -1.0
        mixed = any(n.isascii() and n.isalpha() for n in (before, after))
        return -2.0 if mixed else 0.4 if alone else 1.0 if c.lower() in common else 0.6
    if c not in _LATIN[name]:
        return -0.5
    if alone:
        return 0.3
    crowd = all(n.isalpha() and ord(n) > 127 for n in (before, after))
    return -1.0 if crowd else 1.0


def _asked_elsewhere(sample: bytes) -> str:
    """What charset-normalizer makes of bytes that none of our code pages explains; else Windows-1252."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None and best.chaos < 0.1 else "cp1252"


def _words(sample: bytes, name: str) -> tuple[str, ...]:
    """Up to three words with letters beyond ASCII, by which a person can judge the decoding."""
    text = sample.decode(name, errors="replace")
    found: dict[str, None] = {}
    for line in text.splitlines():
        for word in "".join(c if c.isalpha() else " " for c in line).split():
            if not word.isascii() and len(word) > 2:
                found[word[:24]] = None
            if len(found) == 3:
                return tuple(found)
    return tuple(found)
