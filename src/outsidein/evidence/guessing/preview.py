"""The lines of the preview: what each column looks like, becomes, and how sure that is; and the counts of an import.

What lives here: words and numbers for people. Not here: any deciding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from outsidein.evidence.guessing.draft import ColumnGuess, Counts, Role, Sure
from outsidein.evidence.guessing.mapping import Mapped
from outsidein.evidence.guessing.profile import Column, Table
from outsidein.evidence.guessing.ratings import Rating
from outsidein.evidence.guessing.roles import Traits, Verdict, silent
from outsidein.evidence.guessing.verdicts import Shape
from outsidein.evidence.phrases import say
from outsidein.evidence.source import Question, Reads
from outsidein.evidence.sources.ratings import Nothing, Ratings
from outsidein.ground.writing import figure, percent, plain, quoted


def rating_line(rating: Rating, question: Question) -> ColumnGuess:
    """The line of a rating."""
    scale = rating.scale
    what = say(f"asks.{rating.asks}")
    about = say("preview.touchpoint", value=rating.about.name or rating.about.key) if question.touchpoint else ""
    span = f"{plain(scale.low)}–{plain(scale.high)}"
    notes = [
        n for n in (f"{span}", scale.why if scale.recode else "", say("preview.turned") if scale.turned else "") if n
    ]
    told = read_answers(rating.column, question)
    seen = sorted(told.values.items())
    mean = sum(v * n for v, n in seen) / max(1, sum(n for _, n in seen))
    doubts = [d for d in (scale.doubt, *rating.doubts) if d]
    whole = all(float(v).is_integer() for v, _ in seen) and scale.high - scale.low <= 11
    steps = [scale.low + i for i in range(int(scale.high - scale.low) + 1)] if whole else []
    return ColumnGuess(
        about=rating.column.name,
        columns=(rating.column.name,),
        role=Role.RATING,
        becomes=say("preview.answer", what=what, about=about),
        looks_like=say("preview.answers-mean", values=sum(told.values.values()), mean=figure(mean, 2)),
        bars=tuple(told.values.get(step, 0) for step in steps),
        sure=Sure.CHECK if doubts else Sure.SURE,
        why=" ".join([say("preview.read-on", notes="; ".join(notes)), *doubts]).strip(),
        choices=(say("preview.another-scale"), say("preview.turn-it"), say("shared.leave-it-out")) if doubts else (),
    )


def line(column: Column, verdict: Verdict, own: Traits) -> ColumnGuess:
    """The line of a column that is no rating."""
    return ColumnGuess(
        about=column.name,
        columns=(column.name,),
        role=verdict.role,
        becomes=say(f"role.{verdict.role.name.lower()}"),
        looks_like=looks_like(column, verdict.role, own),
        sure=verdict.sure,
        why=verdict.why,
        choices=verdict.choices,
    )


def looks_like(column: Column, role: Role, own: Traits) -> str:
    """What stands in a column, in a few words."""
    if not column.values:
        return say("preview.nothing")
    empty = say("preview.empty", blank=column.blank) if column.blank else ""
    if own.moment is not None and own.moment.first:
        return f"{own.moment.first} …{f' {own.moment.last}' if own.moment.last else ''}{empty}"
    if own.personal and role is Role.IGNORE:
        return say("preview.different-not-shown", distinct=column.distinct, empty=empty)
    if role in {Role.CUSTOMER, Role.RESPONSE, Role.CASE} and own.personal:
        return say("preview.different-not-shown", distinct=column.distinct, empty=empty)
    if role in {Role.CUSTOMER, Role.RESPONSE, Role.CASE} or (
        column.distinct > 30 and own.id_like and column.distinct > 0.5 * column.filled and not column.numbers
    ):
        first = dict.fromkeys(_brief(t, 16) for t in column.cells.slice(0, 1000).to_pylist() if t)
        shown = ", ".join(list(first)[:3])
        return say("preview.different", shown=shown, distinct=column.distinct, empty=empty)
    if role in {Role.COMMENT, Role.TEXT}:
        return say("preview.texts", looked_at=_brief(column.looked_at[0][0], 60), filled=column.filled, empty=empty)
    numbers = column.numbers
    if numbers and sum(n for _, n in numbers) > 0.9 * column.filled and column.distinct > 6:
        return f"{_figure(numbers[0][0])} – {_figure(numbers[-1][0])}{empty}"
    shown = ", ".join(f"{_brief(t, 24)} {percent(n / column.filled)}" for t, n in column.values[:3])
    more = " …" if column.distinct > 3 else ""
    return f"{shown}{more}{empty}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.6g}"


def _brief(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


class Read:
    """What the cells of one question say: counts of values, and of what is none."""

    def __init__(self) -> None:
        self.values: Counter[float] = Counter()
        self.not_applicable = 0
        self.blank = 0
        self.refused = 0


def read_answers(column: Column, question: Question) -> Read:
    """The answers in a column as import will read them."""
    told = Read()
    told.blank = column.blank
    ratings = Ratings(question, column.format)
    for text, n in column.values:
        said = ratings.read(text)
        if isinstance(said, float):
            told.values[said] += n
        elif said is Nothing.NOT_APPLICABLE:
            told.not_applicable += n
        elif said is Nothing.BLANK:
            told.blank += n
        else:
            told.refused += n
    return told


def counts(table: Table, own: dict[int, Traits], form: Shape, mapped: Mapped) -> Counts:
    """What an import would do, from the rows that were looked at."""
    told = [read_answers(r.column, q) for r, q in zip(mapped.ratings, mapped.source.questions, strict=True)]
    said = [table.columns[p] for p in (*form.places(Role.COMMENT), *form.places(Role.TEXT))]
    nothing = 0
    for column in said:
        kept = frozenset(silent(column)[:50])
        nothing += sum(n for text, n in column.values if text in kept)
    customer = form.find(Role.CUSTOMER)
    time = form.find(Role.TIME)
    when = own[time].moment if time is not None else None
    undated = round(when.unread * table.columns[time].filled) if when is not None and time is not None else 0
    return Counts(
        rows=table.rows,
        columns=len(table.columns),
        answers=sum(sum(t.values.values()) for t in told),
        not_applicable=sum(t.not_applicable for t in told),
        blank=sum(t.blank for t in told),
        comments=sum(column.filled for column in said) - nothing if form.reads is not Reads.CUSTOMERS else 0,
        unreadable_cells=sum(t.refused for t in told) + undated,
        unreadable_rows=table.rejected,
        customers=table.columns[customer].distinct if customer is not None else 0,
        whole=table.whole,
    )


def codes_lines(mapped: Mapped) -> list[ColumnGuess]:
    """One line for each code that means “no rating” in several columns, with what hangs on it."""
    shared: dict[tuple[str, ...], list[tuple[Rating, Question]]] = {}
    for rating, question in zip(mapped.ratings, mapped.source.questions, strict=True):
        if rating.scale.codes:
            shared.setdefault(tuple(sorted(rating.scale.codes)), []).append((rating, question))
    return [_codes_line(codes, members) for codes, members in shared.items()]


def _codes_line(codes: tuple[str, ...], members: list[tuple[Rating, Question]]) -> ColumnGuess:
    cells = sum(n for r, _ in members for t, n in r.column.values if t in codes)
    pulls = []
    for rating, question in members:
        low, high = question.scale
        with_codes = replace(
            question,
            not_applicable=tuple(t for t in question.not_applicable if t not in codes),
            scale=(min(low, *map(float, codes)), max(high, *map(float, codes))),
        )
        without, with_ = _mean(rating.column, question), _mean(rating.column, with_codes)
        pulls.append((abs(with_ - without), rating.column.name, without, with_))
    _, name, without, with_ = max(pulls)
    where = say("preview.rating-columns", n=len(members)) if len(members) > 1 else quoted(members[0][0].column.name)
    said = " and ".join(codes)
    return ColumnGuess(
        about=say("preview.in", said=said, where=where),
        columns=tuple(r.column.name for r, _ in members),
        role=None,
        becomes=say("shared.not-applicable"),
        looks_like=say(
            "preview.cells-read-as-a-rating",
            cells=cells,
            name=name,
            without=figure(without, 2),
            with_it=figure(with_, 2),
        ),
        sure=Sure.CHECK,
        why=say("preview.a-code-beside-the-scale"),
        choices=(say("preview.it-is-a-rating-widen"), say("preview.it-is-blank-move-it")),
    )


def _mean(column: Column, question: Question) -> float:
    told = read_answers(column, replace(question, reversed=False))
    return sum(v * n for v, n in told.values.items()) / max(1, sum(told.values.values()))
