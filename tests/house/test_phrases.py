"""No word that people read stands in code: it stands in a catalogue, in every language, with the same places."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from outsidein.ground.message import Choice, Message, parse
from outsidein.ground.speech import LANGUAGES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "outsidein"
ROOMS = sorted(folder.parent.name for folder in SOURCE.glob("*/phrases"))


def catalogue(room: str, language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((SOURCE / room / "phrases" / f"{language}.json").read_text("utf-8"))
    return found


def modules(room: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((SOURCE / room).rglob("*.py")):
        if "phrases" not in path.parts and "node_modules" not in path.parts:
            yield path, ast.parse(path.read_text("utf-8"))


def spoken(room: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call that says a phrase of the room, and where it stands."""
    for path, tree in modules(room):
        names = {"say"} if f"from outsidein.{room}.phrases import say" in path.read_text("utf-8") else set()
        if room == "render":
            names |= {"words"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _called(node.func) in names:
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute) and function.attr == "words":
        return "words"
    return function.id if isinstance(function, ast.Name) else ""


def keys_of(argument: ast.expr) -> list[re.Pattern[str]]:
    """What keys a call may mean: the one it names, or all that fit its pattern; none where a variable holds it."""
    if isinstance(argument, ast.Constant):
        return [re.compile(re.escape(str(argument.value)))]
    if isinstance(argument, ast.JoinedStr):
        parts = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in argument.values]
        return [re.compile("".join(parts))]
    if isinstance(argument, ast.IfExp):
        return [*keys_of(argument.body), *keys_of(argument.orelse)]
    return []


@pytest.mark.parametrize("room", ROOMS)
def test_every_language_has_the_same_keys_with_the_same_places(room: str) -> None:
    first = catalogue(room, LANGUAGES[0])
    for language in LANGUAGES[1:]:
        other = catalogue(room, language)
        assert not first.keys() - other.keys(), f"missing in {room}/{language}"
        assert not other.keys() - first.keys(), f"unknown in {room}/{language}"
        differ = {key for key in first if parse(first[key]).places() != parse(other[key]).places()}
        assert not differ


@pytest.mark.parametrize("room", ROOMS)
def test_every_phrase_that_is_said_is_in_the_catalogue_with_the_places_it_fills(room: str) -> None:
    known = {key: parse(text).places() for key, text in catalogue(room, LANGUAGES[0]).items()}
    wrong = []
    for where, call in spoken(room):
        given = {keyword.arg for keyword in call.keywords}
        for pattern in keys_of(call.args[0]):
            meant = [key for key in known if pattern.fullmatch(key)]
            if not meant:
                wrong.append(f"{where}: no phrase {pattern.pattern}")
            wanted = set().union(*(known[key] for key in meant))
            exact = given == wanted or (given <= wanted and any(known[key] <= given for key in meant))
            if None not in given and meant and not exact:
                wrong.append(f"{where}: {pattern.pattern} fills {sorted(wanted)}, given {sorted(map(str, given))}")
    assert not wrong


@pytest.mark.parametrize("room", ROOMS)
def test_every_phrase_is_said_somewhere(room: str) -> None:
    text = "\n".join(path.read_text("utf-8") for path, _ in modules(room))
    patterns = [pattern for _, call in spoken(room) for pattern in keys_of(call.args[0])]
    silent = [
        key
        for key in catalogue(room, LANGUAGES[0])
        if not any(pattern.fullmatch(key) for pattern in patterns) and f'"{key}"' not in text
    ]
    assert not silent


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_phrase_fills_and_is_in_the_quotes_of_its_language(room: str, language: str) -> None:
    for key, text in catalogue(room, language).items():
        assert _forms(parse(text)) > 0, key
        bare = re.sub(r"'[{}#][^']*'", "", text)
        assert "'" not in bare, f"{key}: an apostrophe is ’"
        marks = re.findall("[“”„]", text)
        if language == "en":
            assert marks == ["“", "”"] * (len(marks) // 2), key
        if language == "de":
            assert marks == ["„", "“"] * (len(marks) // 2), key


def _forms(message: Message) -> int:
    """How many ways there are to say a message; each choice in it has ``other``."""
    return 1 + sum(
        sum(_forms(case) for case in part.cases.values()) for part in message.parts if isinstance(part, Choice)
    )


# ---- No sentence stands in code -----------------------------------------------------------------------------------

_SENTENCE = re.compile(r"[a-zA-Z’]{2,},? [a-zA-Z’]{2,}|^[A-Z][a-z]+[.:]|[“”„]")
_SQL = re.compile(
    r"\b(SELECT|FROM|JOIN|GROUP BY|ORDER BY|PARTITION BY|CASE WHEN|UNION ALL|CREATE|DELETE|COPY|WITH|IN|IS NOT NULL)\b"
)
"""What only an engine reads: its words stand in capitals."""
_INTERNAL = {"ValueError", "TypeError", "KeyError", "AttributeError", "RuntimeError", "AssertionError", "LookupError"}
_INTERNAL |= {"Malformed", "Gap", "OAuth2Error"}
"""What the server's own doors raise, catch and tell by a code: frames that are none, an id token that is none."""
_LOGS = {"_log", "_LOG"}
"""What is written to the log is for whoever runs the server, in one language."""
_MACHINES = {
    # Calls whose texts are for machines: patterns, keys, SQL, markup.
    "compile", "fullmatch", "match", "search", "sub", "findall", "split", "startswith", "endswith", "removeprefix",
    "removesuffix", "partition", "execute", "element", "getattr", "Html",
}  # fmt: skip
_NAMES = {"OpenID Connect"}
"""Names that are the same in every language."""
KEPT = {
    "action/result.py": "values of enums, for machines; wording says them",
    "evidence/capped.py": "what a child's errors are recognised by, and its command line",
    "evidence/guessing/cells.py": "patterns of dates",
    "evidence/guessing/draft.py": "values of enums, for machines",
    "evidence/guessing/encoding.py": "signs by which encodings are recognised",
    "evidence/guessing/mapping.py": "names by which columns are recognised",
    "evidence/guessing/questions.py": "marks by which test rows are recognised",
    "evidence/guessing/ratings.py": "names by which ratings are recognised",
    "evidence/guessing/shape.py": "names by which columns are recognised",
    "evidence/guessing/who.py": "names by which columns are recognised",
    "evidence/guessing/worded.py": "patterns of answers",
    "evidence/guessing/scales.py": "patterns of scales",
    "evidence/plain.py": "faults of our own child process, for us",
    "evidence/sources/cellerrors.py": "markup of a workbook",
    "render/exchange/cells.py": "markup of a diagram",
    "render/exchange/mermaid.py": "the grammar of Mermaid",
    "render/office/slides/connectors.py": "markup of a slide",
    "render/office/slides/markup.py": "markup of a slide",
    "render/office/slides/outlines.py": "markup of a slide",
    "render/sketch.py": "markup of a picture",
    "workspace/workbook.py": "the command line of our own child process",
    "evidence/sources/delimited.py": "what a parser's error is recognised by",
    "evidence/sources/ratings.py": "values of enums, for machines",
    "evidence/store.py": "SQL, and a fault of our own writing",
    "evidence/revising.py": "ids of choices, for machines",
    "insight/census.py": "ids of cells, for machines",
    "insight/finding.py": "values of enums, for machines; `said` is for people",
    "insight/opportunity.py": "names of scores, for machines; `said` is for people",
    "insight/priority.py": "names of scores, for machines; `said` is for people",
    "insight/reading.py": "values of enums, for machines; `said` is for people",
    "maps/nodes.py": "what a parser's errors are recognised by",
    "maps/schema.py": "the published JSON Schema is English, as its keys are",
    "maps/guide/phrase.py": "the marks of quotation that texts may stand in",
    "render/composition/panels.py": "the name of a score, for machines",
    "render/glyphs.py": "names of fonts",
    "render/html/frame.py": "the policy of a page",
    "render/html/page.py": "the policy of the page",
    "render/html/rows.py": "classes of the page's style",
    "render/icons.py": "markup of icons",
    "render/paper/ink.py": "codes of languages",
    "server/announcing.py": "the name of its API token, by which it is found again",
    "server/api/answers.py": "values of headers",
    "server/api/images.py": "values of headers",
    "server/backups/tables.py": "SQL",
    "server/contract.py": "the published description of the API is English, as its names are",
    "server/edge.py": "names of figures, for whoever watches the server",
    "server/health.py": "names of figures, for whoever watches the server",
    "server/idempotency.py": "what a key is made from",
    "server/logs.py": "what a library’s message is recognised by",
    "server/migrations": "names of fields, made by the framework",
    "server/rooms/store.py": "SQL",
    "server/settings.py": "SQL",
    "server/sharing.py": "markup and values of headers; its words are said",
    "workspace/publish.py": "the policy of the page",
    "workspace/sample": "the sample is in the language of its customers",
}
"""Modules with texts that read like sentences and are none that people see, each with the reason."""


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text in the module that may be a sentence: no docstring, no key, nothing for machines."""
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        above, child, kept = parents.get(node), node, True
        if isinstance(above, ast.Expr | ast.JoinedStr | ast.FormattedValue):
            continue
        while above is not None and kept and not isinstance(above, ast.FunctionDef):
            if isinstance(above, ast.Call):
                name = getattr(above.func, "attr", getattr(above.func, "id", ""))
                of = getattr(getattr(above.func, "value", None), "id", "")
                kept = name not in _INTERNAL | _MACHINES and of not in _LOGS
            elif isinstance(above, ast.AnnAssign | ast.arg):
                kept = child is not above.annotation
            above, child = parents.get(above), above
        for_machines = _SQL.search(text) or text.startswith("outsidein.") or text in _NAMES
        if kept and _SENTENCE.search(text) and not for_machines:
            yield node.lineno, text


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_that_people_read_stands_in_code(room: str) -> None:
    found = []
    for path, tree in modules(room):
        name = str(path.relative_to(SOURCE))
        if not any(name.startswith(kept) for kept in KEPT) and path.name != "__init__.py":
            found += [f"{name}:{line}: {text}" for line, text in _texts(tree)]
    assert not found
