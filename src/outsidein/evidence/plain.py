"""Frozen dataclasses to plain data and back, so that the ledger can hold a mapping as JSON and a child process a job.

What lives here: ``to_plain`` and ``from_plain``, driven by the declared types. Not here: the YAML of a mapping.
"""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from datetime import datetime
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """JSON-able data for a value made of dataclasses, tuples, enums, paths, times and scalars; defaults are left out.

    >>> from outsidein.evidence.source import Format
    >>> to_plain(Format(type="csv"))
    {'type': 'csv'}
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(item)
            for field in dataclasses.fields(value)
            if (item := getattr(value, field.name)) != field.default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, float):
        # 10.0 and 10 are one scale, and must be one text, since texts are compared by their hash.
        return str(value) if not math.isfinite(value) else int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """The ``kind`` of value that ``to_plain`` turned into ``data``.

    Raises TypeError, ValueError or KeyError where ``data`` was not made by ``to_plain``.

    >>> from outsidein.evidence.source import Format
    >>> from_plain(Format, {"type": "csv"}) == Format(type="csv")
    True
    """
    return typing.cast(T, _read(kind, data))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        if data is None:
            return None
        return _read(next(option for option in typing.get_args(kind) if option is not type(None)), data)
    if origin is tuple:
        options = typing.get_args(kind)
        if not isinstance(data, list):
            raise TypeError(f"a list was expected, not {data!r}")
        if len(options) == 2 and options[1] is Ellipsis:
            return tuple(_read(options[0], item) for item in data)
        return tuple(_read(option, item) for option, item in zip(options, data, strict=True))
    if dataclasses.is_dataclass(kind):
        if not isinstance(data, dict):
            raise TypeError(f"an object was expected, not {data!r}")
        hints = _hints(typing.cast(type, kind))
        return typing.cast(Any, kind)(**{name: _read(hints[name], item) for name, item in data.items()})
    if kind is datetime:
        return datetime.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, Enum | Path | float):
        return kind(data)
    if isinstance(kind, type) and not isinstance(data, kind):
        raise TypeError(f"{kind.__name__} was expected, not {data!r}")
    return data
