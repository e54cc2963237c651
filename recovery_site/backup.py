"""A copy of the SQLite database, taken while the site runs. PostgreSQL has its own tools for that."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import connection

KEEP: Final = 7
LONGEST: Final = 15 * 60  # seconds; sqlite3 itself would wait for a lock for ever


def back_up(today: date) -> Path | None:
    """One copy a day in DATA_DIR/backups, the seven newest kept; None on another database."""
    if connection.vendor != "sqlite":
        return None
    folder = Path(settings.DATA_DIR) / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"site-{today:%Y-%m-%d}.sqlite3"
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    connection.ensure_connection()
    # In one step: in WAL mode that holds up no writer; piece by piece, every write would begin it anew.
    copy = sqlite3.connect(unfinished)
    try:
        connection.connection.backup(copy, progress=_until(monotonic() + LONGEST))
    finally:
        copy.close()
    unfinished.rename(path)
    for old in sorted(folder.glob("site-*.sqlite3"))[:-KEEP]:
        old.unlink()
    return path


def _until(deadline: float) -> Callable[[int, int, int], None]:
    def check(_status: int, _left: int, _pages: int) -> None:
        if monotonic() > deadline:
            raise TimeoutError

    return check
