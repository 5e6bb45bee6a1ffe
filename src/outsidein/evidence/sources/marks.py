"""Signs that a reader leaves in a cell it could not read, and what they mean to people.

What lives here: ``BAD`` and ``why``. Not here: finding such cells (normalise). A marked cell says nothing
until somebody maps its column; only then is it a reject.
"""

from __future__ import annotations

from typing import Final

BAD: Final = "\ufdd0"
"""A Unicode noncharacter: alone it stands for bytes that are no text; ``#``, ``=`` or ``!`` after it say more."""
ERROR: Final = f"{BAD}#"
FORMULA: Final = f"{BAD}="
STRANGE: Final = f"{BAD}!"


def why(cell: str) -> tuple[str, str, str]:
    """What stood in a marked cell, why it cannot be read, and how to mend it.

    >>> why(ERROR + "DIV/0!")[:2]
    ('#DIV/0!', 'an error of the workbook')
    """
    if cell.startswith(ERROR):
        return cell[1:], "an error of the workbook", "Mend the formula in the workbook."
    if cell.startswith(FORMULA):
        return "", "a formula without a stored result", "Open the workbook in a spreadsheet program and save it."
    if cell.startswith(STRANGE):
        return cell[2:], "not a number", "Leave the cell empty where there is no value."
    if BAD in cell:
        fix = "Save the file as UTF-8, or state its encoding under format."
        return cell.replace(BAD, "�"), "bytes that are not text in the file's encoding", fix
    return cell.replace("\x00", "�"), "a null character, which no text has", "Export the file again."
