"""Tables that people bring in, bent: workbooks put together by hand out of parts that lie, and CSV in odd letters.

What lives here: making them, and running. Not here: damage to whole files of every other form (brought_files).
"""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from collections import Counter
from typing import Final
from xml.sax.saxutils import escape

from .brought_files import brought

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACK: Final = "http://schemas.openxmlformats.org/package/2006"
_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
_DIMENSIONS: Final = ("A1:D4", "A1:XFD1048576", "D4:A1", "A0", "", "ZZZZ99999999:A1", "A1")
_MERGES: Final = ("B1:C1", "A1:XFD1048576", "B1:D1", "C1:B1", "A1", "B2:B2", "XFE1:XFF9", "nonsense", "B1:C1048576")
_PLACES: Final = ("XFD1048576", "A1", "A0", "ZZZZ1", "B", "7", "A99999999999", "-B2", "")
_VALUES: Final = ("1", "-1", "999999", "1e309", "nan", "-inf", "", "TRUE", "2", "0", "#REF!", "2026-11-22", "44000.5")
_WORDS: Final = ("Stage", "Step", "Pain points", "Emotion", "Touchpoints", "Search", "a\nb\nc", "=1+1", "x" * 40_000)
_WORDS += ("\u202eabc", "a & b", "<b>", "_x0000_", "_x005F_", "😀", " ", "5 – fine", "- a\n- b", "A;B|C,D")
_FORMULAS: Final = (
    "<f>1+1</f>",
    '<f t="shared" si="7"/>',
    '<f t="array" ref="A1:XFD9">B2:B9</f>',
    "<f>[1]Other!A1</f>",
)
_FORMULAS += (
    '<f>WEBSERVICE("http://192.0.2.1/")</f>',
    '<f t="dataTable" ref="A1"/>',
    "<f/>",
    "<f>" + "(" * 3_000 + "</f>",
)
_BENT: Final = (
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "<a",
    "",
    "\x00",
    "<a>" * 5_000,
    "<a/>",
)
_SIGNS: Final = (";", ",", "\t", "|", "; ", "~")
_ENDS: Final = ("\n", "\r\n", "\r", "\n\r", "\u2028", "\x0b", "\x00\n")
_LETTERS: Final = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "shift_jis", "utf-32", "cp037")
_LETTERS += ("utf-7", "gb18030", "koi8-r", "mac-roman")


def said(rng: random.Random) -> str:
    """Words for a cell, seldom such as XML cannot hold."""
    return escape(rng.choice(_WORDS)) if rng.random() < 0.995 else rng.choice(("&#0;", "&who;", "<b>", "\x01"))


def cell(place: str, rng: random.Random) -> str:
    """One cell as it may stand in a sheet, seldom as it should."""
    place = rng.choice(_PLACES) if rng.random() < 0.01 else place
    told = f' r="{place}"' if rng.random() < 0.95 else ""
    value, style = rng.choice(_VALUES), rng.choice((0, 0, 0, 1, 1, 1, 2, -1))
    match rng.randrange(24):
        case 0:
            return f'<c{told} t="s"><v>{value if rng.random() < 0.3 else rng.randrange(4)}</v></c>'
        case 1:
            return f'<c{told} t="{rng.choice("bednn")}" s="{style}"><v>{value}</v></c>'
        case 2 | 3:
            return f"<c{told}>{rng.choice(_FORMULAS)}{rng.choice(('', '<v>3</v>', '<v>4.5</v>'))}</c>"
        case 4 | 5:
            return f'<c{told} s="1"><v>{rng.randrange(-1, 60_000)}</v></c>'
        case _:
            return f'<c{told} t="inlineStr"><is><t>{said(rng)}</t></is></c>'


def table(rng: random.Random) -> str:
    """A sheet: rows in any order, merged cells, and what it says of its own size."""
    rows = [
        f'<row r="{row if rng.random() < 0.98 else rng.choice((0, -1, 1048577, 1))}">'
        + "".join(cell(f"{'ABCDEFGH'[column]}{row}", rng) for column in range(rng.randint(1, 8)))
        + "</row>"
        for row in range(1, rng.randint(2, 9))
    ]
    if rng.random() < 0.2:
        rng.shuffle(rows)
    merged = "".join(f'<mergeCell ref="{rng.choice(_MERGES)}"/>' for _ in range(rng.choice((0, 0, 1, 3))))
    links = f'<hyperlinks><hyperlink ref="A1" xmlns:r="{_REL}" r:id="rId9"/></hyperlinks>' if rng.random() < 0.1 else ""
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="{rng.choice(_DIMENSIONS)}"/><sheetData>{"".join(rows)}</sheetData>'
        + (f'<mergeCells count="{rng.choice((1, 10**9))}">{merged}</mergeCells>' if merged else "")
        + f"{links}</worksheet>"
    )


def tie(id: str, kind: str, target: str) -> str:
    """How one part of a workbook names another."""
    return f'<Relationship Id="rId{id}" Type="{_REL}/{kind}" Target="{target}"/>'


def tied(*ties: str) -> str:
    """The part that holds what another is tied to."""
    return f'<Relationships xmlns="{_PACK}/relationships">{"".join(ties)}</Relationships>'


def parts(rng: random.Random) -> dict[str, bytes]:
    """The parts of a workbook, some of which are missing, bent or of another kind than they say."""
    sheets = range(1, rng.choice((1, 1, 1, 2, 40)) + 1)
    strings = "".join(f"<si><t>{said(rng)}</t></si>" for _ in range(4))
    names = "".join(
        f'<sheet name="{rng.choice(("S", "S", "", "Map", "x" * 300))}{n}" sheetId="{n}" r:id="rId{n}"/>' for n in sheets
    )
    targets = ("worksheets/sheet1.xml",) * 15 + ("../../../etc/hosts", "/xl/none.xml", "http://192.0.2.1/a")
    ties = [tie(str(n), "worksheet", rng.choice(targets)) for n in sheets]
    ties += [tie("a", "sharedStrings", "sharedStrings.xml"), tie("b", "styles", "styles.xml")]
    ties += [tie("c", "externalLink", "externalLinks/externalLink1.xml")] * (rng.random() < 0.2)
    kinds = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
            ("styles", "styles"),
        )
    )
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACK}/content-types">{kinds}</Types>',
        "_rels/.rels": tied(tie("1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": tied(*ties),
        "xl/worksheets/sheet1.xml": table(rng),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="4">{strings}</sst>',
        "xl/styles.xml": _STYLES,
    }
    if rng.random() < 0.1:
        made["xl/externalLinks/externalLink1.xml"] = f'<externalLink xmlns="{_MAIN}"/>'
    if rng.random() < 0.3:
        made[rng.choice(list(made))] = rng.choice(_BENT)
    if rng.random() < 0.1:
        del made[rng.choice(list(made))]
    letters = {
        name: rng.choice(("utf-16", "utf-16-le", "latin-1")) if rng.random() < 0.02 else "utf-8" for name in made
    }
    return {name: text.encode(letters[name], "replace") for name, text in made.items()}


def workbook(rng: random.Random) -> bytes:
    """The parts packed, and the pack bent: packed in other ways, cut, with names twice and sizes that lie."""
    held, packing = io.BytesIO(), rng.choice((zipfile.ZIP_DEFLATED,) * 6 + (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 0))
    made = list(parts(rng).items())
    if rng.random() < 0.05:
        made.append(("xl/media/full.bin", bytes(rng.choice((1 << 20, 80 << 20)))))
    if rng.random() < 0.05:
        made.append(rng.choice(made))
    with zipfile.ZipFile(held, "w", packing) as file:
        for name, data in made:
            file.writestr(zipfile.ZipInfo(name), data, packing, 1)
    whole = bytearray(held.getvalue())
    match rng.randrange(12):
        case 0:
            return bytes(whole[: rng.randrange(4, len(whole))])
        case 1:
            for _ in range(rng.randint(1, 20)):
                whole[rng.randrange(4, len(whole))] = rng.randrange(256)
        case 2:  # the list at the end says another size than what is there
            at = whole.rfind(b"PK\x01\x02")
            struct.pack_into("<I", whole, at + rng.choice((20, 24, 42)), rng.choice((0, 1, 2**31, 2**32 - 1)))
        case 3:
            whole[whole.rfind(b"PK\x01\x02") + 8] |= 1  # says that it is enciphered
        case _:
            pass
    return bytes(whole)


def text_table(rng: random.Random) -> bytes:
    """A CSV in some letters, with ends of lines as they come and quotes that may never end."""
    sign = rng.choice(_SIGNS)
    words = (*_WORDS, "Gefühle", "痛み", "боль", '"', '"open', 'a"b', "\x00", "\x1a", "\ufeff", "ÿ", "1,5", "")
    lines = [sign.join(rng.choice(words) for _ in range(rng.randint(0, 9))) for _ in range(rng.randint(0, 12))]
    text = "".join(line + rng.choice(_ENDS if rng.random() < 0.3 else _ENDS[:1]) for line in lines)
    data = text.encode(rng.choice(_LETTERS), "replace")
    return data[: rng.randrange(len(data) + 1)] if rng.random() < 0.1 else data


def once(rng: random.Random, *, workbooks: float = 0.3) -> str:
    """One bent table brought in, a workbook in some share of all; how it ended.

    Raises AssertionError where it is neither a map nor refused by name.
    """
    name, data = ("t.xlsx", workbook(rng)) if rng.random() < workbooks else ("t.csv", text_table(rng))
    return brought(name, data)


def run(seconds: float, seed: int) -> Counter[str]:
    """Bend and bring in for so long; how each ended. Raises AssertionError, with the seed, where a law breaks."""
    outcome: Counter[str] = Counter()
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        seed += 1
        try:
            outcome[once(random.Random(seed))] += 1
        except Exception as error:
            raise AssertionError(f"bent tables, seed {seed}: {type(error).__name__}: {error}") from error
    return outcome
