"""Missing voices: who of the customers, or of those invited, never answers.

What lives here: shares heard per segment, over all and by stage. Not here: what those who answer say. Without a list of
the customers, or of who was invited, nobody can know who is missing, and that is what is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from outsidein.evidence.tables import SEGMENT
from outsidein.ground.writing import figure, listed, quoted
from outsidein.insight.anchor import Anchors
from outsidein.insight.contrast import ENOUGH, many
from outsidein.insight.phrases import say
from outsidein.insight.rated import held
from outsidein.insight.reading import Voice, Voices
from outsidein.insight.scope import Scope, narrowed
from outsidein.maps.document import Document
from outsidein.measures.estimate import Cite, Estimate, Period
from outsidein.measures.intervals import wilson

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.store import Store

RATIO: Final = 0.8
"""A segment is missing where it is heard less than this part of how often all are heard."""

MOST: Final = 60
"""Values of a segment beyond which it is rather an id than a segment."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """One group: ``people`` in it, of whom ``heard`` said anything, with those in all groups for comparison."""

    segment: str
    value: str
    people: int
    heard: int
    of_people: int
    of_heard: int
    stage: str = ""


def find_voices(
    store: Store, document: Document, anchors: Anchors, *, period: Period | None = None, level: float = 0.95
) -> Voices:
    """Who is heard in ``period``: over all, and at each stage among those heard at all.

    Of the stages only those are listed at which a segment is missing that is not missing altogether.
    """
    counts = store.customers.aggregate(n=store.customers.customer.nunique(), invited=store.customers.invited.sum())
    frame = counts.to_pyarrow().to_pylist()[0]
    if not frame["n"]:
        return Voices(
            False,
            say("voices.we-cannot-know-who-is"),
        )
    keys = {stage.id: anchors.in_stage(stage.id) for stage in document.stages}
    stages = [(stage, held_there) for stage, held_there in keys.items() if held_there]
    said = _said(store, stages, period)
    kept = store.customers.filter(store.customers.customer.notnull())
    if frame["invited"]:
        kept = kept.filter(kept.invited)
    segments = [name for name in kept.columns if name.startswith(SEGMENT)]
    people = kept.group_by("customer").aggregate(
        **{f"v{at}": (kept[name].nunique() == 1).ifelse(kept[name].max(), None) for at, name in enumerate(segments)},
        listed=kept.count(),
    )
    joined = people.outer_join(said, people.customer == said.who)
    with held(joined) as table:
        total = _totals(table, len(stages))
        found, skipped = _by_segment(table, segments, len(stages), total)
    names = {stage.id: stage.name for stage in document.stages}
    judged = _judge(found, total, [stage for stage, _ in stages], level)
    voices = tuple(_voice(group, gone, level, names.get(group.stage, "")) for group, gone in judged)
    overall = _share(total["heard"], total["people"], level)
    whom = say("voices.people-who-were-invited") if frame["invited"] else say("shared.customers")
    return Voices(True, _tell(total, overall, voices, skipped, whom, names), overall, voices)


def _judge(
    found: Sequence[tuple[_Heard, list[int]]], total: Mapping[str, int], stages: Sequence[str], level: float
) -> list[tuple[_Heard, bool]]:
    """Every segment value and whether it is missing; then those that are missing at a stage and not altogether."""
    missing = _missing([group for group, _ in found], level)
    at_stages = [
        replace(group, stage=stage, people=group.heard, heard=heard, of_people=total["heard"], of_heard=total[f"s{at}"])
        for (group, counts), gone in zip(found, missing, strict=True)
        for at, (stage, heard) in enumerate(zip(stages, counts, strict=True))
        if group.heard and not gone
    ]
    gone_there = [one for one, gone in zip(at_stages, _missing(at_stages, level), strict=True) if gone]
    whole = zip((group for group, _ in found), missing, strict=True)
    return [*whole, *((one, True) for one in gone_there)]


def _said(store: Store, stages: Sequence[tuple[str, tuple[str, ...]]], period: Period | None) -> ir.Table:
    """Per customer (``who``, null for all unnamed together): ``responses`` with anything said, and at which stages."""
    answers = store.answers.filter(store.answers.applicable).select("response", "touchpoint")
    words = store.comments.select("response", "touchpoint")
    both = answers.union(words)
    at = {f"s{place}": both.touchpoint.isin(keys).fill_null(False).any() for place, (_, keys) in enumerate(stages)}
    each = both.group_by("response").aggregate(**at) if at else both.select("response").distinct()
    responses = narrowed(store, Scope(period=period)).select("response", who=lambda table: table.customer)
    named = each.inner_join(responses, "response")
    marks = {name: named[name].any() for name in at}
    return named.group_by("who").aggregate(responses=named.count(), **marks)


def _sums(table: ir.Table, stages: int) -> dict[str, Any]:
    inside = table.listed.notnull()
    heard = inside & table.responses.notnull()
    at = {f"s{place}": (inside & table[f"s{place}"].fill_null(False)).sum() for place in range(stages)}
    return {"people": inside.sum(), "heard": heard.sum(), **at}


def _totals(table: ir.Table, stages: int) -> dict[str, int]:
    """The sums over the frame; who spoke without being in it: ``outside`` people, ``unnamed`` responses."""
    stranger = table.listed.isnull()
    outside = (stranger & table.who.notnull()).sum()
    unnamed = table.responses.sum(where=stranger & table.who.isnull())
    wanted = _sums(table, stages) | {"outside": outside, "unnamed": unnamed}
    return {name: int(value or 0) for name, value in table.aggregate(**wanted).to_pyarrow().to_pylist()[0].items()}


def _by_segment(
    table: ir.Table, segments: Sequence[str], stages: int, total: dict[str, int]
) -> tuple[list[tuple[_Heard, list[int]]], list[str]]:
    """Each value of each segment with its counts at every stage, and the segments that are none."""
    found, skipped = [], []
    for at, name in enumerate(segments):
        inside = table.filter(table.listed.notnull())
        rows = inside.group_by(f"v{at}").aggregate(**_sums(inside, stages)).to_pyarrow().to_pylist()
        segment = name.removeprefix(SEGMENT)
        if len(rows) > MOST:
            skipped.append(segment)
            continue
        if len(rows) < 2:
            continue
        for row in sorted(rows, key=lambda row: (row[f"v{at}"] is None, row[f"v{at}"] or "")):
            value = say("shared.not-said") if row[f"v{at}"] is None else row[f"v{at}"]
            group = _Heard(segment, value, row["people"], row["heard"], total["people"], total["heard"])
            found.append((group, [int(row[f"s{place}"] or 0) for place in range(stages)]))
    return found, skipped


def _missing(groups: Sequence[_Heard], level: float) -> list[bool]:
    """Which groups are heard less than RATIO times as often as all: exact binomial test, corrected over all groups."""
    from scipy.special import bdtr

    p = [
        float(bdtr(one.heard, one.people, RATIO * one.of_heard / one.of_people))
        if one.of_people and one.people
        else 1.0
        for one in groups
    ]
    return [q <= 1 - level for q in many(p)]


def _share(heard: int, people: int, level: float) -> Estimate:
    if not people:
        return Estimate.nothing(measure="voice", unit="%")
    low, high = wilson(heard, people, level=level)
    cite = Cite(say("voices.people-who-answered-or-commented"), filter=say("voices.customers-or-invited-people-once"))
    share = Estimate(
        heard / people, float(low), float(high), people, "Wilson", "voice", "%", cites=(cite,), level=level
    )
    return replace(share.map(100), small=people < ENOUGH)


def _voice(group: _Heard, missing: bool, level: float, stage: str) -> Voice:
    share = _share(group.heard, group.people, level)
    where = say("voices.about", stage=stage) if stage else ""
    whom = say("voices.of-those-heard-at-all") if stage else say("voices.of-all")
    usual = figure(100 * group.of_heard / group.of_people, 0) if group.of_people else "0"
    said = say(
        "voices.segment-heard",
        heard=group.heard,
        people=group.people,
        segment=group.segment,
        value=group.value,
        where=where,
        share=figure(share.value, 0),
        low=figure(share.low, 0),
        high=figure(share.high, 0),
        usual=usual,
        whom=whom,
    )
    if not group.heard and not missing:
        said = say(
            "voices.nobody-with-was-heard-they",
            segment=group.segment,
            value=group.value,
            where=where,
            people=group.people,
        )
    return Voice(group.segment, group.value, group.people, group.heard, share, missing, said, group.stage)


def _tell(
    total: dict[str, int], overall: Estimate, voices: Sequence[Voice], skipped: Sequence[str], whom: str,
    stages: Mapping[str, str],
) -> str:  # fmt: skip
    """The whole of it in a few sentences."""
    said = [
        say(
            "voices.all-heard",
            heard=total["heard"],
            people=total["people"],
            whom=whom,
            value=figure(overall.value, 0),
            low=figure(overall.low, 0),
            high=figure(overall.high, 0),
        )
    ]
    gone = [
        f"{voice.segment} {quoted(voice.value)}" + (say("voices.at", stages=stages[voice.stage]) if voice.stage else "")
        + f" ({figure(voice.share.value, 0)} %)"
        for voice in sorted(voices, key=lambda voice: (bool(voice.stage), voice.share.value))
        if voice.missing
    ]  # fmt: skip
    if gone:
        said.append(say("voices.hardly-heard", gone=listed(gone)))
    elif voices:
        said.append(say("voices.no-segment-is-heard-so"))
    else:
        said.append(say("voices.the-list-names-no-segments"))
    if total["outside"]:
        said.append(say("voices.outside-the-list", outside=total["outside"]))
    if total["unnamed"]:
        said.append(say("voices.unnamed", unnamed=total["unnamed"]))
    if skipped:
        said.append(say("voices.has-too-many-values-to", skipped=listed(skipped)))
    return " ".join(said)
