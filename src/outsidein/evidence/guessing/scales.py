"""How the answers in a column are written as a rating: which scale, which codes mean nothing, what has to be recoded.

What lives here: Scale, and telling one from numbers. Not here: ratings in words, signs and labels (worded), and whether
the column is a rating at all (ratings).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from outsidein.evidence.guessing.lexicon import fold, lexicon
from outsidein.evidence.guessing.profile import Column
from outsidein.evidence.phrases import say
from outsidein.ground.writing import listed, quoted

FEW: Final = 25
"""Answers below which a scale is never said to be sure."""
CODES: Final = frozenset(
    {
        -1,
        -2,
        -7,
        -8,
        -9,
        -66,
        -77,
        -88,
        -97,
        -98,
        -99,
        -999,
        66,
        77,
        88,
        96,
        97,
        98,
        99,
        666,
        777,
        888,
        995,
        996,
        997,
        998,
    }
    | {999, 7777, 8888, 9997, 9998, 9999}
)

_RANGES: Final = {(1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 10), (1, 100), (0, 4), (0, 5), (0, 10), (0, 100)}


@dataclass(frozen=True, slots=True)
class Scale:
    """A way to read ratings. ``off`` are texts that are no rating, ``none`` texts that are no answer.

    ``sure`` is False where ``doubt`` says why. ``directed``: the direction is given by words, not assumed.
    """

    low: float
    high: float
    shift: float = 0.0
    recode: tuple[tuple[str, float], ...] = ()
    off: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    turned: bool = False
    sure: bool = True
    doubt: str = ""
    why: str = ""
    asks: str = ""
    """What words or signs ask by themselves; empty for numbers."""
    directed: bool = False
    stated: bool = False
    """Whether the name of the column states the range."""
    codes: tuple[str, ...] = ()
    """Numbers that are read as no rating: asked about once for all columns that share them."""

    def unsure(self, doubt: str) -> Scale:
        return replace(self, sure=False, doubt=f"{self.doubt} {doubt}".strip())


def specials(column: Column) -> tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, int]]]:
    """Texts that mean “does not apply”, texts that mean “no answer”, and the other values."""
    words = lexicon().special
    off, none, rest = [], [], []
    for text, n in column.values[:500]:
        folded = fold(text)
        if folded in words["not_applicable"]:
            off.append(text)
        elif folded in words["blank"] or text in {"-", "–", ".", "?", "…", "--"}:
            none.append(text)
        else:
            rest.append((text, n))
    return tuple(off), tuple(none), rest


def stated_range(label: str) -> tuple[float, float] | None:
    """The range that a label states.

    >>> stated_range("Speed (1-5)"), stated_range("Von 0 bis 10: …"), stated_range("Q1-2 2019")
    ((1.0, 5.0), (0.0, 10.0), None)
    """
    text = label.casefold().replace("～", "-").replace("〜", "-")
    for match in re.finditer(
        r"(?<![\w.])(-?\d{1,3})\s?(?:-|–|—|to|bis|à|a|al|tot|até|ate|through|\.\.\.?|…)\s?(\d{1,3})(?![\w.]|-\d)", text
    ):
        low, high = float(match[1]), float(match[2])
        if (low, high) in _RANGES:
            return low, high
    most = re.search(r"(?:out of|sur|von|su|van|de)\s(5|7|10)(?!\d)|/\s?(5|7|10|100)\b", text)
    if most is not None:
        return (0.0 if most[2] == "100" else 1.0), float(most[1] or most[2])
    return None


def numeric(column: Column, *, asks: str) -> Scale | None:
    """The scale of a column of numbers, or None where they do not look like ratings.

    ``asks`` is what the label asks (nps widens 1–10 to 0–10), or empty.
    """
    off, none, rest = specials(column)
    counts: dict[float, int] = {}
    texts: dict[float, list[str]] = {}
    odd = 0
    for text, n in rest:
        value = column.number(text)
        if value is None:
            odd += n
        else:
            counts[value] = counts.get(value, 0) + n
            texts.setdefault(value, []).append(text)
    total = sum(counts.values())
    strange = [t for t, _ in rest if column.number(t) is None]
    few_strange = len(strange) <= 3 and odd < 0.5 * total and bool(asks)
    if len(column.values) > 500 or total < 3 or (odd > 0.03 * (total + odd) and not few_strange):
        return None
    stated = stated_range(f"{column.name} {column.wording}")
    signed = {t: column.number(t) for t, _ in rest if t.endswith("%")}
    percent = len(signed) > 0.5 * len(rest)
    core, codes, gap = _codes(counts, asks, stated)
    if not core:
        return None
    scale = _on(core, asks, stated, percent, total)
    if scale is None:
        return None
    coded = tuple(t for code in sorted(codes) for t in texts[code])
    if gap or sum(counts[c] for c in codes) > 0.3 * total:
        scale = scale.unsure(say("scales.could-be-ratings", coded=listed(coded, most=99)))
    if scale.low == 1 and 0 in core and not scale.shift:
        coded += tuple(texts[0.0])
    if odd and few_strange:
        off += tuple(strange)
        said = ", ".join(quoted(t) for t in strange)
        scale = scale.unsure(say("scales.in-cells-is-read-as", said=said, odd=odd))
    elif odd:
        scale = scale.unsure(say("scales.cells-are-no-number", odd=odd))
    if total < FEW:
        scale = scale.unsure(say("shared.only-answers", total=total))
    recode = tuple(sorted(((t, v) for t, v in signed.items() if v is not None), key=lambda p: (p[1], p[0])))
    return replace(scale, off=off + coded, none=none, recode=recode, codes=coded)


def _codes(
    counts: dict[float, int], asks: str, stated: tuple[float, float] | None
) -> tuple[dict[float, int], set[float], bool]:
    """The ratings proper, the codes set apart from them, and whether only a gap sets them apart."""
    values = sorted(counts)
    if stated:
        codes = {v for v in values if not stated[0] <= v <= stated[1] and v != 0}
        return {v: n for v, n in counts.items() if v not in codes}, codes, False
    top = max((v for v in values if v not in CODES), default=0.0)
    if top > 11:
        return dict(counts), set(), False
    codes = {v for v in values if v in CODES and (v > top or v < 0) and not (v < 0 and _balanced(values))}
    core = {v: n for v, n in counts.items() if v not in codes}
    ladder = sorted(core)
    gap = False
    if asks != "nps" and len(ladder) >= 4 and all(v.is_integer() for v in ladder):
        # 8 and 9 above a scale that ends at 4 to 7: “do not know” in codes of one digit.
        low = [v for v in ladder if v <= 7]
        high = [v for v in ladder if v > 7]
        if low and high and set(high) <= {8.0, 9.0} and low[-1] <= 7 and high[0] - low[-1] >= (2 if low[-1] < 7 else 1):
            share = sum(core[v] for v in high) / sum(core.values())
            if share < 0.2:
                codes |= set(high)
                core = {v: n for v, n in core.items() if v not in codes}
                gap = True
    return core, codes, gap


def _balanced(values: list[float]) -> bool:
    """Whether negative values mirror positive ones: −2 to 2, −3 to 3."""
    low, high = min(values), max(values)
    return low < 0 and high > 0 and abs(low) <= 5 and high <= 5 and len(values) >= 4


def _on(
    core: dict[float, int], asks: str, stated: tuple[float, float] | None, percent: bool, total: int
) -> Scale | None:
    """The scale on which the values lie."""
    values = sorted(core)
    low, high = values[0], values[-1]
    whole = all(v.is_integer() for v in values)
    if stated:
        why = say("scales.the-name-says", low=stated[0], high=stated[1])
        return Scale(*stated, why=why, stated=True)
    if percent or (high > 11 and low >= 0 and high <= 100 and asks):
        return Scale(0, 100, why="percentages" if percent else "0–100", sure=percent, doubt="" if percent else "0–100?")
    if low < 0:
        if not _balanced(values) or not whole:
            return None
        reach = max(-low, high)
        return Scale(-reach, reach, sure=False, doubt=say("scales.read-on-a-scale-from", reach=reach), directed=True)
    if high > 11 or (len(values) < 3 and asks not in {"nps", "ces", "satisfaction"}):
        return None
    if not whole and high <= 1 and asks:
        return Scale(0, 1, sure=False, doubt=say("scales.numbers-from-to-a-share"))
    if not whole:
        top = next(t for t in (5, 7, 10, 11) if high <= t)
        base = 0 if low < 1 else 1
        return Scale(
            base,
            min(top, 10),
            sure=False,
            doubt=say("scales.numbers-between-whole-ones-read", base=base, top=min(top, 10)),
        )
    return _whole(low, high, asks, total)


def _whole(low: float, high: float, asks: str, total: int) -> Scale | None:
    """The usual scale that whole numbers from ``low`` to ``high`` come from."""
    if high == 11:
        if low < 1:
            return None
        return Scale(0, 10, shift=-1, sure=False, doubt=say("scales.is-read-as-coded-one"), directed=asks == "nps")
    if asks == "nps" and high >= 8:
        if low == 0:
            return Scale(0, 10, why="0–10", directed=True)
        never = say("scales.nobody-gave-if-the-scale")
        return Scale(0, 10, sure=False, doubt=never, directed=True)
    if high >= 8:
        if low == 0:
            return Scale(0, 10, why="0–10", sure=high == 10, doubt="" if high == 10 else say("scales.nobody-gave"))
        sure = low == 1 and high == 10 and total >= 60
        return Scale(1, 10, why="1–10", sure=sure, doubt="" if sure else say("scales.could-also-be"))
    match int(high):
        case 7:
            return Scale(1, 7, why="1–7")
        case 6:
            if low == 0:
                return Scale(0, 6, sure=False, doubt=say("scales.perhaps-coded-one-lower"))
            return Scale(1, 6, sure=False, doubt=say("scales.read-as-could-also-stand"))
        case 5:
            return Scale(1, 5, why="1–5")
        case 4:
            if low == 0:
                return Scale(0, 4, sure=False, doubt=say("scales.perhaps-five-coded-lower"))
            return Scale(1, 4, sure=False, doubt=say("scales.nobody-gave-read-as"))
        case 3:
            return Scale(1 if low else 0, 3, sure=False, doubt=say("scales.only-up-to"))
    return None
