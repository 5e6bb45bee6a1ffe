"""The poster of the sample map: seconds and peak memory in a fresh process, beside two ways that do less or more.

What lives here: our PDF, SVG and PNG; the same texts as one plain Typst table (no fitting, no drawing: the floor); our
HTML page printed by Chromium, where there is one. Goal of the issue: PDF ≤ 1.5 s. The scene is composed beforehand.
"""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.living_map import timed

OURS = """
import pathlib, pickle, sys
from datetime import date
from outsidein.render.paper import print_scene
scene = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())
for kind in sys.argv[2].split("+"):
    print_scene(scene, kind, created=date(2026, 11, 21), paper=sys.argv[3])
"""
FLOOR = """
import pathlib, pickle, sys, json, typst
from outsidein.render.glyphs import texts
scene = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())
said = json.dumps([text for _, _, text in texts(scene)][:1200])
source = b'#set page(width: 594mm, height: auto)\\n#table(columns: 13, ..json(bytes(sys.inputs.said)))'
typst.compile(source, format="pdf", sys_inputs={"said": said})
"""


def sample_scene() -> bytes:
    """The sample workspace, built and read, as a pickled scene."""
    from outsidein import maps, render, workspace

    now = datetime(2026, 11, 21, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "sample"
        subprocess.run(
            [sys.executable, "-m", "outsidein", "init", str(folder), "--sample"], check=True, capture_output=True
        )
        place = workspace.find(folder)
        document = workspace.load_map(place, "")
        with workspace.open_study(place) as study:
            reading = study.read(document, now=now)
            kind = maps.kind(document.journey.kind)
            return pickle.dumps(
                render.compose(document, reading, kind=kind, today=now.date(), sources=study.source_notes())
            )


def run() -> None:
    with tempfile.TemporaryDirectory() as home:
        scene = Path(home) / "scene.pickle"
        scene.write_bytes(sample_scene())
        page = Path(home) / "page.html"
        from outsidein.render.html import write_html

        page.write_text(write_html(pickle.loads(scene.read_bytes())), encoding="utf-8")
        ways: list[tuple[str, str, tuple[str, ...]]] = [
            ("PDF, A2, map and evidence", "≤ 1.5 s", (sys.executable, "-c", OURS, str(scene), "pdf", "a2")),
            ("PDF, A0", "", (sys.executable, "-c", OURS, str(scene), "pdf", "a0")),
            ("SVG, A2", "", (sys.executable, "-c", OURS, str(scene), "svg", "a2")),
            ("PNG, A2, 144 an inch", "", (sys.executable, "-c", OURS, str(scene), "png", "a2")),
            ("PDF, SVG and PNG together", "", (sys.executable, "-c", OURS, str(scene), "pdf+svg+png", "a2")),
            ("floor: the texts in a plain table", "", (sys.executable, "-c", FLOOR, str(scene))),
        ]
        chromium = shutil.which("chromium")
        if chromium:
            flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}/chromium")
            out = f"--print-to-pdf={home}/page.pdf"
            ways.append(("our page, printed by Chromium", "", (chromium, *flags, out, page.as_uri())))
        rows = [(name, goal, *timed(*command)) for _ in range(3) for name, goal, command in ways]
    first = min(row[2] for row in rows if row[0] == ways[0][0])
    print(f"{'what':36}{'goal':>10}{'best s':>9}{'worst s':>9}{'ratio':>8}{'peak MB':>9}")
    for name, goal, _ in ways:
        of = [row for row in rows if row[0] == name]
        best, worst = min(row[2] for row in of), max(row[2] for row in of)
        print(f"{name:36}{goal:>10}{best:9.2f}{worst:9.2f}{best / first:7.2f}×{max(row[3] for row in of):9.0f}")
