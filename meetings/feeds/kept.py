"""The bytes of a held run, kept for a person to look at and thrown away after two weeks."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from meetings.feeds.records import FeedBytes

KEEP_DAYS: Final = 14


def _folder() -> Path:
    folder: Path = settings.DATA_DIR / "held-runs"
    return folder


def _path(feed_id: int, run_id: int, part: str) -> Path:
    return _folder() / f"{int(feed_id)}-{int(run_id)}-{re.sub(r'[^a-z-]', '', part)}"


def keep_bytes(feed_id: int, run_id: int, body: bytes, part: str = "meetings") -> Path:
    """Keeps what a held run read, for the owner of the process only; `part` as in FeedBytes."""
    path = _path(feed_id, run_id, part)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(body)
    return unfinished.rename(path)


def kept_bytes(feed_id: int, run_id: int, part: str = "meetings") -> bytes | None:
    """What a held run read, or None when it is gone."""
    path = _path(feed_id, run_id, part)
    return path.read_bytes() if path.exists() else None


def keep_list(feed_id: int, run_id: int, data: FeedBytes) -> None:
    """All the answers of a list; a part that is empty is not kept."""
    for part, body in _parts(data):
        if body:
            keep_bytes(feed_id, run_id, body, part)


def kept_list(feed_id: int, run_id: int) -> FeedBytes | None:
    """What `keep_list` kept; None when it is gone."""
    main = kept_bytes(feed_id, run_id, "meetings")
    if main is None:
        return None
    formats, bodies = (kept_bytes(feed_id, run_id, part) or b"" for part in ("formats", "bodies"))
    return FeedBytes(main, formats, bodies)


def _parts(data: FeedBytes) -> tuple[tuple[str, bytes], ...]:
    return (("meetings", data.main), ("formats", data.formats), ("bodies", data.service_bodies))


def drop_run(feed_id: int, run_id: int) -> None:
    """Throws away what one run read, once a person decided on it."""
    for path in _folder().glob(f"{int(feed_id)}-{int(run_id)}-*"):
        path.unlink(missing_ok=True)


def drop_kept(older_than: datetime) -> int:
    """Throws away what was kept before a moment; says how many files."""
    old = [path for path in _folder().glob("*-*-*") if path.stat().st_mtime < older_than.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
