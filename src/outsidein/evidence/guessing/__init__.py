"""How a file's form and meaning are worked out: encoding, dialect, heading, profiles, scales, roles.

What lives here: the parts of ``sniff`` and ``guess``, each pure. Not here: their doors, which stand beside this room.
"""
