"""Themes of a workspace: kept in a file, never overwritten when damaged, without labels of comments that are gone."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outsidein import workspace
from outsidein.ground import WorkspaceError
from outsidein.workspace import Folder

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path = tmp_path_factory.mktemp("voices") / "sample"
    folder, _ = workspace.build_sample(path, key=bytes(range(32)), seed=7, today=date(2026, 11, 21), now=NOW)
    return folder


@pytest.fixture
def folder(made: Folder, tmp_path: Path) -> Folder:
    """A copy that a test may change."""
    return workspace.find(Path(shutil.copytree(made.path, tmp_path / "mine")))


def test_a_theme_that_was_named_gets_its_group_back_when_the_words_are_the_same(folder: Folder) -> None:
    document = workspace.load_map(folder)
    with workspace.open_study(folder) as study:
        first = workspace.tell(study, document)[0].proposals[0]
        workspace.adopt_theme(folder, "Waiting", id="of-last-year", words=first.words[:5])
        told, quoted = workspace.tell(study, document)
    (theme,) = told.themes
    assert (theme.title, theme.grouped) == ("Waiting", len(first.comments))
    assert set(theme.quotes) <= set(quoted)
    assert sum(one.share.n for one in theme.by_step) <= told.total
    assert told.unplaced == told.total - theme.grouped


def test_themes_of_one_step_are_told_from_its_comments_alone(folder: Folder) -> None:
    document = workspace.load_map(folder)
    with workspace.open_study(folder) as study:
        for step in document.steps:
            told, _ = workspace.tell(study, document, step=step.id)
            assert told.total == study.quotes(document, step=step.id, limit=1).total


def test_two_themes_of_one_name_are_two(folder: Folder) -> None:
    assert [workspace.adopt_theme(folder, "Lost Bags") for _ in range(2)] == ["lost-bags", "lost-bags-2"]
    with pytest.raises(WorkspaceError, match="name"):
        workspace.adopt_theme(folder, " … ")


def test_labels_of_comments_that_are_gone_count_no_more_and_leave_the_file_at_the_next_label(folder: Folder) -> None:
    document = workspace.load_map(folder)
    theme = workspace.adopt_theme(folder, "Waiting")
    file = folder.path / "themes.json"
    with workspace.open_study(folder) as study:
        one, other = (quote.comment for quote in study.quotes(document, limit=2).quotes)
        workspace.label(study, one, theme, by="Ana")
        file.write_text(file.read_text("utf-8").replace('"labels": [', '"labels": [' + GONE), "utf-8")
        assert len(workspace.read_themes(folder).labels) == 2
        assert workspace.tell(study, document)[0].themes[0].labelled == 1
        workspace.label(study, other, theme, by="Ben")
        with pytest.raises(WorkspaceError) as error:
            workspace.label(study, "comment:77", theme, by="Ben")
        assert error.value.diagnostics[0].code == "workspace/no-such-comment"
    assert [(each.comment, each.by) for each in workspace.read_themes(folder).labels] == [(one, "Ana"), (other, "Ben")]
    workspace.withdraw(folder, "reviews.jsonl", now=NOW)
    with workspace.open_study(folder) as study:
        told, _ = workspace.tell(study, document)
    assert (told.total, told.themes[0].labelled, told.themes[0].share.known) == (0, 0, False)


GONE = '{"comment": "comment:77", "theme": "waiting"},'


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"version": 9, "themes": [], "labels": []}',
        '{"version": 1, "themes": [{"id": "a", "into": "b"}, {"id": "b", "into": "a"}], "labels": []}',
        '{"version": 1, "themes": [], "labels": [{"comment": "comment:1", "theme": "a"}]}',
    ],
)
def test_a_damaged_file_is_said_and_left_alone(folder: Folder, text: str) -> None:
    file = folder.path / "themes.json"
    file.write_text(text, encoding="utf-8")
    for act in (lambda: workspace.read_themes(folder), lambda: workspace.adopt_theme(folder, "New")):
        with pytest.raises(WorkspaceError) as error:
            act()
        assert error.value.diagnostics[0].code == "workspace/themes-unreadable"
    assert file.read_text(encoding="utf-8") == text


def test_a_change_of_another_book_than_expected_is_refused_before_anything_is_written(folder: Folder) -> None:
    workspace.adopt_theme(folder, "First")
    stamp = workspace.themes_stamp(folder)

    def heed(now: str) -> None:
        if now != stamp:
            raise LookupError(now)

    workspace.adopt_theme(folder, "Second", heed=heed)
    with pytest.raises(LookupError):
        workspace.remove_theme(folder, "first", heed=heed)
    assert [one.title for one in workspace.read_themes(folder).standing] == ["First", "Second"]
