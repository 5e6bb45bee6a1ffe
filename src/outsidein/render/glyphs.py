"""Which characters of a scene the fonts at hand can draw, and what stands in for those they cannot.

What lives here: coverage, the walk over every text of a scene, Diagnostics for what is missing. Not here: shaping and
drawing (Typst does it), which fonts ship (tools/fonts.py).
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from outsidein.ground import Diagnostic, Place, RenderError, Severity
from outsidein.ground.writing import quoted
from outsidein.render.phrases import say
from outsidein.render.scene import CardView, Scene, Spot, StageHead, StepHead

STAND_IN = "▯"
"""Drawn in place of a character without a glyph; our own fonts have it."""

_SUFFIXES = (".otf", ".ttf", ".ttc", ".otc")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_TURNS = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\u200b\u2028\u2029\t")
_SILENT = frozenset("\u00ad\u034f\u180e\u200c\u2060\u2061\u2062\u2063\u2064\ufeff\u202a\u202b\u202c\u202d\u202e")


def missing_glyphs(scene: Scene, *, extra_fonts: Sequence[Path] = ()) -> tuple[Diagnostic, ...]:
    """One warning (``render/missing-glyph``) for each card, step or other place with characters that no font draws.

    ``extra_fonts`` are folders with fonts that are searched, too. Says the exact characters with their code points.
    """
    found: dict[tuple[str | None, str], dict[str, None]] = {}
    for owner, name, cluster, _ in _missing(scene, extra_fonts):
        found.setdefault((owner, name), {})[cluster] = None
    return tuple(
        Diagnostic(
            "render/missing-glyph",
            say("glyphs.no-font", signs=_named(list(missing)), part=say(f"glyphs.in.{name}"), stand_in=STAND_IN),
            say("glyphs.name-a-font", font=_fitting("".join(missing))),
            Place(record=owner),
            Severity.WARNING,
        )
        for (owner, name), missing in found.items()
    )


def missing_fonts(scene: Scene, *, extra_fonts: Sequence[Path] = ()) -> tuple[Diagnostic, ...]:
    """The same in few words: one warning (``render/missing-glyph``) for each font that would help."""
    signs: dict[str, dict[str, None]] = {}
    places: dict[str, set[int]] = {}
    for _, _, cluster, place in _missing(scene, extra_fonts):
        font = _fitting(cluster)
        signs.setdefault(font, {})[cluster] = None
        places.setdefault(font, set()).add(place)
    return tuple(
        Diagnostic(
            "render/missing-glyph",
            say("glyphs.no-font-at", signs=_named(list(missing)), n=len(places[font]), stand_in=STAND_IN),
            say("glyphs.name-a-font", font=font),
            severity=Severity.WARNING,
        )
        for font, missing in signs.items()
    )


def _missing(scene: Scene, extra_fonts: Sequence[Path]) -> Iterator[tuple[str | None, str, str, int]]:
    """What no font draws: whose text it stands in, in which part of the picture, the characters, which text it is."""
    drawn = coverage(tuple(extra_fonts))
    for place, (owner, name, text) in enumerate(texts(scene)):
        for cluster in clusters(text):
            if not _drawable(cluster, drawn):
                yield owner, name, cluster, place


def legible(text: str, drawn: Callable[[int], bool]) -> str:
    """``text`` as the fonts can draw it: a stand-in for what has no glyph, nothing for what is not to be seen.

    Control characters, soft hyphens and invisible marks go: they would end up inside other characters when a reader
    copies or searches the PDF. Marks of direction and joiners stay only beside scripts that need them.

    >>> legible("Ca\u00adfe\u0301 \x07→ 家", lambda code: code < 0x3000)
    'Café → ▯'
    """
    if text.isascii() and text.isprintable():
        return text
    whole = re.sub(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    needs = any(_joins(char) for char in whole)
    parts = []
    for cluster in clusters(whole):
        if not _drawable(cluster, drawn):
            parts.append(STAND_IN)
        elif len(cluster) == 1 and (cluster in _TURNS or cluster in _JOINERS or cluster == "\u200c"):
            parts.append(cluster if needs else "")
        elif cluster == "\n":
            parts.append(cluster)
        elif len(cluster) == 1 and (cluster in _SILENT or cluster in _BREAKS or _control(cluster)):
            parts.append("")
        else:
            parts.append(cluster if needs or ord(cluster[0]) > 0x2000 else cluster.rstrip("\u200d\ufe0e\ufe0f"))
    return "".join(parts)


def clusters(text: str) -> Iterator[str]:
    """What readers see as one character: a base with its marks, an emoji with its joiners and skin, a flag.

    >>> [len(cluster) for cluster in clusters("e\u0301👩\u200d🚀!")]
    [2, 3, 1]
    """
    at, end = 0, len(text)
    while at < end:
        start, at = at, at + 1
        if _flag(text[start]) and at < end and _flag(text[at]):
            at += 1
        while at < end and (
            text[at] in _JOINERS or unicodedata.category(text[at]) in ("Mn", "Me", "Mc") or _tail(text[at])
        ):
            joined = text[at] == "\u200d" and ord(text[start]) > 0x2000
            at += 1
            if joined and at < end and text[at].isprintable() and not text[at].isspace():
                at += 1
        yield text[start:at]


def coverage(folders: tuple[Path, ...] = ()) -> Callable[[int], bool]:
    """Whether a code point has a glyph in our fonts or in one of those in ``folders``.

    Raises RenderError (``render/font-unreadable``) where a folder does not exist or a font in it cannot be read.
    """
    known = _ours()
    for folder in folders:
        known = known | _theirs(folder)
    return known.__contains__


def texts(scene: Scene) -> Iterator[tuple[str | None, str, str]]:
    """Every text of the scene that is drawn: the record it belongs to (or None), what it is, and the text itself."""
    yield from _walk(scene, None, "map")


_UNSEEN = frozenset(
    {
        "id",
        "key",
        "language",
        "tone",
        "icon",
        "look",
        "mark",
        "right_to_left",
        "category_tone",
        "words_language",
        "numbers",
        "shape",
        "style",
        "source_id",
        "target_id",
        "branch",
    }
)
_NAMES = {CardView: "card", StepHead: "step", StageHead: "stage", Spot: "spots"}


def _walk(value: Any, owner: str | None, name: str) -> Iterator[tuple[str | None, str, str]]:
    if isinstance(value, str):
        if value:
            yield owner, name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item, owner, name)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        owner = getattr(value, "id", None) or owner
        called = _NAMES.get(type(value))
        for field in dataclasses.fields(value):
            if field.name not in _UNSEEN:
                inner = called or (field.name if name == "map" else name)
                yield from _walk(getattr(value, field.name), owner, inner)


def _drawable(cluster: str, drawn: Callable[[int], bool]) -> bool:
    return all(
        drawn(ord(c)) or c in _SILENT or c in _TURNS or c in _JOINERS or c in _BREAKS or c == "\n" or _control(c)
        for c in cluster
    )


def _joins(char: str) -> bool:
    """Whether a letter is of a script that runs from right to left, or joins by invisible marks."""
    return char not in _TURNS and (unicodedata.bidirectional(char) in ("R", "AL") or 0x900 <= ord(char) < 0xE00)


def _control(char: str) -> bool:
    return unicodedata.category(char) == "Cc"


def _flag(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _tail(char: str) -> bool:
    return 0x1F3FB <= ord(char) <= 0x1F3FF or 0xE0020 <= ord(char) <= 0xE007F


def _named(missing: list[str]) -> str:
    """Up to twelve characters with their code points.

    >>> _named(["家"])
    '“家” (U+5BB6)'
    """

    def one(cluster: str) -> str:
        shown = STAND_IN if 0xD800 <= ord(cluster[0]) < 0xE000 else cluster
        return f"{quoted(shown)} ({' '.join(f'U+{ord(c):04X}' for c in cluster)})"

    more = say("glyphs.and-more", n=len(missing) - 12) if len(missing) > 12 else ""
    return ", ".join(one(cluster) for cluster in missing[:12]) + more


def _fitting(missing: str) -> str:
    """The font that most likely has these characters.

    >>> _fitting("家"), _fitting("سفر"), _fitting("🧳"), _fitting("ᚠ")
    ('Noto Sans CJK', 'Noto Sans Arabic', 'Noto Color Emoji', 'Noto Sans')
    """
    names = [unicodedata.name(char, "") for char in missing]
    scripts = ("Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Thai", "Armenian", "Georgian", "Ethiopic")
    for script in scripts:
        if any(name.startswith(script.upper()) for name in names):
            return f"Noto Sans {script}"
    if any(name.startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH")) for name in names):
        return "Noto Sans CJK"
    return "Noto Color Emoji" if any(ord(char) >= 0x1F000 for char in missing) else "Noto Sans"


@cache
def _ours() -> frozenset[int]:
    lines = resources.files("outsidein.render").joinpath("fonts/coverage.txt").read_text(encoding="ascii").split()
    spans = (line.split("-") for line in lines)
    return frozenset(code for low, high in spans for code in range(int(low, 16), int(high, 16) + 1))


@cache
def _theirs(folder: Path) -> frozenset[int]:
    """What the fonts of a folder have, as far as the typesetter takes them; one that it cannot use is passed over."""
    import typst
    from fontTools.ttLib import TTFont, TTLibError

    if not folder.is_dir():
        raise RenderError(_unreadable(folder, say("glyphs.no-such-folder"), say("glyphs.name-a-folder")))
    codes: set[int] = set()
    for info in typst.Fonts(False, False, [str(folder)]).fonts():
        try:
            codes |= set(TTFont(info.path, fontNumber=info.index, lazy=True).getBestCmap() or ())
        except (TTLibError, OSError, KeyError, AssertionError):
            continue
    if not codes:
        broken = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
        says = say("glyphs.no-usable-font") if broken else say("glyphs.no-font-in-it")
        raise RenderError(_unreadable(broken[0] if broken else folder, says, say("glyphs.name-a-folder")))
    return frozenset(codes)


def _unreadable(path: Path, says: str, fix: str) -> Diagnostic:
    return Diagnostic("render/font-unreadable", says, fix, Place(file=str(path)))
