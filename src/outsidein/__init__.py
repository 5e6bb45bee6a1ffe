"""Outside-In: customer journey maps that show what customers really do and say.

What lives here: the version. Everything else is behind the door of its room, for example
``from outsidein.workspace import Workspace``.
"""

__version__ = "0.4.0"
