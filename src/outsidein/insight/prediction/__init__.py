"""Prediction: who will leave, what comes next, what would go with a better touchpoint; never more than association.

What lives here: features frozen at a cut-off, leaks found, models held against the base rate on later data, their
calibration, Cox regression, and what-if. Not here: value from purchase histories (``measures.value``), which is only
put to the proof here. Loads NumPy, and scikit-learn where a model is fitted, so it is asked for by its own name.
"""

from outsidein.insight.prediction.calibration import Bin, Calibration, calibrate
from outsidein.insight.prediction.cases import Events, Outcome, Scores, events_of, scores_of
from outsidein.insight.prediction.cox import Hazards, Ratio, fit_cox
from outsidein.insight.prediction.features import Attributes, Features, Recipe, learn
from outsidein.insight.prediction.foresight import Foresight, foresee
from outsidein.insight.prediction.leaks import refuse_leaks
from outsidein.insight.prediction.model import Prediction, cross_predict, predict
from outsidein.insight.prediction.nextstep import NextSteps, Scored, foresee_steps
from outsidein.insight.prediction.ngram import Backoff
from outsidein.insight.prediction.skill import Skill
from outsidein.insight.prediction.surveyed import Surveyed, surveyed
from outsidein.insight.prediction.whatif import WhatIf, what_if
from outsidein.insight.prediction.worth import ValueProof, prove_value

__all__ = [
    "Attributes",
    "Backoff",
    "Bin",
    "Calibration",
    "Events",
    "Features",
    "Foresight",
    "Hazards",
    "NextSteps",
    "Outcome",
    "Prediction",
    "Ratio",
    "Recipe",
    "Scored",
    "Scores",
    "Skill",
    "Surveyed",
    "ValueProof",
    "WhatIf",
    "calibrate",
    "cross_predict",
    "events_of",
    "fit_cox",
    "foresee",
    "foresee_steps",
    "learn",
    "predict",
    "prove_value",
    "refuse_leaks",
    "scores_of",
    "surveyed",
    "what_if",
]
