"""How sessions, tokens, workspaces, members, groups, invitations and the audit log are called."""

from __future__ import annotations

from factories import Call, Place, factory, simple

simple(
    "read_session",
    "list_tokens",
    "list_workspaces",
    "read_workspace",
    "list_members",
    "list_groups",
    "list_invitations",
    "read_audit",
    "export_audit",
)


@factory("change_session")
def _(place: Place) -> Call:
    return Call(json={"theme": "dark", "settings": {"tour": True}})


@factory("end_session", fresh=True)
def _(place: Place) -> Call:
    return Call()


@factory("enter_local", answers={403})
def _(place: Place) -> Call:
    return Call(json={"token": "of another start"})


@factory("begin_setup", answers={403})
def _(place: Place) -> Call:
    return Call(json={"token": "of another start"})


@factory("make_local_link", answers={404})
def _(place: Place) -> Call:
    return Call()


@factory("make_token", in_person=True)
def _(place: Place) -> Call:
    return Call(json={"name": "Robot", "role": "viewer", "workspace": None, "days": 1})


@factory("revoke_token", answers={404}, in_person=True)
def _(place: Place) -> Call:
    """Nobody's own; that one's own can be revoked stands in test_tokens."""
    return Call(path={"token": "t" * 12})


@factory("found_workspace")
def _(place: Place) -> Call:
    return Call(json={"name": "New", "about": "", "sample": False})


@factory("change_workspace")
def _(place: Place) -> Call:
    return Call(json={"about": "Trains"})


@factory("close_workspace", fresh=True)
def _(place: Place) -> Call:
    return Call()


@factory("read_member")
def _(place: Place) -> Call:
    return Call(path={"person": place.home.people["commenter"].id})


@factory("change_member")
def _(place: Place) -> Call:
    return Call(path={"person": place.home.people["commenter"].id}, json={"role": "commenter"})


@factory("remove_member", fresh=True)
def _(place: Place) -> Call:
    return Call(path={"person": place.home.people["commenter"].id})


@factory("leave_workspace", answers={204, 409}, fresh=True, in_person=True)
def _(place: Place) -> Call:
    """409: the last owner."""
    return Call()


def _group(place: Place) -> str:
    from stewarding import fresh_name

    members = [place.home.people["viewer"].id]
    id: str = place.make("/groups", {"name": fresh_name(), "role": "viewer", "members": members})["id"]
    return id


@factory("make_group")
def _(place: Place) -> Call:
    from stewarding import fresh_name

    return Call(json={"name": fresh_name(), "role": "viewer", "members": []})


@factory("read_group")
def _(place: Place) -> Call:
    return Call(path={"group": _group(place)})


@factory("change_group")
def _(place: Place) -> Call:
    return Call(path={"group": _group(place)}, json={"role": "commenter"})


@factory("remove_group")
def _(place: Place) -> Call:
    return Call(path={"group": _group(place)})


@factory("invite")
def _(place: Place) -> Call:
    return Call(json={"email": "", "role": "viewer", "days": 7})


@factory("revoke_invitation")
def _(place: Place) -> Call:
    return Call(path={"invitation": place.make("/invitations", {})["id"]})


@factory("look_at_invitation")
def _(place: Place) -> Call:
    return Call(json={"secret": place.make("/invitations", {})["secret"]})


@factory("accept_invitation", answers={200, 409}, in_person=True)
def _(place: Place) -> Call:
    """409: whoever is a member already."""
    from serving import made

    elsewhere = place.elsewhere
    return Call(json={"secret": made(elsewhere.client().post(f"{elsewhere.path}/invitations", {}))["secret"]})
