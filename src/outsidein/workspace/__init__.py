"""A workspace: a folder with maps and evidence, and what one does with it: author, take in, study, publish.

The one door of the room; what the command line does, and what ``docs/guide/python.md`` shows for work in Python.
"""

from outsidein.workspace.author import MapFile, load_map, read_maps, save_map
from outsidein.workspace.beginning import begin, build_sample
from outsidein.workspace.checking import check
from outsidein.workspace.folder import Folder, create, find, write_whole
from outsidein.workspace.intake import (
    Kept,
    Mapping,
    bring,
    draft,
    files_in,
    files_of,
    ingest,
    keep_draft,
    read_mappings,
)
from outsidein.workspace.publish import Made, Page, Pages, export
from outsidein.workspace.study import Study, open_study

__all__ = [
    "Folder",
    "Kept",
    "Made",
    "MapFile",
    "Mapping",
    "Page",
    "Pages",
    "Study",
    "begin",
    "bring",
    "build_sample",
    "check",
    "create",
    "draft",
    "export",
    "files_in",
    "files_of",
    "find",
    "ingest",
    "keep_draft",
    "load_map",
    "open_study",
    "read_mappings",
    "read_maps",
    "save_map",
    "write_whole",
]
