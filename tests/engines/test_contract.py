"""The contract of engines: every analysis gives the same answer wherever the log lies, and only answers leave it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from asking import ASKED, plain
from places import ENGINES
from walking import narrow

from outsidein.evidence.journeys import Journeys

if TYPE_CHECKING:
    from conftest import Engine

SOME = ("transitions", "transitions with times", "funnel in a window", "step matrix", "top paths of many words",
        "variants", "retention by day", "flows", "designed against observed")  # fmt: skip
"""What differs most in how it is asked."""
LEAVING = ("transitions with times", "funnel", "step matrix", "top paths", "variants", "loops", "drop-off",
           "conversion by segment", "contacts", "retention by week", "engagement", "compared transitions", "flows",
           "along a drawn way", "designed against observed")  # fmt: skip


@pytest.mark.parametrize("what", ASKED)
def test_an_analysis_answers_the_same_wherever_the_log_lies(
    what: str, engine: Engine, laid: dict[str, Journeys]
) -> None:
    if engine.name == "spark" and what not in SOME and "OUTSIDEIN_SOAK" not in os.environ:
        pytest.skip("each answer of a cluster takes seconds; all of them: make engines")
    ask = ASKED[what]
    assert plain(ask(engine.journeys("narrow"))) == plain(ask(laid["narrow"]))


@pytest.mark.parametrize("what", SOME)
def test_so_it_does_with_more_touchpoints_than_a_byte_counts(
    what: str, engine: Engine, laid: dict[str, Journeys]
) -> None:
    ask = ASKED[what]
    assert plain(ask(engine.journeys("wide"))) == plain(ask(laid["wide"]))


@pytest.mark.parametrize("what", ASKED if "duckdb" in ENGINES else ())
def test_the_store_answers_in_its_own_way_what_the_definitions_say(what: str, laid: dict[str, Journeys]) -> None:
    ask = ASKED[what]
    assert plain(ask(replace(laid["narrow"], laid_out=False))) == plain(ask(laid["narrow"]))


def test_without_an_order_ties_are_broken_alike_everywhere(engine: Engine) -> None:
    journeys = Journeys.over(engine.table("narrow").drop("order"))
    unordered = narrow()
    at = unordered.column_names.index("order")
    with Journeys.open(unordered.set_column(at, "order", pa.array([0] * len(unordered)))) as expected:
        for what in ("transitions", "variants"):
            assert plain(ASKED[what](journeys)) == plain(ASKED[what](expected))


def test_only_answers_leave_the_engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for log in ("narrow", "often"):
        engine.journeys(log)
    backend = type(engine.table("narrow").get_backend())
    fetched: list[int] = []
    asked = backend.to_pyarrow

    def counting(self: Any, expr: Any, /, **how: Any) -> Any:
        found = asked(self, expr, **how)
        fetched.append(found.num_rows if isinstance(found, pa.Table) else 1)
        return found

    def refused(*args: Any, **how: Any) -> Any:
        raise AssertionError("fetched by another door")

    monkeypatch.setattr(backend, "to_pyarrow", counting)
    for door in ("execute", "to_pandas_batches", "to_polars"):
        monkeypatch.setattr(backend, door, refused)
    for what in LEAVING:
        counts = []
        for log in ("narrow", "often"):
            journeys = engine.journeys(log)
            fetched.clear()
            ASKED[what](journeys)
            counts.append(list(fetched))
        assert counts[0], what
        assert counts[0] == counts[1], f"{what}: more leaves where more happened"
