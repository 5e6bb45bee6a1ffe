"""Ten million answers: measures by touchpoint and month, ours beside hand-written SQL that gives the same table.

The data is generated with a fixed seed and kept in the temporary folder. Twice: once with each customer answering
once, and once with customers who come back, where both sides make the interval robust to that. Runs alternate; the
table shows the best and the middle one of each, in seconds of wall clock and of processor. The first look also finds
out, once for a store, whether anyone came back.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESPONSES, QUESTIONS, ROUNDS = 2_000_000, 5, 5
TOUCHPOINTS, DAYS = 40, 730

PLAIN = """
SELECT touchpoint, date_trunc('month', time) AS month, asks, count(*) AS n,
       avg(value) AS mean, stddev_samp(value) AS sd,
       count(*) FILTER (value >= 9) AS promoters, count(*) FILTER (value <= 6) AS detractors,
       count(*) FILTER (value >= 4) AS top
FROM answers JOIN responses USING (response)
WHERE applicable AND asks IN ('nps', 'satisfaction')
GROUP BY ALL
"""

BY_CUSTOMER = """
WITH each AS (
    SELECT touchpoint, date_trunc('month', time) AS month, asks, customer, count(*) AS k, sum(value) AS v,
           sum(CASE WHEN value >= 9 THEN 1 WHEN value <= 6 THEN -1 ELSE 0 END) AS net,
           count(*) FILTER (value >= 9 OR value <= 6) AS either, count(*) FILTER (value >= 4) AS top
    FROM answers JOIN responses USING (response)
    WHERE applicable AND asks IN ('nps', 'satisfaction')
    GROUP BY ALL
)
SELECT touchpoint, month, asks, k, count(*) AS customers, sum(either) AS either, sum(v) AS v1, sum(v * v) AS v2,
       sum(net) AS net1, sum(net * net) AS net2, sum(top) AS top1, sum(top * top) AS top2
FROM each GROUP BY ALL
"""


def run() -> None:
    """Print the table."""
    from outsidein.measures import Ask, measure_all

    asks = [Ask(name, by=("touchpoint", "period:month")) for name in ("nps", "csat", "satisfaction")]
    print(f"Measures over {RESPONSES * QUESTIONS / 1e6:g} million answers: NPS, CSAT, mean, by touchpoint and month")
    print(f"{'':34}{'wall, best':>12}{'middle':>9}{'cpu, best':>11}{'ratio wall':>12}{'ratio cpu':>11}")
    for title, repeated, sql, finish in (
        ("each customer once", False, PLAIN, _intervals),
        ("customers come back", True, BY_CUSTOMER, _robust_intervals),
    ):
        folder = _data(repeated=repeated)
        store = _store(folder)
        connection = _connection(folder)
        start = time.perf_counter()
        measure_all(store, asks)
        first = time.perf_counter() - start

        def ours(store: Any = store) -> None:
            measure_all(store, asks)

        def theirs(connection: Any = connection, sql: str = sql, finish: Callable[[Any], object] = finish) -> None:
            finish(connection.sql(sql).to_arrow_table())

        timed: dict[str, list[tuple[float, float]]] = {"ours": [], "SQL by hand": []}
        for _ in range(ROUNDS):
            timed["SQL by hand"].append(_timed(theirs))
            timed["ours"].append(_timed(ours))
        base = timed["SQL by hand"]
        for name, times in timed.items():
            wall, cpu = min(w for w, _ in times), min(c for _, c in times)
            middle = statistics.median(w for w, _ in times)
            ratios = (wall / min(w for w, _ in base), cpu / min(c for _, c in base))
            print(f"{title + ', ' + name:34}{wall:12.3f}{middle:9.3f}{cpu:11.3f}{ratios[0]:12.2f}{ratios[1]:11.2f}")
        print(f"{title + ', ours, first look':34}{first:12.3f}")


def _timed(act: Callable[[], None]) -> tuple[float, float]:
    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime

    cpu, wall = used(), time.perf_counter()
    act()
    return time.perf_counter() - wall, used() - cpu


def _intervals(table: Any) -> object:
    """What somebody would write below the query: the intervals of every row, as arrays."""
    import numpy as np

    n, mean, sd, promoters, detractors, top = (
        table[name].to_numpy().astype(float) for name in ("n", "mean", "sd", "promoters", "detractors", "top")
    )
    from scipy.special import stdtrit

    z = 1.959963984540054
    p, d, m = promoters + 0.75, detractors + 0.75, n + 3
    net = (p - d) / m
    half = z * np.sqrt(((p + d) / m - net**2) / m)
    centre = (top + z * z / 2) / (n + z * z)
    score = z * np.sqrt(top * (n - top) / n + z * z / 4) / (n + z * z)
    student = stdtrit(n - 1, 0.975) * sd / np.sqrt(n)
    return net - half, net + half, centre - score, centre + score, mean - student, mean + student


def _robust_intervals(table: Any) -> object:
    """The same with the variance by customer: CR2, from the sums per size."""
    import numpy as np

    keys = [table[name].to_pylist() for name in ("touchpoint", "month", "asks")]
    where: dict[tuple[object, ...], int] = {}
    group = np.array([where.setdefault(key, len(where)) for key in zip(*keys, strict=True)])
    size, customers = table["k"].to_numpy().astype(float), table["customers"].to_numpy().astype(float)
    n = np.bincount(group, size * customers)
    made = []
    for name in ("v", "net", "top"):
        s1, s2 = (np.array([float(x) for x in table[f"{name}{power}"].to_pylist()]) for power in (1, 2))
        mean = np.bincount(group, s1) / n
        apart = s2 - 2 * mean[group] * size * s1 + customers * (size * mean[group]) ** 2
        variance = np.bincount(group, apart / (1 - size / n[group])) / n**2
        made.append((mean, 1.959963984540054 * np.sqrt(variance)))
    return made


def _data(*, repeated: bool) -> Path:
    """A store of evidence in the temporary folder, written once: 2 million responses with five answers each."""
    import numpy as np
    import pyarrow as pa

    from outsidein.evidence.ledger import Counts, Entry, append_entry
    from outsidein.evidence.parquet import import_folder, write_table
    from outsidein.evidence.source import Question, Reads, Source
    from outsidein.evidence.tables import Asks

    folder = Path(tempfile.gettempdir()) / f"outsidein-bench-{'again' if repeated else 'once'}-{RESPONSES}"
    if (folder / "ledger.jsonl").is_file():
        return folder
    random = np.random.default_rng(20261121)
    response = (1 << 32) + np.arange(RESPONSES, dtype=np.int64)
    customer = random.integers(0, RESPONSES // 3, RESPONSES) if repeated else random.permutation(RESPONSES)
    when = np.datetime64("2024-11-01", "us") + random.integers(0, DAYS * 86_400, RESPONSES).astype("timedelta64[s]")

    def words(codes: np.typing.NDArray[np.int64], said: list[str]) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(said))

    responses = pa.table(
        {
            "response": response,
            "row": np.arange(2, RESPONSES + 2),
            "said": pa.nulls(RESPONSES, pa.string()),
            "customer": [f"{number:016x}" for number in customer.tolist()],
            "time": pa.array(when, pa.timestamp("us", tz="UTC")),
            "channel": words(random.integers(0, 6, RESPONSES), [f"channel {at}" for at in range(6)]),
            "source": words(np.zeros(RESPONSES, dtype=np.int64), ["survey"]),
        }
    )
    answers = RESPONSES * QUESTIONS
    # Each response rates one touchpoint by five questions: its NPS, its satisfaction, and three that nobody asks for.
    kind = np.tile(np.arange(QUESTIONS), RESPONSES)
    touchpoint = np.repeat(random.integers(0, TOUCHPOINTS, RESPONSES), QUESTIONS)
    low, high = np.array([0.0, 1, 1, 1, 1])[kind], np.array([10.0, 5, 7, 5, 10])[kind]
    value = low + np.floor(random.beta(4, 2, answers) * (high - low + 1))
    kinds = [Asks.NPS, Asks.SATISFACTION, Asks.CES, Asks.IMPORTANCE, Asks.EMOTION]
    names = [f"{asks} of touchpoint {at}" for asks in kinds for at in range(TOUCHPOINTS)]
    table = pa.table(
        {
            "response": np.repeat(response, QUESTIONS),
            "question": words(kind * TOUCHPOINTS + touchpoint, names),
            "touchpoint": words(touchpoint, [f"touchpoint {at}" for at in range(TOUCHPOINTS)]),
            "asks": words(kind, [str(asks) for asks in kinds]),
            "value": value,
            "low": low,
            "high": high,
            "applicable": np.ones(answers, dtype=bool),
        }
    )
    write_table(responses, import_folder(folder, 1) / "responses.parquet")
    write_table(table, import_folder(folder, 1) / "answers.parquet")
    source = Source(
        id="survey",
        files=("survey.csv",),
        reads=Reads.ANSWERS,
        questions=tuple(
            Question(key=names[at * TOUCHPOINTS + place], asks=asks, touchpoint=f"touchpoint {place}")
            for at, asks in enumerate(kinds)
            for place in range(TOUCHPOINTS)
        ),
    )
    entry = Entry(
        number=1,
        when=datetime(2026, 11, 21, tzinfo=UTC),
        source="survey",
        file="survey.csv",
        sha256="",
        mapping_hash="",
        mapping=source,
        counts=Counts(rows=answers, responses=RESPONSES, answers=answers),
    )
    append_entry(folder, entry)
    return folder


def _store(folder: Path) -> Any:
    from outsidein.evidence.store import Store

    return Store.open(folder)


def _connection(folder: Path) -> Any:
    """DuckDB over the same files."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for name in ("answers", "responses"):
        path = folder / "imports" / "000001" / f"{name}.parquet"
        connection.read_parquet(str(path)).create_view(name)
    return connection


if __name__ == "__main__":
    run()
