"""What an edit would have done, worked out on a copy: for edits that are not taken, so that no work is lost.

What lives here: described. Not here: taking edits (living).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pycrdt

from outsidein.server.rooms.entry import Wish
from outsidein.server.rooms.living import guarded
from outsidein.server.rooms.mending import GONE, Seen
from outsidein.server.rooms.updates import ROOT, Gap, survey, vector

_MOST: Final = 500
"""Records that one refusal describes."""


def described(update: bytes, state: bytes) -> tuple[Wish, ...]:
    """What ``update`` wanted of a document in this ``state``; empty where it builds on something that is not there.

    Raises Malformed.
    """
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    records: pycrdt.Map[Any] = doc.get(ROOT, type=pycrdt.Map)
    doc.apply_update(state)
    try:
        survey(update).reach(vector(doc.get_state()))
    except Gap:
        return ()
    seen = Seen()
    kept = records.observe_deep(seen.hear)
    guarded(lambda: doc.apply_update(update))
    records.unobserve(kept)
    wishes = []
    for id, fields in list(seen.take().items())[:_MOST]:
        found = records.get(id)
        raw: Mapping[str, Any] = (found.to_py() or {}) if isinstance(found, pycrdt.Map) else {}
        if fields is None:
            wishes.append(Wish.that(id, raw or {"deleted": True}, raw))
        else:
            wanted = {name: None if value is GONE else value for name, value in fields.items()}
            wishes.append(Wish.that(id, wanted, raw))
    return tuple(wishes)
