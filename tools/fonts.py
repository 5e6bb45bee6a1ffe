"""Cut the fonts that ship in the wheel from Debian’s ``fonts-inter`` (OFL), the same bytes on every run.

    .venv/bin/python tools/fonts.py [folder with Inter-*.otf]

Writes ``src/outsidein/render/fonts``: OpenType for paper, WOFF2 (Latin) for the page, ``coverage.txt`` (which
characters paper can draw) and the licence. Five glyphs that Inter lacks are drawn here: ◐ (heard),
▯ (stands for a character without a glyph), and ━ ┄ ✕ of the legend. WOFF2 needs Brotli; Node has it, so no package
is added for files that rarely change.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, woff2

SOURCE = Path("/usr/share/fonts/opentype/inter")
TARGET = Path(__file__).parent.parent / "src" / "outsidein" / "render" / "fonts"
LICENCE = Path("/usr/share/doc/fonts-inter/copyright")

PAPER = ("Inter-Regular", "Inter-Italic", "Inter-SemiBold", "Inter-Bold")
DISPLAY = "InterDisplay-Bold"
PAGE = {"Inter-Regular": "regular", "Inter-Italic": "italic", "Inter-SemiBold": "semibold", "Inter-Bold": "bold"}

LATIN = ((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x300, 0x30C), (0x327, 0x328), (0x1E9E, 0x1E9E))
WIDE = ((0x20, 0x7E), (0xA0, 0x24F), (0x2B9, 0x2DD), (0x300, 0x331), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF))
SIGNS = ((0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x2122), (0x2150, 0x215F), (0x2190, 0x21FF))
SHAPES = ((0x2200, 0x22FF), (0x2500, 0x257F), (0x2460, 0x2473), (0x25A0, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF))
DRAWN = {0x25D0: "heard", 0x25AF: "missing", 0x2501: "heavy", 0x2504: "dashed", 0x2715: "cross"}

Corners = list[tuple[float, float]]


def ring(pen: T2CharStringPen, x: float, y: float, r: float, *, hole: bool = False, half: bool = False) -> None:
    """A circle (or its left half) as four (or two) cubic arcs; a hole turns the other way."""
    k = 0.5523 * r
    arcs = [
        ((x, y + r), (x - k, y + r), (x - r, y + k), (x - r, y)),
        ((x - r, y), (x - r, y - k), (x - k, y - r), (x, y - r)),
        ((x, y - r), (x + k, y - r), (x + r, y - k), (x + r, y)),
        ((x + r, y), (x + r, y + k), (x + k, y + r), (x, y + r)),
    ][: 2 if half else 4]
    if hole:
        arcs = [(d, c, b, a) for a, b, c, d in reversed(arcs)]
    pen.moveTo(arcs[0][0])
    for _, first, second, end in arcs:
        pen.curveTo(first, second, end)
    pen.closePath()


def add(font: TTFont, code: int, name: str, width: float, draw: T2CharStringPen) -> None:
    """Put a drawn glyph into a CFF font and its character map."""
    top = font["CFF "].cff.topDictIndex[0]
    string: T2CharString = draw.getCharString(top.Private, font["CFF "].cff.GlobalSubrs)
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    top.CharStrings.charStringsIndex.append(string)
    top.CharStrings.charStrings[name] = len(top.CharStrings.charStringsIndex) - 1
    if name not in top.charset:
        top.charset.append(name)
    font["hmtx"].metrics[name] = (width, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def outline(pen: T2CharStringPen, corners: Corners) -> None:
    """A closed shape with straight edges."""
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()


def slab(x0: float, y0: float, x1: float, y1: float) -> Corners:
    """A rectangle, counter-clockwise; reversed, it is a hole."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def complete(font: TTFont) -> TTFont:
    """Draw ◐ after the font’s own ○, ▯ as tall as its capitals, and ━ ┄ ✕ on the height of its minus."""
    glyphs = font.getGlyphSet()
    circle = font.getBestCmap()[0x25CB]
    bounds = BoundsPen(glyphs)
    glyphs[circle].draw(bounds)
    left, low, right, high = bounds.bounds
    x, y, r = (left + right) / 2, (low + high) / 2, (right - left) / 2
    cap, width, em = font["OS/2"].sCapHeight, font["hmtx"][circle][0], font["head"].unitsPerEm
    across, middle, thick = round(cap * 0.62) + 400, round(cap / 2), round(em * 0.06)
    pens = {name: T2CharStringPen(width, glyphs) for name in DRAWN.values()}
    pens["missing"] = T2CharStringPen(across, glyphs)
    glyphs[circle].draw(pens["heard"])
    ring(pens["heard"], x, y, r * 0.96, half=True)
    outline(pens["missing"], slab(200, 0, across - 200, cap))
    outline(pens["missing"], slab(350, 150, across - 350, cap - 150)[::-1])
    outline(pens["heavy"], slab(left, middle - thick, right, middle + thick))
    for part in range(3):
        start = left + part * (right - left) * 0.38
        outline(pens["dashed"], slab(start, middle - thick, start + (right - left) * 0.24, middle + thick))
    arm, half = r * 0.8, thick * 0.7
    for turn in (1, -1):
        bar = [(x - arm - half, y - turn * (arm - half)), (x - arm + half, y - turn * (arm + half))]
        bar += [(x + arm + half, y + turn * (arm - half)), (x + arm - half, y + turn * (arm + half))]
        outline(pens["cross"], bar[::turn])
    for code, name in DRAWN.items():
        add(font, code, name, across if name == "missing" else width, pens[name])
    return font


def cut(path: Path, ranges: tuple[tuple[int, int], ...]) -> TTFont:
    """The font with these characters only, no hints, and the features that paper and page use."""
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "case", "tnum"]
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    font = complete(TTFont(path, recalcTimestamp=False))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in ranges for code in range(low, high + 1)])
    subsetter.subset(font)
    return font


def brotli(data: bytes, mode: int = 0) -> bytes:
    """Brotli as Node does it, in its mode for fonts."""
    script = (
        "const z=require('zlib'),c=z.constants,b=[];process.stdin.on('data',d=>b.push(d)).on('end',()=>"
        "process.stdout.write(z.brotliCompressSync(Buffer.concat(b),{params:{[c.BROTLI_PARAM_MODE]:c.BROTLI_MODE_FONT,"
        "[c.BROTLI_PARAM_QUALITY]:11,[c.BROTLI_PARAM_LGWIN]:22}})))"
    )
    return subprocess.run(["node", "-e", script], input=data, capture_output=True, check=True).stdout


def spans(codes: list[int]) -> str:
    """Sorted code points as lines ``25a0-25ff``."""
    lines: list[list[int]] = []
    for code in codes:
        if lines and lines[-1][1] == code - 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return "".join(f"{low:04x}-{high:04x}\n" for low, high in lines)


def licence() -> str:
    """The OFL with Inter’s copyright line, out of Debian’s copyright file."""
    text = LICENCE.read_bytes()
    said = (gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text).decode()
    body = said.split("License: OFL-1.1\n", 1)[1].split("\n\n", 1)[0]
    lines = (line[1:].strip() if line.strip() != "." else "" for line in body.splitlines())
    head = "Copyright 2016-2022 The Inter Project Authors (https://github.com/rsms/inter)\n\n"
    what = (
        "This Font Software is licensed under the SIL Open Font License, Version 1.1, copied below.\n"
        "Cut to fewer characters, and with five glyphs added (U+2501, U+2504, U+25AF, U+25D0, U+2715),\n"
        "by tools/fonts.py of Outside-In.\n\n"
        "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007\n\n"
    )
    return head + what + "\n".join(lines) + "\n"


def main(source: Path) -> None:
    """Write every file and say how large it is."""
    TARGET.mkdir(parents=True, exist_ok=True)
    woff2.brotli = SimpleNamespace(compress=brotli, MODE_FONT=2)
    woff2.haveBrotli = True
    covered: set[int] | None = None
    for name in PAPER:
        font = cut(source / f"{name}.otf", WIDE + SIGNS + SHAPES)
        font.save(TARGET / f"{name}.otf")
        codes = set(font.getBestCmap())
        covered = codes if covered is None else covered & codes
    cut(source / f"{DISPLAY}.otf", LATIN + SIGNS[:1]).save(TARGET / f"{DISPLAY}.otf")
    (TARGET / "coverage.txt").write_text(spans(sorted(covered or ())), encoding="ascii")
    for name, short in PAGE.items():
        font = cut(source / f"{name}.otf", LATIN + SIGNS + SHAPES)
        font.flavor = "woff2"
        font.save(TARGET / f"inter-{short}.woff2")
    (TARGET / "OFL.txt").write_text(licence(), encoding="utf-8")
    files = sorted(path for path in TARGET.iterdir() if path.is_file())
    print("\n".join(f"{path.stat().st_size:>8,} {path.name}" for path in files))
    print(f"{sum(path.stat().st_size for path in files):>8,} together")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE)
