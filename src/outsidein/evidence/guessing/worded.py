"""Ratings that are not plain numbers: words in many languages, labels with a number, stars, smileys, yes and no.

What lives here: turning each distinct text into a value, with the order stated. Not here: numbers (scales), the words
themselves (words.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from outsidein.evidence.guessing.lexicon import Worded, fold, lexicon
from outsidein.evidence.guessing.profile import Column
from outsidein.evidence.guessing.scales import CODES, FEW, Scale, specials
from outsidein.evidence.phrases import say
from outsidein.ground.writing import plain, quoted

Values = list[tuple[str, int]]
_MOST: Final = 30
"""Distinct answers above which a column is no scale in words."""
_FACES: Final = ("😡😠🤬😤😭😢", "🙁☹😞😟😕😒😖😣", "😐😑😶🫤", "🙂😊☺", "😀😃😄😁😍🤩😆🥰")
_LABEL: Final = re.compile(r"(-?\d{1,3})\s*(?:[-–—=:.)]\s*|\(|\s+(?=[(]))\s*(?=[^\W\d_]|[(\"“'])(.+)")
_AFTER: Final = re.compile(r"([^\W\d_][^\d]*?)\s*(?:[(\[]|[-–—=:]\s)\s*(\d{1,2})\s*[)\]]?")
_OUT_OF: Final = re.compile(
    r"(\d{1,2}(?:[.,]\d)?)\s*(?:/|out of|von|sur|de|su|van|of)\s*(5|7|10)|"
    r"(\d(?:[.,]\d)?)\s*(?:stars?|sterne?|étoiles?|estrellas?|stelle|stella|estrelas?|sterren|ster|星)",
    re.IGNORECASE,
)


def worded(column: Column, *, asks: str) -> Scale | None:
    """The scale of a column whose answers are words, labels or signs; None where they are none."""
    off, none, rest = specials(column)
    if not rest or len(column.values) > 60:
        return None
    readers: tuple[Callable[[Values], Scale | None], ...] = (_stars, _faces, _out_of, _labelled, _levels)
    for reader in readers:
        scale = reader(rest)
        if scale is not None:
            total = sum(n for _, n in rest)
            if total < FEW and scale.sure:
                scale = scale.unsure(say("shared.only-answers", total=total))
            return replace(scale, off=off + scale.off, none=none + scale.none)
    return None


def outcome(column: Column) -> Scale | None:
    """Good or bad, yes or no, 1 or 0: a scale 0–1, or None."""
    words = lexicon().outcomes
    off, none, rest = specials(column)
    folded = {text: fold(text) for text, _ in rest}
    waiting = tuple(t for t, f in folded.items() if f in words["open"])
    kept = [(t, n) for t, n in rest if t not in waiting]
    if not 1 <= len(kept) <= 4:
        return None
    for high, low, asks in (("good", "bad", "good"), ("yes", "no", "yes")):
        if all(folded[t] in words[high] | words[low] for t, _ in kept):
            recode = tuple((t, 1.0 if folded[t] in words[high] else 0.0) for t, _ in kept)
            if len({v for _, v in recode}) == 2:
                said = ", ".join(f"{quoted(t)} = {plain(v)}" for t, v in recode)
                return Scale(0, 1, recode=recode, off=off, none=none + waiting, why=said, asks=asks, directed=True)
    numbers = {t for t, _ in kept}
    if numbers == {"0", "1"}:
        return Scale(0, 1, off=off, none=none, why=say("worded.one-is-yes-zero-no"), asks="flag")
    if numbers == {"1", "2"}:
        recode = (("2", 0.0), ("1", 1.0))
        return Scale(0, 1, recode=recode, off=off, none=none, why=say("worded.one-is-yes-two-no"), asks="flag")
    return None


def _stars(rest: Values) -> Scale | None:
    if not all(re.fullmatch(r"[★⭐🌟✭☆✩\ufe0f\s]+", t) for t, _ in rest):
        return None
    recode = tuple(sorted(((t, float(sum(t.count(s) for s in "★⭐🌟✭"))) for t, _ in rest), key=_by_value))
    widths = {sum(t.count(s) for s in "★⭐🌟✭☆✩") for t, _ in rest}
    top = max(5.0, max(widths, default=5))
    return Scale(1, top, recode=recode, why=say("worded.counted-stars"), asks="satisfaction", directed=True)


def _faces(rest: Values) -> Scale | None:
    places = []
    for text, _ in rest:
        sign = text.replace("\ufe0f", "").strip()
        place = next((i for i, faces in enumerate(_FACES, 1) if sign and sign in faces), None)
        if place is None:
            return None
        places.append((text, float(place)))
    recode = tuple(sorted(places, key=_by_value))
    clear = len({v for _, v in recode}) == len(recode) >= 4
    doubt = "" if clear else say("worded.the-order-of-the-smileys")
    return Scale(1, 5, recode=recode, sure=clear, doubt=doubt, why=_order(recode), asks="satisfaction", directed=True)


def _out_of(rest: Values) -> Scale | None:
    """4/5, 4 out of 5, 4 stars."""
    recode, tops = [], set()
    for text, _ in rest:
        match = _OUT_OF.fullmatch(text.strip())
        if not match:
            return None
        recode.append((text, float((match[1] or match[3]).replace(",", "."))))
        tops.add(float(match[2] or 5))
    if len(tops) > 1 or max(v for _, v in recode) > min(tops):
        return None
    pairs = tuple(sorted(recode, key=_by_value))
    low = 0.0 if pairs[0][1] == 0 else 1.0
    return Scale(
        low, tops.pop(), recode=pairs, why=say("worded.out-of"), asks="satisfaction", directed=True, sure=low == 1.0
    )


def _labelled(rest: Values) -> Scale | None:
    """Numbers of which some carry words: “0 - Not at all likely”, “1”, … “10 - Extremely likely”; also “A1” … “A5”."""
    recode: list[tuple[str, float]] = []
    words: dict[float, str] = {}
    for text, _ in rest:
        match = _LABEL.fullmatch(text.strip())
        after = _AFTER.fullmatch(text.strip())
        if after:
            value = float(after[2])
            words[value] = after[1].strip(" ()\"“”'")
        elif match:
            value = float(match[1])
            words[value] = match[2].strip(" ()\"“”'")
        elif re.fullmatch(r"-?\d{1,3}", text.strip()):
            value = float(text)
        else:
            return _coded(rest)
        recode.append((text, value))
    apart = {v for _, v in recode if v in CODES and v > 11}
    off = tuple(t for t, v in recode if v in apart)
    recode = [(t, v) for t, v in recode if v not in apart]
    words = {v: t for v, t in words.items() if v not in apart}
    values = sorted({v for _, v in recode})
    if not words or not values or len(values) != len(recode) or len(values) > 11 or values[-1] > 11:
        return None
    if values != [values[0] + i for i in range(len(values))] or values[0] not in {0, 1}:
        return None
    pairs = tuple(sorted(recode, key=_by_value))
    steady = values[-1] in {5, 7, 10} and len(values) >= 4
    slope = _slope(words)
    said = "; ".join(f"{v:g} = “{words[v]}”" for v in sorted(words)[:: max(1, len(words) - 1)])
    scale = Scale(
        values[0],
        values[-1],
        recode=pairs,
        off=off,
        turned=slope < 0,
        why=said,
        directed=slope != 0,
        sure=steady and slope != 0,
    )
    if slope < 0:
        scale = replace(scale, why=say("worded.is-best-so-values-are", said=said))
    if not scale.sure:
        scale = replace(scale, doubt=say("worded.read-by-its-numbers-which", said=said))
    return scale


def _coded(rest: Values) -> Scale | None:
    """Answer codes of one letter and a number, “A1” to “A5”."""
    found = [re.fullmatch(r"([A-Za-z]{1,2})(\d{1,2})", t) for t, _ in rest]
    if len(found) < 3 or not all(found) or len({m[1] for m in found if m}) != 1:
        return None
    if any(m[2].startswith("0") for m in found if m):
        return None
    recode = tuple(sorted(((m[0], float(m[2])) for m in found if m), key=_by_value))
    top = recode[-1][1]
    if recode[0][1] < 1 or top not in {4, 5, 6, 7, 10}:
        return None
    doubt = say("worded.codes-to-that-the-last", first=recode[0][0], last=recode[-1][0])
    return Scale(1, top, recode=recode, sure=False, doubt=doubt, asks="code")


def _slope(words: dict[float, str]) -> int:
    """1 where the words grow better with the number, −1 where they grow worse, 0 where they do not tell."""
    merits = []
    for value, text in sorted(words.items()):
        folded = fold(text)
        found = [
            place / (len(w.levels) - 1)
            for w in lexicon().scales
            for place, level in enumerate(w.levels)
            if folded in level
        ]
        if found:
            merits.append((value, sum(found) / len(found)))
    if len(merits) < 2 or merits[0][1] == merits[-1][1]:
        if len(merits) == 1:  # one end with words: which end it is tells
            value, merit = merits[0]
            ends = sorted(words)
            if merit in {0.0, 1.0} and value in {ends[0], ends[-1]}:
                return 1 if (merit == 1.0) == (value > 3) else -1
        return 0
    return 1 if merits[-1][1] > merits[0][1] else -1


def _levels(rest: Values) -> Scale | None:
    """Words of a known scale."""
    if not 2 <= len(rest) <= _MOST:
        return None
    texts = [(t, fold(t)) for t, _ in rest]
    fits = []
    for words in lexicon().scales:
        known = {t: p for t, f in texts if (p := _place(words, f)) is not None}
        if len(known) == len(texts) and len(set(known.values())) == len(known):
            fits.append((words, known))
    if not fits:
        return _mixed(texts) or _partly(rest, texts)
    best, places = max(fits, key=lambda f: (len(set(f[1].values())) == len(f[0].levels), -len(f[0].levels)))
    if best.asks == "nps":
        value = {0: 3.0, 1: 7.5, 2: 9.5}
        recode = tuple(sorted(((t, value[p]) for t, p in places.items()), key=_by_value))
        doubt = say("worded.only-the-group-is-here")
        return Scale(0, 10, recode=recode, sure=False, doubt=doubt, why=_order(recode), asks="nps", directed=True)
    recode = tuple(sorted(((t, 1.0 + p) for t, p in places.items()), key=_by_value))
    rivals = {len(s.levels) for s, _ in fits if s.asks == best.asks} - {len(best.levels)}
    full = len(places) == len(best.levels)
    hole = set(range(min(places.values()), max(places.values()) + 1)) - set(places.values())
    scale = Scale(1, len(best.levels), recode=recode, why=_order(recode), asks=best.asks, directed=True)
    if len(places) < 3 or (rivals and not full) or hole:
        many = say("worded.points", n=len(best.levels)) + (say("worded.or", rivals=min(rivals)) if rivals else "")
        scale = scale.unsure(say("worded.only-of-the-answers-occur", n=len(places), many=many))
    return scale


def _mixed(texts: list[tuple[str, str]]) -> Scale | None:
    """Words of one kind of scale in several languages at once."""
    for asks, points in dict.fromkeys((w.asks, len(w.levels)) for w in lexicon().scales):
        kin = [w for w in lexicon().scales if (w.asks, len(w.levels)) == (asks, points)]
        # The list that explains most answers goes first, so that “very satisfied” is not looked up in a rarer one.
        kin.sort(key=lambda w: -sum(_place(w, f) is not None for _, f in texts))
        places = {t: next((p for w in kin if (p := _place(w, f)) is not None), None) for t, f in texts}
        known = {t: p for t, p in places.items() if p is not None}
        if len(texts) > points and len(known) == len(texts):
            recode = tuple(sorted(((t, 1.0 + p) for t, p in known.items()), key=_by_value))
            return Scale(1, points, recode=recode, why=_order(recode), asks=asks, directed=True)
    return None


def _partly(rest: Values, texts: list[tuple[str, str]]) -> Scale | None:
    """Most answers are of a known scale, one or two are not: they become “no rating”, to be checked."""
    if len(rest) < 4:
        return None
    fits = []
    for words in lexicon().scales:
        known = {t: p for t, f in texts if (p := _place(words, f)) is not None}
        if len(known) >= 3 and len(set(known.values())) == len(known) and len(texts) - len(known) <= 2:
            fits.append((len(known), -len(words.levels), words, known))
    if not fits:
        return None
    _, _, best, known = max(fits, key=lambda f: f[:2])
    if best.asks == "nps":
        return None
    recode = tuple(sorted(((t, 1.0 + p) for t, p in known.items()), key=_by_value))
    odd = tuple(t for t, _ in texts if t not in known)
    doubt = say("worded.has-no-place-on-the", odd=", ".join(f"“{t}”" for t in odd))
    why = _order(recode)
    return Scale(
        1, len(best.levels), recode=recode, off=odd, sure=False, doubt=doubt, why=why, asks=best.asks, directed=True
    )


def _place(scale: Worded, folded: str) -> int | None:
    return next((i for i, level in enumerate(scale.levels) if folded in level), None)


def _order(recode: tuple[tuple[str, float], ...]) -> str:
    return " < ".join(f"{t} ({v:g})" for t, v in recode)


def _by_value(pair: tuple[str, float]) -> tuple[float, str]:
    return pair[1], pair[0]
