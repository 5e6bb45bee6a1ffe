"""Spare pictures: what no map, trash, version or history names goes after a month, and nothing else ever does."""

from __future__ import annotations

import os
import time
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from serving import BOTH, Home, made

ENGINES = BOTH
MONTH = 31 * 86_400


def send(home: Home, colour: str) -> str:
    out = BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "PNG")
    headers = {"Content-Type": "image/png"}
    return str(made(home.client("editor").post(f"{home.path}/images", data=out.getvalue(), headers=headers))["name"])


def put_on(home: Home, map: str, picture: str) -> None:
    """Give the map one persona, with this picture."""
    path = f"{home.path}/maps/{map}/document"
    text = home.client().get(path).text.partition("personas:")[0]
    wanted = f"{text}personas:\n  - name: Ada\n    picture: {picture}\n" if picture else text
    made(home.client("editor").put(path, {"text": wanted}, headers={"If-Match": "*"}))


def age(home: Home, *names: str) -> None:
    """Let it be a month since these were sent."""
    home.server.do(_age, home.id, names)
    then = time.time() - MONTH
    for name in names:
        os.utime(home.folder / "images" / name, (then, then))


def _age(workspace: str, names: tuple[str, ...]) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from outsidein.server.models import Image

    then = timezone.now() - timedelta(seconds=MONTH)
    Image.objects.filter(workspace=workspace, name__in=names).update(at=then)


def sweep(home: Home) -> int:
    return int(home.server.do(_sweep))


def _sweep(doing: Any = None) -> int:
    from django.utils import timezone

    from outsidein.server.spare_pictures import remove_spare

    return remove_spare(timezone.now(), wait=doing or (lambda seconds: None))


def left(home: Home) -> set[str]:
    """What is still shown; files and rows agree."""
    files = {path.name for path in (home.folder / "images").iterdir()}
    assert files == home.server.do(_rows, home.id)
    return files


def _rows(workspace: str) -> set[str]:
    from outsidein.server.models import Image

    return set(Image.objects.filter(workspace=workspace).values_list("name", flat=True))


@pytest.fixture
def map(home: Home) -> str:
    return home.begin_map()


def test_a_picture_that_nothing_ever_named_goes_after_a_month_and_a_young_one_stays(home: Home, map: str) -> None:
    spare, shown, young = send(home, "red"), send(home, "green"), send(home, "blue")
    put_on(home, map, shown)
    age(home, spare, shown)
    assert sweep(home) == 1
    assert left(home) == {shown, young}
    assert home.client().get(f"{home.path}/images/{spare}").status_code == 404
    assert sweep(home) == 0


def test_what_the_history_can_bring_back_stays(home: Home, map: str) -> None:
    replaced, now = send(home, "red"), send(home, "green")
    put_on(home, map, replaced)
    put_on(home, map, now)
    put_on(home, map, "")
    age(home, replaced, now)
    assert sweep(home) == 0
    assert left(home) == {replaced, now}


def test_what_a_map_in_the_trash_shows_stays(home: Home, map: str) -> None:
    shown = send(home, "red")
    put_on(home, map, shown)
    assert home.client().delete(f"{home.path}/maps/{map}").ok
    age(home, shown)
    assert sweep(home) == 0
    assert left(home) == {shown}


def test_what_only_a_version_or_a_file_of_a_map_names_stays(home: Home, map: str) -> None:
    frozen, written = send(home, "red"), send(home, "green")
    home.server.do(_freeze, map, frozen)
    (home.folder / "maps" / "broken.map.yaml").write_text(f"outsidein: 1\nnot a map: [{written}\n")
    age(home, frozen, written)
    assert sweep(home) == 0
    assert left(home) == {frozen, written}


def _freeze(map: str, picture: str) -> None:
    from django.utils import timezone

    from outsidein.server.models import MapVersion

    document = {"persona:ada": {"name": "Ada", "picture": picture}}
    MapVersion.objects.create(map_id=map, serial=1, name="Then", author="Ada", at=timezone.now(), document=document)


def test_a_picture_of_another_workspace_does_not_keep_ones_own(home: Home, map: str) -> None:
    other = home.server.home()
    mine, theirs = send(home, "red"), send(other, "red")
    assert mine == theirs
    put_on(other, other.begin_map(), theirs)
    age(home, mine)
    age(other, theirs)
    assert sweep(home) == 1
    assert (left(home), left(other)) == (set(), {theirs})


def test_one_that_is_sent_again_is_young_again(home: Home, map: str) -> None:
    name = send(home, "red")
    age(home, name)
    assert send(home, "red") == name
    assert sweep(home) == 0
    assert left(home) == {name}


def test_one_that_comes_onto_a_map_while_it_is_looked_for_stays(home: Home, map: str) -> None:
    late, spare = send(home, "red"), send(home, "green")
    age(home, late, spare)
    assert home.server.do(_sweep_while, map, late) == 1
    assert left(home) == {late}


def _sweep_while(map: str, picture: str) -> int:
    def somebody_edits(seconds: float) -> None:
        from outsidein.server.models import RoomUpdate

        last = RoomUpdate.objects.filter(map=map).order_by("-serial").values_list("serial", flat=True)[0]
        RoomUpdate.objects.create(map_id=map, serial=last + 1, data=b"\x01picture\x77" + picture.encode(), at=1)

    return _sweep(somebody_edits)


def test_a_file_that_no_row_tells_of_goes_and_one_that_is_none_of_ours_stays(home: Home, map: str) -> None:
    folder = home.folder / "images"
    folder.mkdir()
    then = time.time() - MONTH
    for name in ("0123456789abcdef.png", ".new-cut-off", "holiday.png"):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (then, then))
    assert sweep(home) == 2
    assert [path.name for path in folder.iterdir()] == ["holiday.png"]
