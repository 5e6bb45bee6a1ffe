"""Writing: numbers, days, quotes and lists as they stand inside sentences, in the language that is spoken.

What lives here: the small pieces that every room's sentences share. Not here: the sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from outsidein.ground.digits import figure_in, written
from outsidein.ground.phrases import say
from outsidein.ground.speech import language


def figure(number: float, decimals: int = 1) -> str:
    """A number with a true minus sign and separators for thousands.

    >>> figure(-1.25), figure(129880, 0), figure(-0.04)
    ('−1.2', '129,880', '0.0')
    """
    return figure_in(language(), number, decimals)


def plain(number: float) -> str:
    """A number with as many digits as it needs.

    >>> plain(7.5), plain(-2.0)
    ('7.5', '−2')
    """
    return written(number, language())


def span(low: float, high: float, decimals: int = 1) -> str:
    """An interval in words.

    >>> span(0.94, 1.31)
    '0.9 to 1.3'
    """
    return say("span", low=figure(low, decimals), high=figure(high, decimals))


def percent(share: float, decimals: int = 0) -> str:
    """A share of 1 in percent.

    >>> from outsidein.ground.speech import speaking
    >>> percent(0.421)
    '42%'
    >>> with speaking("de"):
    ...     percent(0.421, 1)
    '42,1 %'
    """
    return say("percent", number=figure(100 * share, decimals))


def day_brief(day: date) -> str:
    """A day as it stands in tables.

    >>> day_brief(date(2026, 11, 3))
    '3 Nov 2026'
    """
    return say("day", day=day.day, month=say(f"month-brief.{day.month}"), year=str(day.year))


def month_brief(day: date) -> str:
    """The month of a day as it stands in tables.

    >>> month_brief(date(2026, 11, 3))
    'Nov 2026'
    """
    return f"{say(f'month-brief.{day.month}')} {day.year}"


def day_written(day: date) -> str:
    """A day in full.

    >>> day_written(date(2026, 11, 3))
    '3 November 2026'
    """
    return say("day", day=day.day, month=say(f"month.{day.month}"), year=str(day.year))


def quoted(text: str) -> str:
    """A text in the quotation marks of the language.

    >>> quoted("Wifi")
    '“Wifi”'
    """
    return say("quoted", text=text)


def inside(name: str) -> str:
    """A name of a catalogue inside a sentence: English writes it small, German as it is.

    >>> inside("Human-assisted")
    'human-assisted'
    """
    return name.lower() if language() == "en" else name


def listed(names: Sequence[str], *, most: int = 3) -> str:
    """Names in a sentence.

    >>> listed(["Wifi"]), listed(["Wifi", "Gate"]), listed(["a", "b", "c", "d", "e"])
    ('Wifi', 'Wifi and Gate', 'a, b, c and 2 more')
    """
    more = len(names) - most
    return _joined([*names[:most], *([say("more", n=more)] if more > 0 else [])], "and")


def either(names: Sequence[str]) -> str:
    """Names of which any one will do.

    >>> either(["a"]), either(["a", "b", "c"])
    ('a', 'a or b or c')
    """
    found = names[0] if names else ""
    for name in names[1:]:
        found = say("or", first=found, last=name)
    return found


def _joined(names: Sequence[str], key: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return say(key, first=", ".join(names[:-1]), last=names[-1])
