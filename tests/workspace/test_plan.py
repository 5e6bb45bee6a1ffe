"""From pain to proof on the sample: a hotspot becomes a question, an initiative with a frozen baseline, a result."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from outsidein import workspace
from outsidein.action import Basis, Effect, State, told
from outsidein.ground import ActionError
from outsidein.insight import FindingKind, Reading
from outsidein.maps import Document
from outsidein.measures import Period
from outsidein.workspace import Folder, Study

KEY = bytes(range(32))
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
START = date(2026, 8, 1)
LATER = Period(START, TODAY)


@dataclass
class Bench:
    """The sample, open."""

    study: Study
    document: Document
    reading: Reading

    @property
    def folder(self) -> Folder:
        return self.study.folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Reading]:
    """The sample workspace and what it says, made once."""
    path = tmp_path_factory.mktemp("plan") / "sample"
    folder, _ = workspace.build_sample(path, key=KEY, seed=7, today=TODAY, now=NOW)
    with workspace.open_study(folder) as study:
        return folder, study.read(workspace.load_map(folder), now=NOW)


@pytest.fixture
def bench(made: tuple[Folder, Reading], tmp_path: Path) -> Iterator[Bench]:
    """A copy that a test may change."""
    folder = workspace.find(Path(shutil.copytree(made[0].path, tmp_path / "mine")))
    with workspace.open_study(folder) as study:
        yield Bench(study, workspace.load_map(folder), made[1])


def opened(bench: Bench, **more: object):
    hot = next(one for one in bench.reading.findings if one.kind is FindingKind.HOTSPOT and one.effect)
    given = {"where": hot.where, "by": "Ines", "now": NOW} | more
    return hot, workspace.open_opportunity(bench.folder, bench.document, bench.reading, **given)


def began(bench: Bench, **more: object):
    given = {
        "where": "touchpoint:bag-drop-desk", "measure": "csat", "title": "A second desk", "owner": "Desk team",
        "start": START, "by": "Ines", "now": NOW,
    }  # fmt: skip
    return workspace.start_initiative(bench.study, bench.document, **(given | more))


def test_before_anybody_began_there_is_nothing(bench: Bench) -> None:
    actions = workspace.list_actions(bench.folder)
    assert not actions.opportunities
    assert not (bench.folder.path / "actions.yaml").exists()


def test_a_hotspot_becomes_an_opportunity_with_its_finding_frozen(bench: Bench) -> None:
    hot, one = opened(bench)
    assert one.finding == hot
    assert one.question.startswith("How might we ")
    assert one.score is not None
    assert one.score.cites
    assert one.state is State.OPEN
    assert workspace.list_actions(bench.folder).opportunities == (one,)
    _, worded = opened(bench, question="How might we say it better?", proposed=True)
    assert (worded.question, worded.state) == ("How might we say it better?", State.PROPOSED)


def test_the_whole_chain_from_pain_to_proof(bench: Bench) -> None:
    _, chance = opened(bench, where="touchpoint:bag-drop-desk")
    one = began(bench, opportunity=chance.id, target=60.0)
    assert one.selected
    assert one.baseline.estimate.known
    assert one.baseline.ask.period == Period(date(2025, 8, 1), date(2026, 7, 31))
    assert one.baseline.back is not None
    assert abs(one.baseline.back.expected.value) < one.baseline.estimate.high - one.baseline.estimate.low
    held = workspace.list_actions(bench.folder)
    assert [turn.state for turn in held.opportunity(chance.id).history] == [State.OPEN, State.IN_PROGRESS]
    assert held.of(chance.id) == (one,)

    found = workspace.record_result(bench.study, initiative=one.id, period=LATER, by="Ines", now=NOW)
    assert found.before.value == one.baseline.estimate.value
    assert found.change.value == pytest.approx(found.after.value - found.before.value)
    assert found.basis is Basis.BEYOND
    assert not found.moved
    assert found.met is False
    said = " ".join(told(found, one))
    assert "clearly below the target of 60.0 %" in said
    assert "chosen because it stood out" in said
    workspace.turn(bench.folder, one.id, state=State.DONE, by="Ines", now=NOW + timedelta(days=1))
    final = workspace.list_actions(bench.folder)
    assert final.initiative(one.id).state is State.DONE
    assert final.results_of(one.id) == (found,)


def test_what_moved_only_here_is_told_from_what_moved_everywhere(bench: Bench) -> None:
    one = began(bench)
    found = workspace.record_result(
        bench.study, initiative=one.id, period=LATER, by="Ines", now=NOW, others=(("touchpoint", ("cabin-crew",)),)
    )
    assert found.compared is not None
    assert found.basis is Basis.COMPARED
    both = found.compared.change
    assert both.low < both.value < both.high
    assert both.value != pytest.approx(found.change.value)
    assert found.effect in (Effect.UNSURE, Effect.BETTER, Effect.WORSE)


def test_a_step_is_measured_by_the_touchpoints_that_counted_when_it_began(bench: Bench) -> None:
    step = next(point for point in bench.reading.curve if point.level)
    one = began(bench, where=step.step, measure="emotional-level")
    assert dict(one.baseline.ask.where)["touchpoint"] == step.touchpoints
    assert one.baseline.estimate.unit == "1–10"
    assert not one.selected


def test_a_baseline_whose_rows_changed_since_is_said_to_have_moved(bench: Bench) -> None:
    one = began(bench)
    survey = bench.folder.evidence / "passenger-survey.csv"
    lines = survey.read_bytes().splitlines(keepends=True)
    survey.write_bytes(b"".join(lines[:-400]))
    bench.study.store.close()
    workspace.ingest(bench.folder, key=KEY, now=NOW)
    with workspace.open_study(bench.folder) as later:
        found = workspace.record_result(later, initiative=one.id, period=LATER, by="Ines", now=NOW)
    assert found.moved
    assert "no longer those that were frozen" in " ".join(told(found, one))
    assert workspace.list_actions(bench.folder).initiative(one.id).baseline == one.baseline


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"where": "step:nowhere"}, "action/no-such-place"),
        (
            {"where": "touchpoint:bag-drop-desk", "baseline": Period(date(2001, 1, 1), date(2001, 2, 1))},
            "action/no-number",
        ),
        ({"baseline": Period(date(2026, 1, 1), TODAY)}, "action/baseline-too-late"),
        ({"opportunity": "opportunity:none"}, "action/unknown"),
        ({"owner": ""}, "action/no-owner"),
    ],
)
def test_what_cannot_be_started_leaves_no_trace(bench: Bench, more: dict, expected: str) -> None:
    with pytest.raises(ActionError) as error:
        began(bench, **more)
    assert error.value.diagnostics[0].code == expected
    assert workspace.list_actions(bench.folder).initiatives == ()


def test_a_result_cannot_be_of_before_the_start(bench: Bench) -> None:
    one = began(bench)
    with pytest.raises(ActionError) as error:
        workspace.record_result(
            bench.study, initiative=one.id, period=Period(date(2026, 1, 1), TODAY), by="Ines", now=NOW
        )
    assert error.value.diagnostics[0].code == "action/result-too-early"


def test_rewording_touches_neither_finding_nor_baseline(bench: Bench) -> None:
    _, chance = opened(bench)
    one = began(bench)
    workspace.revise(bench.folder, chance.id, question="How might we queue less?", owner="Ada")
    workspace.revise(bench.folder, one.id, title="Two desks", target=55.0)
    held = workspace.list_actions(bench.folder)
    assert (held.opportunity(chance.id).question, held.opportunity(chance.id).owner) == (
        "How might we queue less?",
        "Ada",
    )
    assert held.opportunity(chance.id).finding == chance.finding
    assert (held.initiative(one.id).title, held.initiative(one.id).target) == ("Two desks", 55.0)
    assert held.initiative(one.id).baseline == one.baseline


def _open_one(folder: str, at: int) -> str:
    """In a process of its own."""
    place = workspace.find(Path(folder))
    document = workspace.load_map(place)
    step = document.steps[0].id
    return workspace.open_opportunity(place, document, None, where=step, by=f"Ines {at}", now=NOW, title=f"No {at}").id


def test_several_processes_may_plan_at_once_and_nothing_is_lost(bench: Bench) -> None:
    with ProcessPoolExecutor(2) as pool:
        ids = list(pool.map(_open_one, [str(bench.folder.path)] * 12, range(12)))
    held = workspace.list_actions(bench.folder)
    assert len(set(ids)) == 12
    assert {one.id for one in held.opportunities} == set(ids)
