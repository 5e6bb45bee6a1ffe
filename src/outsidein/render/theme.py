"""The colours of Outside-In in both themes, read from ``tokens.css``, the one place where they are written.

What lives here: themes as data, what a tone looks like, and contrast by WCAG 2. Not here: where a colour is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from outsidein.render.tones import Tone

_TOKENS = Path(__file__).with_name("tokens.css")
_LIGHT, _DARK = ":root", ":root[data-theme=dark]"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: ``colours`` by token name without dashes in front (``ink``, ``accent-soft`` …), as ``#rrggbb``."""

    name: str
    colours: tuple[tuple[str, str], ...]

    def __getitem__(self, token: str) -> str:
        """The colour of a token. Raises KeyError for one that does not exist."""
        return dict(self.colours)[token]

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The ink and the soft ground of a tone.

        >>> light().tone(Tone.BAD)
        ('#b8324a', '#fdeaed')
        """
        if tone is Tone.PLAIN:
            return self["soft"], self["paper"]
        return self[tone.value], self[f"{tone.value}-soft"]

    def stage(self, place: int, of: int) -> str:
        """The ground of stage ``place`` (from 0) of ``of``, for white text: evenly along the five stage tokens."""
        stops = [self[f"stage-{number}"] for number in range(1, 6)]
        if of < 2:
            return stops[2]
        at = place / (of - 1) * (len(stops) - 1)
        low = min(int(at), len(stops) - 2)
        pairs = zip(_parts(stops[low]), _parts(stops[low + 1]), strict=True)
        return "#" + "".join(f"{round(a + (b - a) * (at - low)):02x}" for a, b in pairs)


def css() -> str:
    """The tokens as they are written, for a page to carry."""
    return _TOKENS.read_text(encoding="utf-8")


def night() -> str:
    """The declarations of the dark theme, for a page to put under a condition of its own."""
    return _block(_DARK)


@cache
def light() -> Theme:
    """The theme of paper, and of a page by day."""
    return Theme("light", _read(_LIGHT))


@cache
def dark() -> Theme:
    """The theme of a page by night; tokens that it does not name are those of ``light``."""
    return Theme("dark", tuple((dict(light().colours) | dict(_read(_DARK))).items()))


def _block(selector: str) -> str:
    found = re.search(re.escape(selector) + r"\{(.*?)\}", css(), re.DOTALL)
    if found is None:
        raise LookupError(f"tokens.css has no block for {selector}")
    return found[1]


def _read(selector: str) -> tuple[tuple[str, str], ...]:
    pairs = re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", _block(selector))
    return tuple(
        (name, colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])) for name, colour in pairs
    )


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#rrggbb`` colours (WCAG 2.2, relative luminance), 1–21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    shades = sorted((_luminance(one), _luminance(other)))
    return (shades[1] + 0.05) / (shades[0] + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in _parts(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
