"""``python -m tests.fuzz --seconds 600 [--seed N]``: hostile input at every reader, in equal shares.

What lives here: running the fuzzers of this folder. A failure names its seed; keep it as a test of that name.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz import (
    action_text,
    bent_diagrams,
    bent_tables,
    brought_files,
    choices,
    evidence_readers,
    flat_records,
    frames,
    map_text,
)

FUZZERS = {
    "map text": map_text.run,
    "flat records": flat_records.run,
    "frames": frames.run,
    "evidence": evidence_readers.run,
    "choices": choices.run,
    "action text": action_text.run,
    "brought files": brought_files.run,
    "bent tables": bent_tables.run,
    "bent diagrams": bent_diagrams.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    for name, run in FUZZERS.items():
        outcome = run(asked.seconds / len(FUZZERS), asked.seed)
        told = ", ".join(f"{count:,} {what}" for what, count in outcome.most_common())
        print(f"{name}: {sum(outcome.values()):,} inputs from seed {asked.seed}: {told}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
