"""The press: one scene on paper as PDF, SVG or PNG, by Typst, with no network, no browser and no fonts but those given.

What lives here: what is handed to Typst and what comes back. Not here: layout (the templates), how texts are made fit
for print (ink), printing many in a process of their own (shop).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from outsidein.ground import Diagnostic, RenderError, Severity
from outsidein.ground.speech import speaking
from outsidein.render import icons, theme
from outsidein.render.glyphs import coverage, missing_fonts
from outsidein.render.paper.ink import dumps, ink
from outsidein.render.paper.phrases import phrases
from outsidein.render.paper.rowheads import with_row_heads
from outsidein.render.phrases import say
from outsidein.render.scene import Scene

SHEETS = (("a4", 297, 210), ("a3", 420, 297), ("a2", 594, 420), ("a1", 841, 594), ("a0", 1189, 841))
"""Sheets, lying: name, width and height in mm."""
LEAST_POINTS = 6.0
"""No text is printed smaller than this."""

MOST_PIXELS = 160e6
"""No picture has more pixels than this: A2 at 600 an inch."""


class Format(StrEnum):
    """What comes out of the press."""

    PDF = "pdf"
    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed scene. ``pages`` holds one file for PDF and a file per page for SVG and PNG; the map is the first.

    ``sheet`` is the size of the map’s sheet (``a2`` …, or ``roll`` for one longer than A0), ``width`` and ``height``
    are in mm, ``smallest`` is the smallest text on it in points. ``diagnostics`` say what is not as it was asked for.
    """

    format: Format
    pages: tuple[bytes, ...]
    sheet: str
    width: float
    height: float
    smallest: float
    page_count: int
    standards: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def body(self) -> bytes:
        """The whole PDF, or the picture of the map."""
        return self.pages[0]


def print_scene(
    scene: Scene,
    format: Format | str = Format.PDF,
    *,
    paper: str = "a2",
    created: date | datetime | None = None,
    ppi: float = 144,
    extra_fonts: Sequence[Path | str] = (),
) -> Printed:
    """Print the map on one sheet, and after it the pages that say what the evidence says.

    The sheet is ``paper`` (``a4`` … ``a0``), or the next larger one at which no text falls below 6 pt. ``created`` is
    when the file says it was made, nothing where it is not given: equal scenes give equal bytes. ``ppi`` counts for
    PNG. ``extra_fonts`` are folders with fonts for scripts that ours lack. A PDF is tagged (PDF/UA-1) and, where it is
    dated and its fonts allow, archival (PDF/A-2a).

    Raises RenderError: ``render/paper-unknown``, ``render/font-unreadable``, ``render/picture-too-large``,
    ``render/not-printed``.
    """
    with speaking(scene.words_language):
        return _printed(scene, Format(format), paper, created, ppi, extra_fonts)


def _printed(
    scene: Scene,
    kind: Format,
    paper: str,
    created: date | datetime | None,
    ppi: float,
    extra_fonts: Sequence[Path | str],
) -> Printed:
    folders = tuple(Path(folder).resolve() for folder in extra_fonts)
    job = Job.of(scene, paper=paper, created=created, folders=folders)
    notes = list(missing_fonts(scene, extra_fonts=folders))
    facts = job.sheet()
    if kind is Format.PNG:
        _check_pixels(facts, ppi)
    pages, standards = job.run(kind, ppi)
    if facts["grown"]:
        notes.append(_grown(paper, facts))
    if kind is Format.PDF and "ua-1" not in standards:
        notes.append(
            Diagnostic(
                "render/not-accessible",
                say("press.not-accessible"),
                say("press.tell-us-which-map"),
                severity=Severity.WARNING,
            )
        )
    if kind is Format.PDF:
        pages = tuple(with_row_heads(page) for page in pages)
    return Printed(
        kind, pages, facts["name"], facts["width"], facts["height"], LEAST_POINTS * facts["least"],
        facts["pages"], standards, tuple(notes),
    )  # fmt: skip


def write_pdf(
    scene: Scene, *, paper: str = "a2", created: date | datetime | None = None, extra_fonts: Sequence[Path | str] = ()
) -> bytes:
    """The scene as a PDF of all its pages; see ``print_scene``."""
    return print_scene(scene, Format.PDF, paper=paper, created=created, extra_fonts=extra_fonts).body


def write_svg(scene: Scene, *, paper: str = "a2", page: int = 1, extra_fonts: Sequence[Path | str] = ()) -> bytes:
    """One page of the scene as SVG, its letters as outlines; see ``print_scene``. The map is page 1."""
    return print_scene(scene, Format.SVG, paper=paper, extra_fonts=extra_fonts).pages[page - 1]


def write_png(
    scene: Scene, *, paper: str = "a2", page: int = 1, ppi: float = 144, extra_fonts: Sequence[Path | str] = ()
) -> bytes:
    """One page of the scene as PNG with ``ppi`` pixels an inch; see ``print_scene``. The map is page 1."""
    return print_scene(scene, Format.PNG, paper=paper, ppi=ppi, extra_fonts=extra_fonts).pages[page - 1]


class Job:
    """One compilation: data, fonts and date, asked first for what the layout decides and then for pages."""

    def __init__(
        self, data: str, pictures: Mapping[str, bytes], folders: tuple[Path, ...], when: datetime | None
    ) -> None:
        self._data, self._folders, self._when = data, folders, when
        self._pictures = pictures

    @classmethod
    def of(
        cls, scene: Scene, *, paper: str = "a2", created: date | datetime | None = None, folders: tuple[Path, ...] = ()
    ) -> Job:
        """The job of printing a scene. Raises RenderError where there is no such paper or font."""
        names = [name for name, _, _ in SHEETS]
        if paper.lower() not in names:
            says = say("press.there-is-no-sheet", paper=paper)
            raise RenderError(Diagnostic("render/paper-unknown", says, say("press.say-one-of", names=", ".join(names))))
        data = _data(scene, names.index(paper.lower()), coverage(folders), dated=created is not None)
        return cls(dumps(data), scene.pictures, folders, _when(created))

    def run(self, kind: Format, ppi: float) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
        """The files, and the standards they were held to. A stricter standard gives way where it cannot be met."""
        import typst

        press: Any = typst.compile  # its types know no sources in memory
        ways: tuple[tuple[str, ...], ...] = ((),)
        if kind is Format.PDF:
            ways = (("ua-1", "a-2a"),) * bool(self._when) + (("ua-1",), ())
        for way in ways:
            try:
                with self._desk() as root:
                    made: Any = press(
                        _sources(), root=root, font_paths=_fonts(self._folders), format=kind.value, ppi=ppi,
                        sys_inputs={"data": self._data}, pdf_standards=list(way), timestamp=self._when or 0,
                    )  # fmt: skip
            except typst.TypstError as error:
                if way is ways[-1]:
                    raise _not_printed(error.message) from error
            else:
                return (tuple(made) if isinstance(made, list) else (made,)), way
        raise AssertionError("one way always ends the loop")

    def sheet(self) -> dict[str, Any]:
        """What the layout decided. It stays at hand, so that writing the pages afterwards costs little."""
        try:
            return dict(self.query("<sheet>")[0])
        except RuntimeError as error:
            raise _not_printed(str(error)) from error

    def query(self, label: str) -> list[Any]:
        """The values that the templates left under a label."""
        import typst

        with self._desk() as root:
            found = typst.query(
                _sources(),
                label,
                field="value",
                root=root,
                font_paths=_fonts(self._folders),
                sys_inputs={"data": self._data},
            )
        return list(json.loads(found))

    @contextmanager
    def _desk(self) -> Iterator[str]:
        """A folder with the pictures and nothing else: all that a template can reach."""
        with tempfile.TemporaryDirectory() as root:
            for name, data in self._pictures.items():
                Path(root, name).write_bytes(data)
            yield root


def _data(scene: Scene, first: int, drawn: Callable[[int], bool], *, dated: bool) -> dict[str, Any]:
    sheets = [{"name": name, "width": width, "height": height} for name, width, height in SHEETS]
    tree = ink(scene, drawn=drawn)
    return {
        "scene": tree,
        "plain": tree.pop("plain"),
        "theme": dict(theme.light().colours),
        "icons": {icon.value: path for icon, path in icons.PATHS.items()},
        "words": phrases(scene.words_language),
        "sheets": sheets[first:],
        "evidence-sheets": sheets[min(first, 2) :: -1] + sheets[min(first, 2) + 1 : 4],
        "roll": SHEETS[-1][2],
        "dated": dated,
    }


def _when(created: date | datetime | None) -> datetime | None:
    if isinstance(created, datetime):
        return (created if created.tzinfo else created.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    return datetime(created.year, created.month, created.day, tzinfo=UTC) if created else None


def _check_pixels(facts: dict[str, Any], ppi: float) -> None:
    """Refuse a picture that would take gigabytes of memory."""
    inches = max(facts["width"] * facts["height"], 594 * 420) / 25.4**2
    pixels = inches * ppi**2
    if pixels > MOST_PIXELS:
        says = say("press.too-many-pixels", ppi=ppi, millions=round(pixels / 1e6))
        most = int((MOST_PIXELS / inches) ** 0.5)
        raise RenderError(Diagnostic("render/picture-too-large", says, say("press.ask-for-fewer", most=most)))


def _not_printed(why: str) -> RenderError:
    says = say("press.could-not-be-printed", why=why)
    return RenderError(Diagnostic("render/not-printed", says, say("press.tell-us")))


def _grown(paper: str, facts: dict[str, Any]) -> Diagnostic:
    size = f"{facts['width']:.0f} × {facts['height']:.0f} mm"
    name = say("press.a-roll") if facts["name"] == "roll" else facts["name"].upper()
    return Diagnostic(
        "render/sheet-grew",
        say("press.grew", paper=paper.upper(), points=LEAST_POINTS, sheet=name, size=size),
        say("press.print-it-at-that-size"),
        severity=Severity.HINT,
    )


@cache
def _sources() -> dict[str, bytes]:
    folder = resources.files("outsidein.render.paper").joinpath("templates")
    return {item.name: item.read_bytes() for item in folder.iterdir() if item.name.endswith(".typ")}


@cache
def _fonts(folders: tuple[Path, ...]) -> Any:
    import typst

    ours = resources.files("outsidein.render").joinpath("fonts")
    with resources.as_file(ours) as path:
        return typst.Fonts(False, False, [path, *folders])
