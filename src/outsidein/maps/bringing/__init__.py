"""Maps brought in from the files of others, and sheets of ours that come back: tables, Mermaid, CJML, YAML and JSON.

What lives here: the pure part, texts and tables in, maps and Diagnostics out. Not here: opening files
(``workspace.bringing``), or writing them (``render.office``, ``render.exchange``).
"""
