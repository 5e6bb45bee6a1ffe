"""The catalogue of measures, read from data: one YAML file each, ours in ``catalog/`` and those of your own folders.

What lives here: Catalogue, reading and checking its files. Not here: what a Measure is (measure).
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from outsidein.ground import Diagnostic, MeasureError, Place
from outsidein.measures.measure import ANY, Engine, Measure, Others, Scale

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
        raise MeasureError(Diagnostic("measures/unknown-measure", f"There is no measure “{name}”.", fix))


def catalogue(*folders: Path) -> Catalogue:
    """The measures that Outside-In knows, and those in the YAML files of ``folders``.

    Raises MeasureError ``measures/bad-catalogue`` for a file that does not say what it must, or an id said twice.

    >>> catalogue().find("nps").unit
    'points'
    """
    if not folders:
        return _built_in()
    measures = list(_built_in().measures)
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            measure = read_measure(path)
            if any(measure.id == known.id for known in measures):
                raise _bad(path, f"there is already a measure “{measure.id}”")
            measures.append(measure)
    return Catalogue(tuple(sorted(measures, key=lambda m: m.id)))


@cache
def _built_in() -> Catalogue:
    return Catalogue(tuple(read_measure(path) for path in sorted(BUILT_IN.glob("*.yaml"))))


def read_measure(path: Path) -> Measure:
    """The measure that the file describes; MeasureError ``measures/bad-catalogue`` where it does not."""
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise _bad(path, f"it cannot be read ({type(error).__name__})") from error
    if not isinstance(data, dict):
        raise _bad(path, "it does not hold keys and values")
    known = {field.name for field in fields(Measure)}
    for key in data:
        if str(key).replace("-", "_") not in known:
            raise _bad(path, f"it says “{key}”, which no measure has")
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
        raise _bad(path, f"it does not say its “{error.args[0]}”") from error
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
            yield f"no question asks for “{word}”; there are {', '.join(sorted(kinds))}"
    if not measure.asks or not measure.sources:
        yield "it needs at least one kind of question it applies to, and one source"
    if measure.better not in ("higher", "lower", "neither"):
        yield "“better” is higher, lower or neither"
    if measure.minimum < 1 or measure.times == 0:
        yield "“minimum” is at least 1, and “times” is not 0"
    if measure.engine is Engine.SHARE and (measure.top is None) == (measure.box is None):
        yield "a share needs either the “top” number of boxes or the “box” from–to"
    if measure.engine is Engine.NET and (measure.promoters is None or measure.detractors is None):
        yield "a net score needs its “promoters” and “detractors”"
    if measure.scale.others is Others.MAP and (measure.scale.low is None or measure.scale.high is None):
        yield "to map other scales it needs the “low” and “high” of its own"


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"“{name}” should be a text")
    return value.strip()


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"“{name}” should be a list of texts")
    return tuple(_text(name, item) for item in value)


def _number(name: str, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"“{name}” should be a number")
    return value


def _range(name: str, value: Any) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2 or _number(name, value[0]) > _number(name, value[1]):
        raise ValueError(f"“{name}” should be [lowest, highest]")
    return float(value[0]), float(value[1])


def _scale(value: Any) -> Scale:
    if not isinstance(value, Mapping) or not set(value) <= {"from", "points", "others"}:
        raise ValueError("“scale” has from: [lowest, highest] or points: how many, and others: what to do with those")
    low, high = _range("from", value["from"]) if "from" in value else (None, None)
    points = _number("points", value["points"]) if "points" in value else None
    return Scale(low=low, high=high, points=points, others=Others(_text("others", value.get("others", "refuse"))))


def _bad(path: Path, what: str) -> MeasureError:
    return MeasureError(
        Diagnostic(
            "measures/bad-catalogue",
            f"This is not a measure: {what}.",
            "Compare it with the files of the catalogue in the reference of measures.",
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
        return f"Did you mean {' or '.join(f'“{word}”' for word in near)}?"
    return f"There are: {', '.join(known)}." if known else ""
