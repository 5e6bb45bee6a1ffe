"""Networks of 14 and of 40 actors: seconds of the processor and faults on what is drawn, ours beside plain springs.

What lives here: the same made-up networks for both. The alternative is the best of 20 spring layouts of rustworkx on
our sheet, with straight flows and labels at their middles; both are scored by ``render.network.scoring``.
"""

from __future__ import annotations

import random
import time

import numpy as np
import rustworkx as rx

from outsidein.render.network import Body, Picture, Score, Tie, arrange, curves
from outsidein.render.network.scoring import scored


def run() -> None:
    """Print a row for each size and way."""
    print("| network | way | CPU s | boxes overlap | flow over box | label hidden | label over flow | crossings |")
    print("|---|---|---|---|---|---|---|---|")
    for actors, flows in ((14, 20), (40, 72)):
        bodies, ties = made(actors, flows)
        arrange(bodies[:3], [])
        began = time.process_time()
        ours = arrange(bodies, ties, rings_of=3)
        _row(f"{actors} / {flows}", "ours", time.process_time() - began, ours.score)
        began = time.process_time()
        theirs = min((_sprung(bodies, ties, ours, seed) for seed in range(20)), key=lambda score: score.cost)
        _row(f"{actors} / {flows}", "springs, best of 20", time.process_time() - began, theirs)


def made(actors: int, flows: int, *, seed: int = 1) -> tuple[list[Body], list[Tie]]:
    """A network with two in the centre who have a third of all flows; the rest is chance."""
    dice = random.Random(seed)
    rings = [0, 0] + [1] * round((actors - 2) * 0.4) + [2] * actors
    bodies = [
        Body(id=f"a{at}", width=dice.choice([84, 96, 108, 130]), height=dice.choice([32, 44, 56]), ring=rings[at])
        for at in range(actors)
    ]
    ends: set[tuple[int, int]] = set()
    while len(ends) < flows:
        one, other = dice.choice([0, 1]) if dice.random() < 0.35 else dice.randrange(actors), dice.randrange(actors)
        if one != other:
            ends.add((one, other) if dice.random() < 0.5 else (other, one))
    ties = [
        Tie(id=f"f{a}-{b}", source=f"a{a}", target=f"a{b}", width=dice.choice([50, 64, 80]), height=15)
        for a, b in sorted(ends)
    ]
    return bodies, ties


def _sprung(bodies: list[Body], ties: list[Tie], sheet: Picture, seed: int) -> Score:
    place = {body.id: at for at, body in enumerate(bodies)}
    pairs = np.array([[place[tie.source], place[tie.target]] for tie in ties])
    graph = rx.PyGraph()
    graph.add_nodes_from([body.id for body in bodies])
    graph.add_edges_from([(int(a), int(b), 1.0) for a, b in pairs])
    found = rx.spring_layout(graph, seed=seed)
    at = np.array([found[one] for one in range(len(bodies))])
    sizes = np.array([[body.width, body.height] for body in bodies])
    room = np.array([sheet.width, sheet.height]) - sizes.max(axis=0) - 20
    middles = (at - at.min(axis=0)) / np.ptp(at, axis=0) * room + sizes.max(axis=0) / 2 + 10
    boxes = curves.rects(middles, sizes)
    straight = curves.bent(middles[pairs[:, 0]], middles[pairs[:, 1]], np.zeros((len(pairs), 1, 2)))
    ways = curves.cut(straight, boxes[pairs[:, 0]], boxes[pairs[:, 1]])[:, 0]
    labels = curves.rects(curves.along(ways, [0.5])[:, 0], np.array([[tie.width, tie.height] for tie in ties]))
    return scored(boxes, pairs, ways, labels, np.array([0, 0, sheet.width, sheet.height]))


def _row(network: str, way: str, seconds: float, score: Score) -> None:
    cells = (
        network,
        way,
        f"{seconds:.2f}",
        score.overlaps,
        score.pierced,
        score.covered,
        score.struck,
        score.crossings,
    )
    print("| " + " | ".join(str(cell) for cell in cells) + " |")
