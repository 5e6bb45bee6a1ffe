"""Maps drawn at random for the laws: every record type, nasty texts, own lanes, own ids, any order keys."""

from __future__ import annotations

from hypothesis import strategies as st

from outsidein.maps import (
    Actor,
    ActorKind,
    Anchor,
    Arrow,
    Beat,
    Card,
    Channel,
    Document,
    Encounter,
    Flow,
    FlowKind,
    Journey,
    Kind,
    Lane,
    Level,
    Moment,
    Owner,
    Persona,
    PlanPlace,
    Proposer,
    Record,
    Stage,
    State,
    Step,
    Touchpoint,
    TouchpointKind,
    Way,
    catalog,
    kinds,
)

NASTY = [
    "no", "yes", "NULL", "~", "007", "1e5", "0x1F", "1_000", "12:30:45", "2026-01-01", ".inf", "-", "- a", "? b", ": c",
    "a: b", "a:b", "a #b", "#c", "'", '"', "it's \"so\"", "\\n", "back\\slash", " lead", "trail ", "\ttab", "a\tb",
    "two\nlines", "two\nlines\n", "two\n\n\nlines\n\n", "\nlead", "  indented\nthen not", "trail \nend", "{a}", "[a]",
    "a, b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "=", "<<", "...", "---", "👨‍👩‍👧 family", "搭乗手続き",
    "مرحبا بالعالم",
    "a\u2028b", "a\u202eb", "\ufeffbom", "a\u00a0b", "\u00a0", "é", "e\u0301", "x" * 300, "true", "12,5", "+1", "y",
    "key: [", "]", "}", "…", "\uffff", "\U0001fffe", "# all", "a\n# b\nc", "''", '""',
]  # fmt: skip

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40),
    st.text(st.sampled_from("ab :#-'\"\n\t,[]{}&*!|>%@`\\?=~.0129yn"), max_size=12),
)
words = st.one_of(st.sampled_from(["a", "007", "no", "1e5", "NA", "搭乗", "check-in", "-", "a:b", '"', "#", "[x]"]),
                  st.text("abcxyz019-_.:é", min_size=1, max_size=8))  # fmt: skip
names = texts.filter(lambda text: bool(text.strip()))
labels = st.one_of(words, st.just("Net Promoter Score"), st.just(" a: b"))
numbers = st.one_of(st.none(), st.integers(-10, 10).map(float), st.floats(allow_nan=False, allow_infinity=False))
orders = st.sampled_from(["", "1", "V", "VV", "k", "z"])


def pairs(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[tuple[str, object], ...]]:
    return st.dictionaries(labels, values, max_size=3).map(lambda found: tuple(found.items()))


coordinates = st.floats(-1, 1)
fractions = st.floats(0, 1)


@st.composite
def documents(draw: st.DrawFn, of: str = "") -> Document:
    """A whole map of kind ``of`` (of any, where none is named): everything refers to something that is there."""
    kind = kinds()[of or draw(st.sampled_from(["customer-journey", *kinds()]))]
    head = Journey(
        id=f"journey:{draw(words)}",
        kind=kind.id,
        title=draw(texts),
        outcome=draw(texts),
        state=draw(st.sampled_from(State)),
        language=draw(st.sampled_from(["en", "de", "no", "pt-BR"])),
        reviewed=draw(st.sampled_from(["", "2026-11-21"])),
        review_every=draw(st.sampled_from([None, 1, 90])),
        fictional=draw(st.booleans()),
        of=draw(st.sampled_from(["", "trip"])),
        phase=draw(st.sampled_from(["", "use", "no"])),
        plan=draw(st.sampled_from(["", "branch.svg"])),
        abbreviations=draw(pairs(texts)),
    )
    personas = [_persona(draw, key) for key in draw(st.lists(words, max_size=2, unique=True))]
    named = draw(st.lists(words, max_size=3, unique=True)) if "touchpoint" in kind.records else []
    touchpoints = [_touchpoint(draw, key) for key in named]
    document = Document.of([head, *personas, *touchpoints])
    keys = draw(st.lists(st.sampled_from(_LANE_KEYS), max_size=3, unique=True))
    document = document.put(*[_lane(draw, key, document, kind) for key in keys])
    for section in (_spine, _network, _places):
        document = document.put(*section(draw, document, kind))
    return document.put(*_arrows(draw, document, kind))


def _spine(draw: st.DrawFn, document: Document, kind: Kind) -> list[Record]:
    found: list[Record] = []
    stages = draw(st.lists(words, max_size=3, unique=True)) if "stage" in kind.records else []
    for key in stages:
        parent = document.journey.id
        stage = Stage(id=f"stage:{key}", parent=parent, order=draw(orders), name=draw(names), goal=draw(texts))
        found += [stage, *_cards(draw, stage.id, Level.STAGE, document)]
    for key in draw(st.lists(words, max_size=4, unique=True)) if stages else ():
        step = Step(
            id=f"step:{key}",
            parent=f"stage:{draw(st.sampled_from(stages))}",
            order=draw(orders),
            name=draw(names),
            target=draw(numbers),
            opens=draw(st.sampled_from(["", "pay", "no"])),
            beat=draw(st.sampled_from([None, *Beat])),
        )
        met = _met(draw, step.id, document) if "encounter" in kind.records else []
        found += [step, *met, *_cards(draw, step.id, Level.STEP, document)]
    return found


def _network(draw: st.DrawFn, document: Document, kind: Kind) -> list[Record]:
    found: list[Record] = []
    keys = draw(st.lists(words, max_size=4, unique=True)) if "actor" in kind.records else []
    for key in keys:
        actor = Actor(
            id=f"actor:{key}",
            name=draw(names),
            kind=draw(st.sampled_from(ActorKind)),
            ring=draw(st.integers(0, 9)),
            x=draw(st.one_of(st.none(), coordinates)),
            y=draw(st.one_of(st.none(), coordinates)),
            persona=draw(st.sampled_from(["", *(one.id for one in document.personas)])),
            about=draw(texts),
        )
        found += [actor, *_truths(draw, actor.id, document), *_cards(draw, actor.id, Level.ACTOR, document)]
    for parent in draw(st.lists(st.sampled_from(keys), max_size=4)) if keys else ():
        flow = Flow(
            id=f"flow:{draw(st.uuids()).hex[:8]}",
            parent=f"actor:{parent}",
            to=f"actor:{draw(st.sampled_from(keys))}",
            label=draw(texts),
            kind=draw(st.sampled_from(FlowKind)),
            opens=draw(st.sampled_from(["", "trip"])),
            evidence=tuple(draw(st.lists(st.sampled_from(["comment:7", "source:talks"]), max_size=2, unique=True))),
        )
        found.append(flow)
    return found


def _places(draw: st.DrawFn, document: Document, kind: Kind) -> list[Record]:
    found: list[Record] = []
    for key in draw(st.lists(words, max_size=3, unique=True)) if "place" in kind.records else ():
        place = PlanPlace(
            id=f"place:{key}",
            parent=document.journey.id,
            order=draw(orders),
            name=draw(texts),
            touchpoint=draw(st.sampled_from(["", *(one.id for one in document.touchpoints)])),
            x=draw(fractions),
            y=draw(fractions),
            about=draw(texts),
        )
        found += [place, *_truths(draw, place.id, document), *_cards(draw, place.id, Level.PLACE, document)]
    return found


_LANE_KEYS = ["pains", "tools", "x:y", "no", "opportunities", "measures", "mind", "搭"]


def _persona(draw: st.DrawFn, key: str) -> Persona:
    some = st.lists(texts.filter(bool), max_size=2).map(tuple)
    return Persona(
        id=f"persona:{key}", name=draw(names), quote=draw(texts), needs=draw(some), goals=draw(some),
        segment=draw(pairs(texts)), picture=draw(texts),
    )  # fmt: skip


def _touchpoint(draw: st.DrawFn, key: str) -> Touchpoint:
    return Touchpoint(
        id=f"touchpoint:{key}",
        name=draw(names),
        kind=draw(st.sampled_from(TouchpointKind)),
        channel=draw(st.one_of(st.none(), st.sampled_from(Channel))),
        owner=draw(st.sampled_from(Owner)),
        medium=draw(texts),
        values=draw(pairs(numbers.filter(lambda number: number is not None))),
        about=draw(texts),
    )


def _lane(draw: st.DrawFn, key: str, document: Document, kind: Kind) -> Lane:
    of = "text" if key in kind.by_key else draw(st.sampled_from(sorted(catalog.lanes())))
    return Lane(
        id=f"lane:{key}",
        parent=document.journey.id,
        order=draw(orders),
        of=of,
        name=draw(texts),
        hidden=draw(st.booleans()),
        persona=draw(st.sampled_from(["", *(one.id for one in document.personas)])),
        locked=draw(st.booleans()),
    )


def _cards(draw: st.DrawFn, parent: str, level: Level, document: Document) -> list[Card]:
    arranged = kinds()[document.journey.kind].arrange(document.lanes)
    lanes = [lane.key for lane in arranged if lane.level is level and lane.role.holds_cards]
    count = draw(st.integers(0, 4)) if lanes else 0
    return [_card(draw, parent, draw(st.sampled_from(lanes)), document) for _ in range(count)]


def _card(draw: st.DrawFn, parent: str, lane: str, document: Document) -> Card:
    plain = draw(st.booleans())
    return Card(
        id=f"card:{draw(st.uuids()).hex[:8]}",
        parent=parent,
        order=draw(orders),
        lane=lane,
        text=draw(texts),
        value=draw(numbers),
        touchpoint="" if plain else draw(st.sampled_from(["", *(one.id for one in document.touchpoints)])),
        personas=() if plain else tuple(one.id for one in document.personas),
        evidence=() if plain else draw(st.lists(texts.filter(bool), max_size=2).map(tuple)),
        owner="" if plain else draw(texts),
    )


def _arrows(draw: st.DrawFn, document: Document, kind: Kind) -> list[Arrow]:
    found = []
    for type_ in sorted(kind.ties):
        ends = [one.id for one in document if one.type == type_]
        for parent in draw(st.lists(st.sampled_from(ends), max_size=3)) if ends else ():
            way = draw(st.sampled_from(Way))
            to = "" if way is Way.LEAVES else draw(st.sampled_from(ends))
            key, label = draw(st.uuids()).hex[:8], draw(texts)
            found.append(Arrow(id=f"arrow:{key}", parent=parent, to=to, label=label, kind=way))
    return found


def _met(draw: st.DrawFn, parent: str, document: Document) -> list[Encounter | Moment]:
    found: list[Encounter | Moment] = []
    for touchpoint in draw(st.lists(st.sampled_from(document.touchpoints), max_size=2)) if document.touchpoints else ():
        anchor = draw(st.one_of(st.none(), st.sampled_from(Anchor)))
        key, order = draw(st.uuids()).hex[:8], draw(orders)
        tie = Encounter(id=f"encounter:{key}", parent=parent, order=order, touchpoint=touchpoint.id, anchor=anchor)
        found.append(tie)
    return [*found, *_truths(draw, parent, document)]


def _truths(draw: st.DrawFn, parent: str, document: Document) -> list[Moment]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.sampled_from(["", *(one.id for one in document.touchpoints)]))
        found.append(
            Moment(
                id=f"moment:{draw(st.uuids()).hex[:8]}",
                parent=parent,
                reason=draw(texts),
                touchpoint=at,
                by=draw(st.sampled_from(Proposer)),
            )
        )
    return found
