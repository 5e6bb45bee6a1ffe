"""What is released is whole: the source archive carries the built front end, and its wheel serves without Node."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from serving import Running, local

from outsidein import __version__, workspace

ROOT = Path(__file__).resolve().parents[2]
BUILT = "src/outsidein/server/web"

pytestmark = pytest.mark.skipif(
    not (ROOT / BUILT / "index.html").exists() and shutil.which("npm") is None,
    reason="the front end is not built, and Node is not here to build it",
)


def hatch(where: Path, kind: str, to: Path, *, path: str) -> subprocess.CompletedProcess[str]:
    """Build a ``kind`` of package of what lies in ``where``, with only the programs on ``path``."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(to)]
    told = {**os.environ, "PATH": path}
    return subprocess.run(command, cwd=where, env=told, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive, unpacked."""
    to = tmp_path_factory.mktemp("sdist")
    done = hatch(ROOT, "sdist", to, path=os.environ["PATH"])
    assert done.returncode == 0, done.stderr
    with tarfile.open(to / f"outsidein-{__version__}.tar.gz") as archive:
        archive.extractall(to, filter="data")
    return to / f"outsidein-{__version__}"


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source archive where there is no Node."""
    to = tmp_path_factory.mktemp("wheel")
    done = hatch(unpacked, "wheel", to, path="")
    assert done.returncode == 0, done.stderr
    return to / f"outsidein-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of the installed wheel and the sample."""
    place = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*pip, "--target", str(place / "site"), str(wheel)], check=True, capture_output=True)
    now = datetime.now(UTC)
    workspace.build_sample(place / "sample", key=b"k" * 32, seed=7, today=now.date(), now=now)
    running = local(place / "sample", place / "data", PORT="0")
    running.environment["PYTHONPATH"] = str(place / "site")
    where = [sys.executable, "-c", "import outsidein; print(outsidein.__file__)"]
    found = subprocess.run(where, env=running.environment, capture_output=True, text=True, check=True).stdout
    assert found.startswith(str(place / "site")), "the wheel's own code must be what runs"
    running.start()
    yield running
    running.close()
    assert running.faults() == []


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("outsidein/")}
    source = ROOT / "src" / "outsidein"
    built = ROOT / BUILT
    lying = [path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {f"outsidein/{path.relative_to(source).as_posix()}" for path in lying if built not in path.parents}
    assert {name for name in packed if not name.startswith("outsidein/server/web/")} == wanted
    assert "outsidein/server/web/index.html" in packed


def test_the_archive_of_the_source_has_no_foreign_packages_in_it(unpacked: Path) -> None:
    assert (unpacked / "web" / "package-lock.json").is_file()
    assert not list(unpacked.rglob("node_modules"))
    assert not list(unpacked.rglob("__pycache__"))


def test_the_installed_wheel_serves_the_app(installed: Running) -> None:
    client = installed.client()
    assert client.get("/livez").status_code == 200
    page = client.get("/")
    assert page.headers["Content-Type"].startswith("text/html")
    loaded = re.findall(r'(?:src|href)="(/assets/[^"]+\.(?:js|css))"', page.text)
    assert any(name.endswith(".js") for name in loaded)
    assert any(name.endswith(".css") for name in loaded)
    assert {client.get(name).status_code for name in loaded} == {200}
    assert client.post("/api/v1/local", {"token": installed.link}).json()["version"] == __version__


def test_without_the_front_end_and_without_node_a_build_says_what_it_needs(unpacked: Path, tmp_path: Path) -> None:
    shutil.copytree(unpacked, tmp_path / "bare", ignore=shutil.ignore_patterns("assets", "index.html", "tests", "web"))
    done = hatch(tmp_path / "bare", "wheel", tmp_path, path="")
    assert done.returncode != 0
    assert "takes Node 20 or newer" in done.stderr
    assert not list(tmp_path.glob("*.whl"))
