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
from outsidein.evidence.phrases import say
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
            fix = say("slips.write-lines-of-name-value")
            self.say("evidence/mapping-wrong-shape", say("slips.names-with-values-are-expected", what=what), fix, node)
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
                fix = (
                    say("slips.did-you-mean", near=str(near[0]))
                    if near
                    else say("slips.known-are", names=", ".join(names))
                )
                self.say(
                    "evidence/mapping-unknown-name", say("slips.means-nothing-in", text=name.text, what=what), fix, name
                )
        return found

    def list(self, node: Node | None) -> tuple[Node, ...]:
        if node is None or node == Text(node.line, ""):
            return ()
        if isinstance(node, Items):
            return node.items
        self.say(
            "evidence/mapping-wrong-shape",
            say("slips.a-list-is-expected-here"),
            say("slips.begin-each-item-with-a"),
            node,
        )
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
            "evidence/mapping-wrong-shape",
            say("slips.a-single-text-is-expected"),
            say("slips.take-the-brackets-or-dashes"),
            node,
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
            fix = (
                say("slips.did-you-mean", near=str(near[0]))
                if near
                else say("slips.it-is-one-of", words=", ".join(words))
            )
            self.say(
                "evidence/mapping-unknown-word", say("slips.is-nothing-that-can-be", text=text, what=what), fix, node
            )
            return None

    def scale(self, node: Node) -> tuple[float, float] | None:
        ends = node.items if isinstance(node, Items) else ()
        if len(ends) != 2:
            fix = say("slips.write-the-lowest-and-the")
            self.say("evidence/mapping-scale", say("slips.a-scale-has-two-ends"), fix, node)
            return None
        return self.number(ends[0], "scale"), self.number(ends[1], "scale")

    def number(self, node: Node, what: str) -> float:
        text = self.text(node)
        try:
            return float(text.replace("−", "-"))
        except ValueError:
            says = say("slips.is-no-number-as-needs", text=text, what=what)
            self.say("evidence/mapping-not-a-number", says, say("slips.write-one-such-as"), node)
            return 0.0

    def whole(self, node: Node, what: str) -> int:
        number = self.number(node, what)
        return int(number) if number.is_integer() and abs(number) < 1_000_000 else -1

    def yes(self, node: Node) -> bool:
        text = self.text(node).casefold()
        if text not in ("true", "yes", "false", "no"):
            self.say(
                "evidence/mapping-wrong-shape",
                say("slips.is-neither-yes-nor-no", text=text),
                say("slips.write-true-or-false"),
                node,
            )
        return text in ("true", "yes")

    def say(self, code: str, says: str, fix: str, node: Node) -> None:
        self.wrong.append(Diagnostic(code, says, fix, Place(file=self.file or None, line=node.line)))
