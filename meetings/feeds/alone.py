"""One run of a list at a time. The lock goes with the process that held it, however that ended."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.feeds.result import Busy
from meetings.models import Feed


@contextmanager
def alone(feed: Feed) -> Iterator[None]:
    """Raises Busy while another process here reads the list; those elsewhere the database keeps apart."""
    folder = Path(settings.DATA_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"list-{feed.pk}").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(_("Another run of %(list)s is under way.") % {"list": feed.name}) from None
        yield
