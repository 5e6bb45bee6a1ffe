"""How comments, the past of a map, links to it and pictures are called."""

from __future__ import annotations

import io
import struct
import zlib

from factories import Call, Place, factory, simple

simple("list_mentions")


def _of_the_map(place: Place) -> Call:
    return Call(path={"map": place.map})


for _operation in ("list_comments", "read_history", "list_versions", "list_shares"):
    factory(_operation)(_of_the_map)


def _comment(place: Place) -> str:
    """A comment of the commenter's: only they and owners may change it."""
    body = {"text": "Is that so?"}
    return str(place.make(f"/maps/{place.map}/comments", body, role="commenter")["id"])


@factory("say")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={"text": "So it is."})


@factory("reword", answers={200, 403})
def _(place: Place) -> Call:
    """403: it is somebody else's; that one's own can be reworded stands in test_comments."""
    return Call(path={"map": place.map, "comment": _comment(place)}, json={"text": "Is it?"})


@factory("resolve")
def _(place: Place) -> Call:
    return Call(path={"map": place.map, "comment": _comment(place)}, json={"resolved": True})


@factory("take_back", answers={204, 403, 404})
def _(place: Place) -> Call:
    """403: somebody else's. 404: taken back already."""
    return Call(path={"map": place.map, "comment": _comment(place)})


def _version(place: Place) -> str:
    path = f"/maps/{place.map}/versions"
    return place.once("version", lambda: str(place.make(path, {"name": "First"})["id"]))


@factory("name_version")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={"name": "As it is now"})


def _of_a_version(place: Place) -> Call:
    return Call(path={"map": place.map, "version": _version(place)})


for _operation in ("compare_version", "restore_version"):
    factory(_operation)(_of_a_version)


@factory("approve_version")
def _(place: Place) -> Call:
    return Call(path={"map": place.map, "version": _version(place)}, json={"approved": True})


@factory("lock_lane")
def _(place: Place) -> Call:
    return Call(path={"map": place.map, "lane": "actions"}, json={"locked": False})


@factory("lock_map")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={"locked": False})


@factory("make_share")
def _(place: Place) -> Call:
    return Call(path={"map": place.map}, json={"lanes": ["action"]})


@factory("revoke_share", answers={204, 404})
def _(place: Place) -> Call:
    """404: revoked already."""
    share = place.make(f"/maps/{place.map}/shares", {"lanes": ["action"]})["id"]
    return Call(path={"map": place.map, "share": share})


@factory("add_image")
def _(place: Place) -> Call:
    return Call(data=png(), headers={"Content-Type": "image/png"})


@factory("show_image")
def _(place: Place) -> Call:
    def make() -> str:
        sent = place.home.client("editor").post(
            f"{place.home.path}/images", data=png(), headers={"Content-Type": "image/png"}
        )
        assert sent.status_code == 201, sent.text
        return str(sent.json()["name"])

    return Call(path={"name": place.once("image", make)})


def png(width: int = 3, height: int = 2, *, said: tuple[int, int] | None = None) -> bytes:
    """A grey PNG without anything but its pixels; ``said`` is what its header claims of its size."""
    rows = b"".join(b"\0" + bytes([120, 130, 140] * width) for _ in range(height))
    out = io.BytesIO(b"")
    out.write(b"\x89PNG\r\n\x1a\n")
    for kind, body in (
        (b"IHDR", struct.pack(">IIBBBBB", *(said or (width, height)), 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ):
        out.write(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
    return out.getvalue()
