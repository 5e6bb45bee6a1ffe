"""Starting: what a first start makes, and that one which is killed at any moment is simply started again."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from serving import Running, made, team

SERVE = [sys.executable, "-m", "outsidein", "serve"]


def test_a_first_start_makes_its_own_secret_which_only_its_owner_can_read(server: Running) -> None:
    secret = server.data / "secret"
    assert len(secret.read_text().strip()) >= 50
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_two_servers_do_not_share_their_data(server: Running) -> None:
    command = [*SERVE, *server.command]
    second = subprocess.run(command, env=server.environment, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 3
    assert "Another Outside-In server" in second.stderr
    assert made(server.client().get("/api/v1/session"))["mode"] == "team"


@pytest.mark.parametrize("after", [0.8, 1.0, 1.2, 1.4, 1.7] if not os.environ.get("OUTSIDEIN_SOAK") else range(50))
def test_a_first_start_that_is_killed_is_simply_started_again(tmp_path: Path, after: float) -> None:
    running = team(tmp_path / "data")
    if os.environ.get("OUTSIDEIN_SOAK"):
        after = 0.5 + after * 0.04
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*SERVE, *running.command], env=running.environment, **quiet) as first:
        time.sleep(after)
        first.send_signal(signal.SIGKILL)
    running.start()
    try:
        assert made(running.client().get("/readyz"))["ready"]
        assert running.home("Alive").id
    finally:
        running.close()
    assert running.faults() == []
