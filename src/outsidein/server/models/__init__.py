"""What the server keeps in its database, one noun a module. Evidence lies in workspace folders."""

from outsidein.server.models.answers import KeptAnswer
from outsidein.server.models.audit import AuditEntry
from outsidein.server.models.comments import Comment, Sign
from outsidein.server.models.images import Image
from outsidein.server.models.invitations import Invitation
from outsidein.server.models.jobs import Job, JobState, Upload
from outsidein.server.models.people import User
from outsidein.server.models.rooms import MapVersion, RoomSnapshot, RoomUpdate
from outsidein.server.models.shares import Share
from outsidein.server.models.tokens import ApiToken
from outsidein.server.models.workspaces import Group, Map, Membership, Role, Workspace, new_id

__all__ = [
    "ApiToken",
    "AuditEntry",
    "Comment",
    "Group",
    "Image",
    "Invitation",
    "Job",
    "JobState",
    "KeptAnswer",
    "Map",
    "MapVersion",
    "Membership",
    "Role",
    "RoomSnapshot",
    "RoomUpdate",
    "Share",
    "Sign",
    "Upload",
    "User",
    "Workspace",
    "new_id",
]
