"""The scope of a reading: whose evidence counts, and from when.

What lives here: Scope, how a persona narrows it, and the responses that lie in it. Not here: what is asked of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from outsidein.evidence.tables import SEGMENT
from outsidein.ground import Diagnostic, MeasureError
from outsidein.ground.writing import either, quoted
from outsidein.insight.phrases import say
from outsidein.maps.cast import Persona
from outsidein.maps.document import Document
from outsidein.measures.ask import Where
from outsidein.measures.estimate import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from outsidein.evidence.store import Store

_PLAIN = ("channel", "source")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose evidence counts: dimensions of a response with the values that count (as in ``measures.Ask``), a period."""

    where: Where = ()
    period: Period | None = None

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.where) or self.period is not None

    def __str__(self) -> str:
        """As a number's filter is told.

        >>> str(Scope((("segment:class", ("Eco", "Eco Plus")), ("channel", (None,)))))
        'class is Eco or Eco Plus, channel is not said'
        """
        return ", ".join(
            say(
                "scope.is",
                segment=name.removeprefix(SEGMENT),
                values=either([say("shared.not-said") if value is None else value for value in values]),
            )
            for name, values in self.where
        )


def find_persona(document: Document, persona: str) -> Persona:
    """The persona with this id or key. Raises MeasureError where the map has none such."""
    for one in document.personas:
        if persona in (one.id, one.key):
            return one
    names = ", ".join(quoted(one.key) for one in document.personas) or say("scope.none")
    raise MeasureError(
        Diagnostic(
            "insight/unknown-persona",
            say("scope.the-map-has-no-persona", persona=persona),
            say("scope.it-has-these", names=names),
        )
    )


def segment_of(persona: Persona) -> Where:
    """The segment a persona stands for; several values of one segment count together.

    >>> segment_of(Persona(id="persona:a", name="A", segment=(("age", "20s"), ("age", "30s"))))
    (('segment:age', ('20s', '30s')),)
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, value in persona.segment:
        found[SEGMENT + name] = (*found.get(SEGMENT + name, ()), value)
    return tuple(found.items())


def narrowed(store: Store, scope: Scope) -> ir.Table:
    """The responses in scope, with all their columns. Raises MeasureError for what does not tell responses apart.

    A segment that a response does not carry is the one of its customer, if the customers table names exactly one.
    """
    import ibis

    responses = store.responses
    for name, values in scope.where:
        responses = responses.filter(_carried(store, responses, name, values))
    if scope.period and scope.period.first:
        responses = responses.filter(responses.time >= ibis.literal(datetime.combine(scope.period.first, time(), UTC)))
    if scope.period and scope.period.last:
        end = datetime.combine(scope.period.last + timedelta(days=1), time(), UTC)
        responses = responses.filter(responses.time < ibis.literal(end))
    return responses


def _carried(store: Store, responses: ir.Table, name: str, values: tuple[str | None, ...]) -> Any:
    said = [value for value in values if value is not None]
    segment = name.startswith(SEGMENT)
    on_customers = segment and name in store.customers.columns
    if not (name in _PLAIN or on_customers or (segment and name in responses.columns)):
        names = ", ".join(quoted(one) for one in (*_PLAIN, *(SEGMENT + one for one in store.segments)))
        raise MeasureError(
            Diagnostic(
                "insight/unknown-segment",
                say("scope.nothing-in-the-evidence-tells", name=name),
                say("scope.a-reading-can-be-narrowed", names=names),
            )
        )
    own = responses[name] if name in responses.columns else None
    if not on_customers:
        assert own is not None  # noqa: S101 - looked at above
        return own.isin(said) | own.isnull() if None in values else own.isin(said)
    told = store.customers.filter(store.customers[name].notnull())
    people = told.group_by("customer").aggregate(one=told[name].max(), kinds=told[name].nunique())
    known = people.filter(people.kinds == 1)
    theirs = responses.customer.isin(known.filter(known.one.isin(said)).customer)
    if None in values:
        theirs = theirs | ~responses.customer.isin(known.customer).fill_null(False)
    return theirs if own is None else own.isin(said) | (own.isnull() & theirs)
