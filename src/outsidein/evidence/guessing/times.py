"""How a column of moments is written: ISO, day first or month first, words, serial numbers, seconds since 1970.

What lives here: telling the format, and whether the values settle it. Not here: parsing for good (sources.times), which
is asked here how much it would refuse.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import pyarrow as pa

from outsidein.evidence.guessing.cells import Kind, kind
from outsidein.evidence.guessing.profile import Column
from outsidein.evidence.sources.times import Times

# What the day looks like, how it is read, and how it could be read the other way round.
_DAYS: Final = (
    (r"\d{1,2}/\d{1,2}/\d{4}", "%d/%m/%Y", "%m/%d/%Y"),
    (r"\d{1,2}-\d{1,2}-\d{4}", "%d-%m-%Y", "%m-%d-%Y"),
    (r"\d{1,2}\.\d{1,2}\.\d{4}", "%d.%m.%Y", ""),
    (r"\d{1,2}/\d{1,2}/\d{2}", "%d/%m/%y", "%m/%d/%y"),
    (r"\d{1,2}-\d{1,2}-\d{2}", "%d-%m-%y", "%m-%d-%y"),
    (r"\d{1,2}\.\d{1,2}\.\d{2}", "%d.%m.%y", ""),
    (r"\d{4}/\d{1,2}/\d{1,2}", "%Y/%m/%d", ""),
    (r"\d{4}\.\d{1,2}\.\d{1,2}", "%Y.%m.%d", ""),
    (r"\d{4}-\d{1,2}-\d{1,2}", "%Y-%m-%d", ""),
    (r"\d{4}年\d{1,2}月\d{1,2}日", "%Y年%m月%d日", ""),
    (r"\d{1,2}-[A-Za-z]{3}-\d{4}", "%d-%b-%Y", ""),
    (r"\d{1,2}-[A-Za-z]{3}-\d{2}", "%d-%b-%y", ""),
    (r"\d{1,2} [A-Za-z]{3} \d{4}", "%d %b %Y", ""),
    (r"\d{1,2} [A-Za-z]{3,9} \d{4}", "%d %B %Y", ""),
    (r"[A-Za-z]{3} \d{1,2}, \d{4}", "%b %d, %Y", ""),
    (r"[A-Za-z]{3,9} \d{1,2}, \d{4}", "%B %d, %Y", ""),
)
_HOURS: Final = (
    (r"", ""),
    (r"\d{1,2}:\d{2}:\d{2}\.\d{1,6}", "%H:%M:%S.%f"),
    (r"\d{1,2}:\d{2}:\d{2}", "%H:%M:%S"),
    (r"\d{1,2}:\d{2}", "%H:%M"),
    (r"\d{1,2}:\d{2}:\d{2} [AaPp][Mm]", "%I:%M:%S %p"),
    (r"\d{1,2}:\d{2} [AaPp][Mm]", "%I:%M %p"),
    (r"\d{1,2}:\d{2}[AaPp][Mm]", "%I:%M%p"),
    (r"\d{1,2}\.\d{2}", "%H.%M"),
)
_ZONED: Final = re.compile(r"(?:Z|UTC|GMT|[-+]\d{2}:?\d{2})$")
_FAR: Final = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """How a column of moments is written. ``format`` as in Source.time_format; ``zoned`` where each says its zone.

    ``other`` is the format that would also do, ``unread`` the share of cells that ``format`` does not read.
    """

    format: str
    sure: bool = True
    zoned: bool = False
    other: str = ""
    unread: float = 0.0
    first: str = ""
    last: str = ""


def moment(column: Column) -> Moment | None:
    """How the moments in a column are written, or None where it holds none."""
    if not column.values:
        return None
    found = _dated(column) if column.share(Kind.DATE) >= 0.8 else _counted(column)
    if found is None or not found.format:
        return found
    unread = _refused(column, found.format)
    return replace(found, unread=unread, sure=found.sure and unread < 0.0005)


def written(column: Column) -> Moment:
    """How most of the cells of a column that is known to hold moments are written, however mixed they are."""
    numbers = {text for text, _ in column.looked_at if kind(text) is Kind.NUMBER}
    dates = [(text, n) for text, n in column.looked_at if text not in numbers]
    counts = [(text, n) for text, n in column.looked_at if text in numbers]
    dated, counted = sum(n for _, n in dates), sum(n for _, n in counts)
    if not dates and not counts:
        return Moment("iso", sure=False, unread=1.0)
    most = replace(column, values=dates if dated >= counted else counts)
    return (_dated(most) if dated >= counted else _counted(most)) or Moment("", sure=False, unread=1.0)


def _counted(column: Column) -> Moment | None:
    """Days or seconds counted from somewhere, or digits run together."""
    if column.share(Kind.NUMBER) < 0.97 or not column.numbers:
        return None
    low, high = column.numbers[0][0], column.numbers[-1][0]
    if low >= 631152000 and high < 4102444800:  # 1990 to 2100
        return Moment("unix", zoned=True, first=_unix(low), last=_unix(high))
    if low >= 631152000000 and high < 4102444800000:
        return Moment("unix-ms", zoned=True, first=_unix(low / 1000), last=_unix(high / 1000))
    if low >= 631152000000000 and high < 4102444800000000:  # microseconds, which import does not read
        return Moment("", sure=False, unread=1.0, first=str(int(low)))
    if low >= 19000101 and high <= 21001231 and all(len(t) == 8 for t, _ in column.looked_at):
        form = "%Y%m%d"
        if _refused(column, form) < 0.01:
            return Moment(form, first=str(int(low)), last=str(int(high)))
    if low >= 25569 and high < 73051:  # 1970 to 2100 as days since 1899-12-30
        return Moment("excel", first=_serial(low), last=_serial(high))
    return None


def _dated(column: Column) -> Moment:
    """The format that most cells are written in."""
    formats = Counter[str]()
    known: dict[str, tuple[str, str]] = {}
    for text, n in column.looked_at:
        shape = re.sub(r"[^\W\d_]", "x", re.sub(r"\d", "0", text))
        if shape not in known:
            known[shape] = _format(text)
        formats[known[shape][0]] += n
    others = dict(known.values())
    best = formats.most_common(1)[0][0]
    texts = [t for t, _ in column.looked_at]
    first, last = min(texts), max(texts)
    if not best:
        return Moment("", sure=False, unread=1.0, first=first, last=last)
    zoned = all(_ZONED.search(t) for t in texts)
    if best == "iso":
        return Moment("iso", zoned=zoned, first=first[:10], last=last[:10])
    if others[best]:
        return _either_way(column, best, others[best])
    start = next((t for t in column.cells.slice(0, 1000).to_pylist() if t), first)
    return Moment(best, zoned=zoned, first=start)


def _format(text: str) -> tuple[str, str]:
    """How one text is written, and how it could be read the other way round; empty where it cannot be read."""
    try:
        if " +" not in text and " -" not in text:  # an offset set off by a blank is read by some versions only
            datetime.fromisoformat(re.sub(r" (?:UTC|GMT)$", "+00:00", text))
            return "iso", ""
    except ValueError:
        pass
    clean = re.sub(r"(:[\d.]+)\s?(?:Z|[-+]\d{2}:?\d{2})$", r"\1", text)
    zone = "" if clean == text else " %z" if text[len(clean)] == " " else "%z"
    for look, form, other in _DAYS:
        match = re.match(look, clean)
        if match is None:
            continue
        gap = re.match(r",? ?T?", clean[match.end() :])
        space = gap.group() if gap else ""
        hours = clean[match.end() + len(space) :]
        for clock, code in _HOURS:
            if re.fullmatch(clock, hours) and bool(code) == bool(space):
                tail = f"{space}{code}{zone}"
                return form + tail, other + tail if other else ""
    return "", ""


def _either_way(column: Column, day_first: str, month_first: str) -> Moment:
    """Day first or month first, by the values that allow only one of them; else by which one is in order."""
    pairs = [(int(m[1]), int(m[2])) for t, _ in column.looked_at if (m := re.match(r"(\d+)\D(\d+)\D", t))]
    days, months = sum(a > 12 for a, _ in pairs), sum(b > 12 for _, b in pairs)
    start = next((t for t in column.cells.slice(0, 1000).to_pylist() if t), "")
    if days and not months:
        return Moment(day_first, first=start)
    if months and not days:
        return Moment(month_first, first=start)
    chosen, other = (day_first, month_first) if days >= months and "%p" not in day_first else (month_first, day_first)
    if not days and not months and in_order(column, other) > in_order(column, chosen) + 0.05:
        chosen, other = other, chosen
    return Moment(chosen, sure=False, other=other, first=start)


def in_order(column: Column, form: str) -> float:
    """The share of neighbouring rows whose moments do not go back in time, read with ``form``; 0.5 is chance."""
    read = [when for text in column.cells.slice(0, 3000).to_pylist() if text and (when := _when(text, form))]
    if len(read) < 3:
        return 0.0
    up = sum(a <= b for a, b in itertools.pairwise(read)) / (len(read) - 1)
    down = sum(a >= b for a, b in itertools.pairwise(read)) / (len(read) - 1)
    return max(up, down)


def _when(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None


def _refused(column: Column, form: str) -> float:
    """The share of cells that import would not read with a format."""
    texts = [t for t, _ in column.looked_at]
    counts = [n for _, n in column.looked_at]
    times, _, _ = Times("UTC", form, column.format, now=_FAR).read(pa.array(texts, pa.string()))
    return sum(n for n, there in zip(counts, times.is_valid().to_pylist(), strict=True) if not there) / sum(counts)


def _unix(value: float) -> str:
    return str(datetime.fromtimestamp(value, tz=UTC).date())


def _serial(value: float) -> str:
    return str(datetime.fromordinal(693594 + int(value)).date())
