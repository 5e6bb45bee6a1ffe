"""The map in the browser: 1,800 cards painted, scrolled, edited in headless Chromium, beside plain elements.

What lives here: building the bench page of ``web/canvas/dev``, serving it, driving it. Not here: the page (bench.tsx),
which makes the map and takes the times. Needs Node with ``web/node_modules``, Chromium and Playwright.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "web"
ROUNDS = 7


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of ``folder``, served on the loopback until the block ends."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def run() -> None:
    """Print one table."""
    from playwright.sync_api import sync_playwright

    chromium, npx = shutil.which("chromium"), shutil.which("npx")
    if not chromium or not npx:
        print("Skipped: it needs Chromium and Node on the PATH.")
        return
    with tempfile.TemporaryDirectory() as home:
        build = (npx, "vite", "build", "-c", "canvas/dev/vite.config.ts")
        subprocess.run(build, cwd=WEB, check=True, capture_output=True, env=os.environ | {"CANVAS_DEV_OUT": home})
        with served(Path(home)) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/bench.html")
            page.wait_for_function("window.bench")
            page.evaluate("bench.floor()")
            page.evaluate("bench.paint()")
            pairs = [(page.evaluate("bench.floor()"), page.evaluate("bench.paint()")) for _ in range(ROUNDS)]
            elements, cards = page.evaluate("bench.nodes()"), page.evaluate("bench.cards()")
            edits = page.evaluate("bench.edit(20)")
            ours = {speed: page.evaluate(f"bench.scroll({speed}, 3)") for speed in (1500, 18000)}
            page.evaluate("bench.floor()")
            plain = {speed: page.evaluate(f"bench.scroll({speed}, 3)") for speed in (1500, 18000)}
            browser.close()
    floor, paint = (statistics.median(one[at] for one in pairs) for at in (0, 1))
    print(f"{'what, 1,800 cards in 60 columns and 15 lanes':48}{'goal':>10}{'ours':>10}{'floor':>10}{'ratio':>9}")
    what = f"painted after its data, ms, median of {ROUNDS}"
    print(f"{what:48}{'≤ 250':>10}{paint:10.0f}{floor:10.0f}{paint / floor:8.2f}×")
    print(f"{'worst of them, ms':48}{'':>10}{max(p for _, p in pairs):10.0f}{max(f for f, _ in pairs):10.0f}")
    for speed, goal in ((1500, "≥ 50"), (18000, "")):
        what = f"scrolling at {speed:,} px a second, frames a second"
        print(f"{what:48}{goal:>10}{ours[speed]:10.0f}{plain[speed]:10.0f}{ours[speed] / plain[speed]:8.2f}×")
    print(f"{'one card edited: cards drawn anew':48}{'1':>10}{edits['renders']:10.1f}")
    print(f"{'one card edited: until painted, ms':48}{'':>10}{edits['milliseconds']:10.0f}")
    print(f"{'elements on the page':48}{'':>10}{elements:10,}   ({cards} cards mounted)")
