"""The application served on this machine by uvicorn: log lines to standard error, none with content."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import uvicorn

from yidi.api.app import create_app
from yidi.store.store import MEMORY

LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "INFO", "propagate": False} for name in ("yidi.api", "uvicorn")
    },
}


def serve(base_folder: Path | None = None, *, host: str = "127.0.0.1", port: int = 8000, store: str = MEMORY) -> None:
    """Serves until it is told to stop; raises what `create_app` does before it listens."""
    # uvicorn's own access log would hold whatever someone wrote into an address.
    uvicorn.run(
        create_app(base_folder, store=store),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        log_config=LOGGING,
        timeout_graceful_shutdown=10,
    )
