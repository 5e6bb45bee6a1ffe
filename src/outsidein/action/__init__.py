"""Action: what is done about what was found, and whether it worked: opportunity, initiative, result.

The one door of the room. From pain to proof nothing is recomputed in silence: a finding and a baseline are frozen, a
result is the same ask on later rows. Action computes no statistics; it asks measures and insight for them.
"""

from outsidein.action.actions import Actions
from outsidein.action.history import FOLLOWS, State, Turn
from outsidein.action.initiative import Baseline, Initiative, started
from outsidein.action.opportunity import Opportunity, opened
from outsidein.action.result import Basis, Compared, Effect, Result, recorded
from outsidein.action.text import read, write
from outsidein.action.wording import how_might_we, told

__all__ = [
    "FOLLOWS",
    "Actions",
    "Baseline",
    "Basis",
    "Compared",
    "Effect",
    "Initiative",
    "Opportunity",
    "Result",
    "State",
    "Turn",
    "how_might_we",
    "opened",
    "read",
    "recorded",
    "started",
    "told",
    "write",
]
