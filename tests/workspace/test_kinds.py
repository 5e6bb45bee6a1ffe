"""A workspace's own kinds lie in its folder and are known wherever the workspace is: in reading and in checking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outsidein import maps
from outsidein.ground import MapError
from outsidein.workspace import Folder, check, create, find, keep_kind, load_map, read_kinds, remove_kind

KIND = "id: visit\nname: Visit\nmeaning: A visit.\nstructure: chronological\nlanes:\n  - {key: acts, of: actions}\n"
MAP = (
    "outsidein: 1\nmap: trip\nkind: visit\ntitle: T\n"
    "stages: [{id: a, name: A, steps: [{id: b, name: B, acts: [Go]}]}]\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    made = create(tmp_path / "w", name="W", key=bytes(range(32)))
    (made.maps / "trip.map.yaml").write_text(MAP, "utf-8")
    with maps.knowing(()):
        yield made


def test_a_map_of_an_own_kind_is_read_and_checked_in_its_workspace(folder: Folder) -> None:
    with pytest.raises(MapError):
        load_map(find(folder.path))
    keep_kind(folder.path, KIND)
    here = find(folder.path / "maps")
    assert load_map(here).journey.kind == "visit"
    assert not [one for one in check(here, now=datetime(2026, 11, 22, tzinfo=UTC)) if one.severity == "error"]
    assert remove_kind(folder.path, "visit")
    find(folder.path)
    assert "visit" not in maps.kinds()


def test_what_is_wrong_with_a_file_is_told_with_its_name(folder: Folder) -> None:
    keep_kind(folder.path, KIND)
    kinds = folder.path / "kinds"
    (kinds / "a-wrong.yaml").write_text(KIND.replace("of: actions", "of: acions"), "utf-8")
    (kinds / "b-ours.yaml").write_text(KIND.replace("id: visit", "id: ecosystem"), "utf-8")
    (kinds / "c-latin.yaml").write_bytes(b"name: Besuch im B\xfcro\n")
    (kinds / "d-empty.yaml").write_bytes(b"")
    (kinds / "z-twice.yaml").write_text(KIND, "utf-8")
    own, found = read_kinds(folder.path)
    assert [kind.id for kind in own] == ["visit"]
    told = {(one.where.file, one.code) for one in found}
    assert told == {
        ("kinds/a-wrong.yaml", "maps/kind-unknown-lane"),
        ("kinds/b-ours.yaml", "workspace/kind-taken"),
        ("kinds/c-latin.yaml", "workspace/kind-unreadable"),
        ("kinds/d-empty.yaml", "workspace/kind-unreadable"),
        ("kinds/z-twice.yaml", "workspace/kind-taken"),
    }
    assert told <= {(one.where.file, one.code) for one in check(find(folder.path), now=datetime.now(UTC))}


def test_a_file_that_changes_is_read_anew(folder: Folder) -> None:
    keep_kind(folder.path, KIND)
    assert read_kinds(folder.path)[0][0].name == "Visit"
    keep_kind(folder.path, KIND.replace("name: Visit", "name: A long visit"))
    assert read_kinds(folder.path)[0][0].name == "A long visit"


@pytest.mark.parametrize(
    ("text", "id"), [(KIND, "other"), (KIND.replace("id: visit", "id: spatial"), ""), ("x: 1\n", "")]
)
def test_what_is_no_kind_of_ours_is_not_kept(folder: Folder, text: str, id: str) -> None:
    with pytest.raises(MapError):
        keep_kind(folder.path, text, id=id)
    assert not list(folder.path.glob("kinds/*"))
