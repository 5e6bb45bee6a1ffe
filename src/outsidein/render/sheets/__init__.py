"""Single sheets on paper: a template of ours with its data, printed as PDF, SVG or PNG.

What lives here: print_sheet and the templates. Not here: the living map's poster (paper), what a sheet shows. Texts are
data and never run; characters without a glyph are replaced as on the poster.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from outsidein.ground import Diagnostic, RenderError
from outsidein.render import theme
from outsidein.render.glyphs import coverage, legible
from outsidein.render.paper.ink import direction
from outsidein.render.phrases import say
from outsidein.render.words import right_to_left


def print_sheet(
    template: str,
    data: Mapping[str, Any],
    form: str = "pdf",
    *,
    created: datetime | None = None,
    pictures: Mapping[str, bytes] | None = None,
    ppi: float = 144,
) -> tuple[bytes, ...]:
    """What ``template`` (``states`` …) makes of ``data``: one PDF, or a picture (``svg``, ``png``) for each page.

    ``pictures`` are images by the name under which the template draws them; equal data give equal bytes. A PDF is
    tagged (PDF/UA-1) where that can be. Raises RenderError ``render/not-printed``.
    """
    import typst

    folder = resources.files("outsidein.render.sheets")
    sources = {"main.typ": folder.joinpath(f"{template}.typ").read_bytes()}
    sources |= {name: folder.joinpath(name).read_bytes() for name in ("sheet.typ", "figure.typ")}
    rtl = right_to_left(str(data.get("language", "")))
    tree = {"theme": dict(theme.light().colours), "rtl": rtl, **_legible(dict(data), coverage(()), rtl=rtl)}
    when = _when(created)
    press: Any = typst.compile  # its types know no sources in memory
    with tempfile.TemporaryDirectory() as desk:  # all that a template can reach
        for name, picture in (pictures or {}).items():
            Path(desk, name).write_bytes(picture)
        for standards in (["ua-1"], []) if form == "pdf" else ([],):
            try:
                made = press(
                    sources, root=desk, font_paths=_fonts(), format=form, ppi=ppi, pdf_standards=standards,
                    sys_inputs={"data": json.dumps(tree, ensure_ascii=False)}, timestamp=when or 0,
                )  # fmt: skip
            except typst.TypstError as error:
                if not standards:
                    says = say("press.could-not-be-printed", why=error.message)
                    raise RenderError(Diagnostic("render/not-printed", says, say("press.tell-us"))) from error
            else:
                return tuple(made) if isinstance(made, list) else (made,)
    raise AssertionError("one way always ends the loop")


def _when(created: date | datetime | None) -> datetime | None:
    if isinstance(created, datetime):
        return (created if created.tzinfo else created.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    return datetime(created.year, created.month, created.day, tzinfo=UTC) if created else None


def _legible(value: Any, drawn: Callable[[int], bool], *, rtl: bool) -> Any:
    if isinstance(value, str):
        shown = legible(value, drawn)
        # A sentence that runs the other way than the sheet keeps its full stop behind its last word.
        return f"\u2066{shown}\u2069" if rtl and " " in value and direction(value) == "ltr" else shown
    if isinstance(value, Mapping):
        return {name: _legible(one, drawn, rtl=rtl) for name, one in value.items()}
    return [_legible(one, drawn, rtl=rtl) for one in value] if isinstance(value, list | tuple) else value


@cache
def _fonts() -> Any:
    import typst

    with resources.as_file(resources.files("outsidein.render").joinpath("fonts")) as path:
        return typst.Fonts(False, False, [path])
