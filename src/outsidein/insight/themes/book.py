"""The Book of themes: what people made of proposals — names, merges, labels — as a small file that one can read.

What lives here: the records, the pure functions that change a Book, and its JSON text. Not here: clusters (propose),
what is learnt from labels (learn). A Book holds ids of comments, never their text: erasing a person is ``unlabel``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.phrases import say

if TYPE_CHECKING:
    from outsidein.insight.themes.propose import Proposal

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its ``id``, the ``name`` a person gave it (empty: only proposed), the ``words`` it was proposed by.

    ``into`` is the theme it was merged into, empty where it stands for itself.
    """

    id: str
    name: str = ""
    words: tuple[str, ...] = ()
    into: str = ""

    @property
    def title(self) -> str:
        """Its name, or the words that stand for one until a person gives it."""
        return self.name or ", ".join(self.words[:3]) or self.id


@dataclass(frozen=True, slots=True)
class Label:
    """That a person (``by``) put the comment of this id under a theme."""

    comment: str
    theme: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """Themes and labels; a comment has at most one label, the last one given."""

    themes: tuple[Theme, ...] = ()
    labels: tuple[Label, ...] = ()
    _places: dict[str, Theme] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._places.update({one.id: one for one in self.themes})
        for one in self.themes:
            if one.into and one.into not in self._places:
                raise _unknown(one.into, self)
        for label in self.labels:
            if label.theme not in self._places:
                raise _unknown(label.theme, self)

    def theme(self, id: str) -> Theme:
        """The theme that stands for this id, merges followed; MeasureError (``insight/unknown-theme``) for none."""
        seen: set[str] = set()
        while True:
            found = self._places.get(id)
            if found is None or id in seen:
                raise _unknown(id, self)
            if not found.into:
                return found
            seen.add(id)
            id = found.into

    @property
    def standing(self) -> tuple[Theme, ...]:
        """The themes that stand for themselves."""
        return tuple(one for one in self.themes if not one.into)

    @property
    def labelled(self) -> dict[str, str]:
        """Comment id → id of the theme it stands under, merges followed."""
        return {one.comment: self.theme(one.theme).id for one in self.labels}


def adopt(book: Book, proposal: Proposal) -> Book:
    """The Book with the themes of a proposal that it does not hold yet, unnamed."""
    known = {one.id for one in book.themes}
    new = tuple(Theme(one.id, words=one.words) for one in proposal.themes if one.id not in known)
    return replace(book, themes=book.themes + new)


def name_theme(book: Book, id: str, name: str) -> Book:
    """The Book with a theme named; a theme unknown so far is a person's own and begins with its name.

    >>> name_theme(Book(), "bags", "Lost bags").theme("bags").title
    'Lost bags'
    """
    name = " ".join(name.split())
    if any(one.id == id for one in book.themes):
        return _changed(book, replace(book.theme(id), name=name))
    return replace(book, themes=(*book.themes, Theme(id, name)))


def merge_themes(book: Book, ids: Iterable[str], *, into: str) -> Book:
    """The Book with themes merged into one; their labels go with them.

    >>> book = name_theme(name_theme(Book(), "late", "Late"), "delay", "Delays")
    >>> book = label_comment(merge_themes(book, ["delay"], into="late"), "c1", "delay")
    >>> book.labelled
    {'c1': 'late'}
    """
    target = book.theme(into).id
    for id in ids:
        found = book.theme(id)
        if found.id != target:
            book = _changed(book, replace(found, into=target))
    return book


def drop_theme(book: Book, id: str) -> Book:
    """The Book without a theme, those that were merged into it, and their labels.

    >>> book = merge_themes(name_theme(name_theme(Book(), "late", "Late"), "delay", "Delays"), ["delay"], into="late")
    >>> drop_theme(label_comment(book, "c1", "delay"), "late")
    Book(themes=(), labels=())
    """
    gone = book.theme(id).id
    themes = tuple(one for one in book.themes if book.theme(one.id).id != gone)
    labels = tuple(one for one in book.labels if book.theme(one.theme).id != gone)
    return replace(book, themes=themes, labels=labels)


def label_comment(book: Book, comment: str, theme: str, *, by: str = "") -> Book:
    """The Book with a comment put under a theme, instead of where it stood."""
    found = book.theme(theme)
    rest = tuple(one for one in book.labels if one.comment != comment)
    return replace(book, labels=(*rest, Label(comment, found.id, by)))


def unlabel(book: Book, comments: Iterable[str]) -> Book:
    """The Book without the labels of these comments: of a customer who was erased, or of a slip."""
    gone = set(comments)
    return replace(book, labels=tuple(one for one in book.labels if one.comment not in gone))


def write_book(book: Book) -> str:
    """The Book as JSON text, a line per theme and label, in their order: made to be read and compared."""
    themes = [json.dumps(_without_blanks(asdict(one)), ensure_ascii=False) for one in book.themes]
    labels = [json.dumps(_without_blanks(asdict(one)), ensure_ascii=False) for one in book.labels]
    parts = [f'"version": {VERSION}', f'"themes": [{_lines(themes)}]', f'"labels": [{_lines(labels)}]']
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read_book(text: str) -> Book:
    """The Book that was written; MeasureError (``insight/bad-themes``) where the text is none.

    >>> read_book(write_book(name_theme(Book(), "late", "Late"))).standing[0].title
    'Late'
    """
    try:
        raw = json.loads(text)
        if raw["version"] != VERSION:
            raise ValueError(raw["version"])
        themes = tuple(_theme(one) for one in raw["themes"])
        labels = tuple(Label(_text(one, "comment"), _text(one, "theme"), one.get("by", "")) for one in raw["labels"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MeasureError(
            Diagnostic("insight/bad-themes", say("themes.bad-book"), say("themes.bad-book.fix"))
        ) from error
    return Book(themes, labels)


def _theme(raw: dict[str, Any]) -> Theme:
    return Theme(
        _text(raw, "id"), raw.get("name", ""), tuple(str(one) for one in raw.get("words", ())), raw.get("into", "")
    )


def _text(raw: dict[str, Any], key: str) -> str:
    value = raw[key]
    if not isinstance(value, str) or not value:
        raise ValueError(key)
    return value


def _changed(book: Book, theme: Theme) -> Book:
    return replace(book, themes=tuple(theme if one.id == theme.id else one for one in book.themes))


def _without_blanks(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if value}


def _lines(rows: list[str]) -> str:
    return "\n  " + ",\n  ".join(rows) + "\n" if rows else ""


def _unknown(id: str, book: Book) -> MeasureError:
    known = ", ".join(one.id for one in book.themes[:8])
    return MeasureError(
        Diagnostic("insight/unknown-theme", say("themes.unknown", id=id), say("themes.unknown.fix", known=known or "–"))
    )
