"""The file of actions: YAML that people read, with its version, brought up to date by numbered migrations.

What lives here: writing and reading ``actions.yaml`` as text. Not here: where it lies, who may write (workspace.plan).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import yaml

from outsidein.action.actions import Actions
from outsidein.action.phrases import say
from outsidein.action.plain import from_plain, to_plain
from outsidein.ground import ActionError, Diagnostic, Place

CURRENT: Final = 1
VERSION: Final = "outsidein-actions"
_MOST: Final = 20_000_000
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Migration:
    """From version ``to - 1`` to version ``to``, over plain data, in place."""

    to: int
    name: str
    up: Callable[[dict[str, Any]], None]


MIGRATIONS: Final[tuple[Migration, ...]] = ()
"""None yet: version 1 is the first. Each that comes is numbered, named and tested on a file of its own time."""


def write(actions: Actions) -> str:
    """The text of the file."""
    data = {VERSION: CURRENT, **to_plain(actions)}
    return str(yaml.dump(data, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=120))


def read(text: str, *, file: str = "") -> Actions:
    """What the file says. Raises ActionError where it cannot be read, is newer, or says what nothing means."""
    if len(text) > _MOST:
        raise _unreadable(say("text.too-large"), file)
    try:
        data = yaml.load(text, Loader=_Plain)  # noqa: S506 - a safe loader without tags for days
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(str(getattr(error, "problem", None) or error), file) from error
    if data is None:
        return Actions()
    if not isinstance(data, dict):
        raise _unreadable(say("text.no-mapping"), file)
    version = data.pop(VERSION, None)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise _unreadable(say("text.no-version", key=VERSION), file)
    if version > CURRENT:
        raise ActionError(
            Diagnostic(
                "action/file-newer", say("text.newer", version=version), say("text.upgrade"), Place(file or None)
            )
        )
    for step in MIGRATIONS:
        if step.to > version:
            step.up(data)
    try:
        return from_plain(data, Actions)
    except (ValueError, RecursionError) as error:
        raise _unreadable(str(error), file) from error


def _unreadable(why: str, file: str) -> ActionError:
    return ActionError(
        Diagnostic("action/file-unreadable", say("text.unreadable", why=why), say("text.mend"), Place(file or None))
    )


class _Plain(_LOADER):  # type: ignore[misc, valid-type]
    """A safe loader to which a day is the text it is: what it means is said by the field it stands in."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in _LOADER.yaml_implicit_resolvers.items()
}
