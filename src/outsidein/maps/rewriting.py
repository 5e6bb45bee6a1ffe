"""A map written over the text its author made: what did not change stays as it stands, and comments stay at all.

What lives here: rewrite. Not here: the canonical text (writing), or where things stand in a text (layout). Lines are
taken over from the old text wherever they still say what is to be said; all others come from the canonical text.
A comment goes only with the entry it stands in; those above a removed entry stay.
"""

from __future__ import annotations

from typing import Any

from outsidein.maps.document import Document
from outsidein.maps.identity import respaced
from outsidein.maps.layout import Layout, Piece
from outsidein.maps.reading import read
from outsidein.maps.writing import write


def rewrite(old_text: str, document: Document) -> str:
    """``document`` as text, over ``old_text``: reads back as ``document``, with the author's comments and layout.

    Where ``old_text`` already says so it is returned as it is; where it cannot be read the canonical text is.
    Raises MapError as ``write`` does.

    >>> text = "outsidein: 1  # the format\\nmap: trip\\nkind: customer-journey\\n# to be discussed\\ntitle: A trip\\n"
    >>> trip, _ = read(text)
    >>> from dataclasses import replace
    >>> print(rewrite(text, trip.put(replace(trip.journey, title="The trip"))), end="")
    outsidein: 1  # the format
    map: trip
    kind: customer-journey
    # to be discussed
    title: The trip
    """
    canonical = write(document)
    ending = "\r\n" if "\r\n" in old_text else "\n"
    text = old_text.removeprefix("\ufeff").replace("\r\n", "\n")
    before, said = read(text)
    if before is None:
        return canonical
    after = respaced(document)
    if before == after and not said:
        return old_text
    old = Layout(text)
    base = None if said else Layout(write(before)).root
    woven = _Weaver(old, Layout(canonical)).text(base) if old.root.parts else ""
    if read(woven) != (after, ()):
        woven = "".join(f"{old.lines[line][at:]}\n" for line, at in old.comments.items()) + canonical
    return woven.replace("\n", ending)


class _Weaver:
    """Puts the canonical text of a map and the old one together.

    ``base`` is a piece of the canonical text of the old map: what is the same there did not change, however the author
    wrote it; what is there and not in the author's text is understood and need not be written.
    """

    def __init__(self, old: Layout, new: Layout) -> None:
        self.old, self.new = old, new

    def text(self, base: Piece | None) -> str:
        lines = self._parts(self.old.root, base, self.new.root, 0) + self.old.rest
        return "\n".join(lines).rstrip("\n") + "\n"

    def _piece(self, old: Piece | None, base: Piece | None, new: Piece, column: int) -> list[str]:
        """The lines of ``new`` from ``column`` on, as ``old`` had them where it says the same."""
        if old is None:
            return _taken(self.new.text_of(new), new, column)
        if old.data == new.data or (base is not None and base.data == new.data):
            return _taken(self.old.text_of(old), old, column)
        if not (old.parts and new.parts and old.listed == new.listed and old.compact == new.compact):
            return self._replaced(old, new, column)
        inner = column + old.parts[0].column - old.column
        lines = self._parts(old, base, new, inner)
        if not old.compact:
            return _taken(self.old.text_of(old)[:1], old, column) + lines
        if not lines or lines[0][column:inner].strip() or lines[0].lstrip().startswith("#"):
            return self._replaced(old, new, column)
        lines[0] = f"{' ' * column}-{lines[0][column + 1 :]}"
        return lines

    def _parts(self, old: Piece, base: Piece | None, new: Piece, column: int) -> list[str]:
        based = {} if base is None else {one.name: one for one in base.parts}
        lines: list[str] = []
        pairs = _arranged(old, new, {name: one.data for name, one in based.items()})
        orphans = self._orphans(old.parts, {id(match) for _, match in pairs})
        for part, match in pairs:
            above = self.new.above(part)
            if match is not None:
                moved_down = match is old.parts[0] and lines
                above = orphans.pop(id(match), []) + (self.old.above(match) or (above if moved_down else []))
            if not lines and new.name:
                above = above[next((i for i, line in enumerate(above) if line.strip()), len(above)) :]
            lines += above + self._piece(match, based.get(part.name), part, column)
        return lines + orphans.pop(0, [])

    def _orphans(self, parts: list[Piece], kept: set[int]) -> dict[int, list[str]]:
        """The comments above removed pieces, by the piece before which they now stand (0: behind the last)."""
        waiting: list[str] = []
        found: dict[int, list[str]] = {}
        for part in parts:
            if id(part) in kept:
                found[id(part)] = waiting
                waiting = []
            else:
                waiting = waiting + [line for line in self.old.above(part) if line.strip()]
        return {**found, 0: waiting}

    def _replaced(self, old: Piece, new: Piece, column: int) -> list[str]:
        """The lines of ``new`` with the comments that stood in ``old``."""
        lines = _taken(self.new.text_of(new), new, column)
        said = self.old.comments_in(old)
        if len(said) == 1 and old.first in self.old.comments and len(lines) == 1:
            return [f"{lines[0]}  {said[0]}"]
        return [" " * column + comment for comment in said] + lines


def _arranged(old: Piece, new: Piece, understood: dict[str, Any]) -> list[tuple[Piece, Piece | None]]:
    """The parts to write, each with the old part that it was.

    Items stand in their new order. Entries stay in the author's order, new ones behind the entry they follow in
    canonical order; those that the author left to be understood are left so.
    """
    if new.listed:
        return list(zip(new.parts, _pairs(old.parts, new.parts), strict=True))
    named = {one.name: one for one in new.parts}
    found: list[tuple[Piece, Piece | None]] = [(named[one.name], one) for one in old.parts if one.name in named]
    written = {one.name for one in old.parts}
    at = 0
    for part in new.parts:
        if part.name in written:
            at = 1 + next(index for index, (one, _) in enumerate(found) if one is part)
        elif part.name not in understood or understood[part.name] != part.data:
            found.insert(at, (part, None))
            at += 1
    return found


def _pairs(old: list[Piece], new: list[Piece]) -> list[Piece | None]:
    """For each item of ``new`` the one of ``old`` that it was: of the same name, or else next to the same neighbour."""
    named = {piece.name: piece for piece in old}
    found = [named.get(piece.name) for piece in new]
    taken = {id(one) for one in found if one is not None}
    behind = {id(one): following for one, following in zip([None, *old], [*old, None], strict=True)}
    for index in range(len(new)):
        before = found[index - 1] if index else None
        if found[index] is None and (index == 0 or before is not None):
            heir = behind[id(before)]
            if heir is not None and id(heir) not in taken:
                found[index] = heir
                taken.add(id(heir))
    return found


def _taken(lines: list[str], piece: Piece, column: int) -> list[str]:
    """The lines of a piece, moved to stand at ``column``; those of an entry without the dash of the item it was in."""
    by = column - piece.column
    if by >= 0:
        moved = [" " * by + line if line.strip() else line for line in lines]
    else:
        moved = [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]
    if not piece.item and moved[0][:column].strip() == "-":
        moved[0] = " " * column + moved[0][column:]
    return moved
