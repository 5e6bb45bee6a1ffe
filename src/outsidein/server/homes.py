"""Making and removing workspaces: the row in the database and the folder behind it, together.

What lives here: use cases that both the API and the command line call. Not here: members (api), maps (projection).
"""

from __future__ import annotations

import secrets
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from outsidein import workspace
from outsidein.server.config import config
from outsidein.server.models import Membership, Role, User, Workspace, new_id


def found(user: User, *, name: str, about: str = "", sample: bool = False) -> Workspace:
    """A new workspace of ``user``'s; with ``sample`` it holds the fictional airline's year up to today."""
    id = new_id()
    path = config().data / "workspaces" / id
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(32)
    try:
        if sample:
            now = datetime.now(UTC)
            workspace.build_sample(path, key=key, seed=7, today=date.today(), now=now)
        else:
            workspace.create(path, name=name, about=about, key=key)
        home = Workspace.objects.create(id=id, name=name, about=about, folder=str(path))
        Membership.objects.create(workspace=home, user=user, role=Role.OWNER)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    return home


def folder_of(home: Workspace) -> workspace.Folder:
    """The folder behind a workspace. Raises WorkspaceError where it is gone."""
    return workspace.find(Path(home.folder))
