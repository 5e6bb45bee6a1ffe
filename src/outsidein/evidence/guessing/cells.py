"""What one cell of text looks like: blank, a number, a date, an address, words.

What lives here: kinds of cells. Not here: reading a number or a moment for good (sources), what a column means (roles).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """The look of one cell."""

    BLANK = "blank"
    NUMBER = "number"
    DATE = "date"
    EMAIL = "e-mail"
    ADDRESS = "address"
    """A web or network address."""
    CODE = "code"
    """One word with digits in it, such as ``R_3kxPa`` or ``CUST-0001``."""
    TEXT = "text"


NUMBER: Final = re.compile(r"[-+−]?(?:\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+|\d+)?(?:[.,]\d+)?(?:[eE][-+]?\d{1,3})?\s?%?")
_DATE: Final = re.compile(
    r"""(?:
      \d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?                       # 2026-11-21, 2026/11/21, 2026年11月21日
    | \d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})                    # 21.11.2026, 11/21/26
    | \d{1,2}[-\s.]+[^\W\d_]{3,10}\.?[-\s,]+(?:\d{4}|\d{2})      # 21-Nov-2026, 21 novembre 2026
    | [^\W\d_]{3,10}\.?\s\d{1,2},?\s\d{4}                        # Nov 21, 2026
    | \d{1,2}(?:st|nd|rd|th)\s[^\W\d_]{3,10}\.?,?\s\d{4}          # 21st November 2026
    | [^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th),?\s\d{4}
    | \d{8}T\d{6}
    )
    (?:[T\s,]+(?:(?:at|um|à)\s)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?)?
    \s?(?:[aApP]\.?[mM]\.?)?
    \s?(?:Z|UTC|GMT|[A-Z]{3,4}|[-+]\d{2}:?\d{2})?(?:[-+]\d{1,2})?""",
    re.VERBOSE,
)
_EMAIL: Final = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[A-Za-z]{2,}")
_ADDRESS: Final = re.compile(
    r"https?://\S+|(?:\d{1,3}\.){3}\d{1,3}|(?=.*::|(?:[0-9a-fA-F]{1,4}:){5})[0-9a-fA-F:]{6,39}"
)
_CODE: Final = re.compile(r"(?=\S*\d)[A-Za-z0-9][\w.:#/-]*")


def kind(cell: str) -> Kind:
    """The look of one cell.

    >>> [str(kind(t)) for t in ("", "4,5", "2026-11-21 10:03", "a@b.org", "10.0.0.1", "R_3kx", "so so")]
    ['blank', 'number', 'date', 'e-mail', 'address', 'code', 'text']
    """
    text = cell.strip()
    if not text:
        return Kind.BLANK
    if len(text) > 80:
        return Kind.ADDRESS if text.startswith(("http://", "https://")) and " " not in text else Kind.TEXT
    if (text[-1].isdigit() or text[-1] == "%") and NUMBER.fullmatch(text):
        return Kind.NUMBER
    if _DATE.fullmatch(text):
        return Kind.DATE
    if _EMAIL.fullmatch(text):
        return Kind.EMAIL
    if _ADDRESS.fullmatch(text):
        return Kind.ADDRESS
    return Kind.CODE if _CODE.fullmatch(text) else Kind.TEXT
