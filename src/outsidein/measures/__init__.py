"""Measures: questions put to the evidence, answered as Estimates with interval, n, method and where they come from.

What lives here: the catalogue of measures as data, intervals in closed form, asking by any dimension, differences and
trends. Tables in, estimates out: a measure never sees a map.
"""

from outsidein.measures.ask import Ask, Grain, Key, Row, Standing, Verdict, Where
from outsidein.measures.catalogue import Catalogue, catalogue, did_you_mean
from outsidein.measures.compare import Difference, Side, Trend, difference, trend
from outsidein.measures.compute import measure, measure_all
from outsidein.measures.dimensions import known_dimensions, known_values
from outsidein.measures.estimate import Cite, Estimate, Period, entered, exact
from outsidein.measures.measure import Engine, Measure, Others, Scale
from outsidein.measures.target import judge

__all__ = [
    "Ask",
    "Catalogue",
    "Cite",
    "Difference",
    "Engine",
    "Estimate",
    "Grain",
    "Key",
    "Measure",
    "Others",
    "Period",
    "Row",
    "Scale",
    "Side",
    "Standing",
    "Trend",
    "Verdict",
    "Where",
    "catalogue",
    "did_you_mean",
    "difference",
    "entered",
    "exact",
    "judge",
    "known_dimensions",
    "known_values",
    "measure",
    "measure_all",
    "trend",
]
