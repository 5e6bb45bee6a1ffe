"""Measures: questions put to the evidence, answered as Estimates with interval, n, method and where they come from.

What lives here: the catalogue of measures as data, intervals in closed form, asking by any dimension, differences and
trends. Tables in, estimates out: a measure never sees a map.
"""

from outsidein.measures.ask import Ask, Grain, Key, Row, Standing, Verdict, Where
from outsidein.measures.behind import Behind, Facet, Given, facets, fingerprint, rows_behind
from outsidein.measures.catalogue import Catalogue, catalogue, did_you_mean
from outsidein.measures.compare import Difference, Side, Trend, difference, trend
from outsidein.measures.compute import measure, measure_all
from outsidein.measures.dimensions import known_dimensions, known_values
from outsidein.measures.effect import Return, beyond_return, difference_in_differences, expect_return
from outsidein.measures.estimate import Cite, Estimate, Period, entered, exact
from outsidein.measures.measure import Engine, Measure, Others, Scale
from outsidein.measures.privacy import suppress, suppress_all
from outsidein.measures.target import judge

__all__ = [
    "Ask",
    "Behind",
    "Catalogue",
    "Cite",
    "Difference",
    "Engine",
    "Estimate",
    "Facet",
    "Given",
    "Grain",
    "Key",
    "Measure",
    "Others",
    "Period",
    "Return",
    "Row",
    "Scale",
    "Side",
    "Standing",
    "Trend",
    "Verdict",
    "Where",
    "beyond_return",
    "catalogue",
    "did_you_mean",
    "difference",
    "difference_in_differences",
    "entered",
    "exact",
    "expect_return",
    "facets",
    "fingerprint",
    "judge",
    "known_dimensions",
    "known_values",
    "measure",
    "measure_all",
    "rows_behind",
    "suppress",
    "suppress_all",
    "trend",
]
