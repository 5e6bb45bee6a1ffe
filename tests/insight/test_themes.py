"""Themes are proposed, named and merged by people, learnt from labels, and never claimed beyond what was measured."""

from __future__ import annotations

import numpy as np
import pytest
from bench.themes import agreement, comments, labelled
from hypothesis import given
from hypothesis import strategies as st

from outsidein.ground import MeasureError
from outsidein.ground.speech import speaking
from outsidein.insight.themes import (
    Book,
    Comment,
    Label,
    Theme,
    adopt,
    drop_theme,
    label_comment,
    learn_feeling,
    learn_themes,
    merge_themes,
    name_theme,
    propose_themes,
    read_book,
    tell_themes,
    unlabel,
    write_book,
)


@pytest.mark.parametrize("language", ["en", "de"])
def test_planted_themes_are_proposed_in_their_number_with_their_words(language: str) -> None:
    said, truth = comments(np.random.default_rng(1), 2000, language=language)
    proposal = propose_themes(said)
    assert len(proposal.themes) == 6
    at = {id: theme.id for theme in proposal.themes for id in theme.comments}
    placed = [(at[one.id], right) for one, right in zip(said, truth, strict=True) if one.id in at]
    pure, shared = agreement([a for a, _ in placed], [b for _, b in placed])
    assert pure > 0.85
    assert shared > 0.7
    assert all(0 <= one.stability.low <= one.stability.value <= 1 for one in proposal.themes)
    assert dict(proposal.languages)[language] > 1800


def test_the_same_comments_give_the_same_themes_in_any_process() -> None:
    said, _ = comments(np.random.default_rng(2), 400)
    assert propose_themes(said, seed=3) == propose_themes(said, seed=3)


def test_quotes_are_comments_of_the_theme_and_no_two_alike() -> None:
    said, _ = comments(np.random.default_rng(3), 400)
    again = [Comment(f"copy-{one.id}", one.text) for one in said]
    texts = {one.id: one.text for one in [*said, *again]}
    for theme in propose_themes([*said, *again], count=5).themes:
        assert set(theme.quotes) <= set(theme.comments)
        assert len({texts[id] for id in theme.quotes}) == len(theme.quotes)


def test_comments_without_a_theme_fall_into_shaky_groups_that_say_so() -> None:
    rng = np.random.default_rng(4)
    words = [f"{a}{b}" for a in ("lo", "mi", "sa", "ter", "vun", "kra") for b in ("pen", "dor", "lis", "mak", "rut")]
    said = [Comment(f"c{i}", " ".join(rng.choice(words, 6))) for i in range(300)]
    proposal = propose_themes(said)
    assert all(one.shaky for one in proposal.themes)
    told = ("falls apart", "fall apart", "nothing to group by")
    assert any(one in note for note in proposal.notes for one in told)


def test_scripts_without_blanks_are_not_read_and_other_languages_say_what_they_lack() -> None:
    said, _ = comments(np.random.default_rng(5), 100)
    foreign = [Comment("zh", "行李丢失了，没有人帮助我们"), Comment("es", "El equipaje no llegó con nosotros")]
    proposal = propose_themes([*said, *foreign])
    assert proposal.unread == ("zh",)
    assert any("without blanks" in note for note in proposal.notes)
    assert any("neither English nor German" in note for note in proposal.notes)


def test_too_few_comments_propose_nothing() -> None:
    proposal = propose_themes([Comment("a", "The bag was lost")])
    assert proposal.themes == ()
    assert "below 30" in proposal.notes[0]
    assert propose_themes([]).themes == ()


# ---- The Book -----------------------------------------------------------------------------------------------------

IDS = st.sampled_from(["bags", "late", "crew", "price"])


@st.composite
def books(draw: st.DrawFn) -> Book:
    book = Book()
    for id in ["bags", "late", "crew", "price"]:
        book = name_theme(book, id, draw(st.text(min_size=0, max_size=8)))
    for comment in draw(st.lists(st.sampled_from("abcdef"), max_size=8)):
        book = label_comment(book, comment, draw(IDS), by="me")
    for one, other in draw(st.lists(st.tuples(IDS, IDS), max_size=3)):
        book = merge_themes(book, [one], into=other)
    return book


@given(books())
def test_a_book_that_is_written_and_read_is_the_same(book: Book) -> None:
    assert read_book(write_book(book)) == book


@given(books(), IDS, IDS)
def test_merging_keeps_every_label_under_a_theme_that_stands(book: Book, one: str, into: str) -> None:
    merged = merge_themes(book, [one], into=into)
    assert merged.labelled.keys() == book.labelled.keys()
    assert set(merged.labelled.values()) <= {theme.id for theme in merged.standing}
    assert merged.standing


def test_a_person_names_what_was_proposed_and_an_erased_comment_leaves() -> None:
    said, _ = comments(np.random.default_rng(6), 200)
    book = adopt(Book(), propose_themes(said, count=4))
    first = book.themes[0]
    assert first.title == ", ".join(first.words[:3])
    book = label_comment(name_theme(book, first.id, "Lost  bags"), "c1", first.id)
    assert book.theme(first.id).title == "Lost bags"
    assert unlabel(book, ["c1"]).labels == ()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2, "themes": [], "labels": []}', '{"version": 1, "themes": [{}], "labels": []}'],
)
def test_what_is_no_book_is_refused(text: str) -> None:
    with pytest.raises(MeasureError) as error:
        read_book(text)
    assert error.value.diagnostics[0].code == "insight/bad-themes"


def test_a_theme_that_nobody_knows_is_refused() -> None:
    for wrong in (
        lambda: label_comment(Book(), "c1", "bags"),
        lambda: Book(labels=(Label("c1", "bags"),)),
        lambda: Book(themes=(Theme("a", into="b"), Theme("b", into="a"))).theme("a"),
    ):
        with pytest.raises(MeasureError) as error:
            wrong()
        assert error.value.diagnostics[0].code == "insight/unknown-theme"


# ---- Learning -----------------------------------------------------------------------------------------------------


def test_enough_labels_are_learnt_and_say_how_often_they_are_right() -> None:
    said, truth = comments(np.random.default_rng(7), 900)
    learnt = learn_themes(said, labelled(said, truth, 300))
    assert learnt.beats
    assert learnt.accuracy.low > learnt.baseline.high
    assert len(learnt.recognised) == 600
    true = dict(zip((one.id for one in said), truth, strict=True))
    right = np.mean([true[one.comment] == one.theme for one in learnt.recognised])
    assert learnt.accuracy.low - 0.05 <= right <= learnt.accuracy.high + 0.05


def test_labels_at_random_are_not_learnt_and_nothing_is_recognised() -> None:
    said, truth = comments(np.random.default_rng(8), 500)
    np.random.default_rng(9).shuffle(truth)
    learnt = learn_themes(said, labelled(said, truth, 250))
    assert not learnt.beats
    assert learnt.recognised == ()
    assert "no better than always saying the commonest" in learnt.notes[-1]


def test_too_few_labels_say_so() -> None:
    said, truth = comments(np.random.default_rng(10), 100)
    learnt = learn_themes(said, labelled(said, truth, 60))
    assert not learnt.accuracy.known
    assert "60 labels" in learnt.notes[-1]
    with speaking("de"):
        assert "60 Zuordnungen" in learn_themes(said, labelled(said, truth, 60)).notes[-1]


def test_feelings_are_learnt_from_the_customers_own_ratings_or_not_at_all() -> None:
    rng = np.random.default_rng(11)
    good, bad = ["friendly", "quick", "easy", "lovely", "kind"], ["slow", "rude", "broken", "awful", "angry"]
    said = []
    for i in range(400):
        pleased = rng.random() < 0.6
        text = " ".join([*rng.choice(good if pleased else bad, 2), *rng.choice(["the", "flight", "was", "and"], 4)])
        rating = None if i >= 300 else float(rng.integers(8, 11) if pleased else rng.integers(1, 4))
        said.append(Comment(f"c{i}", text, rating=rating, customer=f"p{i}"))
    learnt = learn_feeling(said, low=1, high=10)
    assert learnt.beats
    assert learnt.accuracy.low > 0.9
    bare = learn_feeling([Comment(one.id, one.text) for one in said], low=1, high=10)
    assert bare.recognised == ()
    assert not bare.accuracy.known


def test_a_label_counts_before_the_model_and_the_model_before_the_group() -> None:
    said, truth = comments(np.random.default_rng(11), 1200)
    book = labelled(said, truth, 400)
    told = tell_themes(said, book)
    assert told.learnt.beats
    assert sum(one.labelled for one in told.themes) == 400
    recognised = sum(one.recognised for one in told.themes)
    assert recognised > 600
    assert all(one.grouped == 0 for one in told.themes)
    right = dict(zip((one.id for one in said), truth, strict=True))
    assert all(right[quote] == theme.id for theme in told.themes for quote in theme.quotes)
    assert told.unplaced == 800 - recognised


def test_comments_of_themes_that_nobody_labelled_are_not_all_put_under_the_known_ones() -> None:
    said, truth = comments(np.random.default_rng(13), 1500)
    known = [(one, theme) for one, theme in zip(said, truth, strict=True) if theme in ("bags", "delay", "crew")][:400]
    book = labelled([one for one, _ in known], [theme for _, theme in known], 400)
    told = tell_themes(said, book)
    assert told.learnt.beats
    strangers = sum(theme not in ("bags", "delay", "crew") for theme in truth)
    assert told.unplaced > strangers / 2
    assert sum(one.recognised for one in told.themes) > 0.75 * (1500 - 400 - strangers)


def test_without_a_model_comments_stand_where_they_were_put_or_with_the_group_a_theme_was_named_from() -> None:
    said, _ = comments(np.random.default_rng(12), 600)
    proposal = propose_themes(said)
    first = proposal.themes[0]
    book = name_theme(adopt(Book(), proposal), first.id, "First")
    book = drop_theme(book, proposal.themes[1].id)
    book = label_comment(book, proposal.themes[1].comments[0], first.id)
    told = tell_themes(said, book)
    found = next(one for one in told.themes if one.id == first.id)
    assert (found.labelled, found.grouped) == (1, len(first.comments))
    assert found.share.value == pytest.approx((1 + len(first.comments)) / 600)
    assert [one.id for one in told.proposals] == [proposal.themes[1].id]
    assert sum(round(one.share.value * one.share.n) for one in found.by_step) == 1 + len(first.comments)


def test_a_theme_that_is_dropped_takes_what_was_merged_into_it_along() -> None:
    book = name_theme(name_theme(name_theme(Book(), "a", "A"), "b", "B"), "c", "C")
    book = label_comment(merge_themes(book, ["b"], into="a"), "c1", "b")
    left = drop_theme(label_comment(book, "c2", "c"), "b")
    assert ([one.id for one in left.themes], left.labelled) == (["c"], {"c2": "c"})
