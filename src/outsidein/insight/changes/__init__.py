"""Changes: where and when something changed in how journeys are walked, found without being told where to look.

The door of the package: ``find_changes`` looks at every day × segment × step of a Tally and says what changed by more
than chance would allow. Not here: effects of a change that somebody made (measures.effect), causes of any.
"""

from __future__ import annotations

from outsidein.insight.changes.change import Change, Changes, Incident, Shape
from outsidein.insight.changes.find import find_changes
from outsidein.insight.changes.tally import Tally, Watched, What, tally, tally_of

__all__ = ["Change", "Changes", "Incident", "Shape", "Tally", "Watched", "What", "find_changes", "tally", "tally_of"]
