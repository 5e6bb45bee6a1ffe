"""Texts that are scripts, in every field of a map that a person can write, and what fires when one of them is run.

What lives here: the corpus. Not here: showing it (test_policy).
"""

from __future__ import annotations

import itertools
import json

FIRES = "window.fired=(window.fired||0)+1;alert(1)"
SCRIPTS = (
    f"<script>{FIRES}</script>",
    f'<img src=x onerror="{FIRES}">',
    f'"><svg onload={FIRES}>',
    f"'><iframe srcdoc='<script>parent.{FIRES}</script>'>",
    f"javascript:{FIRES}",
    f"[go](javascript:{FIRES})",
    "{{constructor.constructor('alert(1)')()}}",
    f"</title></textarea></style><script>{FIRES}</script>",
    '<a href="javascript:alert(1)">go</a><b style="position:fixed;inset:0">x</b>',
    "<b>{n, plural, one {#} other {#}}</b> ${alert(1)}",
)


def hostile_map() -> str:
    """A map file (JSON is YAML) with one of the scripts in each of its texts."""
    turns = itertools.cycle(SCRIPTS)

    def text() -> str:
        return next(turns)

    def cards() -> list[object]:
        return [text() for _ in SCRIPTS]

    step = {
        "id": "try",
        "name": text(),
        "touchpoints": ["form"],
        "moment_of_truth": {"reason": text()},
        **{lane: cards() for lane in ("actions", "thoughts", "feelings", "outcomes", "pains", "activities")},
    }
    person = {name: text() for name in ("name", "summary", "quote")}
    lists = {name: [text(), text()] for name in ("demographics", "behaviour", "needs", "goals", "pains")}
    stage = {
        "id": "begin",
        "name": text(),
        "goal": text(),
        "strengths": [text()],
        "opportunities": [{"text": text(), "owner": text()}],
        "steps": [step, {"id": "again", "name": text()}],
    }
    return json.dumps(
        {
            "outsidein": 1,
            "map": "hostile",
            "kind": "customer-journey",
            **{name: text() for name in ("title", "subtitle", "outcome", "starts", "ends", "owner")},
            "personas": [{"id": "person", **person, **lists}],
            "touchpoints": [{"id": "form", "name": text(), "device": text()}],
            "stages": [stage],
        }
    )
