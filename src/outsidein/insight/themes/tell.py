"""Tell: the themes that people named, how many comments speak of each, and by what each comment was put there.

What lives here: placing comments under the themes of a Book, by label, by a model that proved itself, or by the group
they were proposed in; shares per theme and step. Not here: clusters (propose), the model (learn), the Book (book).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.insight.phrases import say
from outsidein.insight.themes.book import Book
from outsidein.insight.themes.learn import Learnt, learn_themes
from outsidein.insight.themes.propose import QUOTES, Comment, Proposal, ProposedTheme, pick_quotes, propose_themes
from outsidein.measures.estimate import Cite, Estimate
from outsidein.measures.intervals import wilson

_SAME: Final = 0.5
"""The share of words (of either's) that a group must have in common with a theme to be taken for it again."""

SURE: Final = 0.5
"""The chance that the model must give its theme for a comment to count: it knows only the themes that were labelled."""
_LEFT: Final = 0.25
"""The part of the usual share of labels below which a group is one that people left out."""
_FEW: Final = 30
"""Comments below which a share is said to be of few."""


@dataclass(frozen=True, slots=True)
class StepShare:
    """How many of the comments of a step (an id) speak of a theme."""

    step: str
    share: Estimate


@dataclass(frozen=True, slots=True)
class Spoken:
    """A theme of the Book and the comments under it: ``labelled`` by people, ``recognised`` by the model, ``grouped``
    with the proposal that it was named from; ``share`` is all of them, of all comments."""

    id: str
    title: str
    named: bool
    words: tuple[str, ...]
    labelled: int
    recognised: int
    grouped: int
    share: Estimate
    by_step: tuple[StepShare, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Themes that people named, the largest first; ``proposals`` that nobody took up; what was ``learnt`` of labels.

    ``total`` comments were read; ``labels`` stand in the Book. ``unplaced`` comments are under no theme of the Book.
    """

    total: int
    themes: tuple[Spoken, ...]
    proposals: tuple[ProposedTheme, ...]
    unplaced: int
    learnt: Learnt
    labels: int
    notes: tuple[str, ...]


def tell_themes(
    comments: Sequence[Comment],
    book: Book,
    *,
    among: Sequence[Comment] = (),
    seed: int = 0,
    progress: Progress = nothing,
) -> Told:
    """What ``comments`` speak of. The model is learnt from the labels ``among`` all comments (default: these).

    A comment stands where somebody put it; else where the model puts it, with a chance of one half or more and under a
    theme that it knows (more often right than not, the whole interval), once it beats always saying the commonest; else
    with the group that a theme was named from. The model never saw what nobody labelled: comments of groups that people
    left out are left to them. A group is a theme's where it has its id, or half of the words of both are the same:
    groups are made anew when comments come.
    """
    proposal = propose_themes(comments, seed=seed, progress=stretch(progress, 0, 0.6))
    learnt = learn_themes(among or comments, book, seed=seed, progress=stretch(progress, 0.6, 1))
    if learnt.beats:
        learnt = replace(learnt, notes=(*learnt.notes, say("themes.note.known-only")))
    taken = {one.id: found for one in proposal.themes if (found := theme_of(book, one))}
    placed = _placed(comments, book, proposal, learnt, taken)
    at = {one.id: one for one in comments}
    chances = {one.comment: one.chance for one in learnt.recognised}
    order = [id for one in proposal.themes for id in (*one.quotes, *one.comments)]
    typical = {id: rank for rank, id in reversed(list(enumerate(order)))}
    steps = Counter(one.step for one in comments if one.step)
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, (under, how) in placed.items():
        members[under].append((id, how))
    themes = []
    for theme in book.standing:
        own = members[theme.id]
        ranks = {
            id: (_HOW.index(how), -chances.get(id, 0.0) if how == "recognised" else typical.get(id, len(at)))
            for id, how in own
        }
        ranked = sorted((id for id, _ in own), key=lambda id: (ranks[id], id))
        ways = Counter(how for _, how in own)
        themes.append(
            Spoken(
                id=theme.id,
                title=theme.title,
                named=bool(theme.name),
                words=theme.words,
                labelled=ways["labelled"],
                recognised=ways["recognised"],
                grouped=ways["grouped"],
                share=_share(len(own), len(comments)),
                by_step=_by_step(Counter(at[id].step for id, _ in own), steps),
                quotes=tuple(one.id for one in pick_quotes([at[id] for id in ranked[: 20 * QUOTES]])),
            )
        )
    themes.sort(key=lambda one: (-one.labelled - one.recognised - one.grouped, one.title))
    return Told(
        total=len(comments),
        themes=tuple(themes),
        proposals=tuple(one for one in proposal.themes if one.id not in taken),
        unplaced=len(comments) - len(placed),
        learnt=learnt,
        labels=len(book.labels),
        notes=proposal.notes,
    )


_HOW: Final = ("labelled", "recognised", "grouped")


def theme_of(book: Book, proposed: ProposedTheme) -> str:
    """The id of the standing theme that a proposed group belongs to; empty where nobody took it up.

    >>> from outsidein.insight.themes import Theme
    >>> book = Book((Theme("late-gate-hours", "Delays", ("late", "gate", "hours")),))
    >>> nothing = Estimate.nothing()
    >>> theme_of(book, ProposedTheme("late-hours-gate", ("late", "hours", "gate"), (), (), nothing, nothing, (), False))
    'late-gate-hours'
    """
    if any(one.id == proposed.id for one in book.themes):
        return book.theme(proposed.id).id
    words = set(proposed.words)
    alike = [(len(words & set(one.words)) / len(words | set(one.words)), one.id) for one in book.themes if one.words]
    best, id = max(alike, default=(0.0, ""))
    return book.theme(id).id if best >= _SAME else ""


def _placed(
    comments: Sequence[Comment], book: Book, proposal: Proposal, learnt: Learnt, taken: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Id of the comment → id of its theme, and how it came there."""
    here = {one.id for one in comments}
    told = {id: theme for id, theme in book.labelled.items() if id in here}
    known = {one.theme for one in learnt.scores if learnt.beats and one.right.low > SURE}
    open_ = here - _left_out(proposal, told, taken)
    placed: dict[str, tuple[str, str]] = {}
    for group in proposal.themes:
        if taken.get(group.id, "") and taken[group.id] not in known:
            placed |= dict.fromkeys(group.comments, (taken[group.id], "grouped"))
    for one in learnt.recognised:
        if one.comment in open_ and one.theme in known and one.chance >= SURE:
            placed[one.comment] = (one.theme, "recognised")
    placed |= {id: (theme, "labelled") for id, theme in told.items()}
    return placed


def _left_out(proposal: Proposal, told: Mapping[str, str], taken: Mapping[str, str]) -> frozenset[str]:
    """The comments of groups that nobody took up and hardly anybody labelled, beside what was labelled elsewhere."""
    grouped = [one for one in proposal.themes if one.comments]
    usual = sum(id in told for one in grouped for id in one.comments) / max(
        sum(len(one.comments) for one in grouped), 1
    )
    left = [
        one
        for one in grouped
        if one.id not in taken and sum(id in told for id in one.comments) < _LEFT * usual * len(one.comments)
    ]
    return frozenset(id for one in left for id in one.comments)


def _by_step(found: Counter[str], steps: Counter[str]) -> tuple[StepShare, ...]:
    return tuple(StepShare(step, _share(found[step], n)) for step, n in sorted(steps.items()) if found[step])


def _share(n: int, of: int) -> Estimate:
    if not of:
        return Estimate.nothing(unit="share")
    low, high = wilson(n, of)
    cites = (Cite(say("themes.formula.share")),)
    return Estimate(n / of, float(low), float(high), of, "Wilson", unit="share", cites=cites, small=of < _FEW)
