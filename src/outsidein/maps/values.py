"""One field's value taken from the text: by the shape the field declares, never by what YAML would make of it.

What lives here: take. So ``NA``, ``007``, ``no`` and ``2026-01-01`` stay the texts they are where a text is meant, and
``yes`` is a flag only in a field that is one. Not here: which fields there are (fields).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from outsidein.maps.fields import Field, Shape
from outsidein.maps.nodes import line_of
from outsidein.maps.phrases import say
from outsidein.maps.report import Report, called, did_you_mean, listed, shown

_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_COUNT: Final = re.compile(r"[-+]?\d{1,15}", re.ASCII)
_FLAGS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NULLS: Final = frozenset({"null", "~", "Null", "NULL"})


def take(field: Field, value: Any, report: Report, what: str) -> Any:
    """The value of ``field`` as records hold it; None where nothing is written, or what is written cannot be it.

    What is wrong goes to ``report`` with its line; ``what`` names the record's type in words.
    """
    if value == "" and isinstance(value, str):
        return "" if field.required and field.shape is Shape.TEXT else None
    return _TAKERS[field.shape](field, value, report, what)


def _text(field: Field, value: Any, report: Report, what: str) -> str | None:
    return str(value) if _is_leaf(field, value, report, what) else None


def _number(field: Field, value: Any, report: Report, what: str) -> float | None:
    if not _is_leaf(field, value, report, what) or value in _NULLS:
        return None
    if _NUMBER.fullmatch(value) and len(value) < 400 and abs(number := float(value)) != float("inf"):
        return number
    dotted = value.replace(",", ".", 1)
    comma = "," in value and _NUMBER.fullmatch(dotted)
    fix = say("values.write-dotted", name=field.name, dotted=dotted) if comma else say("values.write-a-number-such-as")
    says = say("values.of-a-is-which-is", name=field.name, what=called(what), value=shown(value))
    report.add("maps/not-a-number", says, fix, line=line_of(value))
    return None


def _count(field: Field, value: Any, report: Report, what: str) -> int | None:
    if not _is_leaf(field, value, report, what) or value in _NULLS:
        return None
    if _COUNT.fullmatch(value):
        return int(value)
    says = say("values.of-a-is-which-is-no", name=field.name, what=called(what), value=shown(value))
    report.add("maps/not-a-number", says, say("values.write-a-whole-number-such"), line=line_of(value))
    return None


def _flag(field: Field, value: Any, report: Report, what: str) -> bool | None:
    if not _is_leaf(field, value, report, what) or value in _NULLS:
        return None
    if (found := _FLAGS.get(value.lower())) is not None:
        return found
    says = say("values.of-a-is-it-is", name=field.name, what=called(what), value=shown(value))
    report.add("maps/not-a-word", says, say("values.write-true-or-leave-it", name=field.name), line=line_of(value))
    return None


def _word(field: Field, value: Any, report: Report, what: str) -> Any:
    assert field.words is not None  # noqa: S101 (a field of shape WORD has them)
    if not _is_leaf(field, value, report, what) or value in _NULLS:
        return None
    words = [str(word) for word in field.words]
    if value in words:
        return field.words(str(value))
    says = say("values.of-a-is", name=field.name, what=called(what), value=shown(value))
    fix = say("values.it-is-one-of", value=did_you_mean(value.lower(), words), words=listed(words)).strip()
    report.add("maps/not-a-word", says, fix, line=line_of(value))
    return None


def _list(field: Field, value: Any, report: Report, what: str) -> tuple[str, ...] | None:
    items = value if isinstance(value, list) else [value]
    found = [str(one) for one in items if _is_leaf(field, one, report, what) and one != ""]
    return tuple(found)


def _pairs(field: Field, value: Any, report: Report, what: str) -> tuple[tuple[str, str], ...] | None:
    if not _is_mapping(field, value, report, what):
        return None
    return tuple((str(key), str(one)) for key, one in value.items() if _is_leaf(field, one, report, what))


def _amounts(field: Field, value: Any, report: Report, what: str) -> tuple[tuple[str, float], ...] | None:
    if not _is_mapping(field, value, report, what):
        return None
    found = [(str(key), _number(field, one, report, what)) for key, one in value.items()]
    return tuple((key, number) for key, number in found if number is not None)


_TAKERS: Final[dict[Shape, Callable[[Field, Any, Report, str], Any]]] = {
    Shape.TEXT: _text,
    Shape.NUMBER: _number,
    Shape.COUNT: _count,
    Shape.FLAG: _flag,
    Shape.WORD: _word,
    Shape.TEXTS: _list,
    Shape.PAIRS: _pairs,
    Shape.AMOUNTS: _amounts,
}


def _is_leaf(field: Field, value: Any, report: Report, what: str) -> bool:
    if isinstance(value, str):
        return True
    fix = say("values.write-on-one-line-a", name=field.name)
    report.add(
        "maps/wrong-shape",
        say("values.of-a-is-one-value", name=field.name, what=called(what)),
        fix,
        line=line_of(value),
    )
    return False


def _is_mapping(field: Field, value: Any, report: Report, what: str) -> bool:
    if isinstance(value, dict):
        return True
    fix = say("values.write", name=field.name)
    report.add(
        "maps/wrong-shape",
        say("values.of-a-has-names-with", name=field.name, what=called(what)),
        fix,
        line=line_of(value),
    )
    return False
