"""Events at the steps of a funnel come out of the files in the order they were laid out, but for torn cases."""

from __future__ import annotations

from itertools import pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from outsidein.measures.journeys.chains import in_order


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 9)), unique=True, max_size=30), st.randoms())
def test_each_case_stands_in_one_piece_and_in_order_afterwards(rows: list[tuple[int, int]], chance: object) -> None:
    chance.shuffle(rows)  # type: ignore[attr-defined]
    hits = pa.table(
        {"case": pa.array([c for c, _ in rows], pa.uint32()), "seq": pa.array([s for _, s in rows], pa.uint32())}
    )
    found = [(row["case"], row["seq"]) for row in in_order(hits).to_pylist()]
    assert sorted(found) == sorted(rows)
    pieces = [case for at, (case, _) in enumerate(found) if at == 0 or found[at - 1][0] != case]
    assert len(pieces) == len(set(pieces))
    assert all(one[1] < two[1] for one, two in pairwise(found) if one[0] == two[0])


def test_what_lies_in_order_is_handed_on_as_it_is() -> None:
    hits = pa.table({"case": pa.array([4, 4, 1], pa.uint32()), "seq": pa.array([1, 3, 1], pa.uint32())})
    assert in_order(hits) is hits
