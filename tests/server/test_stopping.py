"""A server that is told to go goes soon and whole: work dropped, nothing left to hold its folder."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

from serving import team


def test_it_stops_while_people_edit_and_readings_are_worked_out(tmp_path: Path) -> None:
    server = team(tmp_path / "data").start()
    home = server.home("Going", sample=True)
    map = home.client().get(f"{home.path}/maps").json()[0]
    socket = server.join(home.people["editor"], home.id, map["id"])
    asking = threading.Thread(
        target=lambda: home.client().get(f"{home.path}/maps/{map['id']}/reading", timeout=30), daemon=True
    )
    asking.start()
    process = server.process
    assert process is not None
    process.terminate()
    # uvicorn ends by the signal it was sent, once everything was let go in order.
    assert process.wait(timeout=25) in (0, -signal.SIGTERM)
    assert socket.close_code in (None, 1012, 1001, 1006)
    server.process = None
    again = server.start()
    assert home.client().get(f"{home.path}/maps").status_code == 200
    again.close()
