"""The server: living maps in a browser, edited together; accounts, rights, rooms and the API behind all of it.

What lives here: HTTP, WebSockets, Django and its database. Not here: what a map is (maps), what the evidence says
(insight), how either is kept in a folder (workspace). The door is ``commands``, which puts ``serve``, ``backup`` and
``restore`` on the command line; nothing else imports this room.
"""
