"""Networks laid out: actors on rings, flows as curves between them, labels on the curves; scored as drawn.

The door: ``arrange`` takes bodies and ties and gives a picture. Plain sizes in, plain places out: no record of a map is
known here, and nothing is drawn.
"""

from outsidein.render.network.arranging import arrange
from outsidein.render.network.rings import edges, half_width, ring_at
from outsidein.render.network.shapes import Body, Picture, Rect, Ring, Route, Score, Seat, Tie

__all__ = [
    "Body",
    "Picture",
    "Rect",
    "Ring",
    "Route",
    "Score",
    "Seat",
    "Tie",
    "arrange",
    "edges",
    "half_width",
    "ring_at",
]
