"""Older files are read as if they were written today; each migration is proven to run, and to leave no trace."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outsidein.ground import Severity
from outsidein.maps import migrate, read, write
from outsidein.maps.migrate import CURRENT, MIGRATIONS, Migration

BODY = """\
map: trip
kind: customer-journey
title: Trip
{moments}
touchpoints:
  - {{id: app, name: App}}
stages:
  - id: buy
    name: Buy
    steps:
      - id: pay
        name: Pay
        touchpoints: [app]
{inside}      - id: leave
        name: Leave
"""
OLD = "outsidein: 0\n" + BODY.format(
    moments="moments:\n  - {step: pay, reason: Trust, touchpoint: app}\n  - {step: pay, reason: Price}", inside=""
)
NOW = "outsidein: 1\n" + BODY.format(
    moments="", inside="        moment_of_truth:\n          - {reason: Trust, touchpoint: app}\n          - Price\n"
)


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [one.to for one in MIGRATIONS] == list(range(1, CURRENT + 1))
    assert len({one.name for one in MIGRATIONS}) == len(MIGRATIONS)


@pytest.mark.parametrize("migration", MIGRATIONS, ids=lambda one: one.name)
def test_each_migration_is_run_by_a_file_of_its_time(migration: Migration, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def spy(data: dict[str, Any]) -> None:
        before = repr(data)
        migration.up(data)
        seen.append(migration.name)
        assert repr(data) != before

    spied = tuple(replace(one, up=spy) if one is migration else one for one in MIGRATIONS)
    monkeypatch.setattr(migrate, "MIGRATIONS", spied)
    document, _ = read(FILES[migration.to - 1])
    assert document is not None
    assert seen == [migration.name]


FILES = {0: OLD}


def test_there_is_a_file_of_every_older_version() -> None:
    assert sorted(FILES) == list(range(CURRENT))


def test_an_older_file_is_the_map_it_would_be_today() -> None:
    old, found = read(OLD)
    now, _ = read(NOW)
    assert old == now
    assert [(one.code, one.severity) for one in found] == [("maps/older-version", Severity.HINT)]
    assert "moments-stand-at-their-steps" in found[0].says


def test_a_migrated_map_is_written_in_the_current_form() -> None:
    document, _ = read(OLD)
    assert document is not None
    text = write(document)
    assert text.startswith(f"outsidein: {CURRENT}\n")
    assert read(text) == (document, ())


def test_a_current_file_runs_no_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(data: dict[str, Any]) -> None:
        raise AssertionError

    monkeypatch.setattr(migrate, "MIGRATIONS", tuple(replace(one, up=never) for one in MIGRATIONS))
    assert read(NOW)[1] == ()


@pytest.mark.parametrize(
    "broken",
    [
        "moments: Trust",
        "moments: [Trust]",
        "moments:\n  - {step: nowhere, reason: Trust}",
        "moments:\n  - {reason: Trust}",
        "moments:\n  - {step: [pay], reason: Trust}",
        "moments: {pay: Trust}",
    ],
)
def test_what_a_migration_cannot_place_is_told_and_not_lost(broken: str) -> None:
    document, found = read("outsidein: 0\n" + BODY.format(moments=broken, inside=""))
    assert document is None
    assert any("moments" in one.says and one.where.line == 5 for one in found), found


def test_an_old_file_that_already_marks_the_step_keeps_both() -> None:
    inside = "        moment_of_truth: [Price]\n"
    document, _ = read(
        "outsidein: 0\n" + BODY.format(moments="moments:\n  - {step: pay, reason: Trust}", inside=inside)
    )
    assert document is not None
    assert sorted(one.reason for one in document.moments) == ["Price", "Trust"]


def test_a_file_from_the_future_is_left_alone_and_told() -> None:
    document, (found,) = read(f"outsidein: {CURRENT + 1}\nnews: true\n")
    assert document is None
    assert found.code == "maps/newer-version"
    assert str(CURRENT + 1) in found.says


def test_migrations_do_not_lean_on_the_records_of_today() -> None:
    tree = ast.parse(Path(migrate.__file__).read_text("utf-8"))
    imports = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {one for one in imports if one and one.startswith("outsidein")} == {
        "outsidein.maps.phrases",
        "outsidein.maps.report",
    }
