"""The pages of a workspace, by address: what every test of all pages goes through.

What lives here: the list, and the ids that stand in addresses. Not here: what holds on a page (test_pages).
"""

from __future__ import annotations

from serving import Home

PAGES = (
    "",
    "/atlas",
    "/compare",
    "/story/{map}",
    "/maps",
    "/maps/{map}",
    "/maps/{map}/list",
    "/maps/{map}/present",
    "/personas",
    "/personas/{persona}",
    "/touchpoints",
    "/touchpoints/{touchpoint}",
    "/capabilities",
    "/evidence",
    "/evidence/quotes",
    "/evidence/themes",
    "/measures",
    "/measures/nps",
    "/accounts/{map}",
    "/foresight",
    "/paths",
    "/paths?part=designed",
    "/hotspots",
    "/opportunities",
    "/initiatives",
    "/members",
    "/settings",
)


def path_of(home: Home, page: str) -> str:
    """The address of a page within its workspace, with the first map, persona and touchpoint there are."""
    if "{" not in page:
        return page
    client = home.client("viewer")
    (map, *_) = client.get(f"{home.path}/maps").json()
    known = client.get(f"{home.path}/inventory").json()
    return page.format(
        map=map["id"], persona=known["personas"][0]["record"]["id"], touchpoint=known["touchpoints"][0]["record"]["id"]
    )
