"""A workspace: a folder with maps and evidence, and what one does with it: author, take in, study, publish.

The one door of the room; what the command line does, and what ``docs/guide/python.md`` shows for work in Python.
"""

from outsidein.workspace.arrival import bad_name, settle, take_in
from outsidein.workspace.author import MapFile, load_map, read_maps, save_map, unbacked
from outsidein.workspace.beginning import begin, build_sample
from outsidein.workspace.checking import check
from outsidein.workspace.folder import Folder, create, find, write_whole
from outsidein.workspace.intake import (
    Failed,
    Mapping,
    bring,
    draft,
    files_in,
    files_of,
    ingest,
    known_of,
    mapping_taken,
    named_columns,
    names,
    read_mappings,
    rejects_of,
    withdraw,
)
from outsidein.workspace.plan import (
    list_actions,
    open_opportunity,
    propose,
    record_result,
    revise,
    start_initiative,
    turn,
)
from outsidein.workspace.publish import MEDIA, Made, Page, Pages, export
from outsidein.workspace.rehearsing import Curve, Moved, curves, moved, rehearse
from outsidein.workspace.serving import Serving, announced, served, served_elsewhere
from outsidein.workspace.sharing import share_page, share_view
from outsidein.workspace.study import Progress, Study, open_study
from outsidein.workspace.targets import read_targets, set_target

__all__ = [
    "MEDIA",
    "Curve",
    "Failed",
    "Folder",
    "Made",
    "MapFile",
    "Mapping",
    "Moved",
    "Page",
    "Pages",
    "Progress",
    "Serving",
    "Study",
    "announced",
    "bad_name",
    "begin",
    "bring",
    "build_sample",
    "check",
    "create",
    "curves",
    "draft",
    "export",
    "files_in",
    "files_of",
    "find",
    "ingest",
    "known_of",
    "list_actions",
    "load_map",
    "mapping_taken",
    "moved",
    "named_columns",
    "names",
    "open_opportunity",
    "open_study",
    "propose",
    "read_mappings",
    "read_maps",
    "read_targets",
    "record_result",
    "rehearse",
    "rejects_of",
    "revise",
    "save_map",
    "served",
    "served_elsewhere",
    "set_target",
    "settle",
    "share_page",
    "share_view",
    "start_initiative",
    "take_in",
    "turn",
    "unbacked",
    "withdraw",
    "write_whole",
]
