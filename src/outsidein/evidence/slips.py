"""Reading nodes of YAML as what they should be, noting each slip with its line instead of stopping at it.

What lives here: texts, numbers, words, lists and maps. Not here: what a mapping is made of (mapping).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from outsidein.evidence.nodes import Items, Node, Pairs, Text
from outsidein.ground import Diagnostic, Place

E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True)
class Slips:
    """Readers of single nodes; what is ``wrong`` is collected, and something harmless given back."""

    file: str
    wrong: list[Diagnostic] = field(default_factory=list)

    def pairs(self, node: Node | None, what: str) -> tuple[tuple[Text, Node], ...]:
        if node is None or node == Text(node.line, ""):
            return ()
        if not isinstance(node, Pairs):
            fix = "Write lines of “name: value”, or {name: value, …}."
            self.say("evidence/mapping-wrong-shape", f"Names with values are expected in {what}.", fix, node)
            return ()
        return node.pairs

    def map(self, node: Node | None, what: str, known: Iterable[str]) -> dict[str, Node]:
        found = {}
        names = list(known)
        for name, value in self.pairs(node, what):
            if name.text in names:
                found[name.text] = value
            else:
                near = difflib.get_close_matches(name.text, names, n=1)
                fix = f"Did you mean “{near[0]}”?" if near else f"Known are {', '.join(names)}."
                self.say("evidence/mapping-unknown-name", f"“{name.text}” means nothing in {what}.", fix, name)
        return found

    def list(self, node: Node | None) -> tuple[Node, ...]:
        if node is None or node == Text(node.line, ""):
            return ()
        if isinstance(node, Items):
            return node.items
        self.say("evidence/mapping-wrong-shape", "A list is expected here.", "Begin each item with a dash.", node)
        return ()

    def texts(self, node: Node | None) -> tuple[str, ...]:
        if isinstance(node, Text):
            return (node.text,) if node.text else ()
        return tuple(self.text(item) for item in self.list(node))

    def text(self, node: Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node, Text):
            return node.text
        self.say(
            "evidence/mapping-wrong-shape", "A single text is expected here.", "Take the brackets or dashes away.", node
        )
        return ""

    def word(self, node: Node | None, words: type[E], what: str) -> E | None:
        if node is None:
            return None
        text = self.text(node)
        try:
            return words(text)
        except ValueError:
            near = difflib.get_close_matches(text, list(words), n=1)
            fix = f"Did you mean “{near[0]}”?" if near else f"It is one of {', '.join(words)}."
            self.say("evidence/mapping-unknown-word", f"“{text}” is nothing that “{what}” can be.", fix, node)
            return None

    def scale(self, node: Node) -> tuple[float, float] | None:
        ends = node.items if isinstance(node, Items) else ()
        if len(ends) != 2:
            fix = "Write the lowest and the highest value: [1, 5]."
            self.say("evidence/mapping-scale", "A scale has two ends.", fix, node)
            return None
        return self.number(ends[0], "scale"), self.number(ends[1], "scale")

    def number(self, node: Node, what: str) -> float:
        text = self.text(node)
        try:
            return float(text.replace("−", "-"))
        except ValueError:
            says = f"“{text}” is no number, as “{what}” needs one."
            self.say("evidence/mapping-not-a-number", says, "Write one, such as 5.", node)
            return 0.0

    def whole(self, node: Node, what: str) -> int:
        number = self.number(node, what)
        return int(number) if number.is_integer() and abs(number) < 1_000_000 else -1

    def yes(self, node: Node) -> bool:
        text = self.text(node).casefold()
        if text not in ("true", "yes", "false", "no"):
            self.say("evidence/mapping-wrong-shape", f"“{text}” is neither yes nor no.", "Write true or false.", node)
        return text in ("true", "yes")

    def say(self, code: str, says: str, fix: str, node: Node) -> None:
        self.wrong.append(Diagnostic(code, says, fix, Place(file=self.file or None, line=node.line)))
