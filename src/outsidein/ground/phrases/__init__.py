"""What every room says alike, in every language. Not here: what only one room says (``<room>.phrases``)."""

from pathlib import Path

from outsidein.ground.speech import Phrases

say = Phrases(Path(__file__).parent)
