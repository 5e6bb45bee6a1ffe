"""What belongs to a workspace is fetched within it: no id out of a request is looked up in all there is.

What lives here: a reading of the code of the API. Whether it holds for every operation, the matrix of the server tries.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

API = Path(__file__).resolve().parents[2] / "src" / "outsidein" / "server" / "api"
OWNED = {
    "AuditEntry",
    "Comment",
    "Group",
    "Image",
    "Invitation",
    "Job",
    "Map",
    "MapVersion",
    "Membership",
    "Share",
    "Upload",
}
OWNED |= {"Workspace", "ApiToken", "RoomSnapshot", "RoomUpdate"}
FETCHING = {"get", "aget", "filter", "in_bulk", "exclude", "get_or_create", "update_or_create"}
SCOPES = {"workspace", "map", "user", "mentions", "memberships__user", "map__workspace"}


def _model(node: ast.expr) -> str:
    """The model whose ``objects`` a chain of calls begins with; empty where it begins elsewhere."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
            return node.value.id
        node = node.func if isinstance(node, ast.Call) else node.value
    return ""


def unbound(tree: ast.AST) -> Iterator[int]:
    """Lines that look something up by what may be of a request, without saying in which workspace or of whom.

    What hangs on a record that is here already (``came.here.id``, ``row.id``) was let in before.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in FETCHING:
            continue
        if _model(node.func.value) not in OWNED:
            continue
        named = {one.arg or "": one.value for one in node.keywords}
        held = any(scope in named and isinstance(named[scope], ast.Attribute | ast.Call) for scope in SCOPES)
        own = any(scope in named and isinstance(named[scope], ast.Name) for scope in SCOPES - {"workspace"})
        loose = [name for name, value in named.items() if name not in SCOPES and isinstance(value, ast.Name)]
        strict = "workspace" in named and isinstance(named["workspace"], ast.Name)
        if strict or (loose and not held and not own) or node.args or "" in named:
            yield node.lineno


@pytest.mark.parametrize("path", sorted(API.glob("*.py")), ids=lambda path: path.stem)
def test_the_api_looks_nothing_up_outside_the_workspace_that_was_entered(path: Path) -> None:
    assert list(unbound(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Map.objects.get(id=map)",
        "Comment.objects.select_related('user').filter(pk=comment).first()",
        "Job.objects.filter(workspace=workspace, id=id)",
        "Share.objects.filter(**found)",
        "Image.objects.filter(Q(id=id))",
    ],
)
def test_such_a_look_is_found(line: str) -> None:
    assert list(unbound(ast.parse(line))) == [1]


@pytest.mark.parametrize(
    "line",
    ["Map.objects.get(id=row.id)", "Job.objects.filter(workspace=came.here, id=id)", "came.here.maps.get(id=map)"],
)
def test_what_stays_inside_is_let_be(line: str) -> None:
    assert list(unbound(ast.parse(line))) == []
