"""Numbers as buttons, and what they open to: each account is written once and shown by the browser's own popover.

What lives here: Openings, which hands out ids and keeps what to open. Not here: where numbers stand.
"""

from __future__ import annotations

from outsidein.render.html.markup import Child, Html, element, hidden
from outsidein.render.scene import Number, Opened, Tone
from outsidein.render.words import NARROW, Words


class Openings:
    """The accounts behind the numbers of one page, in the order in which they were first asked for."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._ids: dict[Opened, str] = {}

    def id(self, opened: Opened) -> str:
        """The id of an account; equal ones share it."""
        return self._ids.setdefault(opened, f"o{len(self._ids) + 1}")

    def button(self, opened: Opened, *children: Child, cls: str = "num") -> Html:
        """A button that opens an account."""
        return element(
            "button", *children, cls=cls, type="button", popovertarget=self.id(opened), aria_haspopup="dialog"
        )

    def number(self, number: Number, *, cls: str = "num", quiet: bool = True, count: bool = False) -> Html:
        """A number: strong text, small unit; with ``quiet`` its interval beside it, with ``count`` its n under it.

        What is not shown is still said to a screen reader, with what the number is about.
        """
        shown = [number.text, element("small", NARROW + number.unit) if number.unit else None]
        said = [] if quiet or not number.interval else [f" ({number.interval})"]
        said += [f", {number.n}"] if number.n and not count else []
        said += [f", {number.opened.title}"] if number.opened else []
        tone = "" if number.tone is Tone.PLAIN else f" {number.tone}"
        small = " few" if number.small else ""
        strong: list[Child] = [element("b", *shown, dir="ltr"), hidden(*said)]
        if quiet and number.interval:
            strong.append(element("i", f"{number.interval}", dir="ltr"))
        if count and number.n:
            strong.append(element("i", number.n, cls="n"))
        if number.opened is None:
            return element("span", *strong, cls=cls + tone + small)
        return self.button(number.opened, *strong, cls=cls + tone + small)

    def reason(self, sign: str, title: str, text: str, *, cls: str) -> Html:
        """A sign that opens to its reason."""
        opened = Opened(title, (("", text),))
        return self.button(opened, element("span", sign, aria_hidden="true"), hidden(title), cls=cls)

    def popovers(self) -> Html:
        """Everything that can be opened, to stand at the end of the page."""
        return Html("".join(self._popover(opened, id) for opened, id in self._ids.items()))

    def _popover(self, opened: Opened, id: str) -> Html:
        rows = []
        for label, text in opened.rows:
            if label:
                rows.append(element("div", element("dt", label), element("dd", text)))
        plain = [element("p", text) for label, text in opened.rows if not label]
        return element(
            "div",
            element("p", opened.title, cls="title", id=f"{id}t"),
            plain,
            element("dl", rows) if rows else None,
            element(
                "button",
                self.words("openings.close"),
                cls="quiet",
                type="button",
                popovertarget=id,
                popovertargetaction="hide",
            ),
            id=id,
            popover="auto",
            role="dialog",
            aria_labelledby=f"{id}t",
        )
