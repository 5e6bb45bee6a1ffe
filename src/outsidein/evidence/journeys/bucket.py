"""One bucket in memory: its events in the order in which they were walked, and its cases with what is summed of them.

What lives here: sorting, positions, waits and the signatures of paths, over arrays. Not here: which events a bucket has
(building), or what the columns mean (layout). Whole numbers that are packed into one are sorted many times faster than
an engine sorts rows of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from outsidein.evidence.journeys.coding import PRIME, SHIFT, powers
from outsidein.evidence.journeys.layout import Bucket, bucket_folder

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

GROUP: Final = 250_000
"""Rows of a row group."""
_BITS: Final = 63
_TICKS: Final = (1_000_000, 1_000)


def lay_bucket(
    folder: Path, at: int, *, generation: int, buckets: int, ranks: NDArray[np.uint32], shuffled: Path, cases: pa.Table
) -> tuple[Bucket, int]:
    """Write the events and the cases of bucket ``at``; gives what it holds, and the length of its longest journey.

    ``shuffled`` has its events in any order: case, time, order, code, s1 … sn and, where events have ids, mark.
    ``cases`` has their key and who, a row for each case in the order of their numbers; ``ranks`` says where the word of
    each code stands among all words.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    raw = pq.read_table(shuffled, memory_map=True, use_threads=False, partitioning=None).combine_chunks()
    given = {name: raw[name].to_numpy() for name in raw.column_names}
    number = given["case"] // buckets
    order = in_order(number, given["time"], given["order"], given["code"], ranks=ranks)
    number, sorted_ = number[order], {name: values[order] for name, values in given.items()}
    starts = np.searchsorted(number, np.arange(len(cases), dtype=number.dtype))
    length = np.diff(np.append(starts, len(number)))
    seq = (np.arange(len(number)) - np.repeat(starts, length) + 1).astype(np.uint32)
    last = starts + length - 1
    time, code = sorted_["time"], sorted_["code"]
    nxt, gap = np.roll(code, -1), np.roll(time, -1) - time
    nxt[last], gap[last] = 0, 0
    more = {name: values for name, values in sorted_.items() if name not in ("case", "time", "order", "code")}
    walked = {
        "case": sorted_["case"], "time": time, "order": sorted_["order"], "code": code, "seq": seq, "nxt": nxt,
        "gap": gap, **more,
    }  # fmt: skip
    _write(pa.table(walked), bucket_folder(folder, generation, "events", at), few=("code", "seq", "nxt", *more))
    sign1, sign2 = _signatures(code, seq, starts, longest=int(length.max()))
    summed = {
        "case": pa.array(sorted_["case"][starts]),
        "key": cases["key"],
        "who": cases["who"],
        "length": pa.array(length.astype(np.uint32)),
        "first": pa.array(time[starts]),
        "last": pa.array(time[last]),
        "sign1": pa.array(sign1),
        "sign2": pa.array(sign2),
        **{name: pa.array(_first_known(values, number, len(cases))) for name, values in more.items() if name != "mark"},
    }
    _write(pa.table(summed), bucket_folder(folder, generation, "cases", at), few=())
    tick = next((tick for tick in _TICKS if not (gap % tick).any()), 1)
    made = Bucket(
        generation=generation, events=len(number), cases=len(cases), longest_gap=int(gap.max()), tick=tick
    )  # fmt: skip
    return made, int(length.max())


def in_order(
    case: NDArray[np.unsignedinteger[Any]],
    time: NDArray[np.int64],
    order: NDArray[np.int64],
    code: NDArray[np.unsignedinteger[Any]],
    *,
    ranks: NDArray[np.uint32],
) -> NDArray[np.int64]:
    """The places of events by case, time, the order of the source, and the rank of their code.

    >>> import numpy as np
    >>> case, time = np.array([1, 0, 1, 1], np.uint32), np.array([5, 9, 5, 2])
    >>> order, code, ranks = np.array([2, 3, 1, 4]), np.array([1, 1, 1, 1], np.uint8), np.array([0, 1], np.uint32)
    >>> in_order(case, time, order, code, ranks=ranks).tolist()
    [1, 3, 2, 0]
    """
    import numpy as np

    first = int(time.min())
    wide = (int(time.max()) - first).bit_length()
    if int(case.max()).bit_length() + wide > _BITS:
        return np.lexsort((ranks[code], order, time, case))
    packed = case.astype(np.int64) << wide | time - first
    found = np.argsort(packed)
    packed = packed[found]
    # Only equal times need the order of the source: they are few, and stand together.
    same = packed[1:] == packed[:-1]
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
    among = found[tied]
    found[tied] = among[np.lexsort((ranks[code[among]], order[among], packed[tied]))]
    return found


def _signatures(
    code: NDArray[Any], seq: NDArray[np.uint32], starts: NDArray[np.int64], *, longest: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The two signatures of each case’s path, as ``over.signatures`` defines them."""
    import numpy as np

    wide = code.astype(np.int64)
    sums = [np.add.reduceat(wide * power[seq - 1] % PRIME, starts) % PRIME for power in powers(longest)]
    return sums[0] * SHIFT + sums[1], sums[2] * SHIFT + sums[3]


def _first_known(values: NDArray[Any], case: NDArray[Any], cases: int) -> NDArray[np.uint32]:
    """Of each case the value at the first event that has one; 0 where none has."""
    import numpy as np

    found = np.zeros(cases, np.uint32)
    known = np.flatnonzero(values)[::-1]
    found[case[known]] = values[known]  # written backwards, so that the first one stays
    return found


def _write(table: pa.Table, home: Path, *, few: tuple[str, ...]) -> None:
    """Write a file of the bucket; columns of ``few`` different values are told by a dictionary."""
    import pyarrow.parquet as pq

    home.mkdir(parents=True)
    pq.write_table(
        table, home / "data.parquet", row_group_size=GROUP, compression="zstd", compression_level=1,
        use_dictionary=[name for name in few if name != "mark"],
    )  # fmt: skip
