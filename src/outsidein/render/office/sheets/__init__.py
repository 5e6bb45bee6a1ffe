"""The map as a workbook that people edit and bring back.

What lives here: write_xlsx, which puts the sheets together. Not here: which cell holds what (``maps.bringing.laid``),
reading an edited one (``maps.bringing``).
"""

from outsidein.render.office.sheets.workbook import write_xlsx

__all__ = ["write_xlsx"]
