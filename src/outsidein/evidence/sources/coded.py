"""A column of text by its distinct values: what each says is decided once, then taken by code.

What lives here: Coded. Not here: any deciding (ratings, times, words).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from outsidein.evidence.sources.ratings import Refused
from outsidein.evidence.sources.rejects import Rejects

Codes = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coded:
    """``texts[codes[i]]`` is the text of row ``i``, without surrounding blanks; null is the empty text."""

    codes: Codes
    texts: list[str]

    @classmethod
    def of(cls, column: pa.Array) -> Coded:
        """The column by its distinct values, in order of appearance."""
        encoded = pc.utf8_trim_whitespace(pc.coalesce(column, "")).dictionary_encode()
        return cls(encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist())

    def take(self, rows: npt.NDArray[np.intp]) -> Coded:
        """Some of the rows; texts that none of them has stay."""
        return Coded(self.codes[rows], self.texts)

    def texts_as(self, decide: Callable[[str], str | Refused | None]) -> tuple[pa.Array, dict[int, Refused]]:
        """A text column of what ``decide`` makes of each text, null where it refuses, and the refusals by code."""
        decided = [decide(text) for text in self.texts]
        refused = {code: said for code, said in enumerate(decided) if isinstance(said, Refused)}
        words = pa.array([None if isinstance(said, Refused) else said for said in decided], pa.string())
        return words.take(pa.array(self.codes)), refused


def refuse(rejects: Rejects, column: str, coded: Coded, rows: Rows, refused: Mapping[int, Refused]) -> None:
    """Note every cell of ``column`` whose code is refused."""
    if not refused:
        return
    hit = np.flatnonzero(np.isin(coded.codes, np.fromiter(refused, np.int32)))
    room = rejects.room
    for place in hit[:room].tolist():
        said = refused[int(coded.codes[place])]
        rejects.add(int(rows[place]), column, said.shown, said.reason, said.fix)
    for code, count in zip(*np.unique(coded.codes[hit[room:]], return_counts=True), strict=True):
        rejects.add_cells(refused[int(code)].reason, int(count))
