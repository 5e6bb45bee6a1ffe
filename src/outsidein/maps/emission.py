"""Plain data as YAML text: one canonical form, unwrapped, with quotes only where a reader would mistake the text.

What lives here: emit, the marks that steer it (Raw, Inline, Spaced), and the rule when a text needs quotes. Not here:
what a map looks like as data (writing). Every text reads back the same by YAML 1.1 and 1.2 parsers.
"""

from __future__ import annotations

import re
from typing import Any, Final

WIDEST: Final = 100
"""A list or mapping that may stand on one line does so if the line is no longer than this."""

_LOOKS_TYPED: Final = re.compile(
    r"null|~|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan)|[-+]?\.?[0-9][0-9a-fxob_.:+\-tz ]*", re.IGNORECASE
)
_LEADS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_FLOW: Final = frozenset(",[]{}:?#")
_ESCAPED: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
"""Breaks that only some parsers see, direction overrides that hide what a line says, and what YAML forbids raw."""
_SHORT: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


class Raw(str):
    """A word or number that stands as it is."""

    __slots__ = ()


class Inline:
    """A list or mapping that stands on one line where it fits."""

    __slots__ = ("value",)

    def __init__(self, value: dict[str, Any] | list[Any]) -> None:
        self.value = value


class Spaced(list[Any]):
    """A list whose entries are parted by blank lines."""


def emit(data: dict[str, Any]) -> str:
    """The mapping ``data`` as a YAML text that ends with one newline."""
    lines: list[str] = []
    for key, value in data.items():
        block = _entry(key, value, 0)
        if len(block) > 1:
            lines.append("")
        lines += block
    return "\n".join(lines) + "\n"


def number(value: float) -> Raw:
    """A finite number, as short as it can be and as itself by every parser.

    >>> number(8.0), number(7.5), number(1e300)
    ('8', '7.5', '1.0e+300')
    """
    if value == int(value) and abs(value) < 1e15:
        return Raw(int(value))
    mantissa, e, exponent = repr(float(value)).partition("e")
    return Raw(f"{mantissa if '.' in mantissa else mantissa + '.0'}{e}{exponent}")


def scalar(text: str, *, inline: bool = False) -> str:
    """``text`` on one line, in quotes only where it needs them; ``inline``: inside brackets.

    >>> print(scalar("Is it me?"), scalar("no"), scalar("007"), scalar('Say: "go"'), scalar("a, b", inline=True))
    Is it me? "no" "007" 'Say: "go"' "a, b"
    """
    if _plain(text, inline=inline):
        return text
    special = "\n" in text or "\t" in text or re.search(_ESCAPED, text)
    if not special and "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    short = re.sub(r'[\\"\n\t]', lambda found: _SHORT[found.group()], text)
    return f'"{re.sub(_ESCAPED, lambda found: _escape(found.group()), short)}"'


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}"


def _plain(text: str, *, inline: bool) -> bool:
    return bool(
        text
        and text == text.strip()
        and text[0] not in _LEADS
        and not text.startswith("...")
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and not _LOOKS_TYPED.fullmatch(text)
        and "\n" not in text
        and "\t" not in text
        and not re.search(_ESCAPED, text)
        and not (inline and _FLOW.intersection(text))
    )


def _literal(text: str) -> bool:
    """Whether a text of several lines can stand as it is under “|”."""
    lines = text.removesuffix("\n").split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and bool(lines[-1])
        and not lines[0][0].isspace()
        and all(line == line.rstrip() for line in lines)
        and "\t" not in text
        and not re.search(_ESCAPED, text)
    )


def _entry(key: str, value: Any, indent: int) -> list[str]:
    head = " " * indent + scalar(key) + ":"
    return _under(head, value, indent)


def _under(head: str, value: Any, indent: int) -> list[str]:
    """The lines of ``value`` behind or under ``head``, which stands at ``indent``."""
    if isinstance(value, Raw):
        return [f"{head} {value}"]
    if isinstance(value, str):
        if not _literal(value):
            return [f"{head} {scalar(value)}"]
        mark = "|" if value.endswith("\n") else "|-"
        pad = " " * (indent + 2)
        return [f"{head} {mark}", *(pad + line if line else "" for line in value.removesuffix("\n").split("\n"))]
    if isinstance(value, Inline):
        line = f"{head} {_inline(value.value)}"
        if len(line) <= WIDEST and not _broken(value.value):
            return [line]
        value = value.value
    if isinstance(value, dict):
        return [head, *(line for key, one in value.items() for line in _entry(key, one, indent + 2))]
    lines = [head]
    for position, item in enumerate(value):
        if position and isinstance(value, Spaced):
            lines.append("")
        lines += _item(item, indent + 2)
    return lines


def _item(item: Any, indent: int) -> list[str]:
    dash = " " * indent + "-"
    if isinstance(item, Inline):
        line = f"{dash} {_inline(item.value)}"
        if len(line) <= WIDEST and not _broken(item.value):
            return [line]
        item = item.value
    if isinstance(item, dict):
        lines = [line for key, one in item.items() for line in _entry(key, one, indent + 2)]
        return [f"{dash} {lines[0].lstrip(' ')}", *lines[1:]]
    return _under(dash, item, indent)


def _inline(value: Any) -> str:
    if isinstance(value, Inline):
        return _inline(value.value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, inline=True)}: {_inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(one) for one in value) + "]"
    return value if isinstance(value, Raw) else scalar(value, inline=True)


def _broken(value: Any) -> bool:
    """Whether a text in ``value`` reads better under “|”."""
    if isinstance(value, Inline):
        return _broken(value.value)
    if isinstance(value, (dict, list)):
        return any(_broken(one) for one in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and _literal(value)
