"""What insight says, in every language. Not here: when it is said."""

from pathlib import Path

from outsidein.ground.speech import Phrases

say = Phrases(Path(__file__).parent)
