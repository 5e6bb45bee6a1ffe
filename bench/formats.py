"""How long a large map takes in and out of each format, what it costs in memory, and Mermaid's own CLI beside ours.

What lives here: a map of 60 steps × 15 lanes × 2 cards, each format once warm; 200 posters in a row by the press; the
same journey diagram by Mermaid's CLI as a whole process (``OUTSIDEIN_MERMAID`` names its ``mmdc``).
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from outsidein import maps, render
from outsidein.maps import Document
from outsidein.render import Shop

TODAY = date(2026, 11, 22)
POSTERS = int(os.environ.get("OUTSIDEIN_POSTERS", "200"))


def large(*, steps: int = 60, lanes: int = 15, cards: int = 2) -> Document:
    """A map of this size, in stages of six steps, with a drawn curve."""
    begun = maps.begin("large", title="A large map", preset="blank")
    head = begun.journey
    records: list[maps.Record] = [head, maps.Persona(id="persona:me", name="Me")]
    wanted = [lane for lane in maps.lanes_of(begun) if lane.role is maps.Role.CARDS and lane.level is maps.Level.STEP]
    keys = [lane.key for lane in wanted][:lanes]
    own = [f"own-{n}" for n in range(lanes - len(keys))]
    records += [
        maps.Lane(id=f"lane:{key}", parent=head.id, order=order, name=f"Lane {key}")
        for key, order in zip(own, maps.spread(len(own)), strict=True)
    ]
    stages = -(-steps // 6)
    for n, order in enumerate(maps.spread(stages)):
        records.append(
            maps.Stage(id=f"stage:{n}", parent=head.id, order=order, name=f"Stage {n}", goal="Get on with it")
        )
    for n, order in enumerate(maps.spread(steps)):
        step = f"step:{n}"
        records.append(maps.Step(id=step, parent=f"stage:{n // 6}", order=order, name=f"Step number {n}"))
        records.append(maps.Card(id=f"card:e{n}", parent=step, order="V", lane="emotion", value=float(3 + n % 6)))
        for lane in (*keys, *own):
            for at, place in enumerate(maps.spread(cards)):
                text = f"Do the {lane} thing number {at} of step {n}"
                records.append(maps.Card(id=f"card:{n}-{lane}-{at}", parent=step, order=place, lane=lane, text=text))
    return Document.of(records)


def timed(act: Callable[[], object], *, times: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median of so many runs, in ms, after one that is not counted."""
    act()
    took = []
    for _ in range(times):
        began = clock()
        act()
        took.append((clock() - began) * 1000)
    return median(took)


def acts() -> list[tuple[str, Callable[[], object], int]]:
    """What is timed, by name, with its aim in ms."""
    document = large()
    text = maps.write(document)
    changed = document.put(replace(document.steps[5], name="Renamed"), replace(document.all(maps.Card)[9], text="New"))
    scene = render.compose(document, today=TODAY)

    def read_and_check() -> None:
        read, _ = maps.read(text)
        assert read is not None
        maps.lint(read, today=TODAY)

    return [
        ("YAML: load and check", read_and_check, 400),
        ("diff", lambda: maps.diff(document, changed), 50),
        ("PPTX (poster)", lambda: render.write_pptx(scene), 1500),
        ("PPTX (deck)", lambda: render.write_deck(scene), 1500),
        ("XLSX", lambda: render.write_xlsx(document, scene), 1000),
        ("draw.io", lambda: render.write_drawio(scene, document), 1000),
        ("Markdown", lambda: render.write_markdown(scene), 1000),
        ("JSON", lambda: render.write_json(document), 1000),
        ("SVG", lambda: render.write_svg(scene, paper="a0"), 1000),
        ("SVG sketch", lambda: render.write_sketch(document), 1000),
        ("PDF", lambda: render.write_pdf(scene, paper="a0"), 1000),
    ]


def alone(name: str) -> None:
    """Do one of them once and say how much memory in MB it took: what a process of its own runs."""
    next(act for known, act, _ in acts() if known == name)()
    status = Path("/proc/self/status")  # getrusage would count what the parent held before it forked
    if status.exists():
        print(next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024)
    else:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024))


def run() -> None:
    document = large()
    print(f"{len(document.steps)} steps, {len(document.all(maps.Card)):,} cards\n")
    print(f"{'what':24}{'ms':>10}{'CPU ms':>10}{'aim':>8}{'peak MB':>10}   (aim 400, each in a process of its own)")
    for name, act, aim in acts():
        cpu = timed(act, times=3, clock=time.process_time)
        print(f"{name:24}{timed(act, times=3):>10,.0f}{cpu:>10,.0f}{aim:>8,}{_peak(name):>10,.0f}", flush=True)
    _posters()
    _mermaid(render.compose(document, today=TODAY))


def _peak(name: str) -> float:
    """The most memory in MB of a process that does this one thing."""
    command = [sys.executable, "-c", "import sys; from bench.formats import alone; alone(sys.argv[1])", name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _posters() -> None:
    """Posters in a row in one server's press: what the whole may hold."""
    small = render.compose(maps.begin_from("airline", "air", title="Air"), today=TODAY)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    began = time.perf_counter()
    with Shop() as shop:
        for _ in range(POSTERS):
            shop.order(small).result()
    took = time.perf_counter() - began
    most = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    print(f"{POSTERS} posters in a row: {took:,.0f} s; largest press {most:,.0f} MB (aim 1,000)")


def _mermaid(scene: render.Scene) -> None:
    """The same journey diagram, each as a whole process: from text to SVG."""
    theirs = os.environ.get("OUTSIDEIN_MERMAID", "")
    browser = shutil.which("chromium") or shutil.which("google-chrome") or ""
    if not theirs or not Path(theirs).exists() or not browser:
        print("Mermaid’s CLI: not here (OUTSIDEIN_MERMAID names its mmdc)")
        return
    text, _ = render.write_mermaid(scene)
    with tempfile.TemporaryDirectory() as folder:
        source, settings, out = (Path(folder, name) for name in ("day.mmd", "browser.json", "day.svg"))
        source.write_text(text, encoding="utf-8")
        settings.write_text(f'{{"executablePath": "{browser}", "args": ["--no-sandbox"]}}', encoding="utf-8")
        their = [theirs, "-q", "-p", str(settings), "-i", str(source), "-o", str(out)]
        ours = [sys.executable, "-c", _OURS, str(source), str(Path(folder, "ours.svg"))]
        both = [(_whole(one), timed(partial(_run, one), times=3)) for one in (their, ours)]
    (their_cpu, their_clock), (our_cpu, our_clock) = both
    print("journey diagram of the same stages, steps and levels, each as a whole process:")
    print(f"  clock: Mermaid {their_clock:,.0f} ms, ours {our_clock:,.0f} ms: {their_clock / our_clock:.1f} × (aim 10)")
    print(f"  CPU:   Mermaid {their_cpu:,.0f} ms, ours {our_cpu:,.0f} ms: {their_cpu / our_cpu:.1f} × less")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _whole(command: list[str]) -> float:
    """The CPU time in ms of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


_OURS = """
import sys
from pathlib import Path
from outsidein.maps.bringing.mermaid import read_mermaid
from outsidein.maps.bringing.notes import Notes
from outsidein.render.sketch import write_sketch
document = read_mermaid(Path(sys.argv[1]).read_text("utf-8"), title="day", notes=Notes())
Path(sys.argv[2]).write_text(write_sketch(document), "utf-8")
"""
