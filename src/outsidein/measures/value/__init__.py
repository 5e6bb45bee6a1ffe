"""Value: what customers are worth, how long they stay, and which channels conversions are credited to.

What lives here: BG/NBD and Gamma-Gamma with the discounted lifetime value, Kaplan–Meier and log-rank, churn and
conversion, attribution by rules and by the exact Markov chain. Arrays in, estimates out. Not here: any prediction for
one customer from what they did and said (``insight.prediction``). Loads NumPy, so it is asked for by its own name.
"""

from outsidein.measures.value.attribution import Attribution, Credit, Paths, Rule, attribute, paths_of
from outsidein.measures.value.buying import Buying, fit_buying
from outsidein.measures.value.goals import Walked, paths_to
from outsidein.measures.value.histories import Purchases, grouped, summarise
from outsidein.measures.value.lifetime import LifetimeValue, lifetime_value
from outsidein.measures.value.logrank import Comparison, compare_survival
from outsidein.measures.value.rates import churn, conversion, retention, revenue_churn
from outsidein.measures.value.spending import Spending, fit_spending
from outsidein.measures.value.stays import Rhythm, Stays, evened, rhythm, stays_until, stays_until_silent
from outsidein.measures.value.survival import Survival, survival

__all__ = [
    "Attribution",
    "Buying",
    "Comparison",
    "Credit",
    "LifetimeValue",
    "Paths",
    "Purchases",
    "Rhythm",
    "Rule",
    "Spending",
    "Stays",
    "Survival",
    "Walked",
    "attribute",
    "churn",
    "compare_survival",
    "conversion",
    "evened",
    "fit_buying",
    "fit_spending",
    "grouped",
    "lifetime_value",
    "paths_of",
    "paths_to",
    "retention",
    "revenue_churn",
    "rhythm",
    "stays_until",
    "stays_until_silent",
    "summarise",
    "survival",
]
