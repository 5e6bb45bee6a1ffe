"""A map for other tools and for plain text: draw.io, Mermaid, Markdown, JSON.

What lives here: the writers. Not here: reading any of them back (``maps.bringing``), files of office programs (office).
"""

from outsidein.render.exchange.drawio import write_drawio
from outsidein.render.exchange.json import write_json
from outsidein.render.exchange.markdown import write_markdown
from outsidein.render.exchange.mermaid import write_mermaid

__all__ = ["write_drawio", "write_json", "write_markdown", "write_mermaid"]
