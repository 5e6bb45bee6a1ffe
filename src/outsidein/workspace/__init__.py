"""A workspace: a folder with maps and evidence, and what one does with it: author, take in, study, publish.

The one door of the room; what the command line does, and what ``docs/guide/python.md`` shows for work in Python.
"""

from outsidein.workspace.arrival import bad_name, settle, take_in
from outsidein.workspace.author import MapFile, load_map, read_maps, save_map, unbacked
from outsidein.workspace.beginning import begin, build_sample
from outsidein.workspace.checking import check
from outsidein.workspace.folder import Folder, create, find, write_whole
from outsidein.workspace.foretelling import behaviour, foretell, foretell_next, what_if
from outsidein.workspace.happenings import Happenings, happenings_of, open_happenings
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
from outsidein.workspace.pictures import IMAGES, pictures_of
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
from outsidein.workspace.valuing import credited, staying, worth
from outsidein.workspace.voices import (
    Heed,
    adopt_theme,
    join_themes,
    label,
    read_themes,
    remove_theme,
    rename_theme,
    tell,
    themes_stamp,
)
from outsidein.workspace.walking import Log, Walked, discover, find_changes, open_journeys

__all__ = [
    "IMAGES",
    "MEDIA",
    "Curve",
    "Failed",
    "Folder",
    "Happenings",
    "Heed",
    "Log",
    "Made",
    "MapFile",
    "Mapping",
    "Moved",
    "Page",
    "Pages",
    "Progress",
    "Serving",
    "Study",
    "Walked",
    "adopt_theme",
    "announced",
    "bad_name",
    "begin",
    "behaviour",
    "bring",
    "build_sample",
    "check",
    "create",
    "credited",
    "curves",
    "discover",
    "draft",
    "export",
    "files_in",
    "files_of",
    "find",
    "find_changes",
    "foretell",
    "foretell_next",
    "happenings_of",
    "ingest",
    "join_themes",
    "known_of",
    "label",
    "list_actions",
    "load_map",
    "mapping_taken",
    "moved",
    "named_columns",
    "names",
    "open_happenings",
    "open_journeys",
    "open_opportunity",
    "open_study",
    "pictures_of",
    "propose",
    "read_mappings",
    "read_maps",
    "read_targets",
    "read_themes",
    "record_result",
    "rehearse",
    "rejects_of",
    "remove_theme",
    "rename_theme",
    "revise",
    "save_map",
    "served",
    "served_elsewhere",
    "set_target",
    "settle",
    "share_page",
    "share_view",
    "start_initiative",
    "staying",
    "take_in",
    "tell",
    "themes_stamp",
    "turn",
    "unbacked",
    "what_if",
    "withdraw",
    "worth",
    "write_whole",
]
