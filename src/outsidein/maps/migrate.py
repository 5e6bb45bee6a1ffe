"""Older forms of the text brought to the current one, by named and numbered steps over plain data.

What lives here: the current version, the migrations, running them. Not here: reading records (reading). Each migration
turns the data of one version into that of the next, in place, and passes over what is broken: the reader tells of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from outsidein.maps.phrases import say
from outsidein.maps.report import Report, shown

CURRENT: Final = 1


@dataclass(frozen=True, slots=True)
class Migration:
    """From version ``to - 1`` to version ``to``."""

    to: int
    name: str
    up: Callable[[dict[str, Any]], None]


def moments_stand_at_their_steps(data: dict[str, Any]) -> None:
    """Version 0 listed ``moments`` at the top, each with its ``step``; since 1 a moment of truth stands in its step.

    >>> old = {"moments": [{"step": "pay", "reason": "Trust"}], "stages": [{"id": "buy", "steps": [{"id": "pay"}]}]}
    >>> moments_stand_at_their_steps(old)
    >>> old
    {'stages': [{'id': 'buy', 'steps': [{'id': 'pay', 'moment_of_truth': [{'reason': 'Trust'}]}]}]}

    A moment whose step is not there stays under ``moments``, where the reader will tell of it.
    """
    steps: dict[str, Any] = {}
    for stage in _dicts(data.get("stages")):
        steps.update({step["id"]: step for step in _dicts(stage.get("steps")) if isinstance(step.get("id"), str)})
    left: list[Any] = []
    for moment in data.pop("moments", None) or ():
        at = moment.get("step") if isinstance(moment, dict) else None
        step = steps.get(at) if isinstance(at, str) else None
        if step is None or not isinstance(step.setdefault("moment_of_truth", []), list):
            left.append(moment)
            continue
        del moment["step"]
        step["moment_of_truth"].append(moment)
    if left:
        data["moments"] = left


MIGRATIONS: Final = (Migration(1, "moments-stand-at-their-steps", moments_stand_at_their_steps),)


def version_of(data: dict[str, Any], report: Report) -> int | None:
    """The format version that ``data`` states; None where it states none that we read, and then ``report`` says why."""
    if "outsidein" not in data:
        fix = say("migrate.write-outsidein-as-its-first", current=CURRENT)
        report.add("maps/no-version", say("migrate.this-file-does-not-say"), fix, line=1)
        return None
    said, line = str(data["outsidein"]), getattr(data["outsidein"], "line", None)
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        says = say("migrate.the-format-version-is-it", said=shown(said))
        report.add("maps/no-version", says, say("migrate.write-outsidein", current=CURRENT), line=line)
        return None
    if int(said) > CURRENT:
        says = say("migrate.this-file-is-of-format", said=said, current=CURRENT)
        report.add("maps/newer-version", says, say("migrate.update-outside-in-nothing-was"), line=line)
        return None
    return int(said)


def migrate(data: dict[str, Any], version: int) -> tuple[str, ...]:
    """Bring ``data`` of ``version`` to the current form, in place. Gives the names of what was run, in order."""
    run = tuple(step for step in MIGRATIONS if step.to > version)
    for step in run:
        step.up(data)
    return tuple(step.name for step in run)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
