"""When a row happened: text to instants, in a time zone, with what is doubtful about them.

What lives here: the formats that a mapping can name, local time to UTC, what clocks do twice a year. Not here: deciding
which format a file has (guess).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from outsidein.evidence.phrases import say
from outsidein.evidence.source import Format
from outsidein.evidence.sources.coded import Coded
from outsidein.evidence.sources.marks import BAD, why
from outsidein.evidence.sources.ratings import Refused, read_number

Micros = npt.NDArray[np.int64]

_EPOCH: Final = datetime(1970, 1, 1)
_EXCEL: Final = datetime(1899, 12, 30)
_MICRO: Final = timedelta(microseconds=1)
_QUARTER: Final = 15 * 60 * 1_000_000
_DAY: Final = 86_400_000_000
_FIRST: Final = (datetime(2, 1, 1) - _EPOCH) // _MICRO
_LAST: Final = (datetime(9998, 12, 31) - _EPOCH) // _MICRO
_PARTS: Final = {
    "%Y": r"(\d{4})",
    "%m": r"(\d{2})",
    "%d": r"(\d{2})",
    "%H": r"(\d{2})",
    "%M": r"(\d{2})",
    "%S": r"(\d{2})",
}
_OFFSET: Final = timedelta(hours=24)


@dataclass(slots=True)
class Doubts:
    """How many times are doubtful, and in what way."""

    before_1970: int = 0
    future: int = 0
    twice: int = 0
    """Local times that happened twice, when clocks were set back: the earlier is taken."""
    never: int = 0
    """Local times that never were, when clocks were set forward: read as if they had not been."""


class Times:
    """Reads the times of one source.

    >>> times = Times("Europe/Berlin", "", Format(type="csv"), now=datetime(2026, 11, 21, tzinfo=UTC))
    >>> found = times.read(pa.array(["2026-07-01 12:00", "2026-10-25 02:30", "", "soon"]))[0].to_pylist()
    >>> [str(at) for at in found]
    ['2026-07-01 10:00:00+00:00', '2026-10-25 00:30:00+00:00', 'None', 'None']
    >>> times.doubts.twice
    1
    """

    def __init__(self, time_zone: str, time_format: str, format: Format, *, now: datetime) -> None:
        self._zone = ZoneInfo(time_zone)
        self._utc = time_zone == "UTC"
        self._format = format
        self._pattern = time_format or "iso"
        self._now = (now.astimezone(UTC).replace(tzinfo=None) - _EPOCH) // _MICRO
        self._offsets: dict[int, int | None] = {}
        self._memory: dict[str, tuple[int, bool] | Refused | None] = {}
        self.doubts = Doubts()

    def read(self, column: pa.Array) -> tuple[pa.Array, Coded, dict[int, Refused]]:
        """The instants in ``column`` (null where blank or refused), the column by code, and the refusals by code."""
        fast = self._fast(column)
        if fast is not None:
            micros, missing, zoned = fast
            utc = micros if zoned else self._to_utc(micros, ~missing)
            return self._instants(utc, missing), Coded(np.empty(0, np.int32), []), {}
        coded = Coded.of(column)
        values = np.zeros(len(coded.texts), np.int64)
        none = np.zeros(len(coded.texts), bool)
        local = np.zeros(len(coded.texts), bool)
        refused: dict[int, Refused] = {}
        for code, text in enumerate(coded.texts):
            said = self._remembered(text)
            if isinstance(said, tuple):
                values[code], local[code] = said
            else:
                none[code] = True
                if said is not None:
                    refused[code] = said
        micros, missing = values[coded.codes], none[coded.codes]
        return self._instants(self._to_utc(micros, local[coded.codes] & ~missing), missing), coded, refused

    def _fast(self, column: pa.Array) -> tuple[Micros, npt.NDArray[np.bool_], bool] | None:
        """Times read by Arrow in one go, and whether they all state their zone (or none does); else None.

        None too where one of them is not plain ISO (after rearranging).
        """
        column = pc.utf8_trim_whitespace(pc.coalesce(column, ""))
        column = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
        if self._pattern != "iso":
            shape = _rearranged(self._pattern)
            if shape is None or pc.any(pc.invert(pc.match_substring_regex(column, shape[0]))).as_py():
                return None
            column = pc.replace_substring_regex(column, *shape)
        times, zoned = _cast(column)
        if times is None:
            return None
        missing = times.is_null().to_numpy(zero_copy_only=False)
        micros = times.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
        if len(micros) and not (micros.min() > _FIRST and micros.max() < _LAST):
            return None
        return micros, missing, zoned

    def _instants(self, micros: Micros, missing: npt.NDArray[np.bool_]) -> pa.Array:
        there = ~missing
        self.doubts.before_1970 += int(np.count_nonzero(there & (micros < 0)))
        self.doubts.future += int(np.count_nonzero(there & (micros > self._now + _DAY)))
        return pa.array(micros, pa.int64(), mask=missing).cast(pa.timestamp("us", tz="UTC"))

    def _remembered(self, text: str) -> tuple[int, bool] | Refused | None:
        if text not in self._memory:
            if len(self._memory) > 200_000:
                self._memory.clear()
            self._memory[text] = self._read(text)
        return self._memory[text]

    def _read(self, text: str) -> tuple[int, bool] | Refused | None:
        """Microseconds since 1970 and whether they are local; None where blank."""
        if not text:
            return None
        if BAD in text or "\x00" in text:
            return Refused(*why(text))
        try:
            found = self._moment(text)
            if found is None and self._format.type == "xlsx" and self._pattern != "iso":
                found = _iso(text)  # true date cells stand among the texts
        except (ValueError, OverflowError):
            found = None
        if found is None or not _FIRST < found[0] < _LAST:
            return Refused(text, say("times.not-a-time", shape=self._shape), say("times.correct-it-or-state-time"))
        return found

    @property
    def _shape(self) -> str:
        if self._pattern in ("iso", "excel", "unix", "unix-ms"):
            return say(f"times.like.{self._pattern}")
        return say("times.like", pattern=self._pattern)

    def _moment(self, text: str) -> tuple[int, bool] | None:
        if self._pattern == "iso":
            return _iso(text)
        if self._pattern in ("unix", "unix-ms", "excel"):
            number = read_number(text, self._format)
            if number is None:
                return None
            if self._pattern == "excel":
                return ((_EXCEL + timedelta(days=number)) - _EPOCH) // _MICRO // 1000 * 1000, True
            return round(number * (1_000 if self._pattern == "unix-ms" else 1_000_000)), False
        try:
            return _counted(datetime.strptime(text, self._pattern))
        except ValueError:
            return None

    def _to_utc(self, micros: Micros, local: npt.NDArray[np.bool_]) -> Micros:
        """Local times of the source's zone in UTC; offsets are looked up once per quarter of an hour."""
        if self._utc or not local.any():
            return micros
        quarters, where = np.unique(micros[local] // _QUARTER, return_inverse=True)
        offsets = [self._offset(int(quarter)) for quarter in quarters]
        shift = np.array([offset or 0 for offset in offsets], np.int64)[where]
        odd = np.array([offset is None for offset in offsets])[where]
        utc = micros.copy()
        utc[local] -= shift
        for place in np.flatnonzero(local)[odd].tolist():  # clocks change in this quarter, or show it twice
            at = _EPOCH + timedelta(microseconds=int(micros[place]))
            first, second = (at.replace(tzinfo=self._zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
            self.doubts.twice += first > second
            self.doubts.never += first < second
            utc[place] -= first // _MICRO
        return utc

    def _offset(self, quarter: int) -> int | None:
        """The offset from UTC throughout a quarter of an hour, or None where it is not one and the same."""
        if quarter not in self._offsets:
            begin = _EPOCH + timedelta(microseconds=quarter * _QUARTER)
            ends = (begin, begin + timedelta(microseconds=_QUARTER - 1))
            found = {at.replace(tzinfo=self._zone, fold=fold).utcoffset() for at in ends for fold in (0, 1)}
            offset = found.pop() or timedelta()
            self._offsets[quarter] = None if found else offset // _MICRO
        return self._offsets[quarter]


def _cast(column: pa.Array) -> tuple[pa.Array | None, bool]:
    for kind in (pa.timestamp("us"), pa.timestamp("us", tz="UTC")):
        try:
            return column.cast(kind), kind.tz is not None
        except pa.ArrowInvalid:
            continue
    return None, False


def _iso(text: str) -> tuple[int, bool] | None:
    for ending in (" UTC", " GMT"):
        if text.endswith(ending):
            text = f"{text.removesuffix(ending)}+00:00"
    try:
        return _counted(datetime.fromisoformat(text))
    except ValueError:
        return None


def _counted(at: datetime) -> tuple[int, bool]:
    if at.tzinfo is None:
        return (at - _EPOCH) // _MICRO, True
    return (at.replace(tzinfo=None) - (at.utcoffset() or timedelta()) - _EPOCH) // _MICRO, False


def _rearranged(pattern: str) -> tuple[str, str] | None:
    """A regular expression and its replacement that turn times like ``pattern`` into ISO 8601, where that will do.

    >>> _rearranged("%d.%m.%Y %H:%M")
    ('^(\\\\d{2})\\\\.(\\\\d{2})\\\\.(\\\\d{4})\\\\ (\\\\d{2}):(\\\\d{2})$', '\\\\3-\\\\2-\\\\1 \\\\4:\\\\5')
    """
    order: list[str] = []
    expression = ""
    for part in re.split(r"(%.)", pattern):
        if part in _PARTS:
            order.append(part)
            expression += _PARTS[part]
        elif "%" in part:
            return None
        else:
            expression += re.escape(part)
    if len(set(order)) < len(order) or not {"%Y", "%m", "%d"} <= set(order):
        return None
    clock = [part for part in ("%H", "%M", "%S") if part in order]
    if clock and clock != ["%H", "%M", "%S"][: max(2, len(clock))]:
        return None
    place = {part: f"\\{at}" for at, part in enumerate(order, start=1)}
    iso = "-".join(place[part] for part in ("%Y", "%m", "%d"))
    return f"^{expression}$", iso + (" " + ":".join(place[part] for part in clock) if clock else "")
