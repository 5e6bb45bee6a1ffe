"""A workspace: a folder with maps and evidence, and what one does with it: author, take in, study, publish.

The one door of the room; what the command line does, and what ``docs/guide/python.md`` shows for work in Python.
"""

from outsidein.ground.progress import Progress
from outsidein.workspace.arrival import bad_name, settle, take_in
from outsidein.workspace.atlas import Atlas, check_opens, print_atlas, read_atlas
from outsidein.workspace.author import MapFile, load_map, read_maps, roots, save_map, unbacked
from outsidein.workspace.beginning import begin, build_sample
from outsidein.workspace.bringing import Brought, Joined, bring_map, free_key, join, replan
from outsidein.workspace.checking import check
from outsidein.workspace.comparing import (
    Compared,
    begin_state_of,
    compare_documents,
    compare_files,
    compare_maps,
    print_states,
)
from outsidein.workspace.deriving import blueprint_of, derive_blueprint, derive_journey, journey_of
from outsidein.workspace.folder import Folder, create, find, write_whole
from outsidein.workspace.foretelling import behaviour, foretell, foretell_next, what_if
from outsidein.workspace.happenings import Happenings, happenings_of, open_happenings
from outsidein.workspace.hierarchy import Kin, read_hierarchy
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
from outsidein.workspace.kinds import KINDS, keep_kind, read_kinds, remove_kind
from outsidein.workspace.library import FILE as SHARED_FILE
from outsidein.workspace.library import RECORDS as SHARED_RECORDS
from outsidein.workspace.library import TERMS as SHARED_TERMS
from outsidein.workspace.library import (
    Entry,
    SharedTerm,
    begin_thing,
    change_kept,
    change_shared,
    create_shared,
    keep_shared,
    list_library,
    read_library,
    remove_shared,
)
from outsidein.workspace.library import entries as shared_entries
from outsidein.workspace.library import forget as forget_shared
from outsidein.workspace.library import unknown as unknown_thing
from outsidein.workspace.library import used as shared_used
from outsidein.workspace.log import Log
from outsidein.workspace.merging import MergedText, merge_texts
from outsidein.workspace.own import channel_names, know_own, knowing_own
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
from outsidein.workspace.study import Study, open_study
from outsidein.workspace.targets import read_targets, set_target
from outsidein.workspace.telling import print_story
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
from outsidein.workspace.walking import Walked, discover, find_changes, open_journeys, sources_of_events
from outsidein.workspace.ways import public_ways, ways_of

__all__ = [
    "IMAGES",
    "KINDS",
    "MEDIA",
    "SHARED_FILE",
    "SHARED_RECORDS",
    "SHARED_TERMS",
    "Atlas",
    "Brought",
    "Compared",
    "Curve",
    "Entry",
    "Failed",
    "Folder",
    "Happenings",
    "Heed",
    "Joined",
    "Kin",
    "Log",
    "Made",
    "MapFile",
    "Mapping",
    "MergedText",
    "Moved",
    "Page",
    "Pages",
    "Progress",
    "Serving",
    "SharedTerm",
    "Study",
    "Walked",
    "adopt_theme",
    "announced",
    "bad_name",
    "begin",
    "begin_state_of",
    "begin_thing",
    "behaviour",
    "blueprint_of",
    "bring",
    "bring_map",
    "build_sample",
    "change_kept",
    "change_shared",
    "channel_names",
    "check",
    "check_opens",
    "compare_documents",
    "compare_files",
    "compare_maps",
    "create",
    "create_shared",
    "credited",
    "curves",
    "derive_blueprint",
    "derive_journey",
    "discover",
    "draft",
    "export",
    "files_in",
    "files_of",
    "find",
    "find_changes",
    "foretell",
    "foretell_next",
    "forget_shared",
    "free_key",
    "happenings_of",
    "ingest",
    "join",
    "join_themes",
    "journey_of",
    "keep_kind",
    "keep_shared",
    "know_own",
    "knowing_own",
    "known_of",
    "label",
    "list_actions",
    "list_library",
    "load_map",
    "mapping_taken",
    "merge_texts",
    "moved",
    "named_columns",
    "names",
    "open_happenings",
    "open_journeys",
    "open_opportunity",
    "open_study",
    "pictures_of",
    "print_atlas",
    "print_states",
    "print_story",
    "propose",
    "public_ways",
    "read_atlas",
    "read_hierarchy",
    "read_kinds",
    "read_library",
    "read_mappings",
    "read_maps",
    "read_targets",
    "read_themes",
    "record_result",
    "rehearse",
    "rejects_of",
    "remove_kind",
    "remove_shared",
    "remove_theme",
    "rename_theme",
    "replan",
    "revise",
    "roots",
    "save_map",
    "served",
    "served_elsewhere",
    "set_target",
    "settle",
    "share_page",
    "share_view",
    "shared_entries",
    "shared_used",
    "sources_of_events",
    "start_initiative",
    "staying",
    "take_in",
    "tell",
    "themes_stamp",
    "turn",
    "unbacked",
    "unknown_thing",
    "ways_of",
    "what_if",
    "withdraw",
    "worth",
    "write_whole",
]
