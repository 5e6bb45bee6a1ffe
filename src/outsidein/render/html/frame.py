"""What every self-contained page carries: fonts, both themes, and a content security policy that allows just this page.

What lives here: the frame of a page without scripts, and what the living map's page shares with it. Not here: content.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from outsidein.render import theme
from outsidein.render.html.markup import Child, Html, element
from outsidein.render.words import right_to_left

_FACES = (("regular", 400, "normal"), ("italic", 400, "italic"), ("semibold", 600, "normal"), ("bold", 700, "normal"))


def framed(title: str, *body: Child, style: str, language: str, about: str = "") -> str:
    """A whole page without scripts: it loads nothing, follows the reader's light or dark, and prints."""
    sheet = "\n".join([faces(), theme.css(), night(), style])
    policy = (
        f"default-src 'none'; style-src {digest(sheet)}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content="Outside-In"),
        element("title", title),
        element("meta", name="description", content=about) if about else None,
        element("style", Html(sheet)),
    )
    direction = "rtl" if right_to_left(language) else "ltr"
    return f"<!doctype html>\n{element('html', head, element('body', *body), lang=language, dir=direction)}\n"


def digest(text: str) -> str:
    """How a content security policy names a style or script of the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def night() -> str:
    """The dark tokens for readers whose system asks for them and who did not choose otherwise."""
    return f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{theme.night()}}}}}"


@cache
def faces() -> str:
    """Our fonts, inside the page."""
    folder = resources.files("outsidein.render").joinpath("fonts")
    found = []
    for name, weight, style in _FACES:
        data = base64.b64encode(folder.joinpath(f"inter-{name}.woff2").read_bytes()).decode()
        found.append(
            f"@font-face{{font-family:Inter;font-weight:{weight};font-style:{style};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "".join(found)
