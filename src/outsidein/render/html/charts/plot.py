"""A plane of shares from 0 to 100 %: its frame, grid and axes, for curves and reliability.

What lives here: Plane. Not here: what is drawn on it (survival, calibration).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.render.html.markup import Child, Html, element
from outsidein.render.words import Words


@dataclass(frozen=True, slots=True)
class Plane:
    """From (0, 0) to (``x_most``, 1), drawn in a box of ``width`` × ``height`` inside its margins."""

    width: float
    height: float
    x_most: float
    left: float = 52.0
    top: float = 10.0
    right: float = 22.0
    bottom: float = 44.0

    def x(self, value: float) -> float:
        """From left to right."""
        return self.left + value / (self.x_most or 1.0) * (self.width - self.left - self.right)

    def y(self, share: float) -> float:
        """From bottom to top."""
        return self.height - self.bottom - share * (self.height - self.top - self.bottom)

    def axes(self, words: Words, ticks: list[tuple[float, str]], *, x_title: str, y_title: str) -> list[Child]:
        """Grid, axes, their numbers and titles."""
        shapes: list[Child] = []
        for percent in (0, 25, 50, 75, 100):
            y = self.y(percent / 100)
            cls = "axis" if percent == 0 else "rule"
            shapes.append(element("line", x1=self.left, x2=self.width - self.right, y1=y, y2=y, cls=cls))
            shapes.append(self._text(f"{words.number(percent)}\u202f%", self.left - 7, y + 4, "end"))
        under = self.height - self.bottom + 16
        shapes += [self._text(text, self.x(at), under, "middle") for at, text in ticks]
        shapes.append(self._text(x_title, (self.x(0) + self.x(self.x_most)) / 2, under + 18, "middle"))
        turn = f"rotate(-90 11 {self.y(0.5):.1f})"
        shapes.append(element("text", y_title, x="11", y=self.y(0.5), transform=turn, text_anchor="middle", cls="tick"))
        return shapes

    def _text(self, text: str, x: float, y: float, anchor: str) -> Html:
        return element("text", text, x=x, y=y, text_anchor=anchor, cls="tick")
