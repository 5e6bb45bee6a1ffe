"""The real airline survey through the same door as any file: every row and every figure where it should be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from evidence_files import take_in

from outsidein.evidence import Store, read_mapping

pytestmark = pytest.mark.realdata
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "airline-satisfaction" / "evidence"


def test_the_airline_survey_is_taken_in_whole(realdata: Path, tmp_path: Path) -> None:
    source = read_mapping(EXAMPLE / "passenger-survey.source.yaml")
    path = tmp_path / source.files[0]
    shutil.copy(realdata / "airline_satisfaction" / path.name, path)
    done = take_in(path, source, tmp_path / "store")
    counts = done.counts
    assert (counts.rows, counts.responses, counts.rejected_rows, counts.rejected_cells) == (129_880, 129_880, 0, 0)
    assert counts.answers + counts.blanks == 15 * 129_880
    golden = json.loads((realdata / "golden.json").read_text())["airline_satisfaction"]
    with Store.open(tmp_path / "store") as store:
        told = store.answers.filter(store.answers.applicable)
        by = (
            told.group_by("touchpoint").aggregate(n=told.value.count(), mean=told.value.mean()).to_pyarrow().to_pylist()
        )
        assert sum(row["n"] for row in by) == counts.answers - counts.not_applicable
        for name, known in golden["touchpoints_zeros_excluded"].items():
            (row,) = [row for row in by if row["touchpoint"] == name.lower().replace(" ", "-")]
            assert row["n"] == known["n"]
            assert row["mean"] == pytest.approx(known["mean"], abs=1e-6)
        (satisfied,) = [row for row in by if row["touchpoint"] is None]
        assert (satisfied["n"], satisfied["mean"]) == (129_880, pytest.approx(golden["satisfied"]["value"], abs=1e-6))
        assert store.responses.customer.nunique().to_pyarrow().as_py() == 129_880
    assert take_in(path, source, tmp_path / "store").unchanged
