"""The sections around the map: head, hotspots, tables, quotes, what is not known.

What lives here: each as markup. Not here: the map (grid), the frame of the page (page).
"""

from __future__ import annotations

from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.html.openings import Openings
from outsidein.render.html.scatter import scatter
from outsidein.render.scene import Column, Matrix, Number, Opened, Panel, PersonaView, Scene, Spot
from outsidein.render.words import Words

_QUOTES = 8
"""How many quotes are shown before one asks for more."""


def hero(scene: Scene, openings: Openings) -> Html:
    """What was found, from what, how old; the measures of the whole; whose journey it is."""
    lang = _lang(scene)
    title = scene.headline or scene.title
    about: list[Child] = [element("p", scene.kicker, cls="kicker")]
    if scene.headline:
        about = [element("p", element("bdi", scene.title, lang=lang, cls="strong"), " · ", scene.kicker, cls="kicker")]
    head = [*about, element("h1", title, lang=None if scene.headline else lang)]
    head.append(element("p", scene.lead, cls="lead"))
    if scene.subtitle:
        head.append(element("p", scene.subtitle, cls="sub", lang=lang))
    if scene.overall:
        head.append(
            element(
                "ul", [_whole(name, number, openings) for name, number in scene.overall], cls="overall", role="list"
            )
        )
    side = [_persona(persona, openings, lang, brief=len(scene.personas) > 1) for persona in scene.personas]
    facts = [element("div", element("dt", label), element("dd", text)) for label, text in scene.facts]
    return element(
        "section",
        element("div", head, cls="found"),
        element("div", side, cls="personas") if side else None,
        element("dl", facts, cls="facts") if facts else None,
        cls=f"hero {_crowd(len(side))}".strip(),
    )


def _crowd(personas: int) -> str:
    return "" if personas < 4 else "many"


def _whole(name: str, number: Number, openings: Openings) -> Html:
    return element("li", element("p", name, cls="of"), openings.number(number, cls="big", count=True), cls="card")


def _persona(persona: PersonaView, openings: Openings, lang: str | None, *, brief: bool) -> Html:
    words = openings.words
    lists = []
    for title, items in ((words("sections.goals"), persona.goals), (words("sections.needs"), persona.needs)):
        if items:
            points = element("ul", [element("li", item) for item in items], role="list")
            lists.append(element("div", element("h3", title), points))
    badge = element("span", persona.initials or "☺", cls="badge", aria_hidden="true")
    segment = element("p", persona.segment, cls="segment") if persona.segment else None
    return element(
        "article",
        badge,
        element(
            "div",
            element("h2", persona.name),
            element("p", persona.summary, cls="sub") if persona.summary else None,
            segment,
            element("blockquote", element("p", persona.quote)) if persona.quote else None,
        ),
        _lists(lists, openings.words, brief=brief) if lists else None,
        cls="card persona",
        lang=lang,
    )


def _lists(lists: list[Html], words: Words, *, brief: bool) -> Html:
    whole = element("div", lists, cls="lists")
    return element("details", element("summary", words("sections.goals-and-needs")), whole) if brief else whole


def spots(scene: Scene, openings: Openings) -> Html:
    """Hotspots and bright spots: the matrix beside the ranked list."""
    words = openings.words
    parts: list[Child] = []
    if scene.matrix:
        parts.append(_matrix(scene.matrix, scene, openings))
    if scene.spots:
        heads = _heads(words)
        head = element("li", [element("span", text) for text in heads], cls="heads", aria_hidden="true")
        parts.append(
            element("ol", head, [_spot(spot, scene, openings) for spot in scene.spots], cls="card ranked", role="list")
        )
    body = element("div", parts, cls="pair" if len(parts) == 2 else "alone") if parts else None
    return section("spots", words("sections.hotspots-and-bright-spots"), scene.spots_says, body)


def _heads(words: Words) -> tuple[str, str, str, str, str]:
    return (
        words("shared.where"),
        words("shared.how-it-feels-head"),
        words("sections.difference-to"),
        words("shared.importance"),
        words("shared.kind"),
    )


def _spot(spot: Spot, scene: Scene, openings: Openings) -> Html:
    words, lang = openings.words, _lang(scene)
    sign = element("span", "▼ " if spot.tone == "bad" else "▲ ", cls=str(spot.tone), aria_hidden="true")
    moment = [" ", element("span", "◆", cls="warn", aria_hidden="true"), hidden(words("shared.moment-of-truth"))]
    first = element(
        "div",
        element(
            "p", sign, hidden(spot.kind, ": "), element("b", spot.title, lang=lang), moment if spot.moment else None
        ),
        element("p", spot.under, cls="quiet", lang=lang) if spot.under else None,
    )
    category: Child = None
    if spot.category:
        opened = Opened(spot.category, (("", spot.category_note or words("sections.a-person-said-so")),))
        category = openings.button(opened, spot.category, cls=f"tag {spot.category_tone}")
    heads = [element("span", text, cls="h", aria_hidden="true") for text in _heads(words)]
    against = element("p", spot.against, cls="quiet") if spot.against else None
    cells = [
        first,
        element("div", heads[1], _track(spot.level), openings.number(spot.level, count=True)),
        element("div", heads[2], openings.number(spot.effect) if spot.effect else None, against),
        element(
            "div", heads[3], openings.number(spot.importance) if spot.importance else element("span", "–", cls="num")
        ),
        element("div", heads[4] if category else None, category),
    ]
    reasons = element("p", " ".join(spot.reasons), cls="reasons")
    return element("li", cells, reasons if spot.reasons else None)


def _track(number: Number, low: float = 1.0, high: float = 10.0) -> Html | None:
    """A level on its scale with its interval."""
    if number.value is None or number.low is None or number.high is None:
        return None

    def at(value: float) -> str:
        return f"{100 * (min(max(value, low), high) - low) / (high - low):.1f}%"

    wide = f"{100 * (min(number.high, high) - max(number.low, low)) / (high - low):.1f}%"
    shapes = [
        element("line", x1="0", x2="100%", y1="7", y2="7", cls="rule"),
        element("rect", x=at(number.low), width=wide, y="4.5", height="5", rx="2.5", cls="might"),
        element("circle", cx=at(number.value), cy="7", r="4.5", cls="dot few" if number.small else "dot"),
    ]
    return element("svg", shapes, width="100%", height="14", cls="track", aria_hidden="true")


def _matrix(matrix: Matrix, scene: Scene, openings: Openings) -> Html:
    words, lang = openings.words, _lang(scene)
    wide, numbered = scatter(matrix, words, width=620, height=470, cls="wide")
    slim, numbered_slim = scatter(matrix, words, width=336, height=400, cls="slim")
    rows = []
    for dot in matrix.dots:
        cells = [openings.number(dot.x, count=True), openings.number(dot.y)]
        sign = hidden(words("shared.moment-of-truth")) if dot.moment else None
        name = element("th", dot.label, sign, scope="row", lang=lang)
        rows.append(element("tr", name, [element("td", cell, cls="n") for cell in cells], element("td", dot.quadrant)))
    heads = (words("shared.touchpoint"), matrix.x_title, matrix.y_title, words("sections.corner"))
    head = element(
        "tr", [element("th", text, scope="col", cls="n" if at in (1, 2) else None) for at, text in enumerate(heads)]
    )
    table = element("table", element("caption", hidden(matrix.title)), element("thead", head), element("tbody", rows))
    return element(
        "div",
        element("h3", matrix.title),
        wide,
        _keys(numbered, "wide", lang),
        slim,
        _keys(numbered_slim, "slim", lang),
        element("p", matrix.note, cls="quiet"),
        element("details", element("summary", words("sections.show-as-a-table")), scroller(table, matrix.title)),
        cls="card matrix",
    )


def _keys(numbered: list[tuple[int, str]], cls: str, lang: str | None) -> Html | None:
    if not numbered:
        return None
    items = [element("li", element("b", str(number)), " ", element("bdi", name)) for number, name in numbered]
    return element("ul", items, cls=f"keys {cls}", lang=lang, aria_hidden="true")


def panel(panel: Panel, openings: Openings) -> Html:
    """A table with the sentence above it and notes below."""
    body: list[Child] = []
    if panel.rows:
        body.append(scroller(table_of(panel, openings), panel.title))
    if panel.notes:
        body.append(element("ul", [element("li", note) for note in panel.notes], cls="notes"))
    return section(panel.key, panel.title, panel.says, element("div", body, cls="card table") if body else None)


def table_of(panel: Panel, openings: Openings) -> Html:
    """The rows of a panel as a table."""
    tops = [_top(panel, at) for at in range(len(panel.columns))]
    head = [element("th", column.title, scope="col", cls="n" if column.number else None) for column in panel.columns]
    rows = []
    for row in panel.rows:
        cells: list[Child] = []
        for at, (value, column) in enumerate(zip(row, panel.columns, strict=True)):
            cells.append(_td(value, column, openings, tops[at], first=at == 0))
        rows.append(element("tr", cells))
    caption = element("caption", hidden(panel.title))
    return element("table", caption, element("thead", element("tr", head)), element("tbody", rows))


def _td(value: str | Number, column: Column, openings: Openings, top: float, *, first: bool) -> Html:
    if isinstance(value, Number):
        share = _track(value, 0.0, top) if top and value.value is not None else None
        return element("td", openings.number(value), share, cls="n tracked" if share else "n")
    if first:
        return element("th", value, scope="row")
    return element("td", value, cls="n" if column.number else None)


def _top(panel: Panel, at: int) -> float:
    """Where a column of shares ends on its tracks; nothing for other columns."""
    values = [row[at] for row in panel.rows]
    shares = [value for value in values if isinstance(value, Number) and value.unit == "%" and (value.low or 0.0) >= 0]
    return max(share.high or 0.0 for share in shares) if len(shares) == len(values) > 1 else 0.0


def quotes(scene: Scene, openings: Openings) -> Html | None:
    """What customers said, as they wrote it."""
    if not scene.quotes:
        return None
    lang = _lang(scene)
    figures = [
        element(
            "figure", element("blockquote", element("p", text, lang=lang)), element("figcaption", source), cls="card"
        )
        for text, source in scene.quotes
    ]
    words, more = openings.words, figures[_QUOTES:]
    body: list[Child] = [element("div", figures[:_QUOTES], cls="quotes")]
    if more:
        summary = element("summary", words("sections.more", n=len(more)))
        body.append(element("details", summary, element("div", more, cls="quotes")))
    return section("heard", words("sections.what-customers-say"), "", body)


def notes(scene: Scene, openings: Openings) -> Html | None:
    """What one must know before believing any of it."""
    if not scene.notes:
        return None
    points = element("ul", [element("li", note) for note in scene.notes], cls="notes")
    return section(
        "notes", openings.words("sections.before-you-believe-it"), "", element("div", points, cls="card table")
    )


def section(key: str, title: str, says: str, body: Child) -> Html:
    """A section with its heading and the sentence under it."""
    heading = element("h2", title, id=f"{key}-h")
    said = element("p", says, cls="says") if says else None
    return element("section", element("header", heading, said), body, id=key, aria_labelledby=f"{key}-h", cls="part")


def scroller(table: Html, title: str) -> Html:
    """A table that may scroll sideways in its own box, by keyboard, too."""
    return element("div", table, cls="scroll", role="group", aria_label=title, tabindex="0")


def _lang(scene: Scene) -> str | None:
    return scene.language if scene.language != scene.words_language else None
