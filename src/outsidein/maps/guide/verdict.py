"""What the writing guide thinks of one text: fine, a hint, or no opinion.

What lives here: Standing and Verdict. Not here: the rules that come to them, and what is said of them to people.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Standing(StrEnum):
    """Where a text stands with the rule of its lane. Whoever is ``unsure`` says nothing."""

    OK = "ok"
    HINT = "hint"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a text.

    ``word`` is the word on which a hint hangs, in small letters: a team that says the word is theirs hears no more of
    it. ``suggestion`` is the whole text as it might be written, empty where no honest one can be made.
    """

    standing: Standing
    word: str = ""
    suggestion: str = ""

    @property
    def is_hint(self) -> bool:
        """Whether there is something to say."""
        return self.standing is Standing.HINT


FINE: Final = Verdict(Standing.OK)
NO_OPINION: Final = Verdict(Standing.UNSURE)


def hint(word: str = "", suggestion: str = "") -> Verdict:
    """A hint that hangs on ``word``, with a suggestion if there is one."""
    return Verdict(Standing.HINT, word, suggestion)
