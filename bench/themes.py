"""Themes of comments: what grouping recovers, what labels teach and what it costs, on made-up comments of known themes.

What lives here: the made-up comments (English and German, themes that share words, slips of typing) and what is
measured on them. See docs/reference/themes.md.
"""

from __future__ import annotations

import time

import numpy as np

from outsidein.insight.themes import Book, Comment, label_comment, learn_themes, name_theme, propose_themes

WORDS = {
    "en": {
        "bags": (
            "bag lost luggage suitcase missing carousel belt baggage damaged claim desk",
            "my your our the a this",
        ),
        "delay": (
            "delayed late hours waiting gate departure connection missed cancelled announcement",
            "we they it the",
        ),
        "crew": ("crew friendly attendant rude smiled helpful cabin staff kind steward", "she he they the our"),
        "price": ("price expensive fee charged refund money ticket cost extra cheap", "i we they the my"),
        "seat": ("seat legroom narrow recline comfort window aisle space cramped row", "the my this our"),
        "app": ("app crashed login website booking page checkin password error online", "the your this it"),
    },
    "de": {
        "bags": ("koffer verloren gepäck fehlt band gepäckband beschädigt tasche schalter tage", "mein der unser"),
        "delay": ("verspätet stunden warten gate abflug anschluss verpasst gestrichen durchsage spät", "wir der es"),
        "crew": ("crew freundlich flugbegleiter unhöflich hilfsbereit kabine personal nett", "sie der unsere"),
        "price": ("preis teuer gebühr erstattung geld ticket kosten zuschlag günstig abgebucht", "ich wir der"),
        "seat": ("sitz beinfreiheit eng lehne komfort fenster gang platz reihe unbequem", "der mein dieser"),
        "app": ("app abgestürzt anmeldung webseite buchung seite passwort fehler online absturz", "die eure es"),
    },
}
FILL = {
    "en": "was really not very good and i had to ask again because nobody told us what to do with it at airport flight",
    "de": "war wirklich nicht gut und ich musste noch einmal fragen weil niemand sagte was zu tun ist flughafen flug",
}


def comments(rng: np.random.Generator, n: int, *, language: str = "en") -> tuple[list[Comment], list[str]]:
    """Made-up comments, each with its true theme; themes are unlike in size, and a third of the words are fill."""
    themes = list(WORDS[language])
    truth = rng.choice(len(themes), n, p=np.array([6, 5, 4, 3, 2, 1]) / 21)
    found = []
    for at, theme in enumerate(truth):
        own, small = (part.split() for part in WORDS[language][themes[theme]])
        other = WORDS[language][themes[rng.integers(len(themes))]][0].split()
        said = [*rng.choice(own, rng.integers(1, 4)), *rng.choice(small, 2), *rng.choice(FILL[language].split(), 6)]
        said += [rng.choice(other)] if rng.random() < 0.3 else []
        rng.shuffle(said)
        text = " ".join(word if rng.random() > 0.04 else word[:2] + word[3:] for word in said).capitalize() + "."
        found.append(
            Comment(f"c{at}", text, touchpoint=themes[theme], step=f"step:{theme % 3}", customer=f"p{at // 2}")
        )
    return found, [themes[one] for one in truth]


def agreement(one: list[str], other: list[str]) -> tuple[float, float]:
    """Purity and adjusted mutual information of two groupings."""
    from sklearn.metrics import adjusted_mutual_info_score

    pairs = list(zip(one, other, strict=True))
    pure = sum(max(pairs.count((a, b)) for b in set(other)) for a in set(one)) / len(pairs)
    return pure, float(adjusted_mutual_info_score(other, one))


def labelled(said: list[Comment], truth: list[str], n: int) -> Book:
    """A Book in which the first n comments stand where they belong."""
    book = Book()
    for theme in dict.fromkeys(truth):
        book = name_theme(book, theme, theme.capitalize())
    for comment, theme in list(zip(said, truth, strict=True))[:n]:
        book = label_comment(book, comment.id, theme)
    return book


def run() -> None:
    print(f"{'comments':20}{'themes':>8}{'placed':>8}{'purity':>8}{'AMI':>7}{'stable':>8}{'s of a processor':>18}")
    for language in WORDS:
        for n in (300, 2000, 10_000):
            said, truth = comments(np.random.default_rng(1), n, language=language)
            before = time.process_time()
            proposal = propose_themes(said)
            took = time.process_time() - before
            at = {id: theme.id for theme in proposal.themes for id in theme.comments}
            placed = [(at[one.id], right) for one, right in zip(said, truth, strict=True) if one.id in at]
            pure, ami = agreement([a for a, _ in placed], [b for _, b in placed])
            held = float(np.mean([one.stability.value for one in proposal.themes]))
            figures = f"{len(placed) / n:8.2f}{pure:8.2f}{ami:7.2f}{held:8.2f}{took:18.1f}"
            print(f"{n:>8,} {language:11}{len(proposal.themes):8}{figures}")
    print(f"\n{'labels':>8}{'accuracy':>10}{'commonest':>11}{'right, all others':>19}")
    for n in (200, 500, 1000):
        said, truth = comments(np.random.default_rng(2), 3000)
        learnt = learn_themes(said, labelled(said, truth, n))
        true = dict(zip((one.id for one in said), truth, strict=True))
        right = np.mean([true[one.comment] == one.theme for one in learnt.recognised])
        print(f"{n:8}{learnt.accuracy.value:10.3f}{learnt.baseline.value:11.3f}{right:19.3f}")
