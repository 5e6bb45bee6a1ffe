"""How the operations about journeys are called; the events of the app are in the sample."""

from __future__ import annotations

from factories import Call, Place, factory, simple

simple("read_journeys", "read_flows", "list_paths", "list_transitions", "list_places", "read_retention")


@factory("read_funnel")
def _(place: Place) -> Call:
    return Call(query={"step": ["flight-search", "booking-form"], "within": "7d"})


@factory("compare_journeys")
def _(place: Place) -> Call:
    return Call(query={"last": "2026-03-31", "against_first": "2026-04-01"})


@factory("list_differences")
def _(place: Place) -> Call:
    return Call(query={"last": "2026-03-31", "against_first": "2026-04-01"}, path={"part": "places"})


@factory("read_designed")
def _(place: Place) -> Call:
    return Call(query={"map": place.map})


@factory("list_people")
def _(place: Place) -> Call:
    return Call(query={"at": "1.touchpoint.flight-search", "to": "2.end"})


@factory("draft_journeys")
def _(place: Place) -> Call:
    return Call(json={"title": "As walked"})


@factory("read_progress")
@factory("stop_question")
def _(place: Place) -> Call:
    return Call(path={"ticket": "0123456789abcdef"})
