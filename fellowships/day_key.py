"""The key of the marks of networks: one for all workers, new every day, the old one thrown away.

A cache that workers share keeps it; where each has one of its own, a file in DATA_DIR does, or two workers
would take one visitor for two.
"""

import os
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

DAY = 86_400  # seconds
NAME = "visitor-key"
LENGTH = 32


def day_key() -> bytes:
    if not _workers_are_alone():
        made: bytes | None = cache.get_or_set(NAME, lambda: secrets.token_bytes(LENGTH), DAY)
        return made or secrets.token_bytes(LENGTH)  # a cache that keeps nothing: then nothing is counted
    try:
        if time.time() - _file().stat().st_mtime < DAY:
            return _file().read_bytes()
    except OSError:
        pass
    return _made_anew()


def forget() -> None:
    """Throw the key away before its time: no mark made until now is ever made again."""
    cache.delete(NAME)
    _file().unlink(missing_ok=True)


def _made_anew() -> bytes:
    """Of two workers that make one at once, the later one's holds for both from then on."""
    _file().parent.mkdir(parents=True, exist_ok=True)
    fresh = _file().with_name(f"{NAME}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
    fresh.replace(_file())
    return _file().read_bytes()


def _file() -> Path:
    return Path(settings.DATA_DIR) / NAME


def _workers_are_alone() -> bool:
    return "locmem" in str(settings.CACHES["default"]["BACKEND"])
