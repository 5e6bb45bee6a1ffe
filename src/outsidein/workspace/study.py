"""Studying: asking what the evidence says about a map.

What lives here: Study, the open evidence of a workspace. Not here: taking evidence in (intake), statistics (measures,
insight), saving maps (author).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from outsidein.ground import Diagnostic, MeasureError
from outsidein.ground.progress import Progress, nothing
from outsidein.maps import Document
from outsidein.workspace.folder import Folder
from outsidein.workspace.phrases import say
from outsidein.workspace.targets import read_targets

if TYPE_CHECKING:
    from outsidein.evidence import Store
    from outsidein.insight import AccountsOnMap, Comments, CurvePoint, Reading
    from outsidein.measures import Ask, Behind, Facet, Grain, Period, Row, Trend, Where
    from outsidein.render import SourceNote


@dataclass(frozen=True, slots=True)
class Study:
    """The evidence of a workspace, open for questions."""

    folder: Folder
    store: Store

    def read(
        self,
        document: Document,
        *,
        now: datetime,
        persona: str = "",
        where: Where = (),
        period: Period | None = None,
        smallest_effect: float = 0.3,
        bootstrap: int = 0,
        seed: int = 0,
        progress: Progress = nothing,
    ) -> Reading:
        """Everything the evidence says about ``document``. Filters narrow whose answers count."""
        from outsidein import insight

        return insight.read(
            document,
            self.store,
            now=now,
            persona=persona,
            where=where,
            period=period,
            smallest_effect=smallest_effect,
            bootstrap=bootstrap,
            seed=seed,
            progress=progress,
        )

    def measure(
        self, asks: Iterable[Ask], *, document: Document | None = None, targets: bool = True
    ) -> tuple[tuple[Ask, tuple[Row, ...]], ...]:
        """Each ask with its rows; by step and stage where a document gives the anchors, in the order of the journey.

        An ask without a target is held against that of the workspace, unless not ``targets``.
        """
        from outsidein import insight
        from outsidein.measures import did_you_mean, known_values, measure_all

        aims = read_targets(self.folder) if targets else {}
        wanted = tuple(ask if ask.target is not None else replace(ask, target=aims.get(ask.measure)) for ask in asks)
        anchors = insight.anchor_table(document) if document else None
        for dimension, values in dict.fromkeys(pair for ask in wanted for pair in ask.where):
            known = known_values(self.store, dimension, anchors=anchors)
            for value in values:
                if value is not None and value not in known:
                    says = say("study.nothing-in-the-evidence-has", value=value, dimension=dimension)
                    fix = did_you_mean(value, known) or say("study.there-are-no-values-at")
                    raise MeasureError(Diagnostic("workspace/unknown-value", says, fix))
        answered = zip(wanted, measure_all(self.store, wanted, anchors=anchors), strict=True)
        if document is None:
            return tuple(answered)
        place = {one.id: at for at, one in enumerate((*document.stages, *document.steps))}

        def along(row: Row) -> tuple[int, ...]:
            return tuple(place.get(key, len(place)) for key in row.keys if isinstance(key, str))

        return tuple((ask, tuple(sorted(rows, key=along))) for ask, rows in answered)

    def curve(
        self,
        document: Document,
        *,
        persona: str = "",
        where: Where = (),
        period: Period | None = None,
    ) -> tuple[CurvePoint, ...]:
        """Only the emotion curve, quickly: for segments, personas and periods on one picture."""
        from outsidein import insight

        return insight.read_curve(document, self.store, persona=persona, where=where, period=period)

    def accounts(
        self,
        document: Document,
        *,
        account: str = "account",
        role: str = "",
        where: Where = (),
        period: Period | None = None,
        k: int = 5,
    ) -> AccountsOnMap:
        """How each account and each role in it fares along ``document``; no number of fewer than ``k`` people."""
        from outsidein import insight

        return insight.find_accounts(document, self.store, account=account, role=role, where=where, period=period, k=k)

    def rows(self, ask: Ask, *, document: Document | None = None, limit: int = 100) -> Behind:
        """The answers behind the number that ``ask`` asks for, newest first: pseudonyms, for those who may see them."""
        from outsidein import insight
        from outsidein.measures import rows_behind

        anchors = insight.anchor_table(document) if document else None
        return rows_behind(self.store, ask, limit=limit, anchors=anchors)

    def quotes(
        self,
        document: Document,
        *,
        step: str = "",
        touchpoint: str = "",
        search: str = "",
        where: Where = (),
        period: Period | None = None,
        limit: int = 50,
        cursor: str = "",
    ) -> Comments:
        """All comments about a step (id) or touchpoint (key), newest first; ``cursor`` is the ``after`` of a page."""
        from outsidein import insight

        return insight.find_comments(
            document,
            self.store,
            step=step,
            touchpoint=touchpoint,
            search=search,
            where=where,
            period=period,
            limit=limit,
            after=cursor,
        )

    def trend(self, ask: Ask, *, grain: Grain, document: Document | None = None) -> tuple[Trend, ...]:
        """The measure period by period, for each key of ``ask.by``."""
        from outsidein import insight
        from outsidein.measures import trend

        return trend(self.store, ask, grain=grain, anchors=insight.anchor_table(document) if document else None)

    def segments(self) -> tuple[Facet, ...]:
        """What responses can be told apart by, with how many there are of each: channels, sources, segments."""
        from outsidein.measures import facets

        return facets(self.store)

    def source_notes(self) -> tuple[SourceNote, ...]:
        """The sources that count, as the page tells of them."""
        from outsidein.render import SourceNote

        responses = self.store.responses
        last = responses.group_by("source").aggregate(newest=responses.time.max()).to_pyarrow().to_pylist()
        newest = {row["source"]: row["newest"] for row in last if row["newest"]}
        return tuple(
            SourceNote(
                title=entry.mapping.title or entry.source,
                kind=entry.mapping.kind,
                rows=entry.counts.rows,
                rejected=entry.counts.rejected_rows + entry.counts.rejected_cells,
                newest=newest[entry.source].date() if entry.source in newest else None,
                says=say("study.taken-in-on", file=entry.file, when=str(entry.when.date())),
            )
            for entry in self.store.imports
        )


@contextmanager
def open_study(folder: Folder) -> Iterator[Study]:
    """The evidence of a workspace, open for questions until the block ends."""
    from outsidein.evidence import Store

    with Store.open(folder.store) as store:
        yield Study(folder, store)
