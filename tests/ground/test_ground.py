"""The ground: diagnostics read well, errors carry them whole, ids are what they say."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsidein.ground import (
    Diagnostic,
    EvidenceError,
    OutsideInError,
    Place,
    Severity,
    content_hash,
    short_id,
    slug,
    worst,
)


def test_an_error_without_a_diagnostic_cannot_be_raised() -> None:
    with pytest.raises(TypeError):
        OutsideInError()


def test_an_error_crosses_a_process_border_whole() -> None:
    error = EvidenceError(Diagnostic("evidence/x", "It is broken.", "Mend it.", Place("a.csv", row=3)))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is EvidenceError
    assert again.diagnostics == error.diagnostics
    assert str(error) == "error: a.csv, row 3: It is broken. Mend it."


def test_the_worst_of_several_is_the_gravest() -> None:
    found = [Diagnostic("a/b", "", severity=severity) for severity in (Severity.HINT, Severity.ERROR, Severity.WARNING)]
    assert worst(found) is Severity.ERROR
    assert worst(found[:1]) is Severity.HINT
    assert worst([]) is None


@given(st.text())
def test_a_slug_is_stable_and_clean(text: str) -> None:
    once = slug(text)
    assert slug(once) == once
    assert "--" not in once
    assert not once.startswith("-")


@given(st.lists(st.text()), st.lists(st.text()))
def test_only_equal_parts_hash_equally(left: list[str], right: list[str]) -> None:
    assert (content_hash(*left) == content_hash(*right)) == (left == right)


def test_a_short_id_is_short() -> None:
    assert len(short_id("a", length=5)) == 5
    assert short_id("a", length=5) == short_id("a")[:5]
