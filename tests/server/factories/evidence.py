"""How evidence, uploads, jobs, measures and actions are called. Jobs that the calls begin are not waited for."""

from __future__ import annotations

from datetime import date

from factories import Call, Place, factory, simple
from outsidein import maps

simple(
    "list_measures",
    "list_dimensions",
    "list_sources",
    "list_mappings",
    "list_uploads",
    "list_jobs",
    "list_actions",
    "list_targets",
)

_FILE = b"When,Score\n2026-01-05,9\n2026-01-06,3\n"
_LET_IN = {200, 202, 204, 409, 422}
"""What an upload answers whose file is still being looked at is no refusal; its whole way: the tests of uploads."""


def _begun(place: Place) -> str:
    """An upload of which nothing has been sent."""
    return str(place.make("/uploads", {"name": "scores.csv", "size": len(_FILE)}, role="editor")["id"])


def _upload(place: Place) -> str:
    """An upload that was sent; it is looked at while other calls are made."""

    def make() -> str:
        id = _begun(place)
        place.home.client("editor").put(f"{place.home.path}/uploads/{id}/content?at=0", data=_FILE)
        return id

    return place.once("upload", make)


def _of_an_upload(place: Place) -> Call:
    return Call(path={"upload": _upload(place)})


@factory("begin_upload", answers={201, 409})
def _(place: Place) -> Call:
    """409: too many at once."""
    return Call(json={"name": "scores.csv", "size": len(_FILE)})


@factory("send_part")
def _(place: Place) -> Call:
    return Call(path={"upload": _begun(place)}, query={"at": 0}, data=_FILE)


@factory("decide", answers=_LET_IN)
def _(place: Place) -> Call:
    return Call(path={"upload": _upload(place)}, json={})


factory("read_upload")(_of_an_upload)
factory("read_guess", answers=_LET_IN)(_of_an_upload)
for _operation in ("preview", "take_in", "keep_mapping"):
    factory(_operation, answers=_LET_IN)(_of_an_upload)


@factory("drop_upload")
def _(place: Place) -> Call:
    return Call(path={"upload": _begun(place)})


_TAKEN_IN = {"number": 1}
"""The first source of the sample."""


@factory("read_rejects", answers={200, 404})
def _(place: Place) -> Call:
    """404: the sample's sources have no rejects."""
    return Call(path=_TAKEN_IN)


@factory("withdraw", answers={204, 404, 409, 422})
def _(place: Place) -> Call:
    """404, 422: it has been withdrawn."""
    return Call(path=_TAKEN_IN)


@factory("take_in_folder", answers=_LET_IN)
def _(place: Place) -> Call:
    return Call(json={})


@factory("list_quotes")
def _(place: Place) -> Call:
    return Call(path={"map": place.map})


@factory("list_behind")
def _(place: Place) -> Call:
    return Call(path={"measure": "csat"}, query={"map": place.map})


@factory("list_rows")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, query={"measure": "csat"})


def _job(place: Place) -> str:
    """The job that looks at a new upload."""
    _upload(place)
    return str(place.read("/jobs")[0]["id"])


@factory("read_job")
def _(place: Place) -> Call:
    return Call(path={"job": _job(place)})


@factory("cancel_job", answers={202, 409})
def _(place: Place) -> Call:
    return Call(path={"job": _job(place)})


@factory("read_trend")
def _(place: Place) -> Call:
    return Call(path={"measure": "csat"})


def _step(place: Place) -> str:
    """The id of a step of the map."""

    def find() -> str:
        text = place.home.client().get(f"{place.home.path}/maps/{place.map}/document").text
        document, _ = maps.read(text)
        assert document
        return next(record.id for record in document if record.type == "step")

    return place.once("step", find)


@factory("read_proposal")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, query={"where": _step(place)})


@factory("open_opportunity")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={"where": _step(place)})


def _initiative(place: Place) -> dict[str, object]:
    start = str(date.today())
    return {"where": _step(place), "measure": "csat", "title": "Try", "owner": "Ada", "start": start}


@factory("start_initiative", answers={201, 422})
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json=_initiative(place))


def _action(place: Place) -> str:
    path, body = f"/maps/{place.map}/opportunities", {"where": _step(place)}
    return place.once("action", lambda: str(place.make(path, body, role="editor")["id"]))


@factory("record_result", answers={201, 404, 422})
def _(place: Place) -> Call:
    """404, 422: what was begun today has no result yet."""
    return Call(path={"initiative": "initiative:x"}, json={"first": "2026-01-01", "last": "2026-01-31"})


@factory("turn_action", answers={200, 422})
def _(place: Place) -> Call:
    """422: it has been dropped."""
    return Call(path={"action": _action(place)}, json={"state": "dropped"})


@factory("revise_action")
def _(place: Place) -> Call:
    return Call(path={"action": _action(place)}, json={"title": "Another title"})


@factory("aim")
def _(place: Place) -> Call:
    return Call(path={"measure": "csat"}, json={"target": 80.0})
