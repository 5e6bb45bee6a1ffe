"""Journey analytics: what customers do on their way, counted on any engine and answered as Estimates.

The room's one door. Each analysis has its ``definition`` in Ibis, which is what it means; the store answers the hot
ones in ways of its own, held equal by tests.
"""

from outsidein.measures.journeys.between import Between, time_between
from outsidein.measures.journeys.calendar import Every
from outsidein.measures.journeys.comparing import (
    Contrast,
    adjusted,
    compare_between,
    compare_contacts,
    compare_conversion,
    compare_drop_off,
    compare_engagement,
    compare_funnel_times,
    compare_funnels,
    compare_loops,
    compare_paths,
    compare_reach,
    compare_retention,
    compare_steps,
    compare_transitions,
    compare_variants,
    compare_waits,
    contrasts,
    hold_apart,
    score_test,
    together,
)
from outsidein.measures.journeys.contacts import Contacts, contacts
from outsidein.measures.journeys.conversion import Conversion, conversion
from outsidein.measures.journeys.engagement import Engagement, engagement
from outsidein.measures.journeys.flows import Flow, FlowNode, Flows, Spot, Standing, compare_flows, flow_key, flows
from outsidein.measures.journeys.funnels import Funnel, FunnelStep, Step, funnel
from outsidein.measures.journeys.retention import Cohort, retention
from outsidein.measures.journeys.shares import Shares
from outsidein.measures.journeys.spread import Spread, Spreads
from outsidein.measures.journeys.steps import Path, StepMatrix, step_matrix, top_paths
from outsidein.measures.journeys.transitions import Transition, Transitions, transitions
from outsidein.measures.journeys.variants import Variant, Variants, variants
from outsidein.measures.journeys.visits import DropOff, Loop, drop_off, loops
from outsidein.measures.journeys.walkers import Walkers, walkers

__all__ = [
    "Between",
    "Cohort",
    "Contacts",
    "Contrast",
    "Conversion",
    "DropOff",
    "Engagement",
    "Every",
    "Flow",
    "FlowNode",
    "Flows",
    "Funnel",
    "FunnelStep",
    "Loop",
    "Path",
    "Shares",
    "Spot",
    "Spread",
    "Spreads",
    "Standing",
    "Step",
    "StepMatrix",
    "Transition",
    "Transitions",
    "Variant",
    "Variants",
    "Walkers",
    "adjusted",
    "compare_between",
    "compare_contacts",
    "compare_conversion",
    "compare_drop_off",
    "compare_engagement",
    "compare_flows",
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
    "contacts",
    "contrasts",
    "conversion",
    "drop_off",
    "engagement",
    "flow_key",
    "flows",
    "funnel",
    "hold_apart",
    "loops",
    "retention",
    "score_test",
    "step_matrix",
    "time_between",
    "together",
    "top_paths",
    "transitions",
    "variants",
    "walkers",
]
