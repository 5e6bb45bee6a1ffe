"""Make the pictures of the README and the guide from the sample: needs Chromium, poppler and the built front end.

What lives here: taking pictures. They are looked at before they are committed.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SHOTS = (("living-map", 1720, 1500, "light"),)
WINDOW = {"width": 1440, "height": 900}
THEMES = ("light", "dark")
WEB = {
    "home": "",
    "maps": "/maps",
    "map": "/maps/{map}?at=step:bags",
    "map-list": "/maps/{map}/list",
    "present": "/maps/{map}/present",
    "personas": "/personas",
    "persona": "/personas/{persona}",
    "touchpoints": "/touchpoints",
    "touchpoint": "/touchpoints/{touchpoint}",
    "evidence": "/evidence",
    "import": "/evidence/import/{upload}",
    "measures": "/measures",
    "measure": "/measures/nps",
    "hotspots": "/hotspots",
    "opportunities": "/opportunities",
    "initiatives": "/initiatives",
    "members": "/members",
    "settings": "/settings",
}
"""The pages of a workspace, by the names of their pictures."""


def outsidein(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "outsidein", *words], check=True)


def main() -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("Chromium is not on the PATH.")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        wanted = sys.argv[1:] or ["files", "kinds", "web"]
        if "files" in wanted:
            _files(browser, Path(home))
        if "kinds" in wanted:
            _kinds(Path(home))
        if "web" in wanted:
            _web(browser, Path(home))
        browser.close()


def _files(browser: Browser, home: Path) -> None:
    """The map as one HTML file and as a poster, as of a fixed day."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    outsidein("init", f"{home}/sample", "--sample", "--today", "2026-11-21")
    outsidein("export", "html", f"{home}/sample", "--out", f"{home}/map.html")
    outsidein("export", "pdf", f"{home}/sample", "--out", f"{home}/map.pdf")
    for name, width, height, scheme in SHOTS:
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"file://{home}/map.html")
        page.wait_for_timeout(300)
        page.screenshot(path=PICTURES / f"{name}.png")
    _printed(home / "map.pdf", PICTURES / "poster")


def _kinds(home: Path) -> None:
    """The poster of each finished map in ``examples/kinds``, one of each kind."""
    folder = PICTURES / "kinds"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "examples" / "kinds" / "maps").glob("*.map.yaml")):
        name = path.name.removesuffix(".map.yaml")
        outsidein("export", "pdf", str(ROOT / "examples" / "kinds"), "--map", name, "--out", f"{home}/{name}.pdf")
        _printed(home / f"{name}.pdf", folder / name)


def _printed(pdf: Path, picture: Path) -> None:
    """The first page of a PDF as a picture on screen."""
    first = ["-f", "1", "-l", "1", "-singlefile"]
    subprocess.run(["pdftoppm", "-r", "72", "-png", *first, str(pdf), str(picture)], check=True)
    with Image.open(f"{picture}.png") as drawn:
        drawn.quantize(128).save(f"{picture}.png", optimize=True)


def _web(browser: Browser, home: Path) -> None:
    """Every page of the web app in both themes, from a real server with the sample workspace."""
    sys.path.insert(0, str(ROOT / "tests" / "server"))
    from serving import made, team

    server = team(home / "data").start()
    try:
        person = server.person("Ines Calder")
        client = server.client(person)
        made(client.patch("/api/v1/session", {"settings": {"tour": True}}))
        sample = made(client.post("/api/v1/workspaces", {"name": "Kestrel Air", "sample": True}))["id"]
        empty = made(client.post("/api/v1/workspaces", {"name": "New team"}))["id"]
        ids = _alive(client, f"/api/v1/workspaces/{sample}")
        paths = {name: f"/w/{sample}{path.format(**ids)}" for name, path in WEB.items()}
        paths["begin"] = f"/w/{empty}"
        for theme in THEMES:
            options: dict[str, Any] = {"viewport": WINDOW, "locale": "en-GB", "reduced_motion": "reduce"}
            context = browser.new_context(**options, color_scheme=theme)
            nobody = context.new_page()
            _take(nobody, f"{server.address}/sign-in", PICTURES / "web" / f"sign-in-{theme}.png")
            context.add_cookies(
                [{"name": "outsidein", "value": person.session, "url": server.address, "httpOnly": True}]
            )
            page = context.new_page()
            for name, path in paths.items():
                _take(page, f"{server.address}{path}", PICTURES / "web" / f"{name}-{theme}.png")
            context.close()
    finally:
        server.close()


def _alive(client: Any, path: str) -> dict[str, str]:
    """Act on the sample's worst place, so that there is a chain from pain to proof; gives ids of pages."""
    from serving import made

    map = client.get(f"{path}/maps").json()[0]["id"]
    known = client.get(f"{path}/inventory").json()
    desk = {"map": map, "where": "touchpoint:bag-drop-desk"}
    question = made(client.get(f"{path}/maps/{map}/proposal?where=touchpoint:bag-drop-desk"))["question"]
    opened = {"where": desk["where"], "question": question, "owner": "Ground operations", "title": ""}
    opportunity = made(client.post(f"{path}/maps/{map}/opportunities", opened))["id"]
    started = {
        "where": desk["where"],
        "measure": "emotional-level",
        "title": "A second belt for families",
        "owner": "Ground operations",
        "start": "2026-08-01",
        "opportunity": opportunity,
        "target": 6,
    }
    initiative = made(client.post(f"{path}/maps/{map}/initiatives", started))["id"]
    later = {"first": "2026-08-01", "last": "2026-11-20"}
    made(client.post(f"{path}/initiatives/{initiative}/results", later))
    data = _survey().encode()
    upload = made(client.post(f"{path}/uploads", {"name": "gate-survey.csv", "size": len(data)}))["id"]
    made(client.call("PUT", f"{path}/uploads/{upload}/content?at=0", data=data))
    return {
        "map": map,
        "persona": known["personas"][0]["record"]["id"],
        "touchpoint": "touchpoint:bag-drop-desk",
        "upload": upload,
    }


def _survey() -> str:
    """A small export of a survey tool, not seen before. Seeded."""
    chance = random.Random(3)  # noqa: S311
    rows = ["Customer,Date,Overall how easy was it (1-7),Gate staff (1-5),Seat (1-5),What should we know?"]
    said = (
        "Kind and quick at the gate.",
        "We were not told why we waited.",
        "The seat was not the one we booked.",
        "",
        "",
    )
    for at in range(180):
        easy, gate, seat = chance.choice((3, 5, 6, 6, 7)), chance.choice((2, 4, 4, 5)), chance.choice((1, 3, 4, 4, 5))
        rows.append(f"K{1000 + at},2026-11-{1 + at % 20:02},{easy},{gate},{seat},{chance.choice(said)}")
    return "\n".join(rows) + "\n"


def _take(page: Page, address: str, file: Path) -> None:
    """One picture, when all that is fetched is there; 256 colours are enough for a page of ours."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    expect(page.locator("main [aria-busy=true]")).to_have_count(0, timeout=60_000)
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)
    Image.open(file).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
