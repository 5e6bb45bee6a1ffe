"""Valid parameters for every operation of the API, from which the matrix of rights and the fuzzing are made.

What lives here: Call, Place and the registry. Not here: the factories themselves, one module an area of the API; each
registers itself by ``@factory("operation_id")`` and gives a Call that would succeed for whoever may make it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from serving import Home

ANY_SUCCESS = frozenset(range(200, 400))


@dataclass
class Call:
    """What to fill into an operation: its path (but ``workspace``), query, body, files and headers."""

    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    json: Any = None
    data: Any = None
    files: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Place:
    """A workspace (the sample) in which things are made for a call; ``elsewhere`` is one that no caller belongs to."""

    home: Home
    elsewhere: Home
    map: str
    """A map in it that no call removes."""

    _kept: dict[str, str] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], str]) -> str:
        """What ``make`` gives, made the first time it is asked for: for what costs and is not used up by a call."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def make(self, path: str, body: Any = None, role: str = "owner") -> Any:
        """What posting to a path below the workspace gives; it must succeed."""
        from serving import made

        return made(self.home.client(role).post(f"{self.home.path}{path}", body))

    def read(self, path: str, role: str = "owner", **query: Any) -> Any:
        """The answer to a GET below the workspace; it must succeed."""
        from serving import made

        return made(self.home.client(role).get(f"{self.home.path}{path}", params=query))


@dataclass(frozen=True)
class Factory:
    """How an operation is called validly.

    ``answers`` are the statuses that say that somebody was let in; ``fresh``: it needs a workspace of its own, as it
    ends somebody's being there; ``in_person``: no API token may call it.
    """

    make: Callable[[Place], Call]
    answers: frozenset[int]
    fresh: bool
    in_person: bool


FACTORIES: dict[str, Factory] = {}


def factory(
    operation: str, *, answers: set[int] | None = None, fresh: bool = False, in_person: bool = False
) -> Callable[[Callable[[Place], Call]], Callable[[Place], Call]]:
    """Register how ``operation`` (its id in the OpenAPI document) is called."""

    def register(make: Callable[[Place], Call]) -> Callable[[Place], Call]:
        assert operation not in FACTORIES, f"{operation} has two factories"
        FACTORIES[operation] = Factory(make, frozenset(answers) if answers else ANY_SUCCESS, fresh, in_person)
        return make

    return register


def simple(*operations: str) -> None:
    """Register operations that need nothing but their workspace."""
    for operation in operations:
        factory(operation)(lambda place: Call())


for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
