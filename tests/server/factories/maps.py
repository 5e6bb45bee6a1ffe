"""How kinds, maps and the inventory are called."""

from __future__ import annotations

from factories import Call, Place, factory, simple

OWN_KIND = """\
id: visit
name: Store visit
meaning: What one visit to a store is like.
structure: chronological
lanes:
  - {key: actions, of: actions}
"""

simple(
    "list_kinds",
    "list_own_kinds",
    "list_presets",
    "list_templates",
    "list_measures_known",
    "list_maps",
    "list_trash",
    "read_inventory",
    "list_news",
)


@factory("keep_own_kind")
def _(place: Place) -> Call:
    return Call(path={"kind": "visit"}, json={"text": OWN_KIND})


def _with_a_kind(place: Place) -> Call:
    assert place.home.client().put(f"{place.home.path}/kinds/visit", {"text": OWN_KIND}).ok
    return Call(path={"kind": "visit"})


for _operation in ("read_own_kind", "remove_own_kind"):
    factory(_operation)(_with_a_kind)


@factory("begin_map")
def _(place: Place) -> Call:
    return Call(json={"title": "Another", "preset": "blank"})


def _of_the_map(place: Place) -> Call:
    return Call(path={"map": place.map})


for _operation in ("read_map", "read_document", "read_reading", "read_remarks"):
    factory(_operation)(_of_the_map)


@factory("read_accounts")
def _(place: Place) -> Call:
    """The sample's customers are people; any segment may stand for whom they belong to."""
    return Call(path={"map": place.map}, query={"account": "travel"})


@factory("remove_map")
def _(place: Place) -> Call:
    return Call(path={"map": place.home.begin_map("Going")})


@factory("restore_map")
def _(place: Place) -> Call:
    map = place.home.begin_map("Coming back")
    assert place.home.client().delete(f"{place.home.path}/maps/{map}").ok
    return Call(path={"map": map})


@factory("change_document")
def _(place: Place) -> Call:
    text = place.home.client().get(f"{place.home.path}/maps/{place.map}/document").text
    return Call(path={"map": place.map}, json={"text": text}, headers={"If-Match": "*"})


@factory("arrange_map")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={"anew": True})


@factory("export_map")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, query={"form": "yaml"})


@factory("change_record")
def _(place: Place) -> Call:
    known = place.read("/inventory")["touchpoints"]
    return Call(path={"record": known[0]["record"]["id"] if known else "touchpoint:none"}, json={"fields": {}})
