"""Write the published JSON Schema of the map format, ``docs/spec/map.schema.json``, anew from the code."""

from __future__ import annotations

import json
from pathlib import Path

from outsidein.maps import schema

FILE = Path(__file__).resolve().parent.parent / "docs" / "spec" / "map.schema.json"


def text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
