"""Write the TypeScript of ``web/schema`` anew from the code: records, kinds of map, Reading, Diagnostic.

What lives here: a small translation from dataclasses to interfaces, so that the browser holds no second copy of a rule
that Python owns. A test fails where what is committed differs from what this writes.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from outsidein import action, insight, measures
from outsidein.ground import Diagnostic, Place
from outsidein.maps import LaneLook, Level, Role, Side, Structure, Writing
from outsidein.maps.fields import fields_of
from outsidein.maps.limits import RESERVED
from outsidein.maps.record import TYPES, Placed
from outsidein.maps.story import TENSION

FOLDER = Path(__file__).resolve().parent.parent / "web" / "schema" / "src"
_HEAD = "// Written by tools/typescript.py from the Python code. Do not edit.\n\n"
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", date: "string", datetime: "string"}


def _hint(hint: Any) -> str:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint is type(None):
        return "null"
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(_hint(one) for one in args))
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            inner = _hint(args[0])
            return (
                f"readonly ({inner})[]"
                if "|" in inner
                else f"readonly {inner}[]"
                if "[" not in inner
                else f"readonly ({inner})[]"
            )
        return f"readonly [{', '.join(_hint(one) for one in args)}]"
    if origin is frozenset:
        return f"readonly {_hint(args[0])}[]"
    if isinstance(hint, type) and (issubclass(hint, StrEnum) or dataclasses.is_dataclass(hint)):
        return hint.__name__
    raise TypeError(f"no TypeScript for {hint!r}")


def _doc(of: Any) -> str:
    first = (of.__doc__ or "").strip().split("\n\n")[0].replace("``", "`").replace("\n    ", " ").replace("*/", "")
    return f"/** {first} */\n" if first else ""


def _words(cls: type[StrEnum]) -> str:
    return f"{_doc(cls)}export type {cls.__name__} = {' | '.join(json.dumps(one.value) for one in cls)};\n"


def _interface(cls: type[Any], *, skip: Iterable[str] = (), extra: str = "") -> str:
    hints = get_type_hints(cls)
    lines = [
        f"  readonly {one.name}: {_hint(hints[one.name])};" for one in dataclasses.fields(cls) if one.name not in skip
    ]
    return f"{_doc(cls)}export interface {cls.__name__} {{\n{extra}" + "\n".join(lines) + "\n}\n"


def records() -> str:
    """Interfaces of the records as they lie in a live map: a field that holds its default may be missing."""
    words: dict[str, str] = {}
    out = []
    for name, cls in TYPES.items():
        hints = get_type_hints(cls)
        lines = [f'  readonly type: "{name}";', "  readonly id: string;"]
        if issubclass(cls, Placed):
            lines += ["  readonly parent: string;", "  readonly order: string;"]
        elif "parent" in hints:
            lines.append("  readonly parent: string;")
        for one in fields_of(cls):
            if one.words:
                words.setdefault(one.words.__name__, _words(one.words))
            optional = "" if one.required else "?"
            shape = _hint(hints[one.name]).removesuffix(" | null")
            lines.append(f"  readonly {one.name}{optional}: {shape};")
        out.append(f"{_doc(cls)}export interface {cls.__name__} {{\n" + "\n".join(lines) + "\n}\n")
    union = " | ".join(cls.__name__ for cls in TYPES.values())
    by_type = "\n".join(f'  readonly "{name}": {cls.__name__};' for name, cls in TYPES.items())
    out.append(f"/** Any record of a map. */\nexport type AnyRecord = {union};\n")
    out.append(f"/** From the name of a type to its record. */\nexport interface Records {{\n{by_type}\n}}\n")
    out.append("/** The name of a record type. */\nexport type RecordType = keyof Records;\n")
    placed = [cls.__name__ for cls in TYPES.values() if issubclass(cls, Placed)]
    out.append(f"/** Records that stand in a sequence. */\nexport type PlacedRecord = {' | '.join(placed)};\n")
    return _HEAD + "\n".join((*words.values(), *out))


def _closure(roots: Iterable[type[Any]]) -> list[type[Any]]:
    """Every enum and dataclass that ``roots`` mention, mentioned ones first."""
    found: dict[type[Any], None] = {}

    def visit(hint: Any) -> None:
        for arg in get_args(hint):
            visit(arg)
        if not isinstance(hint, type) or hint in found:
            return
        if dataclasses.is_dataclass(hint):
            for inner in get_type_hints(hint).values():
                visit(inner)
            found[hint] = None
        elif issubclass(hint, StrEnum):
            found[hint] = None

    for root in roots:
        visit(root)
    return list(found)


def reading() -> str:
    """Interfaces of what the evidence says; numbers that cannot be said (NaN) come as null."""
    found = _closure([Diagnostic, Place, insight.Reading, measures.Estimate])
    return _HEAD + "\n".join(_words(cls) if issubclass(cls, StrEnum) else _nullable(cls) for cls in found)


def planned() -> str:
    """Interfaces of opportunities, initiatives and results; what a reading holds is taken from there."""
    known = _closure([Diagnostic, Place, insight.Reading, measures.Estimate])
    wanted = _closure([action.Opportunity, action.Initiative, action.Result])
    out = []
    for cls in wanted:
        if cls not in known:
            text = _words(cls) if issubclass(cls, StrEnum) else _interface(cls)
            text = text.replace("interface State ", "interface ActionState ")
            out.append(text.replace("type State ", "type ActionState "))
    body = "\n".join(out).replace(": State;", ": ActionState;")
    taken = sorted(cls.__name__ for cls in wanted if cls in known and re.search(rf": [^;]*\b{cls.__name__}\b", body))
    return _HEAD + f'import type {{ {", ".join(taken)} }} from "./reading";\n\n' + body


def behind() -> str:
    """Interfaces of what is behind numbers: single answers, and comments page by page."""
    known = _closure([Diagnostic, Place, insight.Reading, measures.Estimate])
    found = [cls for cls in _closure([measures.Behind, insight.Comments]) if cls not in known]
    return _HEAD + "\n".join(_nullable(cls) for cls in found)


def _nullable(cls: type[Any]) -> str:
    if cls in (measures.Estimate, measures.Given):
        text = _interface(cls)
        for name in ("value", "low", "high"):
            text = text.replace(f"  readonly {name}: number;", f"  readonly {name}: number | null;")
        return text
    return _interface(cls)


def kinds() -> str:
    """Interfaces of a kind of map as the server sends it."""
    words = [_words(one) for one in (Structure, Role, Writing, Level, Side, LaneLook)]
    reserved = ", ".join(json.dumps(one) for one in sorted(RESERVED))
    keys = "/** Keys that a lane cannot have: they are fields of steps and stages. */\n"
    tension = ", ".join(f"{json.dumps(beat.value)}: {amount:g}" for beat, amount in TENSION.items())
    beats = "/** How tense each beat of a story is, 0–1: a convention, nothing measured. */\n"
    constants = (
        f"{keys}export const RESERVED_KEYS: readonly string[] = [{reserved}];\n",
        f"{beats}export const TENSION: Readonly<Record<string, number>> = {{ {tension} }};\n",
    )
    return _HEAD + "\n".join((*words, *constants))


FILES = {"records.ts": records, "reading.ts": reading, "words.ts": kinds, "action.ts": planned, "behind.ts": behind}


def main() -> None:
    """Write every file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
