"""One seeded schedule of a live map: 2–8 browsers, bad networks, restarts, killed servers, changes from outside.

What lives here: play, which runs a schedule in simulated time and holds the end against what must be. The same seed is
the same run. Not here: choosing seeds (rooms, tests/server/rooms/test_simulation.py).
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

from tests.server.rooms.clocked import run
from tests.server.rooms.memory_log import MemoryLog
from tests.soak.browser import Browser, Hole

from outsidein.maps import Card, Document, Journey, Stage, Step, between
from outsidein.maps.soundness import faults
from outsidein.server.rooms.frames import Close, Closing
from outsidein.server.rooms.keeping import Lost
from outsidein.server.rooms.living import LiveDocument
from outsidein.server.rooms.member import Member
from outsidein.server.rooms.ordering import LONGEST
from outsidein.server.rooms.presence import Person
from outsidein.server.rooms.rooms import Rooms

MAP = "m"
LANES = ("actions", "thoughts", "pains")
OUTSIDER = Person("", "file", "")


def start() -> Document:
    """A small map."""
    head = Journey(id="journey:trip", title="A trip")
    stage = Stage(id="stage:buy", parent=head.id, order="V", name="Buy")
    steps = [
        Step(id=f"step:{key}", parent=stage.id, order=order, name=key) for key, order in (("pay", "F"), ("go", "k"))
    ]
    return Document.of([head, stage, *steps])


class Failed(AssertionError):
    """A schedule that ended as none may."""


@dataclass
class Player:
    """A browser, its connection, and what it has made."""

    browser: Browser
    rng: random.Random
    number: int
    made: list[str] = field(default_factory=list)
    gone: bool = False
    """Its tab was closed for good, whatever was not saved with it."""
    task: asyncio.Task[None] | None = None
    outbox: list[bytes] = field(default_factory=list)
    count: int = 0
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)


class World:
    """The server, its disk, and everybody."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        rng = self.rng
        self.log = MemoryLog(delay=lambda: rng.choice((0.0, 0.005, 0.05)))
        self.clients = iter(range(1_000, 10_000))
        self.players: list[Player] = []
        self.outside = 0
        self.trouble = rng.choice((0.0, 0.0, 0.01, 0.05))
        """How often a frame is dropped, doubled or swapped."""
        self.unsure = 0
        """Changes from outside of which nobody learned whether they were made."""
        self.open()

    def open(self) -> None:
        self.rooms = Rooms(
            self.log,
            now=lambda: int(asyncio.get_running_loop().time() * 1000) + 1,
            new_client=lambda: next(self.clients),
            idle=self.rng.choice((0.1, 1.0, 30.0)),
        )
        self.born = object()

    async def kill(self) -> None:
        """SIGKILL: nothing is flushed, what is on its way to the disk never arrives."""
        self.log = self.log.reborn()
        dead = self.rooms
        self.open()
        room = dead.here(MAP)
        if room is not None:
            room.live.close()
        await asyncio.sleep(self.rng.random() * 0.2)

    async def restart(self) -> None:
        """An orderly stop and start."""
        old = self.rooms
        await old.end()
        self.open()

    def bend(self, frames: list[bytes]) -> list[bytes]:
        """What a bad network makes of frames."""
        if not self.trouble:
            return frames
        bent: list[bytes] = []
        for frame in frames:
            dice = self.rng.random()
            if dice < self.trouble / 3:
                continue
            bent.append(frame)
            if dice < self.trouble * 2 / 3:
                bent.append(frame)
            elif dice < self.trouble and len(bent) > 1:
                bent[-1], bent[-2] = bent[-2], bent[-1]
        return bent


async def connect(world: World, player: Player, seconds: float) -> None:
    """Be online for a while, or until something ends it."""
    rng, browser = player.rng, player.browser
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    inbox: list[bytes] = []
    closed: list[int] = []

    async def send(frame: bytes) -> None:
        await asyncio.sleep(rng.choice((0.0, 0.001, 0.03)))
        inbox.extend(world.bend([frame]))

    async def close(code: int) -> None:
        closed.append(code)

    born = world.born
    person = Person(f"u{player.number}", f"Person {player.number}", "#000000")
    member = Member(person, role="editor", can_edit=True, send=send, close=close)
    try:
        async with world.rooms.room(MAP) as room:
            writer = asyncio.create_task(member.write())
            try:
                waiting = [browser.hello()]
                quiet = 0.0
                while loop.time() < until and not closed and world.born is born:
                    for frame in world.bend(waiting):
                        if member.closed is None:
                            try:
                                room.receive(member, frame)
                            except Closing as closing:
                                room.leave(member)
                                member.shut(closing.code)
                    heard, inbox[:] = inbox[:], []
                    for frame in heard:
                        browser.hear(frame)
                    if browser.online and rng.random() < 0.5:
                        edit(player)
                    waiting, browser.out = browser.out, []
                    await asyncio.sleep(rng.choice((0.01, 0.03, 0.1)))
                    quiet = quiet + 1 if not heard else 0
                    if quiet > 40:
                        raise Hole  # nothing came for long: a frame got lost, as a browser's timeout finds
            finally:
                room.leave(member)
                member.shut(Close.HOLE, at_once=True)
                writer.cancel()
    except (Hole, Lost):
        pass
    finally:
        browser.online = False


def edit(player: Player) -> None:
    """Something a person does."""
    rng, browser = player.rng, player.browser
    if not player.seen or rng.random() < 0.1:
        player.seen = browser.found()  # what people see is some moments old
    found = player.seen
    steps = [id for id in found if id.startswith("step:")]
    mine = [id for id in player.made if id in found]
    dice = rng.random()
    if not steps:
        return
    if dice < 0.45 or not mine:
        player.count += 1
        id = f"card:p{player.number}-{player.count}"
        parent, lane = rng.choice(steps), rng.choice(LANES)
        fields = {
            "type": "card",
            "parent": parent,
            "order": _order(rng, found, parent, lane),
            "lane": lane,
            "text": "0",
        }
        browser.add(id, fields)
        player.made.append(id)
    elif dice < 0.75:
        player.count += 1
        browser.set(rng.choice(mine), {"text": str(player.count)})
    elif dice < 0.9:
        id, parent = rng.choice(mine), rng.choice(steps)
        lane = found[id].get("lane", LANES[0])
        browser.set(id, {"parent": parent, "order": _order(rng, found, parent, lane)})
    elif dice < 0.95:
        browser.set(rng.choice(mine), {"deleted": 1, "deleted_by": "?"})
    else:
        browser.set(rng.choice(mine), {"value": "much"})  # nonsense, to be mended
        browser.works[-1].refused = True


def _order(rng: random.Random, found: dict[str, dict[str, Any]], parent: str, lane: str) -> str:
    orders = sorted({one["order"] for one in found.values() if one.get("parent") == parent and one.get("lane") == lane})
    orders = [order for order in orders if isinstance(order, str) and order and not order.endswith("0")]
    at = rng.randint(0, len(orders)) if rng.random() < 0.5 else 0
    low = orders[at - 1] if at else ""
    high = orders[at] if at < len(orders) else ""
    return between(low, high)


async def change_outside(world: World) -> None:
    """A file or a program changes the map."""
    world.unsure += 1
    number = world.unsure + world.outside
    rooms = world.rooms
    try:
        async with asyncio.timeout(10):
            document, _ = await rooms.document(MAP)
            order = between(max((card.order for card in document.cards("step:pay", "outcomes")), default=""), "")
            card = Card(id=f"card:outside-{number}", parent="step:pay", order=order, lane="outcomes", text=str(number))
            await rooms.change(MAP, document.put(card), base=document, author=OUTSIDER)
    except (Lost, TimeoutError):
        return
    world.unsure -= 1
    world.outside += 1


async def life(world: World, player: Player) -> None:
    """Coming and going, working offline in between."""
    rng = player.rng
    for _ in range(rng.randint(1, 4)):
        await connect(world, player, rng.choice((0.1, 0.4, 1.0)))
        if player.browser.epoch:
            for _ in range(rng.choice((0, 0, 1, 5))):
                edit(player)
        await asyncio.sleep(rng.choice((0.0, 0.1, 0.7)))
        if rng.random() < 0.08:
            player.gone = True
            return


async def play_async(seed: int) -> dict[str, int]:
    world = World(seed)
    try:
        return await lived(world)
    finally:
        for player in world.players:
            player.browser.close()


async def lived(world: World) -> dict[str, int]:
    """What happens in a world, from its first edit to the check at its end."""
    await world.rooms.create(MAP, start(), author=OUTSIDER)
    for number in range(world.rng.randint(2, 8)):
        rng = random.Random(world.rng.random())
        world.players.append(Player(Browser(10_000 + number), rng, number))
    lives = [asyncio.create_task(life(world, player)) for player in world.players]
    changes: list[asyncio.Task[None]] = []
    for _ in range(world.rng.randint(0, 5)):
        await asyncio.sleep(world.rng.random())
        dice = world.rng.random()
        if dice < 0.35:
            await world.kill()
        elif dice < 0.6:
            await world.restart()
        else:
            changes.append(asyncio.create_task(change_outside(world)))
    await asyncio.gather(*lives, *changes)
    world.trouble = 0.0
    for _ in range(20):
        left = [player for player in world.players if not player.gone]
        for player in left:
            player.rng = _Idle(player.rng.random())
        await asyncio.gather(*(connect(world, player, 1.0) for player in left))
        if all(not player.browser.unsaved for player in left):
            break
    await asyncio.gather(*(connect(world, player, 0.5) for player in left))
    return await check(world)


class _Idle(random.Random):
    """Somebody who only watches: half a chance of an edit never comes."""

    def random(self) -> float:
        return 0.99


async def check(world: World) -> dict[str, int]:
    """Hold the end against what must be. Raises Failed."""
    await world.rooms.end()
    stored = await world.log.load(MAP)
    live = LiveDocument(
        epoch=stored.snapshot.epoch, client=1, state=stored.snapshot.data, updates=[row.data for row in stored.rows]
    )
    live.close()
    raw = {id: entry.raw for id, entry in live.entries.items()}
    left = [player for player in world.players if not player.gone]
    _hold(bool(raw) and "journey:trip" in raw, "the map is empty")
    for player in left:
        _hold(player.browser.unsaved == 0, f"person {player.number} has unsaved work")
        if player.browser.epoch:
            _hold(_same(player.browser.found(), raw), f"person {player.number} sees another map")
    sure = maybe = 0
    for player in world.players:
        for work in player.browser.works:
            if work.does == "add" and work.saved:
                sure += 1
                _hold(work.id in raw, f"{work.id} was saved and is gone")
            elif work.does == "add":
                maybe += 1
        _last_texts(player, raw)
    cards = sum(id.startswith("card:p") for id in raw)
    _hold(sure <= cards <= sure + maybe, f"{cards} cards, {sure} saved and {maybe} perhaps")
    outside = sum(id.startswith("card:outside") for id in raw)
    low, high = world.outside, world.outside + world.unsure
    _hold(low <= outside <= high, f"{outside} cards from outside, {low} saved and {world.unsure} perhaps")
    _hold(not list(faults(live.document)), "what is left is no map")
    _hold(not live.map.unplaced, "something is unplaced")
    spots: dict[tuple[str, str, str], set[str]] = {}
    for id, fields in raw.items():
        if "order" in fields:
            spot = (fields["type"], fields["parent"], fields.get("lane", ""))
            known = spots.setdefault(spot, set())
            _hold(fields["order"] not in known, f"{id} ties with a sibling")
            _hold(len(fields["order"]) <= LONGEST, f"the order key of {id} is overlong")
            known.add(fields["order"])
    return {"cards": cards, "saved": sure, "rows": len(world.log.kept[MAP])}


def _last_texts(player: Player, raw: dict[str, dict[str, Any]]) -> None:
    """Only its maker writes a card's text, so what lies there is what was saved last, or something newer."""
    for id in player.made:
        texts = [w for w in player.browser.works if w.id == id and "text" in w.fields and not w.refused]
        saved = [int(work.fields["text"]) for work in texts if work.saved]
        if saved:
            _hold(int(raw[id]["text"]) >= max(saved), f"the text of {id} is older than what was saved")
        if any(w.saved and "deleted" in w.fields for w in player.browser.works if w.id == id):
            _hold(bool(raw[id].get("deleted")), f"{id} was deleted and is back")


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return _plain(one) == _plain(other)


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    return {id: {name: value for name, value in fields.items() if value is not None} for id, fields in found.items()}


def _hold(true: bool, says: str) -> None:
    if not true:
        raise Failed(says)


def play(seed: int) -> dict[str, int]:
    """Run the schedule of this seed to its end. Raises Failed with what went wrong; gives some counts."""
    try:
        return run(play_async(seed))
    except Failed as failed:
        raise Failed(f"seed {seed}: {failed}") from None
