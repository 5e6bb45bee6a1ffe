"""Words of a mapping: a column (or a constant) whose texts are translated, as touchpoints, channels and segments are.

What lives here: deciding one text. Not here: answers (ratings), times, ids (normalise).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.marks import BAD, why
from outsidein.evidence.sources.ratings import Known, Refused


class Words:
    """Translates texts; those that no pair knows stay as they are, or are refused where the mapping is strict.

    >>> read = Words([("Gate B", "gate")], Format(), strict=True).read
    >>> read("gate b"), read(""), read("Gat B").fix
    ('gate', None, 'Did you mean “Gate B”? Else add it to values.')
    """

    def __init__(self, pairs: Iterable[tuple[str, str]], format: Format, *, strict: bool = False) -> None:
        self._pairs = tuple(pairs)
        self._known = Known(self._pairs, format)
        self._strict = strict

    def read(self, text: str) -> str | Refused | None:
        """The word for ``text``; None where it is blank or translated to nothing."""
        if BAD in text or "\x00" in text:
            return Refused(*why(text))
        known = self._known.get(text)
        if known is not None:
            return known or None
        if not text:
            return None
        if self._strict:
            near = difflib.get_close_matches(text, [pair[0] for pair in self._pairs], n=1)
            hint = say("words.did-you-mean-else-add", near=near[0]) if near else say("words.add-it-to-values")
            return Refused(text, say("words.a-value-that-the-mapping"), hint)
        return text


def read_id(text: str) -> str | Refused | None:
    """An id as written: ``NA``, ``007`` and ``1e5`` are ids like any other; only the empty cell is none."""
    if BAD in text or "\x00" in text:
        return Refused(*why(text))
    return text or None


_YES = frozenset({"yes", "y", "true", "1", "ja", "oui", "sí", "si", "sim", "sì", "はい", "是"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "não", "nao", "いいえ", "否"})


def read_yes(text: str) -> bool | Refused | None:
    """Yes or no, in the words of several languages.

    >>> read_yes("Yes"), read_yes("0"), read_yes("")
    (True, False, None)
    """
    folded = text.casefold()
    if folded in _YES or folded in _NO:
        return folded in _YES
    if not text:
        return None
    return Refused(text, say("words.neither-yes-nor-no"), say("words.translate-it-to-yes-or"))
