"""Asking an analysis of an engine: what it raises there comes back as a Diagnostic with the engine and the analysis.

What lives here: the decorator ``asked``, which every analysis wears. Not here: what is raised (evidence.engines).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from outsidein.evidence.journeys import Journeys

P = ParamSpec("P")
R = TypeVar("R")


def asked(analysis: Callable[Concatenate[Journeys, P], R]) -> Callable[Concatenate[Journeys, P], R]:
    """``analysis`` as before; over an engine of somebody else its errors are EvidenceErrors with its name."""

    @wraps(analysis)
    def asking(journeys: Journeys, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if journeys.laid_out:
            return analysis(journeys, *args, **kwargs)
        from outsidein.evidence.engines.telling import answering

        with answering(journeys.engine, analysis.__name__.replace("_", " ")):
            return analysis(journeys, *args, **kwargs)

    return asking
