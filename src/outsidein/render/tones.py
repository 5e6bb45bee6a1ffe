"""The tones of what is drawn: what something means, before any colour.

What lives here: Tone, which scene and theme share. Not here: its colours (theme), what has which tone (composition).
"""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """What something means; the theme gives it a colour, and writers add a shape, word or sign beside the colour."""

    PLAIN = "plain"
    ACCENT = "accent"
    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    ORG = "org"
    HUMAN = "human"
