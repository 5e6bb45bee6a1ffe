"""Signs that a reader leaves in a cell it could not read, and what they mean to people.

What lives here: ``BAD`` and ``why``. Not here: finding such cells (normalise). A marked cell says nothing
until somebody maps its column; only then is it a reject.
"""

from __future__ import annotations

from typing import Final

from outsidein.evidence.phrases import say

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
        return cell[1:], say("marks.an-error-of-the-workbook"), say("marks.mend-the-formula-in-the")
    if cell.startswith(FORMULA):
        return "", say("marks.a-formula-without-a-stored"), say("marks.open-the-workbook-in-a")
    if cell.startswith(STRANGE):
        return cell[2:], say("shared.not-a-number"), say("shared.leave-the-cell-empty-where")
    if BAD in cell:
        fix = say("marks.save-the-file-as-utf")
        return cell.replace(BAD, "�"), say("marks.bytes-that-are-not-text"), fix
    return cell.replace("\x00", "�"), say("marks.a-null-character-which-no"), say("marks.export-the-file-again")
