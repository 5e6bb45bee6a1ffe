"""Drafting over a corpus of exports: nothing wrong without a mark, and a preview that says what an import does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from exports import EXPORTS, HELD_OUT, HELD_OUT_AGAIN, HELD_OUT_LAST, HELD_OUT_PLAIN, Export
from exports.score import SEED, Score, score

from outsidein.evidence import parse_mapping, write_mapping
from outsidein.evidence.guessing.drafting import draft
from outsidein.evidence.source import Format
from outsidein.evidence.sources.jobs import Job
from outsidein.evidence.sources.normalise import normalise

ROUNDS = {
    "made on": EXPORTS,
    "round 1": HELD_OUT,
    "round 2": HELD_OUT_AGAIN,
    "round 3": HELD_OUT_LAST,
    "round 4": HELD_OUT_PLAIN,
}
ALL = tuple(export for exports in ROUNDS.values() for export in exports)
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "import.md"
by_name = pytest.mark.parametrize("export", ALL, ids=[export.name for export in ALL])


@by_name
def test_whatever_is_wrong_is_marked(export: Export, tmp_path: Path) -> None:
    found, _ = score(export, tmp_path)
    assert not found.silent


@by_name
def test_other_people_s_answers_give_the_same_draft(export: Export, tmp_path: Path) -> None:
    found, _ = score(export, tmp_path, seed=SEED + 1)
    assert not found.silent


@by_name
def test_the_preview_says_what_the_import_does_and_the_mapping_says_it_again(export: Export, tmp_path: Path) -> None:
    path = tmp_path / export.file
    path.write_bytes(export.build(Random(f"{SEED}/{export.name}")))
    found = draft(path, Format(), export.known)
    assert parse_mapping(write_mapping(found.source)) == (found.source, ())
    job = Job(path=path, source=found.source, number=1, key="00" * 32, now=datetime(2027, 1, 1, tzinfo=UTC))
    counts = normalise(job, progress=lambda done, total, doing: None).counts
    said = found.counts
    assert (said.rows, said.blank, said.comments) == (counts.rows, counts.blanks, counts.comments)
    assert (said.answers + said.not_applicable, said.not_applicable) == (counts.answers, counts.not_applicable)
    assert (said.unreadable_cells, said.unreadable_rows) == (counts.rejected_cells, counts.rejected_rows)


def _sums(scores: list[Score]) -> tuple[str, ...]:
    columns, ratings = sum(s.columns for s in scores), sum(s.ratings for s in scores)
    roles, scales = sum(s.roles for s in scores), sum(s.scales for s in scores)
    return (str(len(scores)), str(columns), f"{roles / columns:.1%}", str(ratings), f"{scales / ratings:.1%}")


@pytest.mark.parametrize("name", ROUNDS)
def test_the_guide_tells_the_score_as_it_is(name: str, tmp_path: Path) -> None:
    scores = [score(export, tmp_path)[0] for export in ROUNDS[name]]
    exports, columns, roles, ratings, scales = _sums(scores)
    row = next(line for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {name} |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    silent = sum(len(s.silent) for s in scores)
    assert cells[1:] == [exports, columns, ratings, cells[4], f"{roles} · {scales} · {silent}"]
    assert re.fullmatch(r"–|[\d.]+% · [\d.]+% · \d+", cells[4])


def test_the_corpus_is_as_wide_as_it_claims() -> None:
    assert len(ALL) >= 24
    assert len({export.name for export in ALL}) == len(ALL)
    assert {export.type for export in ALL} == {"csv", "xlsx", "parquet", "jsonl"}
    assert len({export.encoding for export in ALL}) >= 8
    assert {export.delimiter for export in ALL} >= {",", ";", "\t", "|"}
