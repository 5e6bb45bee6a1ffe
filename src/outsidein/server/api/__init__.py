"""The API: every operation that the browser, programs and the command line go through, under ``/api/v1``.

What lives here: the list of its parts. Not here: who may call what (access), what errors look like (problems).
"""

from outsidein import __version__
from outsidein.server.api import (
    actions,
    audit,
    bringing,
    comments,
    deriving,
    evidence,
    foretelling,
    groups,
    history,
    images,
    inventory,
    invitations,
    jobs,
    journeys,
    kinds,
    maps,
    measures,
    members,
    session,
    shares,
    since,
    states,
    themes,
    tokens,
    uploads,
    workspaces,
)
from outsidein.server.contract import Api

api = Api(
    title="Outside-In",
    version=__version__,
    description="Customer journey maps that stay true. Errors are RFC 9457 problems.",
    openapi_url="openapi.json",
    docs_url=None,
    urls_namespace="api",
)
PARTS = (
    session,
    tokens,
    kinds,
    workspaces,
    members,
    groups,
    invitations,
    audit,
    maps,
    bringing,
    inventory,
    measures,
    journeys,
    themes,
    foretelling,
    evidence,
    uploads,
    jobs,
    actions,
    comments,
    history,
    shares,
    images,
    since,
    states,
    deriving,
)
for part in PARTS:
    api.add_router("", part.router)
