"""Fractional order keys: texts that sort, with always room for one more between two of them.

What lives here: making keys. Not here: who uses them. A key is a fraction in (0, 1) written in base 62 without
trailing zeros, so that plain text comparison is the order.
"""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}


def between(low: str = "", high: str = "") -> str:
    """A key strictly between ``low`` and ``high``; an empty text means the open end.

    >>> between(), between("V"), between("V", "W"), between("", "1")
    ('V', 'k', 'VV', '0V')

    Raises ValueError where nothing fits (``low >= high``, or a key that ends in 0).
    """
    if (high and low >= high) or low.endswith("0") or high.endswith("0"):
        raise ValueError(f"no key fits between {low!r} and {high!r}")
    prefix = ""
    while True:
        at = len(prefix)
        lowest = _VALUE[low[at]] if at < len(low) else 0
        highest = _VALUE[high[at]] if at < len(high) else len(_DIGITS)
        if highest - lowest > 1:
            return prefix + _DIGITS[(lowest + highest) // 2]
        prefix += _DIGITS[lowest]
        if highest != lowest:
            high = ""


def spread(count: int) -> tuple[str, ...]:
    """``count`` keys in order, evenly apart and as short as they can be: what a list read from text gets.

    >>> spread(3)
    ('F', 'V', 'k')
    """
    width = 1
    while len(_DIGITS) ** width <= count:
        width += 1
    size = len(_DIGITS) ** width
    keys = []
    for place in range(1, count + 1):
        number = place * size // (count + 1)
        digits = ""
        for _ in range(width):
            number, digit = divmod(number, len(_DIGITS))
            digits = _DIGITS[digit] + digits
        keys.append(digits.rstrip("0"))
    return tuple(keys)
