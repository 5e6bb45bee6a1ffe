"""Backups: everything a server keeps in one file, and a server as it was from such a file, on either database.

The door: ``make`` and ``restore``. A backup is taken while the server runs; a restore needs it stopped. Not here:
parsing what the command line says (commands).
"""

from outsidein.server.backups.making import make
from outsidein.server.backups.restoring import interrupted, restore

__all__ = ["interrupted", "make", "restore"]
