"""Publishing: a map with its reading as a page, a poster, a picture; and the pages that ``outsidein show`` serves.

What lives here: use cases that end in bytes. Not here: drawing (render), reading evidence (study), HTTP (cli.serve).
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from outsidein import maps, render
from outsidein.ground import Diagnostic, OutsideInError, WorkspaceError
from outsidein.ground.progress import Progress, nothing
from outsidein.ground.speech import language, speaking
from outsidein.maps import Document
from outsidein.workspace.author import load_map, read_maps, unbacked
from outsidein.workspace.folder import Folder
from outsidein.workspace.phrases import say
from outsidein.workspace.pictures import pictures_of
from outsidein.workspace.study import Study, open_study
from outsidein.workspace.ways import ways_of

MEDIA: Final = {form.key: form.media for form in render.FORMS.values()}
"""The media type of each form in which a map can be had."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the bytes, and what to know about them (characters without a glyph …)."""

    body: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def export(
    study: Study,
    document: Document,
    form: str,
    *,
    now: datetime,
    persona: str = "",
    paper: str = "a2",
    ppi: int = 144,
    fonts: tuple[Path, ...] = (),
    progress: Progress = nothing,
) -> Made:
    """The map in one of the forms of ``render.FORMS``, in the language of the map.

    ``paper``, ``ppi`` and ``fonts`` count for what is printed (pdf, svg, png).
    """
    if form == "yaml":
        return Made(maps.write(document).encode())
    if form == "json":
        return Made(render.write_json(document).encode())
    if form == "sketch":
        with speaking(document.journey.language):
            return Made(render.write_sketch(document).encode())
    drawing = say("publish.drawing")
    with speaking(document.journey.language):
        reading = study.read(document, now=now, persona=persona, progress=progress)
        progress(0.9, 1, drawing)
        remarks = unbacked((*maps.lint(document, today=now.date()), *maps.explain(document)), reading)
        scene = render.compose(
            document,
            reading,
            today=now.date(),
            sources=study.source_notes(),
            remarks=remarks,
            pictures=pictures_of(study.folder, document),
            walked=ways_of(study, document, reading, persona=persona),
        )
    if form in _WRITTEN:
        return _WRITTEN[form](scene, document, now)
    printed = render.print_scene(scene, form, paper=paper, ppi=ppi, extra_fonts=fonts, created=now)
    return Made(printed.body, printed.diagnostics)


def _in_mermaid(scene: render.Scene, document: Document, now: datetime) -> Made:
    text, found = render.write_mermaid(scene)
    return Made(text.encode(), found)


_WRITTEN: Final[dict[str, Callable[[render.Scene, Document, datetime], Made]]] = {
    "html": lambda scene, document, now: Made(render.write_html(scene).encode()),
    "pptx": lambda scene, document, now: Made(render.write_pptx(scene, created=now)),
    "deck": lambda scene, document, now: Made(render.write_deck(scene, created=now)),
    "xlsx": lambda scene, document, now: Made(render.write_xlsx(document, scene, created=now)),
    "drawio": lambda scene, document, now: Made(render.write_drawio(scene, document).encode()),
    "markdown": lambda scene, document, now: Made(render.write_markdown(scene).encode()),
    "mermaid": _in_mermaid,
}
"""What is written from the scene without a press, by form."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is served."""

    body: bytes
    media: str
    save_as: str = ""


class Pages:
    """The pages of a workspace, each made when it is asked for and again when its sources changed.

    ``/`` lists the maps, ``/maps/<key>`` is a living map, ``/maps/<key>.pdf`` (svg, png, yaml) a file of it.
    """

    def __init__(self, folder: Folder, *, persona: str = "") -> None:
        self._folder = folder
        self._persona = persona
        self._made: dict[str, tuple[tuple[object, ...], Page]] = {}

    def path_of(self, key: str = "") -> str:
        """Where to begin: the map called ``key``; the only one; else the list of them."""
        if not key and len(read_maps(self._folder)) != 1:
            return "/"
        return f"/maps/{load_map(self._folder, key).journey.key}"

    def find(self, path: str, *, now: datetime, progress: Progress = nothing) -> Page | None:
        """The page at ``path``, or None. What is wrong with the sources becomes a page that says so."""
        if path not in ("", "/") and not path.startswith("/maps/"):
            return None
        state = (*_state(self._folder), now.date())
        kept = self._made.get(path)
        if kept and kept[0] == state:
            return kept[1]
        try:
            page = self._index() if path in ("", "/") else self._make(path.removeprefix("/maps/"), now, progress)
        except OutsideInError as error:
            return _trouble(error)
        if page:
            self._made[path] = (state, page)
        return page

    def _make(self, name: str, now: datetime, progress: Progress) -> Page | None:
        key, dot, form = name.rpartition(".") if name.rpartition(".")[2] in MEDIA else (name, "", "html")
        try:
            document = load_map(self._folder, key)
        except WorkspaceError:
            return None
        with open_study(self._folder) as study:
            made = export(study, document, form, now=now, persona=self._persona, progress=progress)
        return Page(made.body, MEDIA[form], f"{document.journey.key}.{form}" if dot and form != "html" else "")

    def _index(self) -> Page:
        items = []
        for one in read_maps(self._folder):
            if one.document is None:
                says = "; ".join(found.says for found in one.diagnostics)
                items.append(f"<li>{html.escape(one.path.name)}: {html.escape(says)}</li>")
            else:
                journey = one.document.journey
                items.append(f'<li><a href="/maps/{html.escape(journey.key)}">{html.escape(journey.title)}</a></li>')
        listed = f"<ul>{''.join(items)}</ul>" if items else f"<p>{say('publish.there-is-no-map')}</p>"
        return _plain(self._folder.name, listed)


def _state(folder: Folder) -> tuple[object, ...]:
    """What the pages depend on: name, time and size of every map, and the ledger."""
    files = [*sorted(folder.maps.glob("*.map.yaml")), folder.store / "ledger.jsonl"]
    found = []
    for file in files:
        try:
            seen = file.stat()
        except FileNotFoundError:
            continue
        found.append((file.name, seen.st_mtime_ns, seen.st_size))
    return tuple(found)


def _trouble(error: OutsideInError) -> Page:
    items = "".join(
        f"<li><b>{html.escape(one.says)}</b><br>{html.escape(str(one.where))}<br>{html.escape(one.fix)}</li>"
        for one in error.diagnostics
    )
    return _plain(say("publish.something-needs-mending"), f"<ul>{items}</ul><p>{say('publish.mend-it-and-reload')}</p>")


def _plain(title: str, body: str) -> Page:
    text = (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{html.escape(title)}</title></head><body><main><h1>{html.escape(title)}</h1>{body}</main></body></html>"
    )
    return Page(text.encode(), MEDIA["html"])
