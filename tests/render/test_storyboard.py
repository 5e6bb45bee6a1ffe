"""A story on paper: the same bytes for the same story, frames with their pictures, no text that is run."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime

from pypdf import PdfReader

from outsidein.maps import Beat, Card, Frame, begin_from, tell_story
from outsidein.render.arc import below
from outsidein.render.storyboard import print_storyboard

AT = datetime(2026, 11, 22, tzinfo=UTC)


def _png(width: int = 1, height: int = 1) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress((b"\0" + b"\xc0\x40\x40" * width) * height))
        + chunk(b"IEND", b"")
    )


def test_a_story_prints_with_beats_pictures_and_text_that_is_never_run() -> None:
    document = begin_from("airline", "trip")
    first, second = document.steps[:2]
    document = document.put(
        replace(first, beat=Beat.EXPOSITION, name="#panic() $x$ *no*"), replace(second, beat=Beat.CLIMAX)
    )
    card = next(one for one in document.children(first.id, Card))
    document = document.put(replace(card, picture="abc.png"))
    story = tell_story(document)
    pictures = {"abc.png": _png()}
    made = print_storyboard(story, language="en", pictures=pictures, created=AT)
    assert made[0].startswith(b"%PDF")
    assert made == print_storyboard(story, language="en", pictures=pictures, created=AT)
    assert made != print_storyboard(story, language="de", created=AT)


def test_a_story_without_beats_or_levels_still_prints() -> None:
    document = begin_from("airline", "trip")
    bare = document.without([one.id for one in document.all(Card)])
    assert print_storyboard(tell_story(bare), "png", language="en")[0].startswith(b"\x89PNG")


def _told(points: list[tuple[Beat | None, float | None, float | None]]) -> tuple[Frame, ...]:
    return tuple(
        Frame(f"step:{at}", at + 1, "A step", "", "", "", "", "", beat, tension, level)
        for at, (beat, tension, level) in enumerate(points)
    )


def test_the_name_of_a_beat_stands_where_no_line_runs_through_it() -> None:
    climbing = _told([(Beat.EXPOSITION, 0.1, None), (Beat.CRISIS, 0.6, None), (Beat.CLIMAX, 1.0, None)])
    assert below(climbing) == frozenset()
    falling = _told([(Beat.CLIMAX, 1.0, None), (Beat.FALLING_ACTION, 0.5, None)])
    assert below(falling) == {1}
    under_a_curve = _told([(None, None, 6.5), (Beat.CRISIS, 0.5, 6.5), (None, None, 6.5)])
    assert below(under_a_curve) == {1}
    near_the_ground = _told([(Beat.CLIMAX, 1.0, None), (Beat.END, 0.1, None)])
    assert below(near_the_ground) == frozenset()


def test_pictures_of_any_shape_are_printed_whole_and_a_missing_one_is_a_number() -> None:
    document = begin_from("airline", "trip")
    names = ["tall.png", "tiny.png", "gone.png"]
    for step, name in zip(document.steps, names, strict=False):
        card = next(one for one in document.children(step.id, Card) if one.lane == "actions")
        document = document.put(
            replace(card, picture=name, text="Everything at once " * (200 if name == names[0] else 20))
        )
    pictures = {"tall.png": _png(30, 90), "tiny.png": _png()}
    made = print_storyboard(tell_story(document), language="en", pictures=pictures, created=AT)
    pages = PdfReader(io.BytesIO(made[0])).pages
    placed = [image for page in pages for image in page.images]
    assert sorted((one.image.size if one.image else (0, 0)) for one in placed) == [(1, 1), (30, 90)]
    words = " ".join(page.extract_text() for page in pages)
    assert words.count("Everything") == 200 + 2 * 20
