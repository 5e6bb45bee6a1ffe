"""Two sets of journeys held against each other: what one does more often, later or longer than the other, by how much.

The room's one door: differences with their intervals, corrected for how many were looked at. The two must be of
different cases of one log (segments, or periods by first event). Not here: why they differ; this is no experiment.
"""

from outsidein.measures.journeys.comparing.begun import compare_paths, compare_steps, compare_variants
from outsidein.measures.journeys.comparing.contrast import (
    Contrast,
    Key,
    adjusted,
    contrasts,
    means,
    medians,
    score_test,
    together,
)
from outsidein.measures.journeys.comparing.lasting import compare_between, compare_funnel_times, compare_waits
from outsidein.measures.journeys.comparing.places import (
    compare_drop_off,
    compare_loops,
    compare_reach,
    compare_transitions,
)
from outsidein.measures.journeys.comparing.reached import compare_contacts, compare_conversion, compare_funnels
from outsidein.measures.journeys.comparing.returning import compare_engagement, compare_retention
from outsidein.measures.journeys.comparing.sides import hold_apart, of_one_log

__all__ = [
    "Contrast",
    "Key",
    "adjusted",
    "compare_between",
    "compare_contacts",
    "compare_conversion",
    "compare_drop_off",
    "compare_engagement",
    "compare_funnel_times",
    "compare_funnels",
    "compare_loops",
    "compare_paths",
    "compare_reach",
    "compare_retention",
    "compare_steps",
    "compare_transitions",
    "compare_variants",
    "compare_waits",
    "contrasts",
    "hold_apart",
    "means",
    "medians",
    "of_one_log",
    "score_test",
    "together",
]
