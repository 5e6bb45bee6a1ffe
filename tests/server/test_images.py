"""Pictures: what is kept are pixels and nothing else, told by content, refused before they can do harm."""

from __future__ import annotations

import io
import json
import zlib
from typing import Any

import pytest
from factories.sharing import png
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from serving import Home, made


def send(home: Home, body: bytes, form: str = "image/png", role: str = "editor") -> Any:
    return home.client(role).post(f"{home.path}/images", data=body, headers={"Content-Type": form})


def shown(home: Home, name: str, **more: Any) -> Any:
    return home.client("viewer").get(f"{home.path}/images/{name}", **more)


def written(form: str, size: tuple[int, int] = (40, 20), **how: Any) -> bytes:
    picture = Image.effect_noise(size, 80).convert("RGB")
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_form_that_is_taken_comes_back_as_png_or_webp(home: Home, form: str) -> None:
    sent = made(send(home, written(form), "application/octet-stream"))
    assert (sent["width"], sent["height"]) == (40, 20)
    answer = shown(home, sent["name"])
    assert answer.headers["Content-Type"] in ("image/png", "image/webp")
    assert Image.open(io.BytesIO(answer.content)).size == (40, 20)
    assert (home.folder / "images" / sent["name"]).read_bytes() == answer.content


def test_a_picture_may_come_in_a_form(home: Home) -> None:
    answer = home.client("editor").post(f"{home.path}/images", files={"file": ("photo.svg", png(), "image/svg+xml")})
    assert made(answer)["name"].endswith(".png"), "the content decides, not the name"


def test_it_is_shown_to_members_for_ever_and_can_run_nothing(home: Home) -> None:
    name = made(send(home, png()))["name"]
    headers = shown(home, name).headers
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert shown(home, name, headers={"If-None-Match": headers["ETag"]}).status_code == 304


def test_a_large_picture_is_made_smaller_and_turned_upright(home: Home) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # on its side
    sent = made(send(home, written("JPEG", (2400, 1200), exif=exif)))
    assert (sent["width"], sent["height"]) == (800, 1600)


def test_nothing_but_pixels_is_kept(home: Home) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    jpeg = made(send(home, written("JPEG", exif=exif, comment=b"Secret words", icc_profile=b"Secret profile")))
    said = PngInfo()
    said.add_text("Author", "Secret person")
    drawn = made(send(home, written("PNG", pnginfo=said) + b"Secret tail"))
    for one in (jpeg, drawn):
        body = shown(home, one["name"]).content
        assert b"Secret" not in body
        assert not Image.open(io.BytesIO(body)).getexif()


def test_of_a_picture_that_moves_the_first_is_kept(home: Home) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    body = shown(home, made(send(home, out.getvalue()))["name"]).content
    kept = Image.open(io.BytesIO(body))
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((4, 4)) == (255, 0, 0)


def test_the_same_picture_sent_twice_is_one(home: Home) -> None:
    first, second = (made(send(home, png()))["name"] for _ in range(2))
    assert first == second
    assert len(list((home.folder / "images").iterdir())) == 1


FLOOD = png(said=(20_000, 20_000))
WEBP_FLOOD = b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0" + (16_000).to_bytes(3, "little") * 2 + b"ANIM" + bytes(20)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "server/picture-svg"),
        (b"<?xml version='1.0'?><!-- x --><SVG/>", "server/picture-svg"),
        (b"<html><img src=x onerror=alert(1)>", "server/picture-unknown"),
        (b"", "server/picture-unknown"),
        (b"%PDF-1.7", "server/picture-unknown"),
        (png()[:40], "server/picture-broken"),
        (b"\xff\xd8\xff" + b"no picture" * 40, "server/picture-broken"),
        (b"GIF89a" + bytes(30), "server/picture-broken"),
        (FLOOD, "server/picture-flood"),
        (WEBP_FLOOD, "server/picture-flood"),
    ],
    ids=["svg", "svg-hidden", "html", "empty", "pdf", "cut-short", "no-jpeg", "no-gif", "flood", "webp-flood"],
)
def test_what_is_no_picture_is_refused_with_what_to_do(home: Home, body: bytes, code: str) -> None:
    answer = send(home, body)
    assert answer.status_code == 422
    assert answer.json()["code"] == code
    assert answer.json()["detail"]
    assert not (home.folder / "images").exists()


def test_a_flood_of_pixels_that_its_header_hides_does_not_harm_the_server(home: Home) -> None:
    rows = zlib.compress(bytes(200 << 20), 9)
    body = png().replace(b"IDAT", b"IDAT", 1)
    at = body.index(b"IDAT")
    hidden = (
        body[: at - 4] + len(rows).to_bytes(4, "big") + b"IDAT" + rows + zlib.crc32(b"IDAT" + rows).to_bytes(4, "big")
    )
    answer = send(home, hidden + body[-12:])
    assert answer.status_code in (201, 422)
    assert home.client().get(f"{home.path}/maps").status_code == 200


def test_more_than_ten_megabytes_are_refused(home: Home) -> None:
    assert send(home, png() + bytes(10 << 20)).status_code == 413


@pytest.mark.parametrize("name", ["0" * 16 + ".png", "..%2f..%2foutsidein.yaml", "outsidein.yaml", "0" * 16 + ".svg"])
def test_what_is_no_picture_of_the_workspace_is_not_found(home: Home, name: str) -> None:
    assert shown(home, name).status_code == 404


def test_a_file_that_is_not_what_its_name_says_is_not_shown(home: Home) -> None:
    name = made(send(home, png()))["name"]
    (home.folder / "images" / name).write_bytes(b"<script>")
    assert shown(home, name).status_code == 404


def test_who_may_not_edit_may_not_send(home: Home) -> None:
    for role in ("viewer", "commenter"):
        assert send(home, png(), role=role).status_code == 403


def test_a_card_keeps_its_picture_in_the_text_of_the_map(home: Home) -> None:
    name = made(send(home, png()))["name"]
    map = home.begin_map()
    client = home.client("editor")
    text = client.get(f"{home.path}/maps/{map}/document").text
    stage = f"stages:\n  - name: Pictured\n    strengths:\n      - {{text: The hall, picture: {name}}}"
    drawn = text.replace("stages:", stage, 1)
    answer = client.put(f"{home.path}/maps/{map}/document", {"text": drawn}, headers={"If-Match": "*"})
    assert answer.ok, json.dumps(answer.json(), indent=1)
    assert f"picture: {name}" in client.get(f"{home.path}/maps/{map}/document").text
