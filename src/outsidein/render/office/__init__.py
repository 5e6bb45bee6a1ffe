"""Files for office programs: a poster and a deck of native shapes (PPTX), a workbook to edit and bring back (XLSX).

What lives here: the writers. Not here: reading an edited sheet (``maps.bringing``), pictures of a map (paper, html).
"""

from outsidein.render.office.sheets import write_xlsx
from outsidein.render.office.slides import write_deck, write_pptx

__all__ = ["write_deck", "write_pptx", "write_xlsx"]
