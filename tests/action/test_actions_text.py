"""The file of actions: what is written reads as it was, and what cannot be read is said, never half taken."""

from __future__ import annotations

from contextlib import suppress

import pytest
import yaml
from action_samples import ACTIONS, initiative
from hypothesis import given
from hypothesis import strategies as st

from outsidein.action import Actions, read, write
from outsidein.ground import ActionError


def same(one: object, other: object) -> bool:
    """Equal, where a number that is none equals another."""
    return repr(one) == repr(other)


@given(ACTIONS)
def test_what_is_written_reads_as_it_was(actions: Actions) -> None:
    assert same(read(write(actions)), actions)
    assert write(read(write(actions))) == write(actions)


def test_an_empty_file_and_none_are_no_actions() -> None:
    assert read("") == read(write(Actions())) == Actions()


def test_the_file_can_be_read_by_people() -> None:
    text = write(Actions(initiatives=(initiative(),)))
    assert text.startswith("outsidein-actions: 1\ninitiatives:\n- id: initiative:a\n")
    assert "  start: '2026-08-15'\n" in text
    assert "about" not in text


@pytest.mark.parametrize(
    "text",
    [
        "- a", "a: 1", "outsidein-actions: one", "outsidein-actions: true", "outsidein-actions: 0", "[", "\t",
        "outsidein-actions: 1\nopportunities: 3", "outsidein-actions: 1\nopportunities: [{}]",
        "outsidein-actions: 1\nplans: []", "outsidein-actions: 1\nresults: [[]]",
        "outsidein-actions: 1\na: !!python/object:os.system {}", "outsidein-actions: 1\n" + "[" * 5000,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(ActionError) as error:
        read(text, file="actions.yaml")
    assert error.value.diagnostics[0].code == "action/file-unreadable"
    assert error.value.diagnostics[0].where.file == "actions.yaml"


def test_a_newer_file_is_left_alone() -> None:
    with pytest.raises(ActionError) as error:
        read("outsidein-actions: 2")
    assert error.value.diagnostics[0].code == "action/file-newer"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda kids: st.lists(kids) | st.dictionaries(st.text(max_size=5), kids),
        max_leaves=8,
    )
)
def test_any_data_is_read_or_refused_and_nothing_else(data: object) -> None:
    text = yaml.safe_dump({"outsidein-actions": 1, "opportunities": data})
    with suppress(ActionError):
        assert isinstance(read(text), Actions)
