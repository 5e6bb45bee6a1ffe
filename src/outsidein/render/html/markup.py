"""Markup that cannot be broken out of: elements are built, and every text is escaped where it lands.

What lives here: Html (text that is already markup), ``element`` and ``sheet``. Not here: what a page holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_VOID = frozenset({"meta", "br", "wbr", "link", "col", "hr", "img"})
_EMPTY_SHAPES = frozenset({"path", "circle", "rect", "line"})
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_BREAKS = re.compile("[\x85\u2028\u2029]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Bidi embeddings, overrides and isolates: a stray one would turn the text around it, even out of a <bdi>."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")


class Html(str):
    """Text that is markup already; anything else is escaped before it lands on a page."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
Value = str | int | float | bool | None


def escaped(text: str) -> Html:
    """A text as it may stand between tags and inside a quoted attribute.

    Characters that no page may hold become �, line separators spaces, and marks that turn the writing direction go.

    >>> escaped('</script>"\\x00')
    '&lt;/script&gt;&quot;�'
    """
    if isinstance(text, Html):
        return text
    calm = _TURNS.sub("", _BREAKS.sub(" ", text))
    return Html(_UNSEEN.sub("\ufffd", calm).translate(_ESCAPES))


def element(name: str, /, *children: Child, **attributes: Value) -> Html:
    """An element. Attributes: ``cls`` is ``class``, a trailing ``_`` goes, other ``_`` become ``-``; True stands alone,
    False and None are left out.

    >>> element("p", "a < b", element("b", "!"), cls="x", aria_hidden="true", hidden=False)
    '<p class="x" aria-hidden="true">a &lt; b<b>!</b></p>'
    """
    head = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = "class" if key == "cls" else key.rstrip("_").replace("_", "-")
        if not _NAME.fullmatch(key):
            raise ValueError(f"{key!r} is no attribute")
        head.append(key if value is True else f'{key}="{escaped(_written(value))}"')
    inside = join(children)
    if name in _VOID:
        return Html(f"<{' '.join(head)}>")
    if name in _EMPTY_SHAPES and not inside:
        return Html(f"<{' '.join(head)}/>")
    return Html(f"<{' '.join(head)}>{inside}</{name}>")


def join(children: Iterable[Child]) -> Html:
    """Children one after the other; None is nothing."""
    parts = []
    for child in children:
        if child is None:
            continue
        parts.append(escaped(child) if isinstance(child, str) else join(child))
    return Html("".join(parts))


def _written(value: str | int | float | bool) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def hidden(*children: Child) -> Html:
    """For screen readers only."""
    return element("span", *children, cls="sr")
