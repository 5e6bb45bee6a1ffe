"""The fixed phrases that paper itself says; everything else comes worded in the scene.

What lives here: the short names under which the templates ask for them. Not here: the phrases (render.phrases).
"""

from __future__ import annotations

from outsidein.render.words import Words

NAMES = (
    "stages",
    "steps",
    "moment",
    "hotspot",
    "bright",
    "measured",
    "interval",
    "small",
    "drawn",
    "target",
    "guide",
    "goals",
    "needs",
    "fictional",
    "evidence",
    "spots",
    "where",
    "level",
    "effect",
    "against",
    "importance",
    "heard",
    "notes",
    "rooted",
    "continued",
    "made",
    "walked",
)


def phrases(language: str) -> dict[str, str]:
    """Every phrase in a language that the product speaks; English where it does not."""
    words = Words(language)
    before, after = words("office.quote", text="\0").split("\0")
    return {name: words(f"paper.{name}") for name in NAMES} | {"quote-before": before, "quote-after": after}
