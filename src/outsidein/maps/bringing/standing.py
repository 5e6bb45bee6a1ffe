"""The sheets of maps without steps: actors, flows and places, a row each with its cards, edited and brought back.

What lives here: what stands in which cell (``tables_for``), and reading it against the map (``Standing``). Not here:
touchpoints and personas (tables), the grid of stages and steps (laid, returned).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from outsidein.ground import short_id, slug
from outsidein.maps.bringing.cells import matched
from outsidein.maps.bringing.keyed import rekeyed
from outsidein.maps.bringing.laid import shown_cards
from outsidein.maps.bringing.notes import Notes
from outsidein.maps.bringing.sheet import Sheet, fresh, kept, one_line, plain, told
from outsidein.maps.cast import Persona, Touchpoint
from outsidein.maps.cells import Card
from outsidein.maps.document import Document
from outsidein.maps.fields import Shape, fields_of
from outsidein.maps.kind import kind, lanes_of
from outsidein.maps.network import Actor, Flow
from outsidein.maps.phrases import say
from outsidein.maps.plan import PlanPlace
from outsidein.maps.record import Record

_FIELDS: Final[dict[type[Record], tuple[str, ...]]] = {
    Actor: ("name", "kind", "ring", "x", "y", "persona", "about"),
    Flow: ("parent", "to", "label", "kind", "opens"),
    PlanPlace: ("name", "touchpoint", "x", "y", "about"),
}
_NAMED: Final[dict[tuple[type[Record], str], type[Record]]] = {
    (Actor, "persona"): Persona,
    (Flow, "parent"): Actor,
    (Flow, "to"): Actor,
    (PlanPlace, "touchpoint"): Touchpoint,
}
"""Fields that hold an id, of which the cell shows the name."""
_CARDS: Final = "cards:"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key (a field, or ``cards:`` and a lane), the title of its lane, and what may be chosen in it."""

    key: str
    title: str = ""
    choices: tuple[str, ...] = ()
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class StandingTable:
    """One sheet: the mark in its hidden corner, the type of its rows, its columns, and its rows by id."""

    mark: str
    type: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def tables_for(document: Document) -> tuple[StandingTable, ...]:
    """The sheets of a map: those of the records that its kind has instead of stages and steps.

    >>> from outsidein.maps import begin
    >>> [table.type for table in tables_for(begin("us", of="value-chain", title="Us"))]
    ['actor', 'flow']
    """
    records = kind(document).records
    wanted = (cls for cls in _FIELDS if cls.type in records)
    return tuple(_table(document, cls) for cls in wanted)


def _table(document: Document, cls: type[Record]) -> StandingTable:
    columns = tuple(_columns(document, cls))
    rows = tuple((one.id, tuple(_shown(document, one, column) for column in columns)) for one in document.all(cls))
    return StandingTable(f"outsidein:{cls.type}s", cls.type, columns, rows)


def _columns(document: Document, cls: type[Record]) -> Iterator[Column]:
    known = {one.name: one for one in fields_of(cls)}
    for name in _FIELDS[cls]:
        one = known.get(name)
        named = _NAMED.get((cls, name))
        choices = tuple(_labels(document, named).values()) if named else ()
        if one is not None and one.words:
            choices = tuple(str(word) for word in one.words)
        numeric = one is not None and one.shape in (Shape.NUMBER, Shape.COUNT)
        yield Column(name, choices=choices, numeric=numeric)
    for lane in lanes_of(document):
        if lane.level.value == cls.type and lane.role.holds_cards:
            yield Column(f"{_CARDS}{lane.key}", lane.title)


def _shown(document: Document, record: Record, column: Column) -> str:
    if column.key.startswith(_CARDS):
        cards = shown_cards(document, record.id, column.key.removeprefix(_CARDS))
        return "\n".join(one_line(card.text) for card in cards)
    value = getattr(record, column.key)
    named = _NAMED.get((type(record), column.key))
    if named:
        return _labels(document, named).get(value, "")
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else plain(str(value))


def _labels(document: Document, cls: type[Record]) -> dict[str, str]:
    """What each record of a class is called in a cell: its name, with its key where another has the same."""
    names = {one.id: one_line(getattr(one, "name", "")) or one.key for one in document.all(cls)}
    seen = [told(name).casefold() for name in names.values()]
    return {id: name if seen.count(told(name).casefold()) == 1 else f"{name} [{id}]" for id, name in names.items()}


@dataclass
class Standing:
    """Reads the sheets; ``replaced`` are the ids of the records that they speak of, ``records`` what they now say."""

    sheets: Sequence[Sheet]
    base: Document
    taken: set[str]
    notes: Notes
    replaced: set[str] = field(default_factory=set)
    records: dict[str, Record] = field(default_factory=dict)

    def read(self) -> None:
        """Read every sheet that is there; what has none stays as it was."""
        known: dict[type[Record], dict[str, str]] = {}
        for table, cls in zip(
            tables_for(self.base), (c for c in _FIELDS if c.type in kind(self.base).records), strict=True
        ):
            at = next(((sheet, at) for sheet in self.sheets if (at := sheet.find(table.mark))), None)
            if at is None:
                continue
            rows = list(self._rows(at[0], at[1], table, cls))
            known[cls] = {id: cells.get("name", "") for id, cells, _, _ in rows}
            self.replaced |= {id for id, _ in table.rows}
            self._records(rows, table, cls, known)

    def _rows(
        self, sheet: Sheet, corner: tuple[int, int], table: StandingTable, cls: type[Record]
    ) -> Iterator[tuple[str, dict[str, str], bool, int]]:
        """Per row that says something: its id, its cells by column, whether it is new, and where it stands."""
        top, left = corner
        places = {sheet.cell(top, column).strip(): column for column in range(left + 1, sheet.width)}
        before = {id for id, _ in table.rows}
        used: set[str] = set()
        for row in range(top + 2, len(sheet.rows)):
            cells = {one.key: sheet.cell(row, places[one.key]) for one in table.columns if one.key in places}
            if not any(cell.strip() for cell in cells.values()):
                continue
            id = sheet.cell(row, left).strip()
            is_new = id not in before or id in used
            if is_new:
                id = self._new(cls.type, cells.get("name", "") or cells.get("label", ""))
            used.add(id)
            yield id, cells, is_new, row

    def _records(
        self,
        rows: list[tuple[str, dict[str, str], bool, int]],
        table: StandingTable,
        cls: type[Record],
        known: dict[type[Record], dict[str, str]],
    ) -> None:
        shown = dict(table.rows)
        orders = rekeyed([id for id, *_ in rows], {one.id: getattr(one, "order", "V") for one in self.base.all(cls)})
        for id, cells, is_new, row in rows:
            old = () if is_new else shown[id]
            was = {column.key: text for column, text in zip(table.columns, old, strict=False)}
            record = None if is_new else self.base.records[id]
            made = self._made(cls, id, record, cells, was, known, row)
            if made is None:
                continue
            if isinstance(made, PlanPlace):
                made = replace(made, order=orders[id])
            self.records[id] = made
            for column in table.columns:
                if column.key.startswith(_CARDS) and column.key in cells:
                    self._cards(id, column.key.removeprefix(_CARDS), cells[column.key], is_new=is_new)

    def _made(
        self,
        cls: type[Record],
        id: str,
        record: Any,
        cells: dict[str, str],
        was: dict[str, str],
        known: dict[type[Record], dict[str, str]],
        row: int,
    ) -> Record | None:
        """The record that a row says; None for a new one that lacks what it cannot do without."""
        changes: dict[str, Any] = {}
        by_name = {one.name: one for one in fields_of(cls)}
        for name in _FIELDS[cls]:
            cell = cells.get(name, was.get(name, ""))
            if record is not None and told(cell) == told(was.get(name, "")):
                continue
            named = _NAMED.get((cls, name))
            one = by_name.get(name)
            value: Any
            if named:
                value = self._named(named, cell, known, row)
            elif one is not None and one.words:
                value = self._word(one.words, cell, row)
            elif one is not None and one.shape in (Shape.NUMBER, Shape.COUNT):
                value = self._number(cell, one.low, one.high, row, whole=one.shape is Shape.COUNT)
                value = None if value is None and one.default is None else _MISSING if value is None else value
            else:
                value = kept(getattr(record, name, "") or "", cell)
            if value is not _MISSING:
                changes[name] = value
        if record is not None:
            if not changes.get("name", "kept").strip() and cls is Actor:
                changes.pop("name")
            return self._whole(cls, replace(record, **changes), row)
        if issubclass(cls, PlanPlace):
            changes |= {"parent": self.base.journey.id, "order": "V"}
        if cls is Actor and not changes.get("name"):
            changes["name"] = say("bringing.unnamed")
        make: Callable[..., Record] = cls
        try:
            return self._whole(cls, make(id=id, **changes), row)
        except TypeError:
            self._lacking(row)
            return None

    def _whole(self, cls: type[Record], record: Any, row: int) -> Record | None:
        """The record, unless it lacks an end or a place."""
        ends = (record.parent, record.to) if cls is Flow else (record.x, record.y) if cls is PlanPlace else ("-",)
        if any(end in ("", None) for end in ends):
            self._lacking(row)
            return None
        whole: Record = record
        return whole

    def _lacking(self, row: int) -> None:
        self.notes.warn("maps/row-incomplete", say("bringing.row-incomplete"), say("bringing.fill-it"), row=row + 1)

    def _named(self, cls: type[Record], cell: str, known: dict[type[Record], dict[str, str]], row: int) -> Any:
        """The id of what a cell names: as it is called now, or as it was."""
        wanted = told(cell).casefold()
        if not wanted:
            return ""
        called = {**_labels(self.base, cls)}
        now = {**called, **known.get(cls, {})}
        for names in (called, now):
            found = [id for id, name in names.items() if told(name).casefold() == wanted and (id in now)]
            if len(found) == 1:
                return found[0]
        self.notes.warn(
            "maps/no-such-name",
            say("bringing.no-such-name", text=fresh(cell)[:60]),
            say("bringing.as-listed"),
            row=row + 1,
        )
        return _MISSING

    def _word(self, words: Any, cell: str, row: int) -> Any:
        known = {str(word): word for word in words}
        word = known.get(cell.strip().casefold(), _MISSING)
        if word is _MISSING and cell.strip():
            says = say("bringing.no-such-word", text=fresh(cell)[:40])
            self.notes.warn("maps/cell-not-a-word", says, say("bringing.one-of", words=", ".join(known)), row=row + 1)
        return word

    def _number(self, cell: str, low: float | None, high: float | None, row: int, *, whole: bool) -> Any:
        text = cell.strip().replace(",", ".")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not (low is None or value >= low) or not (high is None or value <= high) or value != value:
            says = say("bringing.no-number", text=fresh(cell)[:40])
            fix = say("bringing.number-between", low=f"{low:g}", high=f"{high:g}") if high is not None else ""
            self.notes.warn("maps/cell-not-a-number", says, fix or say("bringing.write-a-number"), row=row + 1)
            return _MISSING
        return int(value) if whole else value

    def _cards(self, parent: str, lane: str, cell: str, *, is_new: bool) -> None:
        shown = () if is_new else shown_cards(self.base, parent, lane)
        self.replaced |= {card.id for card in shown}
        lines = [line for line in cell.split("\n") if line.strip()]
        pairs = matched([one_line(card.text) for card in shown], lines)
        wanted = []
        for line, was in zip(lines, pairs, strict=True):
            if was is not None:
                wanted.append(replace(shown[was], text=kept(shown[was].text, line)))
            else:
                text = fresh(line)
                id = self._free(f"card:{short_id(parent, lane, text, str(n))}" for n in range(1_000_000))
                wanted.append(Card(id=id, parent=parent, order="V", lane=lane, text=text))
        keys = rekeyed([card.id for card in wanted], {card.id: card.order for card in shown})
        self.records |= {card.id: replace(card, order=keys[card.id]) for card in wanted}

    def _new(self, type_: str, name: str) -> str:
        key = slug(name)[:60] or type_
        return self._free(f"{type_}:{key}" + (f"-{n}" if n > 1 else "") for n in range(1, 1_000_000))

    def _free(self, ids: Iterable[str]) -> str:
        id = next(id for id in ids if id not in self.taken)
        self.taken.add(id)
        return id


_MISSING: Final[Any] = object()
"""What a cell does not say, so that the map keeps its own."""
