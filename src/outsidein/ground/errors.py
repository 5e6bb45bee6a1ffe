"""The errors of Outside-In, drawn as a tree; each carries the Diagnostics that explain it.

OutsideInError
├── MapError         a map that cannot be read or would break
├── EvidenceError    a source, mapping or fact that cannot be taken in
├── MeasureError     a question that has no honest answer
├── ActionError      a plan that does not hold
├── RenderError      a picture that cannot be made
└── WorkspaceError   a folder that is not what it should be

What can be expected of bad input is a Diagnostic first; an error is how one stops an act.
"""

from __future__ import annotations

from outsidein.ground.diagnostics import Diagnostic


class OutsideInError(Exception):
    """Something stopped the act. ``diagnostics`` says what, where, and how to mend it; never empty."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        if not diagnostics:
            raise TypeError("an OutsideInError needs at least one Diagnostic")
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[OutsideInError], tuple[Diagnostic, ...]]:
        """Cross a process border whole."""
        return type(self), self.diagnostics


class MapError(OutsideInError):
    """A map that cannot be read or would break."""


class EvidenceError(OutsideInError):
    """A source, mapping or fact that cannot be taken in."""


class MeasureError(OutsideInError):
    """A question that has no honest answer."""


class ActionError(OutsideInError):
    """A plan that does not hold."""


class RenderError(OutsideInError):
    """A picture that cannot be made."""


class WorkspaceError(OutsideInError):
    """A folder that is not what it should be."""
