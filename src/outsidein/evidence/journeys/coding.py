"""From words to numbers: codes of touchpoints and segment values, and the width of the column that holds them.

What lives here: the SQL that finds new words, and the powers behind path signatures. Codes are given in the order of
the words, and later words follow after those known before, so that what is laid out stays right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PRIME: Final = (1 << 31) - 1
"""Signatures are polynomials over the field of this many elements: every product fits a signed 64-bit number."""

BASES: Final = (1_208_925_819, 618_970_019, 1_522_605_027, 1_057_344_133)
"""Where the four polynomials of a path are evaluated: drawn once at random, and fixed ever since."""

SHIFT: Final = 1 << 31
"""Two values of a polynomial make one number: the first times this plus the second."""


def width(codes: int) -> str:
    """The narrowest type of DuckDB that holds codes from 0 to ``codes``.

    >>> width(40), width(255), width(256), width(10_000), width(70_000)
    ('UTINYINT', 'UTINYINT', 'USMALLINT', 'USMALLINT', 'UINTEGER')
    """
    return "UTINYINT" if codes < 1 << 8 else "USMALLINT" if codes < 1 << 16 else "UINTEGER"


def learn(engine: Any, column: str, known: Sequence[str]) -> tuple[str, ...]:
    """The words of ``column`` among what came: those ``known``, then new ones in order."""
    rows = engine.execute(f"SELECT DISTINCT {column} FROM came WHERE {column} IS NOT NULL").fetchall()  # noqa: S608
    seen = set(known)
    return (*known, *sorted(word for (word,) in rows if word not in seen))


def keep(engine: Any, table: str, words: Sequence[str]) -> None:
    """A table of ``words`` with their codes from 1."""
    import pyarrow as pa

    codes = pa.table({"word": pa.array(words, pa.string()), "code": pa.array(range(1, len(words) + 1), pa.uint32())})
    engine.execute(f"DROP TABLE IF EXISTS {table}")
    engine.from_arrow(codes).create(table)


def ranks(words: Sequence[str]) -> NDArray[np.uint32]:
    """The place of each code among the words in order, 0 for none: codes of words that came later are out of order.

    >>> ranks(("buy", "view", "cart")).tolist()
    [0, 1, 3, 2]
    """
    import numpy as np

    found = np.zeros(len(words) + 1, np.uint32)
    found[np.array(sorted(range(len(words)), key=words.__getitem__), np.int64) + 1] = np.arange(1, len(words) + 1)
    return found


def powers(longest: int) -> NDArray[np.int64]:
    """The four bases to the power of each position from 1 to ``longest``, modulo the prime: a row a base.

    >>> powers(3)[0].tolist() == [BASES[0], BASES[0] ** 2 % PRIME, BASES[0] ** 3 % PRIME]
    True
    """
    import numpy as np

    found = np.array(BASES, np.int64)[:, None]
    while found.shape[1] < longest:  # what is known, times its last power, is as much again
        found = np.concatenate([found, found * found[:, -1:] % PRIME], axis=1)
    return found[:, :longest]
