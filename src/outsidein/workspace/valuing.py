"""Valuing: what customers will still be worth, how long they stay, and which touchpoints a goal is credited to.

What lives here: the questions as use cases, with answers that are plain to show. Not here: the models
(measures.value), what will happen to whom (foretelling).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.ground.progress import Progress, nothing, stretch
from outsidein.workspace.folder import find
from outsidein.workspace.log import Log
from outsidein.workspace.phrases import say
from outsidein.workspace.study import open_study

if TYPE_CHECKING:
    from outsidein.insight.prediction import Skill
    from outsidein.insight.prediction.calibration import Bin
    from outsidein.measures import Estimate
    from outsidein.measures.value import Attribution
    from outsidein.workspace.happenings import Happenings

MOST_GROUPS: Final = 6
"""Values of a segment that have a curve of their own."""
_WEEK: Final = 7.0
_MONTH: Final = 365.25 / 12 / _WEEK
"""In weeks."""
_OTHERS: Final = "\x00others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """How many are still there: a share (0–1) after each of ``times`` (days) with its interval.

    ``risk`` counts who was still under observation after 0, 1, 2 … times ``every`` days. ``group`` is empty for
    everybody. ``ratio`` is its rate of leaving ÷ that of all the others.
    """

    group: str
    customers: int
    left: int
    until: float
    times: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    every: float
    risk: tuple[int, ...]
    median: Estimate
    ratio: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """Curves of everybody and, by a segment, of each group; ``chance``: the log-rank test’s p, None without groups."""

    event: str
    silent: float | None
    by: str
    segments: tuple[str, ...]
    whole: Curve
    groups: tuple[Curve, ...]
    chi_squared: float | None
    df: int
    chance: float | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """The credit of each touchpoint for a ``goal`` under every rule; journeys that reached it, of all."""

    goal: str
    journeys: int
    conversions: int
    rules: tuple[Attribution, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Purchases foretold for the second half of the log from the first, and those that came."""

    cutoff: date
    foretold: Estimate
    came: Estimate
    ratio: Estimate
    skill: Skill
    bins: tuple[Bin, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What ``customers`` will still buy within ``months`` and, where amounts are known, what that is worth.

    ``mean`` is the lifetime value per customer, ``total`` of them all, both discounted; None without amounts.
    """

    customers: int
    returned: int
    purchases: int
    first: date
    last: date
    months: int
    to_come: Estimate
    mean: Estimate | None
    total: Estimate | None
    proof: Proof | None
    unproven: tuple[Diagnostic, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bought:
    """Single purchases: who, on which day (since 1970), for how much."""

    customer: Sequence[str]
    day: Any
    amount: Any | None
    notes: tuple[str, ...]


def staying(happened: Happenings, *, event: str = "", silent: timedelta | None = None, by: str = "") -> Staying:
    """How long cases stay until they fall ``silent`` (no event), or how long until they come to ``event``; by segment.

    Raises MeasureError for an event nobody met, EvidenceError for a segment that there is not.
    """
    from outsidein.measures.value import compare_survival, stays_until, stays_until_silent, survival
    from outsidein.workspace.foretelling import silence_of

    quiet, gone = (None, "") if event else silence_of(happened, silent)
    stays = stays_until_silent(happened.events, silent=quiet) if quiet else stays_until(happened.events, event=event)
    whole = survival(stays.duration, stays.left, unit="days")
    notes = _about(stays.returned, stays.recent, quiet, gone)
    groups: tuple[Curve, ...] = ()
    compared = None
    if by:
        values, said = _groups(happened.segment_of(by), stays.cases, by)
        notes += said
        import numpy as np

        known = np.array([one is not None for one in values], bool)
        group = np.array([str(one) for one in values])[known]
        compared = compare_survival(stays.duration[known], stays.left[known], group, unit="days")
        others = say("foretelling.others")
        groups = tuple(
            _curve(
                one.curve,
                others if one.name == _OTHERS else one.name,
                stays.duration[known][group == one.name],
                ratio=one.ratio,
            )
            for one in compared.groups
        )
        notes = [compared.said, *notes]
    return Staying(
        event=event,
        silent=quiet / timedelta(days=1) if quiet else None,
        by=by,
        segments=happened.segment_names,
        whole=_curve(whole, "", stays.duration),
        groups=tuple(sorted(groups, key=lambda one: -one.customers)),
        chi_squared=compared.chi_squared if compared else None,
        df=compared.df if compared else 0,
        chance=compared.chance if compared else None,
        said=tuple(notes),
    )


def _about(returned: int, recent: int, quiet: timedelta | None, gone: str) -> list[str]:
    notes = [gone] if gone else []
    if returned:
        notes.append(say("foretelling.returned", n=returned))
    if quiet and recent:
        notes.append(say("foretelling.too-recent", n=recent, days=round(quiet / timedelta(days=1), 1)))
    return [*notes, say("foretelling.before-the-log")]


def _groups(values: dict[str, str], cases: Any, by: str) -> tuple[list[str | None], list[str]]:
    """The group of each case, the rarest taken together, and what to say of it."""
    found = [values.get(str(case)) for case in cases]
    counts = Counter(one for one in found if one is not None)
    kept = {value for value, _ in counts.most_common(MOST_GROUPS if len(counts) <= MOST_GROUPS else MOST_GROUPS - 1)}
    notes = []
    if len(kept) < len(counts):
        notes.append(say("foretelling.rest-of-segment", n=len(counts) - len(kept), name=by))
        found = [one if one is None or one in kept else _OTHERS for one in found]
    known = sum(counts.values())
    if known < len(found):
        notes.append(say("foretelling.segment-of-some", name=by, known=known, all=len(found)))
    return found, notes


def _curve(curve: Any, group: str, duration: Any, *, ratio: Estimate | None = None) -> Curve:
    """The curve with at most so many steps as a picture can show; each kept step is exact."""
    import numpy as np

    rows = np.arange(len(curve.times))
    if len(rows) > 400:
        rows = np.unique(np.linspace(0, len(rows) - 1, 400).astype(int))
    every = 0.1 if curve.until < 10 else 1.0 if curve.until < 2000 else 10.0
    marks = every * np.arange(int(curve.until / every) + 1)
    risk = len(duration) - np.searchsorted(np.sort(duration), marks - 1e-9)
    return Curve(
        group=group,
        customers=curve.customers,
        left=int(curve.left.sum()),
        until=curve.until,
        times=tuple(float(one) for one in curve.times[rows]),
        share=tuple(float(one) for one in curve.share[rows]),
        low=tuple(float(one) for one in curve.low[rows]),
        high=tuple(float(one) for one in curve.high[rows]),
        every=every,
        risk=tuple(int(one) for one in risk),
        median=curve.median,
        ratio=ratio,
    )


def credited(happened: Happenings, *, goal: str, seed: int = 0, progress: Progress = nothing) -> Credited:
    """The credit of every touchpoint for journeys that reached ``goal``, by all rules. Raises MeasureError for none."""
    import numpy as np

    from outsidein.measures.value import Rule, attribute, paths_to

    walked = paths_to(happened.events, goal=goal)
    each = 1 / len(Rule)
    rules = tuple(
        attribute(
            walked.paths,
            rule,
            generator=np.random.default_rng(seed),
            progress=stretch(progress, at * each, (at + 1) * each),
        )
        for at, rule in enumerate(Rule)
    )
    notes = list(dict.fromkeys(note for one in rules for note in one.notes))
    if walked.began:
        notes.append(say("foretelling.began-at-goal", n=walked.began))
    notes.append(say("foretelling.still-open"))
    return Credited(
        goal=goal,
        journeys=walked.paths.journeys,
        conversions=int(walked.paths.conversions.sum()),
        rules=rules,
        notes=tuple(notes),
    )


def worth(
    source: Path | str,
    *,
    log: Log | None = None,
    event: str = "",
    amount: str = "",
    months: int = 12,
    discount: float = 0.1,
    margin: float = 1.0,
    progress: Progress = nothing,
) -> Worth:
    """What customers will still buy and be worth within ``months``, with the models put to the proof on the log itself.

    Purchases are the events named ``event`` (all, where none is named) of a log in a file, their worth in its column
    ``amount``; in a workspace, the answers to the question ``amount``, or the touchpoint ``event`` without amounts.
    ``discount`` is a year’s rate, ``margin`` what is earned of a unit of spend. Raises MeasureError for too few
    customers, and ``workspace/no-purchases`` where there are none.
    """
    import numpy as np

    from outsidein.measures.value import fit_buying, fit_spending, grouped, lifetime_value, summarise

    path = Path(source)
    if path.is_dir():
        bought = _of_workspace(path, log or Log(notion="customer"), event, amount)
    else:
        bought = _of_file(path, log or Log(), event, amount, progress)
    who, day = np.asarray(bought.customer), np.floor(bought.day)
    end = float(day.max())
    _, single, spend = summarise(who, day, end=end, spend=bought.amount, per=_WEEK)
    histories = grouped(single.repeats, single.recency, single.age, spend=None if bought.amount is None else spend)
    buying = fit_buying(histories)
    span = months * _MONTH
    mean = total = None
    notes = [*bought.notes, *buying.notes]
    if bought.amount is not None:
        again = single.repeats > 0
        spending = fit_spending(single.repeats[again], spend[again])
        rate = (1 + discount) ** (1 / 12) - 1
        found = lifetime_value(histories, buying, spending, periods=months, period=_MONTH, discount=rate, margin=margin)
        mean, total = found.mean, found.total
        notes = [*bought.notes, *found.total.notes]
    else:
        notes.append(say("foretelling.no-amount"))
    proof, unproven = _proven(who, day)
    return Worth(
        customers=histories.total,
        returned=histories.returned,
        purchases=len(who),
        first=_day(float(day.min())),
        last=_day(end),
        months=months,
        to_come=buying.total(span, histories),
        mean=mean,
        total=total,
        proof=proof,
        unproven=unproven,
        notes=tuple(dict.fromkeys(notes)),
    )


def _proven(who: Any, day: Any) -> tuple[Proof | None, tuple[Diagnostic, ...]]:
    """The proof of purchases on the second half of the log, or why there is none."""
    from outsidein.insight.prediction import prove_value

    first, end = float(day.min()), float(day.max())
    cutoff = first + (end - first) // 2
    try:
        found = prove_value(who, day, cutoff=cutoff, end=end, per=_WEEK)
    except MeasureError as error:  # too little in the first half to learn from: said beside the value
        return None, error.diagnostics
    return (
        Proof(
            cutoff=_day(cutoff),
            foretold=found.foretold,
            came=found.came,
            ratio=found.ratio,
            skill=found.skill,
            bins=found.bins,
            said=found.said,
        ),
        (),
    )


def _of_file(path: Path, log: Log, event: str, amount: str, progress: Progress) -> _Bought:
    """Purchases of a log: who, when, and the number in the column ``amount`` as the log’s reader takes it."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from outsidein.evidence import read_log

    read = read_log(
        path,
        case=log.case,
        time=log.time,
        event=log.event or ("" if event else amount),
        segments=(amount,) if amount else (),
        progress=progress,
    )
    table = read.table
    if event:
        table = table.filter(pc.equal(table["event"], event))
        if not len(table):
            raise _none(say("foretelling.never-happened", name=event))
    spend, notes = None, []
    if amount:
        texts = table[f"segment:{amount}"].to_pylist()
        spend, bad = _numbers(texts)
        kept = np.isfinite(spend)
        if bad:
            notes.append(say("foretelling.bad-amounts", n=bad, of=len(texts)))
        if int((kept & (spend <= 0)).sum()):
            notes.append(say("foretelling.returns-left-out", n=int((kept & (spend <= 0)).sum())))
        kept &= np.nan_to_num(spend) > 0
        if not kept.any():
            raise _none(say("foretelling.nothing-named", name=amount))
        table, spend = table.filter(pa.array(kept)), spend[kept]
    return _Bought(table["case"].to_pylist(), _days(table["time"]), spend, tuple(notes))


def _numbers(texts: Sequence[str | None]) -> tuple[Any, int]:
    """Numbers as people write them, NaN for what is none, and how many were none."""
    import numpy as np

    from outsidein.evidence.source import Format
    from outsidein.evidence.sources.ratings import read_number

    form = Format()
    read = {text: read_number(text, form) for text in set(texts) if text}
    found = np.array([np.nan if not text or read[text] is None else read[text] for text in texts], np.float64)
    return found, int(np.isnan(found).sum())


def _of_workspace(path: Path, log: Log, event: str, amount: str) -> _Bought:
    """Purchases of a workspace: the numbers that customers’ rows hold under ``amount``, or being at ``event``."""
    from outsidein.evidence.tables import Asks

    if not event and not amount:
        raise _none(say("foretelling.not-said"))
    with open_study(find(path)) as study:
        if amount:
            answers, responses = study.store.answers, study.store.responses
            asked = answers.filter(
                (answers.question == amount) & (answers.asks == str(Asks.NUMBER)) & (answers.value > 0)
            )
            joined = asked.join(responses, "response").filter(lambda one: one.customer.notnull() & one.time.notnull())
            table = joined.select("customer", "time", "value").to_pyarrow()
            if not len(table):
                raise _none(say("foretelling.nothing-named", name=amount))
            return _Bought(table["customer"].to_pylist(), _days(table["time"]), table["value"].to_numpy(), ())
        import pyarrow.compute as pc

        from outsidein.evidence.journeys import events_of

        table = events_of(study.store, notion="customer")
        table = table.filter(pc.equal(table["event"], event))
        if not len(table):
            raise _none(say("foretelling.never-happened", name=event))
        return _Bought(table["case"].to_pylist(), _days(table["time"]), None, ())


def _none(what: str) -> MeasureError:
    says, fix = say("foretelling.no-purchases", what=what), say("foretelling.no-purchases-fix")
    return MeasureError(Diagnostic("workspace/no-purchases", says, fix))


def _days(time: Any) -> Any:
    """Days since 1970, with their part."""
    import numpy as np
    import pyarrow as pa

    micros = time.cast(pa.timestamp("us", tz=time.type.tz)).cast(pa.int64()).to_numpy()
    return np.asarray(micros, dtype=np.float64) / 86_400e6


def _day(number: float) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)).date()
