"""Voices: what a workspace's comments speak of: groups proposed, and what people made of them, kept in ``themes.json``.

What lives here: reading and changing the Book of themes, under its lock, and asking what it comes to. Not here: groups,
models, the Book itself (insight.themes). A label of a comment that is gone (withdrawn, erased) counts no more, and is
dropped from the file when it is next written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from outsidein.ground import Diagnostic, MeasureError, Place, WorkspaceError, slug
from outsidein.ground.progress import Progress, nothing
from outsidein.workspace.folder import Folder, write_whole
from outsidein.workspace.phrases import say

if TYPE_CHECKING:
    from outsidein.insight.themes import Book, Comment, Told
    from outsidein.maps import Document
    from outsidein.workspace.study import Study

FILE: Final = "themes.json"
_LOCK: Final = "themes.lock"
_MOST: Final = 20_000_000

Heed = Callable[[str], object]
"""Told the stamp of the book before it is changed, while nobody else can: raises where another one was expected."""


def _anyway(stamp: str) -> None:
    """Heeds nothing."""


def read_themes(folder: Folder) -> Book:
    """The Book of themes as it lies there; empty where nobody has begun. Raises WorkspaceError for a damaged file."""
    return _read(folder)[0]


def themes_stamp(folder: Folder) -> str:
    """A text that changes with the Book."""
    return _stamp(_bytes(folder))


def tell(
    study: Study,
    document: Document,
    *,
    step: str = "",
    touchpoint: str = "",
    seed: int = 0,
    progress: Progress = nothing,
) -> tuple[Told, dict[str, Comment]]:
    """Proposals, named themes and what the labels taught, of a map or of a step (id) or touchpoint (key) of it.

    With them, by id, the comments that are quoted. The model learns from all labels of the workspace.
    """
    from outsidein.insight import themes

    book = _kept(study, read_themes(study.folder))
    everything = themes.gather(document, study.store)
    here = themes.at_place(document, everything, step=step, touchpoint=touchpoint)
    told = themes.tell_themes(here, book, among=everything, seed=seed, progress=progress)
    quoted = {id for one in told.themes for id in one.quotes} | {id for one in told.proposals for id in one.quotes}
    return told, {one.id: one for one in here if one.id in quoted}


def adopt_theme(
    folder: Folder, name: str, *, words: Iterable[str] = (), id: str = "", into: str = "", heed: Heed = _anyway
) -> str:
    """Make a theme of a proposed group (its ``id`` and ``words``), or one of one's own, and give its id.

    ``into`` puts the group under a theme that is there already instead of naming it. Raises WorkspaceError for a name
    without a letter, MeasureError for an unknown theme.
    """
    from outsidein.insight.themes import Theme, merge_themes, name_theme

    made = id

    def change(book: Book) -> Book:
        nonlocal made
        known = {one.id for one in book.themes}
        made = id or _free(slug(_named(name)), known)
        if made not in known:
            book = type(book)((*book.themes, Theme(made, words=tuple(words))), book.labels)
        return merge_themes(book, [made], into=into) if into else name_theme(book, made, _named(name))

    _change(folder, change, heed)
    return into or made


def rename_theme(folder: Folder, id: str, name: str, *, heed: Heed = _anyway) -> None:
    """Give a theme another name. Raises MeasureError for an unknown theme."""
    from outsidein.insight.themes import name_theme

    _change(folder, lambda book: name_theme(book, book.theme(id).id, _named(name)), heed)


def join_themes(folder: Folder, ids: Iterable[str], *, into: str, heed: Heed = _anyway) -> None:
    """Merge themes into one; labels and groups of theirs count for it. Raises MeasureError for an unknown theme."""
    from outsidein.insight.themes import merge_themes

    _change(folder, lambda book: merge_themes(book, ids, into=into), heed)


def remove_theme(folder: Folder, id: str, *, heed: Heed = _anyway) -> None:
    """Take a theme away, with what was merged into it and its labels; its group may be proposed again."""
    from outsidein.insight.themes import drop_theme

    _change(folder, lambda book: drop_theme(book, id), heed)


def label(study: Study, comment: str, theme: str, *, by: str, heed: Heed = _anyway) -> None:
    """Put a comment (its id) under a theme, or under none where ``theme`` is empty.

    Raises WorkspaceError (``workspace/no-such-comment``) for one that the evidence does not hold.
    """
    from outsidein.insight.themes import label_comment, still_there, unlabel

    if theme and comment not in still_there(study.store, [comment]):
        raise WorkspaceError(
            Diagnostic("workspace/no-such-comment", say("voices.no-such-comment"), say("voices.reload"))
        )

    def change(book: Book) -> Book:
        book = _kept(study, book)
        return label_comment(book, comment, theme, by=by) if theme else unlabel(book, [comment])

    _change(study.folder, change, heed)


def _change(folder: Folder, change: Callable[[Book], Book], heed: Heed) -> None:
    from outsidein.insight.themes import write_book

    with folder.locked(_LOCK, wait=True):
        book, stamp = _read(folder)
        heed(stamp)
        write_whole(folder.path / FILE, write_book(change(book)))


def _kept(study: Study, book: Book) -> Book:
    """The Book without labels of comments that are gone."""
    from outsidein.insight.themes import still_there, unlabel

    given = [one.comment for one in book.labels]
    return unlabel(book, set(given) - still_there(study.store, given))


def _read(folder: Folder) -> tuple[Book, str]:
    from outsidein.insight.themes import Book, read_book

    data = _bytes(folder)
    if not data:
        return Book(), _stamp(data)
    try:
        if len(data) > _MOST:
            raise ValueError(say("folder.it-is-far-too-large"))
        book = read_book(data.decode("utf-8"))
        for one in book.themes:
            book.theme(one.id)  # what is merged in a circle is damaged too
    except (ValueError, RecursionError, MeasureError) as error:
        why = error.diagnostics[0].says if isinstance(error, MeasureError) else str(error)
        raise _unreadable(why) from error
    return book, _stamp(data)


def _bytes(folder: Folder) -> bytes:
    try:
        return (folder.path / FILE).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _unreadable(str(error.strerror)) from error


def _unreadable(why: str) -> WorkspaceError:
    return WorkspaceError(
        Diagnostic("workspace/themes-unreadable", say("voices.unreadable", why=why), say("voices.mend"), Place(FILE))
    )


def _stamp(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24] if data else "none"


def _named(name: str) -> str:
    said = " ".join(name.split())
    if not slug(said):
        raise WorkspaceError(
            Diagnostic("workspace/theme-nameless", say("voices.nameless"), say("voices.name-it"))
        )  # fmt: skip
    return said


def _free(key: str, known: set[str]) -> str:
    """``key``, with a number behind it where it is taken."""
    n = 1
    made = key
    while made in known:
        n += 1
        made = f"{key}-{n}"
    return made
