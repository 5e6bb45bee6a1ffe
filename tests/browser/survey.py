"""A made-up survey as a file, seeded, and the map that it speaks of.

What lives here: writing both. Not here: taking them in (test_first_hour, test_dialogs).
"""

from __future__ import annotations

import csv
import json
import random
from datetime import date, timedelta
from pathlib import Path


def survey(folder: Path) -> Path:
    """240 answers on a scale of five: the viewing was liked, the contract was not. Seeded."""
    chance = random.Random(7)
    file = folder / "flat-survey.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["Response ID", "Date", "Viewing desk", "Contract desk"])
        for at in range(240):
            day = date.today() - timedelta(days=at % 60)
            rows.writerow([f"R{at}", day.isoformat(), chance.choice((3, 4, 5, 5)), chance.choice((1, 1, 2, 3, 5))])
    return file


def map_of_the_survey() -> str:
    """Renting a flat in two steps, each at the desk that a column of the survey names."""
    keys = ("viewing", "contract")
    steps = [{"id": key, "name": key.title(), "touchpoints": [key]} for key in keys]
    return json.dumps(
        {
            "outsidein": 1,
            "map": "renting",
            "kind": "customer-journey",
            "title": "Renting a flat",
            "touchpoints": [{"id": key, "name": f"{key.title()} desk"} for key in keys],
            "stages": [{"id": "rent", "name": "Rent", "steps": steps}],
        }
    )
