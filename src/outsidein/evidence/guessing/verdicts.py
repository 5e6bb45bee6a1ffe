"""What a row of a file is and what became of its columns: the state that guessing fills step by step.

What lives here: Shape. Not here: filling it (shape, who, roles).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from outsidein.evidence.guessing.draft import Role
from outsidein.evidence.guessing.roles import Verdict
from outsidein.evidence.source import Reads


@dataclass
class Shape:
    """What a row is, and the verdict on each column that has a place in it. Ratings are apart."""

    reads: Reads
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
    """Code, what is unsure, how to mend it: about the file as a whole."""

    def find(self, role: Role) -> int | None:
        return next((place for place, v in self.verdicts.items() if v.role is role), None)

    def places(self, role: Role) -> list[int]:
        return [place for place, v in sorted(self.verdicts.items()) if v.role is role]
