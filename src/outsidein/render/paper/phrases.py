"""The fixed phrases that paper itself says; everything else comes worded in the scene.

What lives here: phrases by the short name under which the templates ask for them. Not here: translations (words).
"""

from __future__ import annotations

from outsidein.render.words import Words

PHRASES = {
    "stages": "Stages and goals",
    "steps": "Steps",
    "visibility": "Line of visibility",
    "moment": "Moment of truth",
    "hotspot": "Hotspot",
    "bright": "Bright spot",
    "measured": "measured mean",
    "interval": "its interval",
    "small": "too few answers to lean on",
    "drawn": "drawn by people",
    "target": "target",
    "guide": "only guides the eye",
    "goals": "Goals",
    "needs": "Needs",
    "fictional": "Fictional example",
    "evidence": "What the evidence says",
    "spots": "What stands out",
    "where": "Where",
    "level": "How it feels",
    "effect": "Difference",
    "against": "Held against:",
    "importance": "Importance",
    "heard": "Heard",
    "notes": "Before you believe it",
    "rooted": "square-root scale",
    "continued": "continued",
    "made": "How the numbers were made",
}


def phrases(language: str) -> dict[str, str]:
    """Every phrase in a language that the product speaks; English where it does not."""
    words = Words(language)
    return {key: words(phrase) for key, phrase in PHRASES.items()}
