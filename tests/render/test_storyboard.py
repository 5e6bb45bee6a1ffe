"""A story on paper: the same bytes for the same story, frames with their pictures, no text that is run."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime

from outsidein.maps import Beat, Card, begin_from, tell_story
from outsidein.render.storyboard import print_storyboard

AT = datetime(2026, 11, 22, tzinfo=UTC)


def _png() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\xc0\x40\x40"))
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
