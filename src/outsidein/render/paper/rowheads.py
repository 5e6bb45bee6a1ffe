"""Row headers in a tagged PDF: the first cell of each body row of a table becomes the header of its row.

Typst has no way to say so yet, and without it a screen reader cannot tell which lane a card stands in. What lives here:
that one change to the objects that Typst writes (plain ones behind a classic cross-reference table; a file of any other
build is left as it is). Not here: the rest of the structure, which Typst writes itself.
"""

from __future__ import annotations

import re

_XREF = re.compile(rb"xref\n0 (\d+)\n")
_ROW = re.compile(rb"/S/TR/P \d+ 0 R/K\[([\d R]+)\]")
_CELL = re.compile(rb"/S/TD(/P \d+ 0 R)/A\[<</O/Table/Headers\[((?:\([^()]*\))*)\]>>")
_NAMES = re.compile(rb"/IDTree<</Names\[")


def with_row_heads(pdf: bytes) -> bytes:
    """The PDF with row headers; the very same bytes where it holds no tagged tables or is built in an unknown way."""
    objects = _objects(pdf)
    root = next((n for n, body in objects.items() if b"/Type/StructTreeRoot" in body), None)
    if root is None or not _NAMES.search(objects[root]):
        return pdf
    heads: list[int] = []
    for body in list(objects.values()):
        row = _ROW.search(body) if b"/Type/StructElem" in body else None
        cells = [int(ref) for ref in re.findall(rb"(\d+) 0 R", row[1])] if row else []
        if len(cells) < 2 or not all(cell in objects and _CELL.search(objects[cell]) for cell in cells[:1]):
            continue
        head, name = cells[0], b"(R%06d)" % cells[0]
        own = rb"/S/TH\1/ID%s/A[<</O/Table/Scope/Row/Headers[\2]>>" % name
        objects[head] = _CELL.sub(own, objects[head], count=1)
        for cell in cells[1:]:
            objects[cell] = re.sub(rb"(/S/TD.*?/O/Table/Headers\[[^\]]*)\]", rb"\1%s]" % name, objects[cell], count=1)
        heads.append(head)
    names = b"".join(b"(R%06d)%d 0 R" % (head, head) for head in sorted(heads))
    objects[root] = _NAMES.sub(lambda found: found[0] + names, objects[root], count=1)
    return _bound(pdf, objects) if heads else pdf


def _objects(pdf: bytes) -> dict[int, bytes]:
    """The objects by number, each up to where the next one begins; none where there is no classic table."""
    starts = _starts(pdf)
    order = sorted(starts.items(), key=lambda item: item[1])
    ends = [start for _, start in order[1:]] + [pdf.rfind(b"xref\n0 ")]
    return {n: pdf[start:end] for (n, start), end in zip(order, ends, strict=True)} if order else {}


def _starts(pdf: bytes) -> dict[int, int]:
    table = _XREF.match(pdf, pdf.rfind(b"xref\n0 "))
    if table is None:
        return {}
    lines = [pdf[table.end() + 20 * at : table.end() + 20 * at + 20] for at in range(int(table[1]))]
    starts = {n: int(line[:10]) for n, line in enumerate(lines) if line[17:18] == b"n"}
    known = all(pdf.startswith(b"%d 0 obj" % n, start) for n, start in starts.items())
    return starts if known else {}


def _bound(pdf: bytes, objects: dict[int, bytes]) -> bytes:
    """The file put together again, with a new table of where each object starts."""
    starts = _starts(pdf)
    parts, at = [pdf[: min(starts.values())]], min(starts.values())
    places = {}
    for n in sorted(starts, key=starts.__getitem__):
        places[n] = at
        parts.append(objects[n])
        at += len(objects[n])
    table = _XREF.match(pdf, pdf.rfind(b"xref\n0 "))
    if table is None:
        return pdf
    count, begin = int(table[1]), table.end()
    lines = []
    for n in range(count):
        line = pdf[begin + 20 * n : begin + 20 * n + 20]
        lines.append(b"%010d" % places[n] + line[10:] if n in places else line)
    tail = pdf[begin + 20 * count : pdf.rfind(b"startxref")]
    return b"".join([*parts, table[0], *lines, tail, b"startxref\n%d\n%%%%EOF" % at])
