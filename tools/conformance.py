"""Write ``web/schema/conformance.json`` anew: what Python's rules answer, for the browser's to be held against.

What lives here: cases of the few rules that both must know by heart: order keys, how the lanes of a map are arranged,
slugs, which ways arrows take, how branches run. A test fails where what is committed differs from what this writes.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from outsidein.ground import slug
from outsidein.maps import Lane, between, catalog, kinds
from outsidein.render.arrows import Board, Seat, routed
from outsidein.render.branches import Strand, Wish, arcs

FILE = Path(__file__).resolve().parent.parent / "web" / "schema" / "conformance.json"


def text() -> str:
    """The file."""
    cases = {
        "between": _between(),
        "slugs": _slugs(),
        "arrange": _arrange(),
        "arrows": _arrows(),
        "branches": _branches(),
    }
    return json.dumps(cases, ensure_ascii=False, indent=1) + "\n"


def _between() -> list[list[str]]:
    rng = random.Random(3)  # noqa: S311 (cases, no secrets)
    found = []
    for _ in range(12):
        keys: list[str] = []
        for _ in range(15):
            at = rng.randrange(len(keys) + 1)
            low, high = (keys[at - 1] if at else ""), (keys[at] if at < len(keys) else "")
            key = between(low, high)
            found.append([low, high, key])
            keys.insert(at, key)
    return found


def _slugs() -> list[list[str]]:
    texts = [
        "Check-in Service (App)",
        "Prüfe Gepäck",
        "搭乗 手続き",
        "!!!",
        "Straße 7",
        "  a_b  c ",
        "É tude",
        "x" * 80,
    ]
    return [[one, slug(one)] for one in texts]


def _arrange() -> list[dict[str, Any]]:
    kind = kinds()["customer-journey"]
    rng = random.Random(5)  # noqa: S311
    keys = [*kind.by_key, "mine", "tools", "kpi", "x"]
    found = []
    for _ in range(20):
        own = tuple(
            Lane(
                id=f"lane:{key}",
                parent="journey:j",
                order=f"{at:02}1",
                of="text" if key in kind.by_key else rng.choice(sorted(catalog.lanes())),
                name=rng.choice(["", "Renamed"]),
                hidden=rng.random() < 0.3,
                moved=rng.random() < 0.4,
            )
            for at, key in enumerate(rng.sample(keys, rng.randint(0, 6)))
        )
        lanes = [[one.id, one.order, one.of, one.name, one.hidden, one.moved] for one in own]
        arranged = [[one.key, one.title, one.level, one.hidden] for one in kind.arrange(own)]
        found.append({"own": lanes, "arranged": arranged})
    return [{"kind": _kind()}, *found]


def _arrows() -> list[str]:
    """Boards with stacks of cards and cards over several columns, and the ways between some of them; a line each."""
    rng = random.Random(7)  # noqa: S311
    found = []
    for _ in range(12):
        rows, columns = rng.randint(1, 6), rng.randint(1, 7)
        seats = []
        filled = set()
        for row in range(rows):
            column = 0
            while column < columns:
                last = min(columns - 1, column + (rng.randint(1, 2) if rng.random() < 0.15 else 0))
                of = rng.choice([0, 0, 1, 1, 1, 2, 3])
                seats += [Seat(row, column, last, place, of) for place in range(of)]
                filled |= {(row, at) for at in range(column, last + 1) if of}
                column = last + 1
        if len(seats) < 2:
            continue
        pairs = tuple((one, other) for one, other in (rng.sample(seats, 2) for _ in range(rng.randint(1, 14))))
        ways = routed(Board(rows, columns, frozenset(filled)), pairs)
        case = {
            "rows": rows,
            "columns": columns,
            "filled": sorted(filled),
            "pairs": [[[s.row, s.first, s.last, s.place, s.of] for s in pair] for pair in pairs],
            "ways": [
                [way.leaves, way.enters, [[int(r.across), r.line, r.low, r.high, r.track, r.of] for r in way.runs]]
                for way in ways
            ],
        }
        found.append(json.dumps(case, separators=(",", ":")))
    return found


def _branches() -> list[str]:
    """Ways between few and many columns, some out of the picture or into it, labels short and long; a line each."""
    rng = random.Random(11)  # noqa: S311
    found = []
    for _ in range(16):
        columns = rng.choice([1, 3, 6, 12, 34])
        strands = []
        for _ in range(rng.randint(1, 18)):
            source: int | None = rng.randrange(columns)
            target = rng.choice([None, *range(columns)])
            if target is None and rng.random() < 0.3:
                source, target = target, source
            wishes = []
            for _ in range(rng.choice([0, 1, 1, 1, 2 if source is not None and target is not None else 1])):
                most = rng.randint(8, 70)
                wishes.append(Wish(most, min(most, rng.randint(8, 30))))
            if (source is None or target is None) and not wishes:
                wishes = [Wish(18, 12)]
            strands.append(Strand(source, target, tuple(wishes)))
        case = {
            "columns": columns,
            "strands": [[one.source, one.target, [[w.most, w.least] for w in one.wishes]] for one in strands],
            "arcs": [
                [arc.level, arc.start, arc.end, [[tag.first, tag.last, tag.lean] for tag in arc.tags]]
                for arc in arcs(strands, columns=columns)
            ],
        }
        found.append(json.dumps(case, separators=(",", ":")))
    return found


def _kind() -> dict[str, Any]:
    """Of the kind just what arranging looks at."""
    kind = kinds()["customer-journey"]
    return {
        "lanes": [[one.key, one.of.id, one.title, one.of.side, one.level] for one in kind.lanes],
        "catalogue": [[one.id, one.name, one.side, one.level] for one in catalog.lanes().values()],
    }


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
