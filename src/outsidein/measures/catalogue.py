"""The catalogue of measures, read from data: one YAML file each, ours in ``catalog/`` and those of your own folders.

What lives here: Catalogue, reading and checking its files. Not here: what a Measure is (measure).
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from outsidein.ground import Diagnostic, MeasureError, Place
from outsidein.ground.speech import language
from outsidein.ground.writing import either, quoted
from outsidein.measures.measure import ANY, Engine, Measure, Others, Scale
from outsidein.measures.phrases import say

BUILT_IN: Final = Path(__file__).parent / "catalog"
_WORDS: Final = ("id", "name", "label", "formula", "interval")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Measures by id, in alphabetical order."""

    measures: tuple[Measure, ...]

    def find(self, name: str) -> Measure:
        """The measure of that id; MeasureError ``measures/unknown-measure``, naming the nearest, if there is none."""
        for measure in self.measures:
            if measure.id == name:
                return measure
        fix = did_you_mean(name, [m.id for m in self.measures])
        raise MeasureError(Diagnostic("measures/unknown-measure", say("catalogue.there-is-no-measure", name=name), fix))


def catalogue(*folders: Path) -> Catalogue:
    """The measures that Outside-In knows, and those in the YAML files of ``folders``.

    Raises MeasureError ``measures/bad-catalogue`` for a file that does not say what it must, or an id said twice.

    >>> catalogue().find("nps").unit
    'points'
    """
    if not folders:
        return _built_in(language())
    measures = list(_built_in(language()).measures)
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            measure = read_measure(path)
            if any(measure.id == known.id for known in measures):
                raise _bad(path, say("catalogue.there-is-already-a-measure", id=measure.id))
            measures.append(measure)
    return Catalogue(tuple(sorted(measures, key=lambda m: m.id)))


@cache
def _built_in(spoken: str) -> Catalogue:
    measures = (read_measure(path) for path in sorted(BUILT_IN.glob("*.yaml")))
    translated = read_words(BUILT_IN, spoken)
    return Catalogue(tuple(replace(one, **translated.get(one.id, {})) for one in measures))


def read_words(folder: Path, spoken: str) -> Mapping[str, Mapping[str, Any]]:
    """The words of the measures in ``folder`` in another language, by id and field; none where they stand in it."""
    import yaml

    file = folder / "words" / f"{spoken}.yaml"
    found: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def read_measure(path: Path) -> Measure:
    """The measure that the file describes; MeasureError ``measures/bad-catalogue`` where it does not."""
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise _bad(path, say("catalogue.it-cannot-be-read", name=type(error).__name__)) from error
    if not isinstance(data, dict):
        raise _bad(path, say("catalogue.it-does-not-hold-keys"))
    known = {field.name for field in fields(Measure)}
    for key in data:
        if str(key).replace("-", "_") not in known:
            raise _bad(path, say("catalogue.it-says-which-no-measure", key=key))
    data = {str(key).replace("-", "_"): value for key, value in data.items()}
    try:
        said: dict[str, Any] = {name: _text(name, data[name]) for name in _WORDS}
        said |= {name: _text(name, data[name]) for name in ("unit", "better", "caution") if name in data}
        said |= {name: _range(name, data[name]) for name in ("box", "promoters", "detractors") if name in data}
        said |= {name: _number(name, data[name]) for name in ("top", "minimum", "times") if name in data}
        said |= {name: _texts(name, data[name]) for name in ("asks", "sources")}
        said["stand_in"] = _texts("stand-in", data.get("stand_in", []))
        said["engine"] = Engine(_text("engine", data["engine"]))
        said["scale"] = _scale(data.get("scale", {"others": "any"}))
        measure = Measure(**said)
    except KeyError as error:
        raise _bad(path, say("catalogue.it-does-not-say-its", args=error.args[0])) from error
    except (ValueError, TypeError) as error:
        raise _bad(path, str(error)) from error
    for fault in _faults(measure):
        raise _bad(path, fault)
    return measure


def _faults(measure: Measure) -> Iterable[str]:
    from outsidein.evidence.tables import Asks

    kinds = {ANY, *Asks}
    for word in (*measure.asks, *measure.stand_in):
        if word not in kinds:
            yield say("catalogue.no-question-asks-for-there", word=word, kinds=", ".join(sorted(kinds)))
    if not measure.asks or not measure.sources:
        yield say("catalogue.it-needs-at-least-one")
    if measure.better not in ("higher", "lower", "neither"):
        yield say("catalogue.better-is-higher-lower-or")
    if measure.minimum < 1 or measure.times == 0:
        yield say("catalogue.minimum-is-at-least-and")
    if measure.engine is Engine.SHARE and (measure.top is None) == (measure.box is None):
        yield say("catalogue.a-share-needs-either-the")
    if measure.engine is Engine.NET and (measure.promoters is None or measure.detractors is None):
        yield say("catalogue.a-net-score-needs-its")
    if measure.scale.others is Others.MAP and (measure.scale.low is None or measure.scale.high is None):
        yield say("catalogue.to-map-other-scales-it")


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(say("catalogue.should-be-a-text", name=name))
    return value.strip()


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(say("catalogue.should-be-texts", name=name))
    return tuple(_text(name, item) for item in value)


def _number(name: str, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(say("catalogue.should-be-a-number", name=name))
    return value


def _range(name: str, value: Any) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2 or _number(name, value[0]) > _number(name, value[1]):
        raise ValueError(say("catalogue.should-be-a-range", name=name))
    return float(value[0]), float(value[1])


def _scale(value: Any) -> Scale:
    if not isinstance(value, Mapping) or not set(value) <= {"from", "points", "others"}:
        raise ValueError(say("catalogue.should-be-a-scale"))
    low, high = _range("from", value["from"]) if "from" in value else (None, None)
    points = _number("points", value["points"]) if "points" in value else None
    return Scale(low=low, high=high, points=points, others=Others(_text("others", value.get("others", "refuse"))))


def _bad(path: Path, what: str) -> MeasureError:
    return MeasureError(
        Diagnostic(
            "measures/bad-catalogue",
            say("catalogue.this-is-not-a-measure", what=what),
            say("catalogue.compare-it-with-the-files"),
            Place(file=str(path)),
        )
    )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """What to say to someone who wrote ``name``: the nearest of ``known``, or all of them.

    >>> did_you_mean("chanel", ["channel", "source"])
    'Did you mean “channel”?'
    >>> did_you_mean("x", ["channel", "source"])
    'There are: channel, source.'
    """
    known = list(known)
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.6)
    if near:
        return say("catalogue.did-you-mean", near=either([quoted(word) for word in near]))
    return say("catalogue.there-are", known=", ".join(known)) if known else ""
