"""What each column is that is no rating: who, when, which way, what was said, what kind of customer, or left out.

What lives here: one verdict per column from its name and its values. Not here: ratings, and what the rows are (shape).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from outsidein.evidence.guessing.cells import Kind, kind
from outsidein.evidence.guessing.draft import Known, Role, Sure
from outsidein.evidence.guessing.lexicon import fold, lexicon
from outsidein.evidence.guessing.profile import Column, Table
from outsidein.evidence.guessing.scales import specials
from outsidein.evidence.guessing.times import Moment, moment
from outsidein.evidence.phrases import say

_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_PHONE: Final = re.compile(r"(?=.*[\s+()/-])(?:\+|\(|0)[\d\s()/.-]{7,18}")
SEGMENTS: Final = 30
"""Distinct values above which a text is no segment by itself."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a column becomes and why; ``choices`` are what else it could be."""

    role: Role
    sure: Sure = Sure.SURE
    why: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traits:
    """What can be said of a column by itself, before looking at its neighbours."""

    column: Column
    moment: Moment | None
    time_rank: int = 0
    """3 the end of a response, 2 some time, 1 another time (a start, an update), 0 none."""
    personal: str = ""
    """Why it is personal data; empty where it is not."""
    prose: bool = False
    id_like: bool = False

    @property
    def name(self) -> str:
        return self.column.folded


def traits(column: Column) -> Traits:
    """The traits of one column."""
    words, name = lexicon(), column.folded
    when = moment(column) if column.values else None
    rank = 0
    if when is not None:
        best, good, other = (words.called(k, name) for k in ("time_best", "time_good", "time_other"))
        number_like = when.format in {"unix", "unix-ms", "excel", "%Y%m%d"}
        if words.called("birth", name) or (words.called("number", name) and not (best or good)):
            when = None if number_like else when
        elif words.called("time_other", name) and not words.named("time_best", name):
            rank = 1
        elif best or (good and re.search(r"\b(?:survey|response|feedback|review|answer|rating|comment)\b", name)):
            rank = 3
        elif good or not number_like:
            rank = 2
        elif other:
            rank = 1
        counted = re.search(r"\b(?:millis|epoch|unix|timestamp)\b", name)
        if number_like and not (best or good or other):
            when, rank = (when, 1) if counted else (None, 0)
    return Traits(column, when, rank, _personal(column), _prose(column), _id_like(column))


def _personal(column: Column) -> str:
    if column.share(Kind.EMAIL) > 0.5:
        return "mail"
    if column.share(Kind.ADDRESS) > 0.5:
        return "web" if column.values[0][0].startswith("http") else "network"
    words, name = lexicon(), column.folded
    if words.called("place", name) and (column.distinct > SEGMENTS or column.share(Kind.NUMBER) > 0.5):
        return "place"
    id_of = any(w in name.split() for w in ("id", "key", "no", "number", "nr")) and not words.named("personal", name)
    named = words.named("personal", name) or (words.called("personal", name) and len(name.split()) <= 3)
    often = name in {"name", "nom", "nombre", "nome", "naam", "author", "reviewer", "requester", "title", "address"}
    if not words.named("personal", name):
        often = True
    if named and not id_of and column.values and not (often and column.distinct <= 12 and column.filled > 60):
        return "people"
    if id_of or any(words.called(k, name) for k in ("customer", "response", "event_of")):
        return ""
    phones = [t for t, _ in column.looked_at[:200] if _PHONE.fullmatch(t)]
    if column.values and len(phones) > 0.7 * len(column.looked_at[:200]):
        return "telephone"
    return ""


def _prose(column: Column) -> bool:
    """Whether people wrote sentences here."""
    said = spoken(column)
    if not said or sum(kind(t) is Kind.TEXT for t, _ in said) < 0.5 * len(said):
        return False
    texts = [t for t, _ in said]
    words = word_count(texts)
    filled = sum(n for _, n in said)
    varied = len(said) > max(3, 0.25 * filled) or column.distinct > 200
    if lexicon().called("comment", column.folded) or lexicon().called("comment", fold(column.wording)):
        return varied and (words >= 1.6 or (column.distinct > 20 and words > 1.2))
    return varied and words >= 4.5


def spoken(column: Column) -> list[tuple[str, int]]:
    """What people wrote, without the few codes and stock texts that stand for nothing."""
    nothing = set(silent(column))
    return [(t, n) for t, n in column.looked_at[:400] if t not in nothing]


def silent(column: Column) -> tuple[str, ...]:
    """Texts in a column of comments that say nothing: codes, “N/A”, a dash."""
    off, none, rest = specials(column)
    codes = [t for t, n in rest[:5] if re.fullmatch(r"-\d{1,4}|\\N|#?NULL!?", t) and n > 1]
    return (*off, *none, *codes)


def word_count(texts: list[str]) -> float:
    """How many words a text has on average; signs by themselves are none, and three CJK signs make one."""
    count = sum(len(t) / 3 if _WIDE.search(t) else sum(w[0].isalpha() or len(w) > 3 for w in t.split()) for t in texts)
    signs = sum(not any(c.isalnum() for c in w) for t in texts for w in t.split())
    return 0.0 if signs > 0.35 * count else count / max(1, len(texts))


def _id_like(column: Column) -> bool:
    """Whether the values could name somebody or something: whole, short, without blanks, many of them."""
    if column.distinct < max(2, min(20, 0.02 * column.filled)):
        return False
    texts = [t for t, _ in column.looked_at[:1000]]
    short = sum(len(t) <= 64 and " " not in t for t in texts)
    measured = [t for t in texts[:200] if re.fullmatch(r"-?\d+[.,]\d{1,5}", t)]
    broken = column.share(Kind.NUMBER) > 0.9 and len(measured) > 0.2 * len(texts[:200])
    return short > 0.97 * len(texts) and column.share(Kind.DATE) < 0.5 and not broken


def rest(column: Column, own: Traits, table: Table, known: Known) -> Verdict:
    """The verdict on a column that nothing else claimed: segment, attribute, personal data, or unknown."""
    words, name = lexicon(), column.folded
    if not column.values:
        return Verdict(Role.IGNORE, why=say("roles.no-cell-is-filled"))
    if own.personal and own.personal != "place":
        return Verdict(
            Role.IGNORE, why=say("roles.left-out-so-that-nobody", personal=say(f"roles.personal.{own.personal}"))
        )
    if column.distinct == 1:
        text = column.values[0][0]
        if column.blank > 0.02 * (column.filled + column.blank):
            why = say("roles.one-answer-ticked-in-rows", text=_short(text), filled=column.filled)
            return Verdict(Role.IGNORE, Sure.OPTIONAL, why, (say("shared.keep-it-as-a-segment"),))
        return Verdict(Role.IGNORE, why=say("roles.the-same-in-every-row", text=_short(text)))
    if own.moment is not None:
        sure = Sure.OPTIONAL if own.time_rank >= 2 else Sure.SURE
        return Verdict(
            Role.IGNORE,
            sure,
            say("roles.another-date"),
            (say("roles.use-it-as-the-time"),) if own.time_rank >= 2 else (),
        )
    if own.personal or (
        words.called("place", name) and (column.distinct > SEGMENTS or column.share(Kind.NUMBER) > 0.5)
    ):
        return Verdict(Role.IGNORE, why=say("roles.personal.place"))
    segment = _segment(column, known)
    if segment is not None:
        return _scale_like(column, segment, table)
    if column.share(Kind.NUMBER) > 0.9:
        return _number(column)
    if own.id_like and column.distinct > 0.5 * column.filled:
        return Verdict(Role.IGNORE, Sure.OPTIONAL, say("roles.an-id-perhaps-of-something"), _ids())
    why = say("roles.different-texts-too-many-for", distinct=column.distinct)
    return Verdict(
        Role.IGNORE, Sure.OPTIONAL, why, (say("shared.keep-it-as-a-segment"), say("roles.read-it-as-a-comment"))
    )


def _segment(column: Column, known: Known) -> Verdict | None:
    words, name = lexicon(), column.folded
    if any(fold(n) == name for n, _ in known.segments):
        return Verdict(Role.SEGMENT, why=say("roles.a-persona-is-tied-to"))
    if not 2 <= column.distinct <= SEGMENTS or column.filled < 2 * column.distinct:
        return None
    if column.share(Kind.NUMBER) > 0.5:
        numbers = [v for v, _ in column.numbers]
        if words.called("number", name) or not all(v.is_integer() for v in numbers):
            return None
        if column.distinct <= 3 or (
            column.distinct <= 12 and any(t.startswith("0") and len(t) > 1 for t, _ in column.values)
        ):
            return Verdict(Role.SEGMENT, Sure.OPTIONAL, say("roles.codes-without-words-say-under"))
        return None
    if column.length > 45:
        return None
    listed = sum(n for t, n in column.values if "," in t or ";" in t)
    if listed > 0.3 * column.filled and column.distinct > 5:
        why = say("roles.several-answers-in-one-cell")
        return Verdict(Role.IGNORE, Sure.OPTIONAL, why, (say("shared.keep-it-as-a-segment"),))
    if words.called("comment", name):
        why = say("roles.different-texts-its-name-speaks", distinct=column.distinct)
        return Verdict(Role.SEGMENT, Sure.CHECK, why, (say("roles.read-it-as-a-comment"),))
    if column.distinct <= 12 or column.filled >= 20 * column.distinct:
        return Verdict(Role.SEGMENT, why=say("shared.different-texts", distinct=column.distinct))
    return Verdict(
        Role.SEGMENT,
        Sure.OPTIONAL,
        say("roles.different-texts-many-for-segments", distinct=column.distinct),
        (say("shared.leave-it-out"),),
    )


def _scale_like(column: Column, verdict: Verdict, table: Table) -> Verdict:
    """A segment whose texts may be answers on a scale in words that are not known, or a yes and no to be counted."""
    words = lexicon()
    texts = {fold(t) for t, _ in column.values}
    choices = (say("roles.read-them-as-ratings-give"),)
    yes_no = words.outcomes["yes"] | words.outcomes["no"]
    if "?" in column.said and texts & yes_no and verdict.sure is Sure.SURE and len(texts - yes_no) <= 1:
        why = say("roles.yes-or-no-if-it")
        return Verdict(Role.SEGMENT, Sure.CHECK, why, (say("roles.read-it-as-an-outcome"),))
    graded = "?" in column.said and sum(t.split()[0] in yes_no for t in texts if t) >= 2
    if texts & yes_no and not graded:
        return verdict
    asks = any(
        words.wants(k, column.label) for k in ("satisfaction", "ces", "nps", "importance", "emotion", "frequency")
    )
    alike = sum(
        c is not column and 3 <= c.distinct <= 8 and len(texts & {fold(t) for t, _ in c.values}) >= 3
        for c in table.columns
    )
    last = {t.split()[-1] for t in texts if t}
    polar = bool(last & words.outcomes["good"]) and bool(last & words.outcomes["bad"])
    if 3 <= column.distinct <= 8 and (asks or alike or polar or graded) and not words.called("group", column.folded):
        why = say("roles.these-could-be-answers-on")
        return Verdict(Role.SEGMENT, Sure.CHECK, why, choices)
    return verdict


def _number(column: Column) -> Verdict:
    words = lexicon()
    low, high = (column.numbers[0][0], column.numbers[-1][0]) if column.numbers else (0, 0)
    if words.called("number", column.folded):
        return Verdict(Role.IGNORE, why=say("roles.a-number-of-its-own"))
    whole = all(v.is_integer() for v, _ in column.numbers[:500])
    if whole and high > 11 and column.distinct > 0.9 * column.filled:
        return Verdict(Role.IGNORE, Sure.OPTIONAL, say("roles.a-number-for-each-row"), _ids())
    if high > 11 or low < -1 or not whole:
        return Verdict(Role.IGNORE, why=say("roles.a-number-not-on-a"), choices=(say("roles.keep-it-as-a-number"),))
    why = say("roles.whole-numbers-neither-name-nor", low=low, high=high)
    sure = Sure.CHECK if high in {5, 7, 10} and low <= 1 and len(column.numbers) >= 4 else Sure.OPTIONAL
    return Verdict(Role.IGNORE, sure, why, (say("roles.read-it-as-a-rating"), say("shared.keep-it-as-a-segment")))


def _ids() -> tuple[str, str]:
    """What an id could be used as."""
    return say("shared.use-it-as-the-customer"), say("roles.use-it-as-the-response")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def all_traits(table: Table) -> dict[int, Traits]:
    """The traits of every column by its place."""
    return {c.place: traits(c) for c in table.columns}
