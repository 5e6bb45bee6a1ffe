"""``outsidein journeys``: how journeys are walked, asked of a workspace, a log in a file, or a table of a database.

What lives here: the command (command), its questions (questions), how an answer is written (grid). Not here: what is
computed (measures.journeys).
"""
