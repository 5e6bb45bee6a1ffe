"""The towers of a page: spaces over towers over the line, and beneath it what the organisation has.

What lives here: the grids, one per storey, and the legend of lanes. Not here: what stands in a box (rows).
"""

from __future__ import annotations

from collections.abc import Iterator

from outsidein.render import theme
from outsidein.render.html.grid import signs
from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.html.openings import Openings
from outsidein.render.html.rows import Rows
from outsidein.render.html.signs import icon
from outsidein.render.scene import CardRow, Look, Scene, StageHead, StepHead
from outsidein.render.towers import TowersView

_LEAST = 126
"""Least width of a tower in pixels: under that the box of a storey scrolls."""


def towers(view: TowersView, scene: Scene, openings: Openings) -> Html:
    """The legend, and a box that scrolls for each storey."""
    return _Towers(view, scene, openings).whole()


def style_of(view: TowersView, scene: Scene) -> str:
    """What the style sheet must say of these storeys: how many columns, of what least width."""
    counts = sorted({max(1, len(stage.steps)) for stage in scene.stages})
    spans = [f".space.n{count}{{grid-column:span {count}}}" for count in counts]
    of = len(scene.stages)
    inks = [f".space.i{at}{{--ink-of:{theme.light().stage(at, of)}}}" for at in range(of)]
    most = most_columns(view, scene)
    return "".join([*spans, *inks, f".storey{{--columns:{most};min-width:{most * _LEAST}px}}"])


def most_columns(view: TowersView, scene: Scene) -> int:
    """How many towers the widest storey holds."""
    return max(sum(max(1, len(one.steps)) for one in scene.stages[first:end]) for first, end in view.storeys)


class _Towers:
    def __init__(self, view: TowersView, scene: Scene, openings: Openings) -> None:
        self.view, self.scene, self.openings, self.words = view, scene, openings, openings.words
        self.rows = Rows(scene, openings)
        self.lang = scene.language if scene.language != scene.words_language else None
        self.cards = [row for row in scene.rows if isinstance(row, CardRow)]

    def whole(self) -> Html:
        label = self.words("page.towers-scroll")
        storeys = [element("div", self._spaces(first, end), cls="storey") for first, end in self.view.storeys]
        box = element("div", storeys, cls="towersbox", role="group", aria_label=label, tabindex="0")
        return Html(element("p", hidden(self.view.spoken)) + self._legend() + box)

    def _legend(self) -> Html:
        items = []
        for row in self.cards:
            where = "below" if row.inside else "above"
            said = [element("b", row.title), element("small", row.hint)]
            items.append(
                element("li", element("span", icon(row.icon), cls=f"key {row.tone} in-{row.look}"), said, cls=where)
            )
        return element("ul", items, cls="tower-lanes", role="list")

    def _spaces(self, first: int, end: int) -> Iterator[Html]:
        at = sum(len(stage.steps) for stage in self.scene.stages[:first])
        for place in range(first, end):
            stage = self.scene.stages[place]
            yield self._space(stage, place, at)
            at += len(stage.steps)

    def _space(self, stage: StageHead, place: int, at: int) -> Html:
        goal = element("p", stage.goal, lang=self.lang, cls="goal") if stage.goal else None
        wide = [self._wide(row, place) for row in self.cards if row.by_stage and row.cells[place]]
        head = element("header", element("h3", stage.name, lang=self.lang), goal, wide)
        stood = [self._tower(step, at + k) for k, step in enumerate(stage.steps)]
        inner: Child = element("ol", stood, role="list") if stood else None
        return element("section", head, inner, cls=f"space n{max(1, len(stage.steps))} i{place}")

    def _wide(self, row: CardRow, place: int) -> Html:
        items = [element("li", self.rows.card(card, row.look)) for card in row.cells[place]]
        return element(
            "div", element("p", row.title, cls="of"), element("ul", items, role="list"), cls=f"cards as-{row.look}"
        )

    def _tower(self, step: StepHead, at: int) -> Html:
        stand_out = signs(step, self.openings)
        number = element("span", str(step.number), cls="no", aria_hidden="true")
        base = element("h4", number, element("span", step.name, lang=self.lang), cls="base")
        above = [item for row in self.cards if not row.inside for item in self._boxes(row, at)]
        below = [item for row in self.cards if row.inside for item in self._boxes(row, at)]
        if not self.view.supported[at]:
            below.insert(0, element("li", self.view.gap, cls="gap-box"))
        return element(
            "li",
            base,
            element("div", element("ul", above, role="list"), stand_out, cls="above"),
            element(
                "div", hidden(f"{self.view.line}: ") if below else None, element("ul", below, role="list"), cls="below"
            ),
            cls="tower",
        )

    def _boxes(self, row: CardRow, at: int) -> Iterator[Html]:
        if row.by_stage:
            return
        for card in row.cells[at]:
            sign = element("span", icon(row.icon), cls=f"sign-of {row.tone}")
            kind = hidden(f"{row.title}: ")
            plain = Look.TEXT if row.look is not Look.QUOTE else Look.QUOTE
            yield element("li", sign, kind, self.rows.card(card, plain), cls=f"box {row.tone} in-{row.look}")
