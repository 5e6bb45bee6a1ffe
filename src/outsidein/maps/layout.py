"""Where the parts of a YAML text stand: which lines an entry takes, which comments belong above it, what is in it.

What lives here: Piece, lay, and finding the comments of a text. Not here: putting two layouts together (rewriting).
Only for texts that were read without an error: their nesting is shallow and they hold no aliases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from outsidein.ground import slug

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK: Final = re.compile(r"(?:^|(?<=\s))#")
_NAMES: Final = ("id", "text", "touchpoint", "reason", "to", "label")


@dataclass(slots=True)
class Piece:
    """An entry of a mapping or an item of a list: lines ``first`` to ``last`` of its text, from column ``column``.

    ``lead`` is the line where what stands above it begins (blank lines and comments); ``name`` tells it from its
    siblings; ``data`` is what it says. ``parts`` are its own entries or items, where they stand on lines of their own.
    """

    name: str
    data: Any
    first: int
    last: int
    column: int
    item: bool
    lead: int = 0
    parts: list[Piece] = field(default_factory=list)
    listed: bool = False

    @property
    def compact(self) -> bool:
        """Whether its first part stands on its own first line, as in “- id: app”."""
        return bool(self.parts) and self.parts[0].first == self.first


class Layout:
    """A text by lines, with its pieces and its comments."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._scalars: list[tuple[tuple[int, int], tuple[int, int]]] = []
        root = yaml.compose(text, Loader=_LOADER)
        assert isinstance(root, yaml.MappingNode)  # noqa: S101 (it was read as a map)
        self.root = Piece("", None, 0, self._last(root), 0, item=False)
        self._fill(self.root, root)
        self.comments = self._find_comments()
        self._lead(self.root, 0)

    def above(self, piece: Piece) -> list[str]:
        """The blank lines and comments above a piece."""
        return self.lines[piece.lead : piece.first]

    def text_of(self, piece: Piece) -> list[str]:
        """The lines of a piece."""
        return self.lines[piece.first : piece.last + 1]

    def comments_in(self, piece: Piece) -> list[str]:
        """The comments on the lines of a piece, each from its sign on."""
        return [self.lines[line][at:] for line, at in self.comments.items() if piece.first <= line <= piece.last]

    @property
    def rest(self) -> list[str]:
        """What stands below the last piece."""
        return self.lines[self.root.last + 1 :]

    def _fill(self, piece: Piece, node: yaml.Node) -> None:
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            piece.listed = isinstance(node, yaml.SequenceNode)
            piece.parts = self._items(node) if piece.listed else self._entries(node)

    def _entries(self, node: yaml.Node) -> list[Piece]:
        found = []
        for key, value in node.value:
            self._last(key)
            first, last = key.start_mark.line, max(key.end_mark.line, self._last(value))
            piece = Piece(key.value, _data(value), first, last, key.start_mark.column, item=False)
            self._fill(piece, value)
            found.append(piece)
        return found

    def _items(self, node: yaml.Node) -> list[Piece]:
        found: list[Piece] = []
        seen: dict[str, int] = {}
        column = node.start_mark.column
        for value in node.value:
            data = _data(value)
            name = _name(data)
            seen[name] = seen.get(name, 0) + 1
            first = self._dash(value.start_mark.line, column)
            piece = Piece(f"{name}\n{seen[name]}", data, first, max(first, self._last(value)), column, item=True)
            self._fill(piece, value)
            found.append(piece)
        return found

    def _dash(self, line: int, column: int) -> int:
        """The line of the dash of an item that begins on ``line`` or below its dash."""
        while line > 0 and self.lines[line][column : column + 1] != "-":
            line -= 1
        return line

    def _last(self, node: yaml.Node) -> int:
        """The last line of a node, noting the scalars in it."""
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark, node.end_mark
            last = end.line
            if node.style in ("|", ">"):
                last = min(end.line - (end.column == 0), len(self.lines) - 1)
                while last > start.line and not self.lines[last].strip():
                    last -= 1
                self._scalars.append(((start.line + 1, 0), (last + 1, 0)))
            else:
                self._scalars.append(((start.line, start.column), (end.line, end.column)))
            return last
        inner = [self._last(one) for pair in node.value for one in (pair if isinstance(pair, tuple) else (pair,))]
        flow = isinstance(node, yaml.CollectionNode) and node.flow_style
        return node.end_mark.line if flow else max(inner, default=node.start_mark.line)

    def _lead(self, piece: Piece, above: int) -> int:
        """Give each piece what stands above it, from line ``above`` on; the line after the piece."""
        piece.lead = above
        at = above if piece is self.root else piece.first + 1
        for position, part in enumerate(piece.parts):
            at = self._lead(part, part.first if position == 0 and piece.compact and piece.item else at)
        return piece.last + 1

    def _find_comments(self) -> dict[int, int]:
        """The column of the comment on each line that has one."""
        inside: dict[int, list[tuple[int, int]]] = {}
        for (first, start), (last, end) in self._scalars:
            for row in range(first, last + 1):
                inside.setdefault(row, []).append((start if row == first else 0, end if row == last else 1 << 30))
        found: dict[int, int] = {}
        for number, line in enumerate(self.lines):
            for match in _MARK.finditer(line) if "#" in line else ():
                at = match.start()
                if not any(start <= at < end for start, end in inside.get(number, ())):
                    found[number] = at
                    break
        return found


def _data(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _data(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(one) for one in node.value]
    return node.value


def _name(data: Any) -> str:
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        if "id" not in data and "name" in data:
            return slug(str(data["name"]))
        return next((str(data[key]) for key in _NAMES if key in data), "")
    return ""
