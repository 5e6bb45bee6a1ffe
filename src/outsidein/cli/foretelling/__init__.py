"""``outsidein foretell`` and ``outsidein value``: what will happen, and what customers are worth.

What lives here: the two commands (foretelling, valuing), and how their answers are written. Not here: what is computed
(workspace.foretelling, workspace.valuing).
"""
