"""Features: what was known before the outcome, one row per journey or customer, and the outcome itself.

What lives here: Features, and how a table of columns becomes them. Not here: how they are frozen from an event log
(freeze), how they are judged (find).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from outsidein.ground import Diagnostic, MeasureError
from outsidein.ground.writing import listed
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    import pyarrow as pa

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_VALUES: Final = 12
"""Values of a text column that become features of their own."""
_FEW: Final = 5
"""A column of whole numbers with no more distinct values is read as a choice."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One column: a ``flag`` (0 or 1), or an amount. ``choice`` is the column that a flag is one value of."""

    name: str
    flag: bool
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Features:
    """``values`` (n, f; NaN: not known) of ``features`` for n journeys or customers, and whether each had the outcome.

    ``who`` (n,) is a number per customer, where one has several rows. ``frozen`` says up to when the features were
    taken; ``notes`` what one must know of that.
    """

    outcome: str
    features: tuple[Feature, ...]
    values: Floats
    had: NDArray[np.bool_]
    who: Ints
    frozen: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.had), len(self.features)) or len(self.who) != len(self.had):
            raise ValueError("values, outcome and customers must have as many rows")


def features_of(
    table: pa.Table,
    *,
    outcome: str,
    value: str | None = None,
    customer: str | None = None,
    without: Sequence[str] = (),
    choices: Sequence[str] = (),
) -> Features:
    """Features from a table with one row per journey or customer: numbers as amounts, texts and truths as choices.

    ``outcome`` is the column, ``value`` what it holds where the outcome was had (default: true or 1). ``without`` names
    columns that are no behaviour, such as ids, ``choices`` numbers that are codes. Nobody can see in a table what was
    known before the outcome: columns that give it away nearly by themselves are left out by ``find_behaviour``, named.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if outcome not in table.column_names:
        known = listed(table.column_names, most=8)
        raise MeasureError(
            Diagnostic(
                "insight/no-such-outcome",
                say("behaviour.no-such-outcome", outcome=outcome),
                say("behaviour.no-such-outcome.fix", known=known),
            )
        )
    had = _had(table[outcome], value)
    columns: list[Floats] = []
    features: list[Feature] = []
    for name in table.column_names:
        if name in (outcome, customer) or name in without:
            continue
        column = table[name].combine_chunks()
        if pa.types.is_null(column.type) or pa.types.is_temporal(column.type):
            continue
        numeric = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
        if numeric and name not in choices and (pa.types.is_floating(column.type) or len(pc.unique(column)) > _FEW):
            columns.append(np.asarray(column.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64))
            features.append(Feature(name, flag=False))
            continue
        counts = sorted(pc.value_counts(column.cast(pa.string())).to_pylist(), key=lambda one: -one["counts"])
        values = [one["values"] for one in counts if one["values"] is not None][:MOST_VALUES]
        for one in values[:1] if len(values) == 2 else values:
            hit = pc.equal(column.cast(pa.string()), one).cast(pa.float64())
            columns.append(np.asarray(hit.to_numpy(zero_copy_only=False), dtype=np.float64))
            features.append(Feature(f"{name} = {one}", flag=True, choice=name))
    who = np.arange(table.num_rows)
    if customer:
        who = (
            table[customer].combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
        )
    values_ = np.stack(columns, axis=1) if columns else np.zeros((table.num_rows, 0))
    return Features(outcome, tuple(features), values_, had, who, notes=(say("behaviour.note.table"),))


def _had(column: pa.ChunkedArray, value: str | None) -> NDArray[np.bool_]:
    import pyarrow as pa
    import pyarrow.compute as pc

    if value is not None:
        hit = pc.equal(column.cast(pa.string()), value)
    elif pa.types.is_boolean(column.type):
        hit = column
    else:
        hit = pc.equal(column.cast(pa.float64()), 1.0)
    return np.asarray(pc.fill_null(hit, False).to_numpy(zero_copy_only=False), dtype=bool)
