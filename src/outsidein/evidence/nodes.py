"""YAML as a tree of texts, lists and maps that know their lines: nothing guessed, nothing shared, nothing deep.

What lives here: from text to Node. Not here: what a mapping means (mapping). Scalars stay text (``no`` is the word no),
aliases and tags are refused, so no document can grow beyond its own length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from outsidein.evidence.phrases import say
from outsidein.ground import Diagnostic, EvidenceError, Place

MOST: Final = 1_000_000
"""Characters of a mapping; one with a thousand questions has a tenth of it."""
_DEPTH: Final = 12
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as written."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A map: its pairs in order."""

    line: int
    pairs: tuple[tuple[Text, Node], ...]


Node = Text | Items | Pairs


def read_nodes(text: str, *, file: str = "") -> Node:
    """The tree of the one document in ``text``.

    Raises EvidenceError with the line where it is no YAML, or YAML that a mapping has no use for.

    >>> read_nodes("a: [no, 007]").pairs[0][1].items[1].text
    '007'
    """
    if len(text) > MOST:
        raise _stop(say("nodes.the-file-has-characters-no", n=len(text)), say("nodes.is-it-the-right-file"), file, 1)
    try:
        events = _checked(yaml.parse(text, Loader=_LOADER), file)
        node = _node(next(events), events, file, 0)
        for _ in events:  # what follows is no part of the mapping, but must be sound
            pass
        return node
    except StopIteration:
        raise _stop(say("nodes.the-mapping-is-empty"), say("nodes.draft-one-with-outsidein-import"), file, 1) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        says = say("nodes.this-is-not-yaml", problem=error.problem or say("nodes.it-cannot-be-read"))
        raise _stop(says, say("nodes.look-at-the-indentation-and"), file, line) from error
    except (yaml.YAMLError, ValueError) as error:
        reason = getattr(error, "reason", "") or say("nodes.a-sign-that-no-text")
        raise _stop(
            say("nodes.this-is-not-yaml", problem=reason), say("nodes.save-the-file-as-utf"), file, None
        ) from error


def _checked(events: Iterator[Any], file: str) -> Iterator[Any]:
    """The events of the first document's content, without what a mapping has no use for."""
    documents = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _stop(
                    say("nodes.a-mapping-is-one-document"), say("nodes.write-the-other-source-into"), file, line
                )
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _stop(say("nodes.anchors-and-aliases-and-are"), say("nodes.write-it-out"), file, line)
        elif getattr(event, "tag", None) and not (isinstance(event, yaml.ScalarEvent) and event.implicit[1]):
            raise _stop(say("nodes.tags-such-as-are-not", tag=event.tag), say("nodes.take-it-away"), file, line)
        elif isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


def _node(event: Any, events: Iterator[Any], file: str, depth: int) -> Node:
    line = event.start_mark.line + 1
    if depth > _DEPTH:
        raise _stop(say("nodes.this-is-nested-too-deeply"), say("nodes.look-at-the-brackets-and"), file, line)
    if isinstance(event, yaml.ScalarEvent):
        return Text(line, event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(found := next(events), yaml.SequenceEndEvent):
            items.append(_node(found, events, file, depth + 1))
        return Items(line, tuple(items))
    pairs: list[tuple[Text, Node]] = []
    seen: set[str] = set()
    while not isinstance(found := next(events), yaml.MappingEndEvent):
        key = _node(found, events, file, depth + 1)
        if not isinstance(key, Text):
            raise _stop(say("nodes.a-name-must-be-a"), say("nodes.put-quotes-around-it"), file, key.line)
        if key.text in seen:
            raise _stop(say("nodes.stands-here-twice", text=key.text), say("nodes.keep-one-of-them"), file, key.line)
        seen.add(key.text)
        pairs.append((key, _node(next(events), events, file, depth + 1)))
    return Pairs(line, tuple(pairs))


def _stop(says: str, fix: str, file: str, line: int | None) -> EvidenceError:
    return EvidenceError(Diagnostic("evidence/mapping-unreadable", says, fix, Place(file=file or None, line=line)))
