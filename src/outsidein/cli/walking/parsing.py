"""What people write on the command line for steps, lengths of time and segments.

What lives here: parsing. Not here: periods and filters of answers (cli.asking).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

import typer

_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_segments(said: Iterable[str]) -> dict[str, str]:
    """Segments from ``name=value``.

    >>> parse_segments(["platform=mobile"])
    {'platform': 'mobile'}
    """
    found = {}
    for text in said:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"{text!r} has no “=”. Write NAME=VALUE, such as platform=mobile.")
        found[name.strip()] = value.strip()
    return found


def parse_duration(text: str) -> timedelta | None:
    """A length of time from ``90s``, ``30m``, ``12h``, ``7d``, ``2w``; nothing for nothing.

    >>> parse_duration("7d").days
    7
    """
    if not text:
        return None
    shape = re.fullmatch(r"(\d{1,9})\s*([smhdw])", text.strip())
    if not shape or not int(shape[1]):
        raise typer.BadParameter(f"{text!r} is no length of time. Write 90s, 30m, 12h, 7d or 2w.")
    try:
        return timedelta(**{_UNITS[shape[2]]: int(shape[1])})
    except OverflowError as error:
        raise typer.BadParameter(f"{text!r} is longer than anybody lives.") from error


def parse_steps(text: str) -> list[str | tuple[str, ...]]:
    """Steps from a list with commas; ``|`` joins touchpoints of which any will do.

    >>> parse_steps('catalog, cart|basket, "paid|owed, in part"')
    ['catalog', ('cart', 'basket'), 'paid|owed, in part']
    """
    steps: list[str | tuple[str, ...]] = []
    for part in _apart(text, ","):
        either = tuple(_bare(one) for one in _apart(part, "|"))
        if either:
            steps.append(either if len(either) > 1 else either[0])
    return steps


def parse_names(text: str) -> list[str]:
    """Names from a list with commas.

    >>> parse_names("call, chat"), parse_names('"a, b", say "hi"')
    (['call', 'chat'], ['a, b', 'say "hi"'])
    """
    return [_bare(one) for one in _apart(text, ",")]


def _apart(text: str, sign: str) -> list[str]:
    """The parts between signs; a part in quotation marks may have signs in it, and keeps its marks for now."""
    quoted = r'"[^"]*"(?=\s*(?:[,|]|$))'
    return [one.strip() for one in re.findall(rf"(?:\s*{quoted}|[^{re.escape(sign)}])+", text) if one.strip()]


def _bare(text: str) -> str:
    """A name without the quotation marks around it."""
    inner = re.fullmatch(r'"([^"]*)"', text)
    return inner[1] if inner else text
