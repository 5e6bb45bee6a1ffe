"""What Python computed as plain JSON: dataclasses as objects, words as texts, days as ISO, NaN as null.

What lives here: plain. Its shape is what ``tools/typescript.py`` tells the browser. Not here: reading JSON.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


def plain(value: Any) -> Any:
    """``value`` as JSON can say it.

    >>> from outsidein.measures import Estimate
    >>> plain(Estimate.nothing())["value"] is None
    True
    """
    if value is None or isinstance(value, str | bool):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} has no plain form")
