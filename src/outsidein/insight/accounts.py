"""Accounts on a map: which segment of the evidence names the customer organisation, and which a person’s role in it.

What lives here: finding both, and asking for the accounts of a map. Not here: the numbers (measures.accounts).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from outsidein.ground import Diagnostic, MeasureError
from outsidein.insight.anchor import anchor_table
from outsidein.insight.phrases import say
from outsidein.maps.document import Document
from outsidein.measures.accounts import Accounts, read_accounts
from outsidein.measures.ask import Where
from outsidein.measures.estimate import Period
from outsidein.measures.hiding import K

if TYPE_CHECKING:
    from outsidein.evidence.store import Store

ACCOUNT: Final = "account"
ROLE: Final = "role"


@dataclass(frozen=True, slots=True)
class AccountsOnMap:
    """The accounts, what each role is called (the persona that stands for it), and the segments that were used."""

    found: Accounts
    names: tuple[tuple[str, str], ...]
    account: str
    role: str


def find_accounts(
    document: Document,
    store: Store,
    *,
    account: str = ACCOUNT,
    role: str = "",
    where: Where = (),
    period: Period | None = None,
    k: int = K,
    level: float = 0.95,
) -> AccountsOnMap:
    """How each account and each role in it fares along ``document``, by the segment that names the account.

    Roles are told apart by ``role``; where that is empty, by the segment that the map’s personas are tied to, else by
    the one called role, else not at all. Raises MeasureError where the evidence has no such segment.
    """
    segments = store.segments
    if account not in segments:
        says, fix = say("accounts.none", account=account), say("accounts.none-fix", account=account)
        raise MeasureError(Diagnostic("insight/no-accounts", says, fix))
    by = role or role_of(document, segments, account=account)
    found = read_accounts(
        store, account=account, role=by, anchors=anchor_table(document), where=where, period=period, k=k, level=level
    )
    return AccountsOnMap(found, tuple(_names(document, by).items()), account, by)


def role_of(document: Document, segments: tuple[str, ...], *, account: str = ACCOUNT) -> str:
    """The segment that tells roles apart: the one that most personas of the map are tied to, else “role”; or none."""
    tied = Counter(
        name for persona in document.personas for name in dict(persona.segment) if name in segments and name != account
    )
    if tied:
        return tied.most_common(1)[0][0]
    return ROLE if ROLE in segments else ""


def _names(document: Document, role: str) -> dict[str, str]:
    """The name of the first persona that stands for each value of the segment."""
    found: dict[str, str] = {}
    for persona in document.personas:
        for name, value in persona.segment:
            if name == role:
                found.setdefault(value, persona.name)
    return found
