"""Make the pictures of the README from the sample workspace, as of a fixed day: needs Chromium and poppler.

What lives here: taking pictures. They are looked at before they are committed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SHOTS = (("living-map", 1720, 1500, "light"),)


def outsidein(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "outsidein", *words], check=True)


def main() -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("Chromium is not on the PATH.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        outsidein("init", f"{home}/sample", "--sample", "--today", "2026-11-21")
        outsidein("export", "html", f"{home}/sample", "--out", f"{home}/map.html")
        outsidein("export", "pdf", f"{home}/sample", "--out", f"{home}/map.pdf")
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
            )
            for name, width, height, scheme in SHOTS:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
                page.goto(f"file://{home}/map.html")
                page.wait_for_timeout(300)
                page.screenshot(path=PICTURES / f"{name}.png")
            browser.close()
        subprocess.run(
            [
                "pdftoppm",
                "-r",
                "72",
                "-png",
                "-f",
                "1",
                "-l",
                "1",
                "-singlefile",
                f"{home}/map.pdf",
                PICTURES / "poster",
            ],
            check=True,
        )


if __name__ == "__main__":
    main()
