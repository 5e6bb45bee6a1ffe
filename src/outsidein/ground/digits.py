"""Digits: numbers as each language writes them, English with 6,118.5, German with 6.118,5.

What lives here: separators and signs, the language as an argument. Not here: words around numbers (writing, phrases).
"""

from __future__ import annotations

from typing import Final

MINUS: Final = "−"
_SWAPPED: Final = str.maketrans(",.", ".,")


def figure_in(language: str, number: float, decimals: int = 1) -> str:
    """A number with so many decimals, separators, a true minus sign and no “−0”.

    >>> figure_in("en", -1204.25, 1), figure_in("de", -1204.25, 1), figure_in("en", -0.04, 1)
    ('−1,204.2', '−1.204,2', '0.0')
    """
    text = f"{number:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.removeprefix("-")
    return separated(text, language)


def separated(text: str, language: str) -> str:
    """A number that Python wrote with commas for thousands, as ``language`` writes it."""
    return (text.translate(_SWAPPED) if language == "de" else text).replace("-", MINUS)


def written(value: str | int | float, language: str) -> str:
    """What fills a place: a text as it is, a whole number with separators, another with as many digits as it needs.

    >>> written("as it is", "de"), written(12345, "de"), written(2.5, "de"), written(2.5, "en")
    ('as it is', '12.345', '2,5', '2.5')
    """
    if isinstance(value, str):
        return str(value)
    return separated(f"{value:,}" if hasattr(value, "__index__") else f"{value:g}", language)
