"""What the server says, in every language: problems under their code, and mails."""

from pathlib import Path

from outsidein.ground.speech import Phrases

say = Phrases(Path(__file__).parent)
