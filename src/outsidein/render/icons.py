"""The line icons of the product: 24 units, one stroke, round ends; both writers draw these.

What lives here: the path of each Icon and its SVG. Not here: which icon stands for what (compose), size and colour.
"""

from __future__ import annotations

from outsidein.render.scene import Icon

_DISC = "a9 9 0 1 0 0 18a9 9 0 0 0 0-18z"
_BUBBLE = "M6.5 4.5h11a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H11l-4.5 4v-4a3 3 0 0 1-3-3v-6a3 3 0 0 1 3-3z"
_HAND = (
    "M9 13V5.5a1.75 1.75 0 0 1 3.5 0V11l5.2 1a2.2 2.2 0 0 1 1.7 2.6l-.9 4.4a2.5 2.5 0 0 1-2.5 2h-4"
    "a3 3 0 0 1-2.3-1.1L5.5 14.6a1.6 1.6 0 0 1 2.4-2.1z"
)

PATHS: dict[Icon, str] = {
    Icon.FLAG: "M5 21V4h13l-3 4 3 4H5",
    Icon.BOLT: "M13 2.5 5 13.5h6l-1 8 9-11.5h-6z",
    Icon.SPEECH: _BUBBLE,
    Icon.HEART: "M12 20S3.5 15 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11z",
    Icon.TARGET: f"M12 3{_DISC}M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM12 11.9v.2",
    Icon.ALERT: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1",
    Icon.CURVE: "M2.5 17c4 0 4.5-10 8-10s4 8.5 7 8.5 3-3.5 4-6",
    Icon.TOUCH: _HAND,
    Icon.BUILDING: "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3",
    Icon.GRID: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
    Icon.BARS: "M4 20h16M7 20v-6M12 20V6M17 20V10",
    Icon.BULB: "M9 18h6M10 21h4M8.5 15.5a6.5 6.5 0 1 1 7 0c-.6.5-.8 1.2-.8 2.5H9.3c0-1.3-.2-2-.8-2.5z",
    Icon.PERSON: "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
    Icon.SCREEN: "M3.5 5h17v11h-17zM9 20h6M12 16v4",
    Icon.PAGE: "M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5M9 12h6M9 16h6",
    Icon.BOX: "M12 3 4 7.2v9.6L12 21l8-4.2V7.2zM4 7.2l8 4.3 8-4.3M12 11.5V21",
    Icon.PIN: "M12 21s-7-6.2-7-11.5a7 7 0 0 1 14 0C19 14.8 12 21 12 21zM12 7a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z",
    Icon.COIN: f"M12 3{_DISC}M14.8 9.2A3.6 3.6 0 0 0 12.4 8.2c-4.6 0-4.6 7.6 0 7.6a3.6 3.6 0 0 0 2.4-1"
    "M7.8 11h4.4M7.8 13h4.4",
    Icon.DOOR: "M13.5 4H5v16h8.5M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
    Icon.BRANCH: "M5 20.5v-8a6 6 0 0 1 6-6h8.5M16 3l3.5 3.5L16 10",
    Icon.CLOCK: f"M12 3{_DISC}M12 7.5V12l3 2",
}


def svg(icon: Icon, *, stroke: str, width: float = 1.75) -> str:
    """The icon as a whole SVG file with this stroke colour.

    >>> svg(Icon.BARS, stroke="#575466")[:45]
    '<svg xmlns="http://www.w3.org/2000/svg" viewB'
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{stroke}" '
        f'stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"><path d="{PATHS[icon]}"/></svg>'
    )
