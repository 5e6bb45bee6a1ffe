"""The journey store: events laid out once, sorted and coded with the next event beside each: questions are cheap.

The room's one door is Journeys; the layout is described in ``docs/spec/journey-store.md``.
"""

from outsidein.evidence.journeys.opening import Journeys
from outsidein.evidence.journeys.ways import events_of, write_events

__all__ = ["Journeys", "events_of", "write_events"]
