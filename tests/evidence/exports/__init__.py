"""Survey, review, ticket, event and customer exports as tools really write them, built by code, each with its truth.

What lives here: EXPORTS (on which the rules of guessing were made) and HELD_OUT (written after the rules were frozen).
Nothing is copied from anybody's data; every builder is seeded. ``python -m tests.evidence.exports`` prints the score.
"""

from .feeds import FEEDS
from .held_out import HELD_OUT
from .held_out_again import HELD_OUT_AGAIN
from .held_out_last import HELD_OUT_LAST
from .held_out_plain import HELD_OUT_PLAIN
from .languages import LANGUAGES
from .oddities import ODDITIES
from .tools import TOOLS
from .truth import Export, Known

EXPORTS: tuple[Export, ...] = TOOLS + LANGUAGES + FEEDS + ODDITIES

__all__ = ["EXPORTS", "HELD_OUT", "HELD_OUT_AGAIN", "HELD_OUT_LAST", "HELD_OUT_PLAIN", "Export", "Known"]
