"""Frozen dataclasses as plain data and back, by their declared types, so that what is written reads as it was.

What lives here: one pair of conversions. Not here: files (text). What has its default is left out, numbers that are
none become null, days and times ISO 8601.
"""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """``value`` as dicts, lists, texts and numbers; ValueError for what has no plain shape.

    >>> from outsidein.measures import Period
    >>> to_plain(Period(date(2026, 7, 1)))
    {'first': '2026-07-01'}
    """
    match value:
        case Enum():
            return value.value
        case float() if math.isinf(value):
            return "inf" if value > 0 else "-inf"
        case float():
            return None if math.isnan(value) else value
        case date():
            return value.isoformat()
        case None | bool() | int() | str():
            return value
        case tuple() | list():
            return [to_plain(one) for one in value]
    if is_dataclass(value):
        return {
            one.name: to_plain(getattr(value, one.name))
            for one in fields(value)
            if one.default is MISSING or getattr(value, one.name) != one.default
        }
    raise ValueError(f"{type(value).__name__} has no plain shape")


def from_plain(data: Any, kind: type[T]) -> T:
    """The ``kind`` that was written as ``data``. Raises ValueError where it is none, saying where.

    >>> from outsidein.measures import Period
    >>> str(from_plain({"first": "2026-07-01", "last": "2026-09-30"}, Period))
    '1 Jul 2026 – 30 Sep 2026'
    """
    made: T = _made(data, kind, kind.__name__.lower())
    return made


def _made(data: Any, kind: Any, where: str) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(data, kind, where)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(data, get_args(kind), where)
    if origin is tuple:
        return _tuple(data, get_args(kind), where)
    return _single(data, kind, where)


def _record(data: Any, kind: type, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(f"{where}: not a mapping")
    hints = _hints(kind)
    strange = [str(key) for key in data if key not in hints]
    if strange:
        raise ValueError(f"{where}: nothing here is called {strange[0]!r}")
    values = {name: _made(data[name], hint, f"{where}.{name}") for name, hint in hints.items() if name in data}
    try:
        return kind(**values)
    except TypeError as error:
        missing = [one.name for one in fields(kind) if one.default is MISSING and one.name not in data]
        raise ValueError(f"{where}: {', '.join(missing) or 'something'} is missing") from error
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _one_of(data: Any, kinds: tuple[Any, ...], where: str) -> Any:
    if data is None and type(None) in kinds:
        return None
    wanted = [kind for kind in kinds if kind is not type(None)]
    for at, kind in enumerate(wanted):
        try:
            return _made(data, kind, where)
        except ValueError:
            if at == len(wanted) - 1:
                raise
    raise ValueError(f"{where}: nothing may not stand here")


def _tuple(data: Any, kinds: tuple[Any, ...], where: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{where}: not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_made(one, kinds[0], f"{where}[{at}]") for at, one in enumerate(data))
    if len(data) != len(kinds):
        raise ValueError(f"{where}: {len(kinds)} entries belong here, not {len(data)}")
    return tuple(_made(one, kind, f"{where}[{at}]") for at, (one, kind) in enumerate(zip(data, kinds, strict=True)))


def _single(data: Any, kind: Any, where: str) -> Any:
    if kind is float:
        if data is None:
            return math.nan
        if data in ("inf", "-inf"):
            return float(data)
        if isinstance(data, int | float) and not isinstance(data, bool) and math.isfinite(data):
            return float(data)
        raise ValueError(f"{where}: not a number")
    if kind in (date, datetime):
        return _moment(data, kind, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(data)
        except ValueError as error:
            raise ValueError(f"{where}: {data!r} is none of {', '.join(one.value for one in kind)}") from error
    if isinstance(data, bool) != (kind is bool) or not isinstance(data, kind):
        raise ValueError(f"{where}: not a {kind.__name__}")
    return data


def _moment(data: Any, kind: type[date], where: str) -> date:
    if not isinstance(data, str):
        raise ValueError(f"{where}: not a day or time")
    try:
        made = kind.fromisoformat(data)
    except ValueError as error:
        raise ValueError(f"{where}: not a day or time") from error
    if isinstance(made, datetime) and made.tzinfo is None:
        raise ValueError(f"{where}: the time says no zone")
    return made
