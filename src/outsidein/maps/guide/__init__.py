"""The writing guide: how cards of a lane are best put, as hints with suggestions that never stand in the way.

The door of the package. Not here: which rule a lane has (``catalog/lanes.yaml``, the kinds). What the hints are worth
was measured on phrases of published maps: docs/reference/writing-guide.md.
"""

from outsidein.maps.guide.advising import Advice, advise, hints
from outsidein.maps.guide.rules import judge
from outsidein.maps.guide.verdict import Standing, Verdict

__all__ = ["Advice", "Standing", "Verdict", "advise", "hints", "judge"]
