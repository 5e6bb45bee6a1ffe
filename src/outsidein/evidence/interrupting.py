"""Interrupting: whatever engines of this process are at comes to an end, because nobody wants it any more.

What lives here: the list of open engines, and stopping them. Not here: opening one (store), deciding to stop. A
statement that is interrupted raises in the thread that waits for it, and what it wrote is put back there.
"""

from __future__ import annotations

from typing import Any, Final
from weakref import WeakKeyDictionary

_OPEN: Final[WeakKeyDictionary[Any, type[Exception]]] = WeakKeyDictionary()


def remember(engine: Any, *, closed: type[Exception]) -> Any:
    """Note an engine that was opened; gives it back. ``closed`` is what it raises once it was closed."""
    _OPEN[engine] = closed
    return engine


def interrupt() -> None:
    """Stop what the open engines are at; those that do nothing are left as they are. Safe from any thread."""
    for engine, closed in list(_OPEN.items()):
        try:
            engine.interrupt()
        except closed:  # and only not yet forgotten: it is at nothing
            _OPEN.pop(engine, None)
