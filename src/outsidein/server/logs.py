"""Logs of the server: one JSON object a line, with what happened and never what people wrote.

What lives here: the format and Python's logging settings. Not here: who logs what.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

request_id: Final[ContextVar[str]] = ContextVar("outsidein_request", default="")
"""The id of the request that is being answered, which its answer carries as ``X-Request-ID``."""

_OWN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message", "taskName"}


class JsonLines(logging.Formatter):
    """A log record as one line of JSON; extras become fields, an exception its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        if request := request_id.get():
            line["request"] = request
        line |= {name: value for name, value in vars(record).items() if name not in _OWN and name != "request"}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class NoFalseAlarm(logging.Filter):
    """Leaves out what uvicorn calls an error where a socket was turned away with a status, as it should be."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to tell."""
        return record.getMessage() != "ASGI callable returned without completing handshake."


LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"alarm": {"()": NoFalseAlarm}},
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
    "loggers": {
        "outsidein": {"level": "INFO"},
        "uvicorn": {"level": "WARNING"},
        "uvicorn.error": {"level": "WARNING", "filters": ["alarm"]},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
