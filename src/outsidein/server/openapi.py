"""The API described: ``python -m outsidein.server.openapi`` prints its OpenAPI document, for the browser's types."""

from __future__ import annotations

import json
import os
import sys
import tempfile


def main() -> None:
    """Print the document; needs no data and no running server."""
    with tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("OUTSIDEIN_DATA", data)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outsidein.server.settings")
        import django

        django.setup()
        from outsidein.server.api import api

        json.dump(api.get_openapi_schema(), sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
