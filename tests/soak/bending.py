"""Bent frames thrown at a room where somebody honest works: they cost whoever sends them, and nobody else.

What lives here: run. Not here: schedules of honest browsers (simulation).
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack, closing

from tests.server.rooms.clocked import run as run_clocked
from tests.server.rooms.maps_made import ADA, BOB, trip
from tests.server.rooms.test_rooms import MAP, Guest, Scene
from tests.soak.browser import Browser

from outsidein.maps import Record, unflat
from outsidein.maps.soundness import faults
from outsidein.server.rooms.living import LiveDocument

_FIELDS = (
    "text",
    "value",
    "personas",
    "evidence",
    "parent",
    "order",
    "lane",
    "type",
    "deleted",
    "deleted_by",
    "colour",
)
_VALUES = ("x", "", 7, 3.5, True, None, ["a"], [["a", 1]], {"a": {"b": []}}, "x" * 500, "step:go", "\x00", float("nan"))


def run(count: int, seed: int) -> Counter[str]:
    """Throw ``count`` frames; gives how often each thing happened. Fails where somebody honest suffers."""
    return run_clocked(_run(count, random.Random(seed)))


async def _run(count: int, rng: random.Random) -> Counter[str]:
    outcome: Counter[str] = Counter()
    async with AsyncExitStack() as stack:
        scene = Scene(stack)
        await scene.rooms.create(MAP, trip(), author=ADA)
        honest = await scene.enter(ADA, 11)
        room = honest.room
        for number in range(count):
            guest = Guest(room, BOB, 1_000 + number, can_edit=True, role="editor")
            if rng.random() < 0.95:
                guest.say(guest.browser.hello())
                await asyncio.sleep(0)
            for frame in _frames(guest.browser, rng, number):
                guest.say(_bent(frame, rng))
            await asyncio.sleep(0.03)
            outcome["standing" if guest.closed is None else f"closed {guest.closed}"] += 1
            room.leave(guest.member)
            guest.task.cancel()
            assert honest.closed is None, f"frame {number} cost somebody honest the connection"
            assert not room.failed, f"frame {number} broke the room"
            if number % 20 == 0:
                honest.set("card:c", text=f"{number}")
                await asyncio.sleep(0.3)
                assert honest.browser.unsaved == 0
                assert room.live.entries["card:c"].fields["text"] == f"{number}"
        await asyncio.sleep(0.3)  # the last round is told, too
        _hold(room.live)
        # A field that says nothing may stand in the document or not: records are compared, not how they are written.
        with closing(LiveDocument(epoch="e", client=3, state=honest.browser.doc.get_update())) as theirs:
            assert _records(theirs) == _records(room.live)
        await scene.rooms.end()
        stored = await scene.log.load(MAP)
        rows = [row.data for row in stored.rows]
        with closing(LiveDocument(epoch="e", client=3, state=stored.snapshot.data, updates=rows)) as again:
            assert _records(again) == _records(room.live)
    return outcome


def _records(live: LiveDocument) -> dict[str, tuple[Record, float]]:
    return {id: (one.record, one.deleted) for id, one in live.entries.items()}


def _frames(browser: Browser, rng: random.Random, number: int) -> list[bytes]:
    """A few frames of an editor who writes nonsense as often as sense."""
    found = browser.found()
    for _ in range(rng.randint(0, 3)):
        fields = {rng.choice(_FIELDS): rng.choice(_VALUES) for _ in range(rng.randint(1, 3))}
        cards = [id for id in found if id in browser.records]
        if cards and rng.random() < 0.6:
            browser.set(rng.choice(cards), fields)
        else:
            browser.add(f"{rng.choice(('card', 'step', 'cart', ''))}:{number}", {"type": "card", **fields})
    frames, browser.out = browser.out, []
    if rng.random() < 0.3:
        frames.append(b"\x02\x01" + bytes([browser.client & 127]) + b"\x01\x02{}")
    return frames


def _bent(frame: bytes, rng: random.Random) -> bytes:
    """The frame with some bytes changed, lost, doubled or strewn in; sometimes as it is."""
    data = bytearray(frame)
    start = 5 if rng.random() < 0.8 and len(data) > 6 else 0
    for _ in range(rng.choice((0, 1, 1, 2, 5))):
        if len(data) <= start:
            break
        at = rng.randrange(start, len(data))
        dice = rng.random()
        if dice < 0.6:
            data[at] = rng.randrange(256)
        elif dice < 0.75:
            del data[at : at + rng.randint(1, 4)]
        elif dice < 0.9:
            data[at:at] = data[at : at + rng.randint(1, 8)]
        else:
            data[at:at] = rng.randbytes(rng.randint(1, 8))
    return bytes(data)


def _hold(live: LiveDocument) -> None:
    for id, entry in live.entries.items():
        record, wrong = unflat(id, entry.fields)
        assert record == entry.record, (id, wrong)
    assert not list(faults(live.document))
