"""What the command line says to machines: plain JSON made from our dataclasses, the same way everywhere.

What lives here: one conversion. Not here: words for people (say). NaN and infinities become null, times ISO 8601,
lengths of time seconds.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any


def plain(value: object) -> Any:
    """``value`` as JSON-able data: dataclasses by field name, in order.

    >>> from outsidein.ground import Place
    >>> plain({"where": Place("a.csv", row=3), "value": float("nan")})
    {'where': {'file': 'a.csv', 'line': None, 'row': 3, 'column': None, 'record': None}, 'value': None}
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Path):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no plain shape")


def as_json(command: str, **parts: object) -> str:
    """The one envelope: format number, command, then its parts.

    >>> as_json("check", ok=True).splitlines()[:3]
    ['{', '  "outsidein": 1,', '  "command": "check",']
    """
    return json.dumps({"outsidein": 1, "command": command, **plain(parts)}, ensure_ascii=False, indent=2)
