"""Behaviour: what people did before they converted or left goes with it, by how much, and how sure that is.

The door of the package: features are frozen before the outcome (``freeze_journeys``, ``freeze_customers``,
``features_of``), then ``find_behaviour`` holds each against it, alone and with all else equal. Association, not cause.
"""

from __future__ import annotations

from outsidein.insight.behaviour.driver import Behaviour, Behaviours, Excluded
from outsidein.insight.behaviour.features import Feature, Features, features_of
from outsidein.insight.behaviour.find import find_behaviour
from outsidein.insight.behaviour.freeze import freeze_customers, freeze_journeys

__all__ = [
    "Behaviour",
    "Behaviours",
    "Excluded",
    "Feature",
    "Features",
    "features_of",
    "find_behaviour",
    "freeze_customers",
    "freeze_journeys",
]
