"""How two states, the atlas and shared things are called."""

from __future__ import annotations

from factories import Call, Place, factory, simple

simple("read_atlas")
simple("read_hierarchy")


@factory("compare_maps")
def _(place: Place) -> Call:
    return Call(query={"was": place.map, "now": place.map})


@factory("export_comparison")
def _(place: Place) -> Call:
    return Call(query={"was": place.map, "now": place.map, "form": "html"})


@factory("begin_state")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={"state": "to-be"})


@factory("open_step")
def _(place: Place) -> Call:
    return Call(path={"map": place.home.begin_map("Rough"), "step": "step:discover"}, json={})


@factory("derive_blueprint")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={})


@factory("investigate_flow")
def _(place: Place) -> Call:
    made = place.make("/maps", {"title": "Chain", "kind": "value-chain"})
    return Call(path={"map": made["id"], "flow": "flow:serves"}, json={})


@factory("create_record")
def _(place: Place) -> Call:
    return Call(json={"type": "capability", "name": "Handle claims"})


@factory("remove_record")
def _(place: Place) -> Call:
    made = place.make("/inventory", {"type": "channel", "name": "Going"})
    return Call(path={"record": made["id"]})


for _operation in ("read_story", "export_story"):

    @factory(_operation)
    def _(place: Place) -> Call:
        return Call(path={"map": place.map})
