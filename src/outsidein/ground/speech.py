"""Speech: the language in which the product speaks just now, and the catalogues from which each room takes its words.

What lives here: the language (set at the door, asked when a sentence is made) and Phrases, the catalogue of a room. Not
here: any sentence (``<room>/phrases/*.json``), how numbers are written in one (writing). See docs/adr/0006-speech.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

from outsidein.ground.message import Message, Value, parse

LANGUAGES: Final = ("en", "de")
"""What the product speaks; the first where nobody asked for another."""

_SPOKEN: Final[ContextVar[str]] = ContextVar("outsidein_language", default=LANGUAGES[0])


def language() -> str:
    """The language that is spoken just now: one of LANGUAGES."""
    return _SPOKEN.get()


def nearest(tag: str) -> str:
    """The language of LANGUAGES that somebody with this tag understands best: their own, or English.

    >>> nearest("de-CH"), nearest("DE"), nearest("pt-BR"), nearest("")
    ('de', 'de', 'en', 'en')
    """
    own = tag.replace("_", "-").partition("-")[0].lower()
    return own if own in LANGUAGES else LANGUAGES[0]


@contextmanager
def speaking(tag: str) -> Iterator[str]:
    """Within the block every sentence is made in the language nearest to ``tag``. For doors: a request, a job, a page.

    Tasks and threads started by asyncio inherit it; a process does not and is told again.

    >>> with speaking("de-AT"):
    ...     language()
    'de'
    >>> language()
    'en'
    """
    before = _SPOKEN.set(nearest(tag))
    try:
        yield language()
    finally:
        _SPOKEN.reset(before)


class Phrases:
    """The sentences of one room, by key, in every language; called with a key it says the sentence.

    A catalogue is read when the first sentence of its language is said.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._messages: dict[tuple[str, str], Message] = {}

    def __call__(self, key: str, /, **values: Value) -> str:
        """The sentence of this key in the language spoken, its places filled with ``values``."""
        spoken = language()
        message = self._messages.get((spoken, key))
        if message is None:
            message = self._messages[spoken, key] = parse(_catalogue(self._folder, spoken)[key])
        return message.fill(values, spoken)

    def texts(self, language: str) -> Mapping[str, str]:
        """The whole catalogue of one language, as it was written."""
        return _catalogue(self._folder, language)


@cache
def _catalogue(folder: Path, language: str) -> Mapping[str, str]:
    found: dict[str, str] = json.loads(folder.joinpath(f"{language}.json").read_text("utf-8"))
    return found
