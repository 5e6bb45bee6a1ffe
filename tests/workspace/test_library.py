"""What maps share: listed with its uses, changed everywhere, never deleted while it is used."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outsidein import maps, workspace
from outsidein.ground import WorkspaceError
from outsidein.maps import Document, Encounter, Persona, Touchpoint


def _map(key: str, *, met: bool) -> Document:
    document = maps.begin(key, title=key.title())
    document = document.put(Touchpoint(id="touchpoint:app", name="App", medium="mobile-app"))
    if not met:
        return document
    step = document.steps[0]
    return document.put(Encounter(id="encounter:1", parent=step.id, order="V", touchpoint="touchpoint:app"))


@pytest.fixture
def folder(tmp_path: Path) -> workspace.Folder:
    made = workspace.create(tmp_path / "w", name="W", key=bytes(32))
    workspace.save_map(made, _map("trip", met=True))
    workspace.save_map(made, _map("claim", met=False))
    return made


def _entry(folder: workspace.Folder, id: str) -> workspace.Entry:
    return next(one for one in workspace.list_library(folder) if one.id == id)


def test_a_touchpoint_is_listed_once_with_where_it_is_met(folder: workspace.Folder) -> None:
    entry = _entry(folder, "touchpoint:app")
    assert entry.maps == ("claim", "trip")
    assert [(use.map, use.name) for use in entry.uses] == [("trip", "“Look around”")]


def test_a_new_name_is_on_every_map_and_in_the_library(folder: workspace.Folder) -> None:
    workspace.keep_shared(folder)
    assert workspace.change_shared(folder, "touchpoint:app", name="Mobile app") == 2
    names = [workspace.load_map(folder, key).touchpoints[0].name for key in ("trip", "claim")]
    assert names == ["Mobile app", "Mobile app"]
    kept = workspace.read_library(folder).records["touchpoint:app"]
    assert getattr(kept, "name", "") == "Mobile app"


def test_what_is_used_is_refused_with_every_use(folder: workspace.Folder) -> None:
    with pytest.raises(WorkspaceError) as refused:
        workspace.remove_shared(folder, "touchpoint:app")
    (told,) = refused.value.diagnostics
    assert told.code == "workspace/shared-used"
    assert "Look around" in told.says
    assert workspace.load_map(folder, "trip").touchpoints


def test_what_nothing_uses_any_more_goes_from_every_map(folder: workspace.Folder) -> None:
    trip = workspace.load_map(folder, "trip")
    workspace.save_map(folder, trip.without(one.id for one in trip.all(Encounter)))
    workspace.remove_shared(folder, "touchpoint:app")
    assert not workspace.list_library(folder)


def test_a_persona_on_a_map_is_a_use_of_it(folder: workspace.Folder) -> None:
    trip = workspace.load_map(folder, "trip")
    workspace.save_map(folder, trip.put(Persona(id="persona:family", name="Family")))
    with pytest.raises(WorkspaceError):
        workspace.remove_shared(folder, "persona:family")


def test_what_is_kept_outlives_the_last_map_that_uses_it(folder: workspace.Folder) -> None:
    assert workspace.keep_shared(folder) == 1
    assert workspace.keep_shared(folder) == 0
    for key in ("trip", "claim"):
        document = workspace.load_map(folder, key)
        workspace.save_map(folder, document.without([*(one.id for one in document.all(Encounter)), "touchpoint:app"]))
    entry = _entry(folder, "touchpoint:app")
    assert (entry.maps, entry.uses, entry.shared) == ((), (), True)


def test_a_channel_is_used_by_the_touchpoints_that_are_reached_by_it(folder: workspace.Folder) -> None:
    workspace.create_shared(folder, workspace.begin_thing("channel", "mobile-app", {"name": "App store"}))
    assert {use.map for use in _entry(folder, "channel:mobile-app").uses} == {"trip", "claim"}
    with pytest.raises(WorkspaceError):
        workspace.create_shared(folder, workspace.begin_thing("channel", "mobile-app", {}))


def _drawn(folder: workspace.Folder) -> str:
    with workspace.open_study(workspace.find(folder.path)) as study:
        document = workspace.load_map(folder, "trip")
        return workspace.export(study, document, "html", now=datetime(2026, 11, 22, tzinfo=UTC)).body.decode()


def test_a_channel_that_is_called_otherwise_is_so_on_every_map_at_once(folder: workspace.Folder) -> None:
    for key in ("trip", "claim"):
        document = workspace.load_map(folder, key)
        app = replace(document.touchpoints[0], channel=maps.Channel.HUMAN_ASSISTED, medium="calls")
        workspace.save_map(folder, document.put(app))
    assert "human-assisted" in _drawn(folder)
    assert workspace.change_shared(folder, "channel:human-assisted", name="Zwiegespräch") == 2
    assert _entry(folder, "channel:human-assisted").name == "Zwiegespräch"
    drawn = _drawn(folder)
    assert "zwiegespräch" in drawn.lower()
    assert "human-assisted" not in drawn
    with pytest.raises(WorkspaceError) as refused:
        workspace.remove_shared(folder, "channel:human-assisted")
    assert len(refused.value.diagnostics) == 2
    with workspace.knowing_own(folder.path):
        assert maps.catalog.channels()["human-assisted"].name == "Zwiegespräch"
        with maps.knowing(()):
            assert maps.catalog.channels()["human-assisted"].name == "Human-assisted"
        assert maps.catalog.channels()["human-assisted"].name == "Zwiegespräch"


def test_a_channel_of_the_workspaces_own_is_a_medium_that_touchpoints_can_have(folder: workspace.Folder) -> None:
    workspace.create_shared(folder, workspace.begin_thing("channel", "mobile-app", {"name": "App store"}))
    with workspace.knowing_own(folder.path):
        assert maps.catalog.media()["mobile-app"].name == "App store"
        trip = workspace.load_map(folder, "trip")
        assert "mobile-app" not in {one.says for one in maps.lint(trip)}
    with maps.knowing(()):
        assert "mobile-app" not in maps.catalog.media()


def test_a_channel_whose_owner_alone_is_told_keeps_its_name_in_every_language(folder: workspace.Folder) -> None:
    trip = workspace.load_map(folder, "trip")
    workspace.save_map(folder, trip.put(replace(trip.touchpoints[0], channel=maps.Channel.HUMAN_ASSISTED)))
    workspace.change_shared(folder, "channel:human-assisted", owner="Service")
    assert dict(workspace.channel_names(folder.path)) == {}
    (folder.path / workspace.SHARED_FILE).write_text("\t:", encoding="utf-8")
    assert dict(workspace.channel_names(folder.path)) == {}


def test_a_capability_that_a_step_needs_is_known_renamed_once_and_not_removed(folder: workspace.Folder) -> None:
    trip = workspace.load_map(folder, "trip")
    workspace.save_map(folder, trip.put(replace(trip.steps[0], capabilities=("settle-claims",))))
    named = _entry(folder, "capability:settle-claims")
    assert (named.name, named.shared, [use.record for use in named.uses]) == (
        "settle-claims",
        False,
        [trip.steps[0].id],
    )
    workspace.change_shared(folder, "capability:settle-claims", name="Settle claims in a week")
    assert _entry(folder, "capability:settle-claims").name == "Settle claims in a week"
    with pytest.raises(WorkspaceError):
        workspace.remove_shared(folder, "capability:settle-claims")


@pytest.mark.parametrize(
    "text", ["touchpoints: 7\n", "touchpoints:\n- name: x\n", "- a\n", "touchpoints:\n- {id: a, colour: red}\n", "\t:"]
)
def test_a_library_that_cannot_be_read_is_told_and_left_alone(folder: workspace.Folder, text: str) -> None:
    file = folder.path / workspace.SHARED_FILE
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError):
        workspace.list_library(folder)
    assert file.read_text(encoding="utf-8") == text


def test_a_field_that_a_touchpoint_has_not_is_refused(folder: workspace.Folder) -> None:
    with pytest.raises(WorkspaceError):
        workspace.change_shared(folder, "touchpoint:app", colour="red")
    assert replace(workspace.load_map(folder, "trip").touchpoints[0]).name == "App"
