"""How files are brought in: a small diagram, and a workbook of a map that goes back into it."""

from __future__ import annotations

import base64

from factories import Call, Place, factory, simple

simple("list_forms")
_DIAGRAM = b"journey\n  title A day\n  section Morning\n    Make tea: 5: Me\n"


def _sent(name: str, data: bytes) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(data).decode("ascii")}


@factory("preview_brought")
def _(place: Place) -> Call:
    return Call(json=_sent("day.mmd", _DIAGRAM))


@factory("bring_map")
def _(place: Place) -> Call:
    return Call(json=_sent("day.mmd", _DIAGRAM))


def _workbook(place: Place) -> Call:
    def exported() -> str:
        address = f"{place.home.path}/maps/{place.map}/export"
        answer = place.home.client().get(address, params={"form": "xlsx"})
        assert answer.ok, answer.text
        return base64.b64encode(answer.content).decode("ascii")

    return Call(path={"map": place.map}, json={"name": "map.xlsx", "data": place.once("workbook", exported)})


for _operation in ("preview_joined", "join_map"):
    factory(_operation)(_workbook)
