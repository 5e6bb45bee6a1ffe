"""Names for things: slugs that people read, short ids and content hashes that machines compare.

What lives here: pure functions from text to text. Not here: anything that asks a clock or a random generator.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread


def slug(text: str, *, most: int = 60) -> str:
    """A readable key: letters and digits of any script in lower case, joined by single hyphens.

    >>> slug("Check-in Service (App)")
    'check-in-service-app'
    >>> slug("Prüfe Gepäck"), slug("搭乗 手続き"), slug("!!!")
    ('prüfe-gepäck', '搭乗-手続き', '')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = re.findall(r"[^\W_]+", folded)
    return "-".join(words)[:most].rstrip("-")


def content_hash(*parts: str | bytes) -> str:
    """SHA-256 of the parts, each framed by its length, as 64 hex digits.

    >>> content_hash("ab", "c") == content_hash("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def short_id(*parts: str | bytes, length: int = 8) -> str:
    """A short stable id derived from ``parts``: ``length`` letters of base 32 (8 letters = 40 bits).

    >>> short_id("compare", "actions", "Compare fares")
    '816arwpk'
    """
    number = int(content_hash(*parts), 16)
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(length))
