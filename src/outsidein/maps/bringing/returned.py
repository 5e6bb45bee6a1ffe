"""A sheet of ours that somebody edited, read against the map it was written from: the map as they want it.

What lives here: returned. Rows and columns are known by their hidden ids, so they may be moved and renamed; one without
an id is new, one that is missing was deleted. Not here: what meanwhile changed on the map (merging), files.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from outsidein.ground import Diagnostic, short_id, slug
from outsidein.maps.bringing import laid as lay_
from outsidein.maps.bringing.cells import matched
from outsidein.maps.bringing.keyed import rekeyed
from outsidein.maps.bringing.laid import LaidRow, lay, shown_cards, shown_moments, valued_card
from outsidein.maps.bringing.lanes import lane_records
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.bringing.sheet import Sheet, fresh, kept, one_line, told
from outsidein.maps.bringing.standing import Standing
from outsidein.maps.bringing.tables import Cast, cast_of
from outsidein.maps.bringing.words import entry_for, lane_name
from outsidein.maps.cast import Touchpoint
from outsidein.maps.catalog import Level, lanes
from outsidein.maps.cells import Card, Lane
from outsidein.maps.document import Document
from outsidein.maps.kind import kind
from outsidein.maps.limits import LONGEST_NAME
from outsidein.maps.network import Flow
from outsidein.maps.phrases import say
from outsidein.maps.record import Placed, Record
from outsidein.maps.spine import Stage, Step
from outsidein.maps.ties import Arrow, Encounter, Moment


def returned(sheets: Sequence[Sheet], base: Document) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The map that the sheets say, edited from ``base``; None where the sheet of the map is not there or not whole.

    >>> from outsidein.maps import begin
    >>> returned([], begin("trip", title="A trip"))[1][0].code
    'maps/sheet-not-ours'
    """
    notes = Notes()
    found = next(((sheet, at) for sheet in sheets if (at := sheet.find(lay_.MAP))), None)
    if found is None:
        notes.error("maps/sheet-not-ours", say("bringing.no-map-sheet"), say("bringing.export-again"))
        return None, notes.all
    sheet, corner = found
    reader = _Reader(sheets, sheet, corner, base, cast_of(sheets, base, notes), notes)
    return reader.document(), notes.all


@dataclass
class _Place:
    """A column of the sheet as it is wanted: its step (None for a stage without), its place in the sheet."""

    at: int
    step: str
    name: str


@dataclass
class _Span:
    """A stage as it is wanted, with its columns; ``at`` is where it begins in the sheet."""

    id: str
    name: str
    at: int
    columns: list[_Place] = field(default_factory=list)


class _Reader:
    """Reads one sheet; ids that are taken are never given twice."""

    def __init__(
        self, sheets: Sequence[Sheet], sheet: Sheet, corner: tuple[int, int], base: Document, cast: Cast, notes: Notes
    ) -> None:
        self.sheet, self.base, self.laid = sheet, base, lay(base)
        self.top, self.left = top, left = corner
        self.cast, self.notes = cast, notes
        self.taken = set(base.records) | set(cast.records) | {f"lane:{key}" for key in kind(base).by_key}
        self.standing = Standing(sheets, base, self.taken, notes)
        self.rows = self._rows()
        self.title_column = next(
            (at for at in range(sheet.width) if sheet.cell(top, at).strip() == lay_.TITLE), left + 1
        )

    def document(self) -> Document | None:
        if self.laid.rows and (lay_.STEP not in self.rows or lay_.STAGE not in self.rows):
            fix = say("bringing.export-again")
            self.notes.error("maps/sheet-not-whole", say("bringing.no-head-rows", sheet=self.sheet.name), fix)
            return None
        stages = self._stages() if self.laid.rows else []
        self.standing.read()
        records: dict[str, Record] = {one.id: one for one in self._untouched()}
        head = self.base.journey
        if title := self._title():
            head = replace(head, title=kept(head.title, title))
        records[head.id] = head
        records |= self.cast.records
        records |= self.standing.records
        if self.laid.rows:
            records |= {one.id: one for one in self._spine(stages)}
            records |= {one.id: one for one in self._lanes()}
            records |= {one.id: one for one in self._cells(stages)}
        return Document.of(self._sound(records))

    # -- columns ----------------------------------------------------------------------------------------------------

    def _stages(self) -> list[_Span]:
        """Stages with their columns, from left to right, as the sheet shows them."""
        names, heads = self.rows[lay_.STEP], self.rows[lay_.STAGE]
        covered = {
            column: span.column
            for span in self.sheet.spans
            if span.row <= heads < span.row + span.height
            for column in range(span.column, span.column + span.width)
        }
        found: list[_Span] = []
        used: set[str] = set()
        for at in range(self.left + 1, self.sheet.width):
            id = self.sheet.cell(self.top, at).strip()
            name = self.sheet.cell(names, at)
            if id in (lay_.TITLE, "hint") or (at == self.title_column):
                continue
            if not id and not self._says_anything(at):
                continue
            stage = self._stage_at(covered.get(at, at), at in covered, heads, found, used)
            if id == lay_.NO_STEP and not name.strip():
                continue
            stage.columns.append(_Place(at, self._step_id(id, name, used), name))
        return found

    def _stage_at(self, at: int, merged: bool, heads: int, found: list[_Span], used: set[str]) -> _Span:
        """The stage of a column: what stands over it counts, its hidden id only says which stage that is."""
        last = found[-1] if found else None
        if last is None and not self.sheet.cell(heads, at).strip() and not self.sheet.cell(self.top + 1, at).strip():
            at = next((one for one in range(at, self.sheet.width) if self.sheet.cell(heads, one).strip()), at)
        text = self.sheet.cell(heads, at)
        id = self.sheet.cell(self.top + 1, at).strip()
        known = self.base.records.get(id)
        stage = known if isinstance(known, Stage) and id not in used else None
        if last is not None:
            same = merged and last.at == at
            follows = not text.strip() and stage is None
            repeated = told(text) == told(last.name) and stage is None
            if same or follows or repeated or (id == last.id and not text.strip()):
                return last
        span = _Span(stage.id if stage else self._new_id("stage", text), text, at)
        used.add(span.id)
        found.append(span)
        return span

    def _step_id(self, id: str, name: str, used: set[str]) -> str:
        if isinstance(self.base.records.get(id), Step) and id not in used:
            used.add(id)
            return id
        return self._new_id("step", name)

    def _says_anything(self, at: int) -> bool:
        rows = (row for row in range(self.top + 2, len(self.sheet.rows)) if row != self.rows.get(lay_.TITLE))
        return any(self.sheet.cell(row, at).strip() for row in rows)

    def _new_id(self, type_: str, name: str) -> str:
        key = slug(name)[:60] or type_
        id = next(
            id for n in range(1, 1_000_000) if (id := f"{type_}:{key}" + (f"-{n}" if n > 1 else "")) not in self.taken
        )
        self.taken.add(id)
        return id

    # -- rows -------------------------------------------------------------------------------------------------------

    def _rows(self) -> dict[str, int]:
        """The rows by id, in the order of the sheet; a second one with an id is as good as new."""
        found: dict[str, int] = {}
        for at in range(self.top + 1, len(self.sheet.rows)):
            id = self.sheet.cell(at, self.left).strip()
            if id and id not in found:
                found[id] = at
        return found

    def _new_rows(self) -> Iterator[tuple[int, str]]:
        """Rows that say something and have no id of ours: their place and their name."""
        ours = set(self.rows.values())
        for at in range(self.top + 2, len(self.sheet.rows)):
            name = self.sheet.cell(at, self.title_column)
            cells = range(self.title_column + 1, self.sheet.width)
            if at not in ours and (name.strip() or any(self.sheet.cell(at, one).strip() for one in cells)):
                if not name.strip():
                    self.notes.warn(
                        "maps/row-without-name", say("bringing.row-without-name"), say("bringing.name-it"), row=at + 1
                    )
                    name = say("bringing.unnamed")
                yield at, name

    def _title(self) -> str:
        row = self.rows.get(lay_.TITLE)
        return self.sheet.cell(row, self.title_column) if row is not None else ""

    # -- records ----------------------------------------------------------------------------------------------------

    def _untouched(self) -> Iterator[Record]:
        """What the sheet does not show."""
        shown = {
            card.id
            for row in self.laid.rows
            if row.lane
            for parent in self._parents(row)
            for card in (*shown_cards(self.base, parent, row.lane), *self._valued(row, parent))
        }
        moments = {one.id for column in self.laid.columns for one in shown_moments(self.base, column.step)}
        met = self._met_row()
        for record in self.base:
            gone = record.id in shown or record.id in moments or record.id in self.standing.replaced
            gone = gone or (bool(self.laid.rows) and isinstance(record, (Stage, Step, Lane)))
            if not gone and not (met and isinstance(record, Encounter)):
                yield record

    def _valued(self, row: LaidRow, parent: str) -> tuple[Card, ...]:
        card = valued_card(self.base, parent, row.lane) if row.numeric else None
        return (card,) if card else ()

    def _parents(self, row: LaidRow) -> tuple[str, ...]:
        if row.by_stage:
            return tuple(id for id, _ in self.laid.stages)
        return tuple(column.step for column in self.laid.columns)

    def _met_row(self) -> LaidRow | None:
        return next((row for row in self.laid.rows if row.id.startswith(f"{lay_.TOUCHPOINTS}:")), None)

    def _spine(self, stages: list[_Span]) -> Iterator[Record]:
        goal, about, target = (self.rows.get(id) for id in (lay_.GOAL, lay_.ABOUT, lay_.TARGET))
        laid_about = any(row.id == lay_.ABOUT for row in self.laid.rows)
        laid_target = any(row.id == lay_.TARGET for row in self.laid.rows)
        old = {one.id: one for one in self.base if isinstance(one, (Stage, Step))}
        keys = rekeyed([one.id for one in stages], {one.id: one.order for one in self.base.stages})
        for span in stages:
            was = old.get(span.id)
            first = span.at
            columns = [one.at for one in span.columns] or [first]
            stage = (
                was if isinstance(was, Stage) else Stage(id=span.id, parent=self.base.journey.id, order="V", name="")
            )
            goals = "\n".join(filter(None, (self.sheet.cell(goal, at) for at in columns))) if goal is not None else ""
            yield replace(
                stage, order=keys[span.id], name=self._name(stage.name, span.name), goal=kept(stage.goal, goals)
            )
            here = {
                one.step: step.order
                for one in span.columns
                if isinstance(step := old.get(one.step), Step) and step.parent == span.id
            }
            orders = rekeyed([one.step for one in span.columns], here)
            for one in span.columns:
                before = old.get(one.step)
                step = before if isinstance(before, Step) else Step(id=one.step, parent=span.id, order="V", name="")
                said = self.sheet.cell(about, one.at) if about is not None else "" if laid_about else step.about
                aim = (
                    self._number(target, one.at, step.target)
                    if target is not None
                    else None
                    if laid_target
                    else step.target
                )
                yield replace(
                    step, parent=span.id, order=orders[one.step], name=self._name(step.name, one.name),
                    about=kept(step.about, said), target=aim,
                )  # fmt: skip

    def _name(self, old: str, cell: str) -> str:
        """What the cell says; one that was emptied, or lost its text under another, takes no name away."""
        return (kept(old, cell) or old or say("bringing.unnamed"))[: max(LONGEST_NAME, len(old))]

    def _number(self, row: int, at: int, old: float | None) -> float | None:
        text = self.sheet.cell(row, at).strip()
        if not text:
            return None
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = float("nan")
        if value != value or value in (float("inf"), float("-inf")):
            says = say("bringing.no-number", text=text[:40])
            self.notes.warn("maps/cell-not-a-number", says, say("bringing.write-a-number"), row=row + 1, column=at + 1)
            return old
        return old if old is not None and float(f"{old:.15g}") == value else value

    def _lanes(self) -> Iterator[Record]:
        """The lanes as they are wanted: renamed, added, taken away, in the order of the sheet."""
        self.added = [(at, name, self._new_id("lane", lane_name(name))) for at, name in self._new_rows()]
        first = {row.lane: row for row in reversed(self.laid.rows) if row.lane}
        shown = {key: row.title for key, row in first.items()}
        titles = {
            key: self.sheet.cell(self.rows[row.id], self.title_column)
            for key, row in first.items()
            if row.id in self.rows
        }
        places = sorted(
            [(self.rows[row.id], row.lane) for row in self.laid.rows if row.lane and row.id in self.rows]
            + [(at, id.partition(":")[2]) for at, _, id in self.added]
        )
        order = list(dict.fromkeys(key for _, key in places))
        names = {id.partition(":")[2]: name for _, name, id in self.added}
        yield from lane_records(self.base, order, shown=shown, titles=titles, added=names)

    def _cells(self, stages: list[_Span]) -> Iterator[Record]:
        gone: list[Card] = []
        come: list[Card] = []
        for row in self.laid.rows:
            at = self.rows.get(row.id)
            if row.id == lay_.MOMENTS:
                yield from self._moments(at, stages)
            elif row.id.startswith(f"{lay_.TOUCHPOINTS}:"):
                yield from self._encounters(at, stages)
            elif row.numeric and row.lane:
                yield from self._values(row, at, stages, come, gone)
            elif row.id.startswith(f"{lay_.CARDS}."):
                for parent, cell in self._filled(row.by_stage, at, stages):
                    stay, new, lost = self._cards(parent, row.lane, cell)
                    yield from stay
                    come += new
                    gone += lost
        here = {one.step for span in stages for one in span.columns} | {span.id for span in stages}
        rows = [row for row in self.laid.rows if row.lane and not row.numeric]
        lost_parents = [(row, parent) for row in rows for parent in self._parents(row) if parent not in here]
        gone += [card for row, parent in lost_parents for card in shown_cards(self.base, parent, row.lane)]
        for at, name, id in self.added:
            entry = entry_for(name) or lanes()["text"]
            for parent, cell in self._filled(kind(self.base).level_of(entry) is Level.STAGE, at, stages):
                come += self._cards(parent, id.partition(":")[2], cell)[1]
        yield from self._moved(come, gone)

    def _filled(self, by_stage: bool, at: int | None, stages: list[_Span]) -> Iterator[tuple[str, str]]:
        """Per step (or stage) what a row says there; nothing where the row is gone."""
        for span in stages:
            if by_stage:
                columns = [one.at for one in span.columns] or [span.at]
                cells = (self.sheet.cell(at, column) for column in columns) if at is not None else ()
                yield span.id, "\n".join(cell for cell in cells if cell.strip())
            else:
                for one in span.columns:
                    yield one.step, self.sheet.cell(at, one.at) if at is not None else ""

    def _cards(self, parent: str, lane: str, cell: str) -> tuple[list[Card], list[Card], list[Card]]:
        """Of one cell: cards that stay (reworded, perhaps), those that are new, those that are gone."""
        shown = shown_cards(self.base, parent, lane)
        lines = [line for line in cell.split("\n") if line.strip()]
        pairs = matched([one_line(card.text) for card in shown], lines)
        wanted: list[Card] = []
        new: list[str] = []
        for line, was in zip(lines, pairs, strict=True):
            if was is not None:
                wanted.append(replace(shown[was], text=kept(shown[was].text, line)))
            else:
                card = Card(id=self._card_id(parent, lane, line), parent=parent, order="V", lane=lane, text=fresh(line))
                new.append(card.id)
                wanted.append(card)
        keys = rekeyed([card.id for card in wanted], {card.id: card.order for card in shown})
        made = [replace(card, order=keys[card.id]) for card in wanted]
        lost = [card for at, card in enumerate(shown) if at not in pairs]
        return [one for one in made if one.id not in new], [one for one in made if one.id in new], lost

    def _moved(self, come: list[Card], gone: list[Card]) -> Iterator[Card]:
        """New cards; one that says what a lost one said is that one, in another place."""
        for same_lane in (True, False):
            for at, card in enumerate(come):
                for was in gone:
                    if told(was.text) == told(card.text) and (was.lane == card.lane or not same_lane):
                        come[at] = replace(was, parent=card.parent, lane=card.lane, order=card.order)
                        gone.remove(was)
                        break
        yield from come

    def _card_id(self, parent: str, lane: str, line: str) -> str:
        id = next(
            id
            for n in range(1_000_000)
            if (id := f"card:{short_id(parent, lane, fresh(line), str(n))}") not in self.taken
        )
        self.taken.add(id)
        return id

    def _values(
        self, row: LaidRow, at: int | None, stages: list[_Span], come: list[Card], gone: list[Card]
    ) -> Iterator[Card]:
        """The cards of a lane of numbers: a number from its row, words from the row of words, where there is one."""
        level = "stage" if row.by_stage else "step"
        words_id = f"{lay_.WORDS}.{level}:{row.lane}"
        worded = any(one.id == words_id for one in self.laid.rows)
        words = dict(self._filled(row.by_stage, self.rows.get(words_id), stages))
        for parent in self._parents_now(row.by_stage, stages):
            card = valued_card(self.base, parent, row.lane)
            value = self._value(parent, at, stages, card)
            stay, new, lost = self._cards(parent, row.lane, words[parent]) if worded else ([], [], [])
            texts = {one.id: one for one in stay}
            if card is not None:
                had_words = card in shown_cards(self.base, parent, row.lane) if worded else False
                mine = texts.pop(card.id, replace(card, text="") if had_words else card)
                if value is not None or mine.text:
                    yield replace(mine, value=value)
            elif value is not None:
                id = self._card_id(parent, row.lane, str(value))
                yield Card(id=id, parent=parent, order="V", lane=row.lane, value=value)
            yield from texts.values()
            come += new
            gone += [one for one in lost if card is None or one.id != card.id]

    def _value(self, parent: str, at: int | None, stages: list[_Span], card: Card | None) -> float | None:
        columns = (
            column
            for span in stages
            for column in ([span.at] if span.id == parent else [one.at for one in span.columns if one.step == parent])
        )
        column = next(columns, None)
        return None if at is None or column is None else self._number(at, column, card.value if card else None)

    def _parents_now(self, by_stage: bool, stages: list[_Span]) -> list[str]:
        return [span.id for span in stages] if by_stage else [one.step for span in stages for one in span.columns]

    def _moments(self, at: int | None, stages: list[_Span]) -> Iterator[Moment]:
        for step, cell in self._filled(False, at, stages):
            shown = shown_moments(self.base, step)
            lines = [line for line in cell.split("\n") if line.strip()]
            for line, was in zip(lines, matched([one_line(one.reason) for one in shown], lines), strict=True):
                if was is not None:
                    yield replace(shown[was], reason=kept(shown[was].reason, line))
                else:
                    yield Moment(
                        id="moment:" + self._card_id(step, "moment_of_truth", line)[5:], parent=step, reason=fresh(line)
                    )

    def _encounters(self, at: int | None, stages: list[_Span]) -> Iterator[Encounter]:
        for step, cell in self._filled(False, at, stages):
            shown = self.base.encounters(step)
            lines = [line for line in cell.split("\n") if line.strip()]
            pairs = matched([one_line(touchpoint.name) for _, touchpoint in shown], lines, alike=2.0)
            wanted: list[Encounter] = []
            for line, was in zip(lines, pairs, strict=True):
                if was is not None:
                    wanted.append(shown[was][0])
                else:
                    id = "encounter:" + self._card_id(step, "touchpoints", line)[5:]
                    wanted.append(Encounter(id=id, parent=step, order="V", touchpoint=self._touchpoint(line)))
            keys = rekeyed([one.id for one in wanted], {tie.id: tie.order for tie, _ in shown})
            yield from (replace(one, order=keys[one.id]) for one in wanted)

    def _touchpoint(self, line: str) -> str:
        known = self.cast.touchpoint(line)
        if known:
            return known
        id = self._new_id("touchpoint", line)
        self.cast.records[id] = Touchpoint(id=id, name=fresh(line))
        return id

    def _sound(self, records: dict[str, Record]) -> Iterator[Record]:
        """The records without those whose step, stage or touchpoint is gone."""
        records |= self.cast.records
        declared = kind(self.base).by_key
        while True:
            gone = {one.id for one in records.values() if _dangles(one, records, declared)}
            if not gone:
                break
            for id in gone:
                del records[id]
        self.cast.keep_used(records, self.notes)
        for record in records.values():
            touchpoint = getattr(record, "touchpoint", "")
            if touchpoint and touchpoint not in records and isinstance(record, (Card, Moment)):
                yield replace(record, touchpoint="")
            else:
                yield record


def _dangles(record: Record, records: Mapping[str, Record], declared: Container[str]) -> bool:
    """Whether what a record stands in, or ties to, is no longer there."""
    if isinstance(record, (Placed, Moment, Arrow)) and record.parent not in records:
        return True
    if isinstance(record, Encounter):
        return record.touchpoint not in records
    if isinstance(record, Flow):
        return record.parent not in records or record.to not in records
    if isinstance(record, Card):
        return record.lane not in declared and f"lane:{record.lane}" not in records
    return isinstance(record, Arrow) and bool(record.to) and record.to not in records
