"""A version of a map that somebody gave a name, as it is handed about.

What lives here: Version. Not here: keeping them (versions, which needs Django).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Version:
    """A named version, without its document."""

    id: str
    map: str
    serial: int
    name: str
    note: str
    author: str
    at: datetime
    approved_by: str = ""
    approved_at: datetime | None = None


class NoSuchVersion(LookupError):
    """A version that this map has not."""
