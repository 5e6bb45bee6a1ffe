"""Django's view of the server room: one app, called ``outsidein``."""

from __future__ import annotations

from django.apps import AppConfig


class ServerConfig(AppConfig):
    """The app that owns every model of the server."""

    name = "outsidein.server"
    label = "outsidein"
    verbose_name = "Outside-In"

    def ready(self) -> None:
        """Listen for what changes who may stay."""
        from outsidein.server import departures

        departures.attend()
