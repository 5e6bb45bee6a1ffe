"""Themes: what comments are about, proposed by the machine, named by people, and learnt from them.

The door of the package: ``propose_themes`` clusters, the functions of the Book keep what people make of it, and
``learn_themes`` takes over from enough labels, saying how often it is right. Feelings are learnt from the customers'
own ratings or not at all: no lexicon is shown as truth.
"""

from __future__ import annotations

from outsidein.insight.themes.book import (
    Book,
    Label,
    Theme,
    adopt,
    drop_theme,
    label_comment,
    merge_themes,
    name_theme,
    read_book,
    unlabel,
    write_book,
)
from outsidein.insight.themes.gather import at_place, gather, still_there
from outsidein.insight.themes.learn import Learnt, Recognised, ThemeScore, learn_feeling, learn_themes
from outsidein.insight.themes.propose import Comment, Proposal, ProposedTheme, propose_themes
from outsidein.insight.themes.tell import Spoken, StepShare, Told, tell_themes, theme_of

__all__ = [
    "Book",
    "Comment",
    "Label",
    "Learnt",
    "Proposal",
    "ProposedTheme",
    "Recognised",
    "Spoken",
    "StepShare",
    "Theme",
    "ThemeScore",
    "Told",
    "adopt",
    "at_place",
    "drop_theme",
    "gather",
    "label_comment",
    "learn_feeling",
    "learn_themes",
    "merge_themes",
    "name_theme",
    "propose_themes",
    "read_book",
    "still_there",
    "tell_themes",
    "theme_of",
    "unlabel",
    "write_book",
]
