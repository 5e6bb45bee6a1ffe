"""What tools write from the code and is committed is what the code says today; ``make renew`` writes it all anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web" / "app" / "src" / "api"


def asked(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Python run with the server's settings and data of its own."""
    environment = {**os.environ, "OUTSIDEIN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "outsidein.server.settings"}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> str:
    done = asked("-m", "outsidein.server.openapi", data=tmp_path_factory.mktemp("openapi"))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_migration_is_that_of_the_models(tmp_path: Path) -> None:
    done = asked("-m", "django", "makemigrations", "outsidein", "--check", "--dry-run", data=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_description_of_the_api_is_that_of_the_server(document: str) -> None:
    assert json.loads((WEB / "openapi.json").read_text("utf-8")) == json.loads(document), "run make renew"


def test_the_types_of_the_api_are_those_of_its_description(tmp_path: Path) -> None:
    tool = ROOT / "web" / "node_modules" / ".bin" / "openapi-typescript"
    if not tool.exists():
        pytest.skip("the front end is not set up here (make web)")
    made = tmp_path / "openapi.d.ts"
    subprocess.run([tool, WEB / "openapi.json", "-o", made], capture_output=True, check=True)
    assert (WEB / "openapi.d.ts").read_text("utf-8") == made.read_text("utf-8"), "run make renew"
