"""How the operations of foresight are called: the sample has a survey, its journeys are short."""

from __future__ import annotations

from factories import Call, Place, factory, simple

simple("read_survival", "read_next", "read_what_if", "list_found_changes")


@factory("read_churn", answers={200, 422})
def _(place: Place) -> Call:
    return Call(query={"event": "booking-form", "within": "2w"})


@factory("read_attribution")
def _(place: Place) -> Call:
    return Call(query={"goal": "boarding-pass"})
