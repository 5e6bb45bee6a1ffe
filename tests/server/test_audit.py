"""The audit log: what was done is in it, in pages that stay right while it grows, and safe for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from serving import BOTH, Home, made

ENGINES = BOTH


def acts(home: Home, **only: Any) -> list[str]:
    return [one["act"] for one in made(home.client("owner").get(f"{home.path}/audit", params=only))["items"]]


def test_what_owners_do_is_in_the_log_the_newest_first(home: Home) -> None:
    owner = home.client("owner")
    person = home.people["viewer"]
    made(owner.patch(f"{home.path}/members/{person.id}", {"role": "editor"}))
    made(owner.delete(f"{home.path}/members/{person.id}"))
    found = made(owner.get(f"{home.path}/audit"))["items"][:2]
    assert [(one["act"], one["who"]) for one in found] == [
        ("member.removed", "Owner"),
        ("member.role-changed", "Owner"),
    ]
    assert {"person": person.id, "before": "viewer", "role": "editor"}.items() <= found[1]["about"].items()


def test_pages_show_every_act_once_while_more_is_done(home: Home) -> None:
    owner = home.client("owner")
    for number in range(7):
        made(owner.patch(home.path, {"name": f"Name {number}"}))
    names: list[str] = []
    cursor = ""
    while True:
        found = made(owner.get(f"{home.path}/audit", params={"act": "workspace.changed", "limit": 2, "cursor": cursor}))
        names += [one["about"]["name"] for one in found["items"]]
        made(owner.patch(home.path, {"name": "later"}))
        if not (cursor := found["next"]):
            break
    assert names == [f"Name {number}" for number in reversed(range(7))]


def test_the_log_is_filtered_by_kind_person_and_day(home: Home) -> None:
    home.begin_map()
    made(home.client("owner").patch(home.path, {"name": "New"}))
    editor = home.people["editor"].id
    assert acts(home, act="map") == ["map.created"]
    assert acts(home, person=editor) == ["map.created"]
    assert acts(home, act="workspace.changed", first="2000-01-01", last="2999-12-31") == ["workspace.changed"]
    assert acts(home, last="2000-01-01") == []


@pytest.mark.parametrize("cursor", ["x", "WzFd!", "W10", "WyJhIl0", "WzAuNV0", "WzFlOTld", "W3RydWVd", "[" * 100])
def test_a_made_up_cursor_is_refused(home: Home, cursor: str) -> None:
    answer = home.client("owner").get(f"{home.path}/audit", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "server/bad-cursor")


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x"]


def test_no_cell_of_the_export_is_taken_for_a_formula(home: Home) -> None:
    owner = home.client("owner")
    for name in DANGEROUS:
        made(owner.patch("/api/v1/session", {"name": name}))
        made(owner.patch(home.path, {"about": name}))
    answer = owner.get(f"{home.path}/audit/export", params={"act": "workspace.changed"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert [row["who"] for row in rows] == [f"'{name}" for name in reversed(DANGEROUS)]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


def test_taking_the_log_away_is_itself_in_the_log(home: Home) -> None:
    home.client("owner").get(f"{home.path}/audit/export")
    assert acts(home, act="audit") == ["audit.exported"]


def test_the_closing_of_a_workspace_outlives_it(home: Home) -> None:
    assert home.client("owner").delete(home.path).status_code == 204
    assert home.server.do(_closed, home.id) == ["Somewhere"]


def _closed(workspace: str) -> list[str]:
    from outsidein.server.models import AuditEntry

    found = AuditEntry.objects.filter(act="workspace.closed", workspace=None)
    return [one.about["name"] for one in found if one.about["id"] == workspace]
