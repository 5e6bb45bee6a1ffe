"""How the operations about themes of comments are called; the sample has comments that are grouped."""

from __future__ import annotations

from factories import Call, Place, factory, simple

simple("read_book")


def _theme(place: Place) -> str:
    """A theme of one's own."""
    from stewarding import fresh_name

    name = fresh_name()
    book = place.make(f"/maps/{place.map}/themes", {"name": name})
    return str(next(one["id"] for one in book["themes"] if one["title"] == name))


@factory("list_themes")
def _(place: Place) -> Call:
    return Call(path={"map": place.map})


@factory("adopt_theme")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={"name": "Lost bags"})


@factory("rename_theme")
def _(place: Place) -> Call:
    return Call(path={"theme": _theme(place)}, json={"name": "Delays"})


@factory("merge_themes")
def _(place: Place) -> Call:
    return Call(path={"theme": _theme(place)}, json={"themes": [_theme(place)]})


@factory("remove_theme")
def _(place: Place) -> Call:
    return Call(path={"theme": _theme(place)})


@factory("label_comment")
def _(place: Place) -> Call:
    said = place.once("said", lambda: place.read(f"/maps/{place.map}/quotes")["quotes"][0]["comment"])
    return Call(path={"comment": said}, json={"theme": place.once("theme", lambda: _theme(place))})
