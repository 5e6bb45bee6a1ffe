"""What the search for behavioural drivers gives: a Behaviour each, what was left out, and how much all say together.

What lives here: the result. Not here: features (features, freeze), how they are judged (find).
"""

from __future__ import annotations

from dataclasses import dataclass

from outsidein.measures.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One behaviour and how the outcome goes with it.

    ``share`` and ``others`` are the outcome among those who show it and those who do not (of an amount: the upper and
    the lower half), ``difference`` the first minus the second (Newcombe). ``adjusted`` is the difference with all other
    features equal (logistic regression, averaged over everybody; of an amount: from its lower to its upper quartile),
    ``odds`` the odds ratio of the same. Both are empty where the model cannot tell. ``p`` is of the adjusted effect
    where there is one, ``q`` the same after Benjamini and Hochberg over all. ``sign`` is 0 where it is not ``clear``.
    """

    name: str
    share: Estimate
    others: Estimate
    difference: Estimate
    adjusted: Estimate
    odds: Estimate
    p: float
    q: float
    sign: int
    clear: bool
    says: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A feature that was not used, and why, in a sentence."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Behaviours:
    """All behaviours held against one ``outcome``, the clearest first; association, never a cause.

    ``base`` is the share of the outcome, ``auc`` how well all features together rank those whom the model has not seen
    (five folds of whole customers; 0.5 is chance). ``looks`` is how many features were looked at.
    """

    outcome: str
    base: Estimate
    drivers: tuple[Behaviour, ...]
    excluded: tuple[Excluded, ...]
    auc: Estimate
    looks: int
    notes: tuple[str, ...] = ()
