"""The page: a Scene as one self-contained HTML file."""

from outsidein.render.html.page import write_html

__all__ = ["write_html"]
