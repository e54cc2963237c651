"""When a help line is to be called again by a person."""

from datetime import timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

BELIEVED_DAYS: Final = 180


def to_be_called() -> Q:
    """Nobody ever did, or too long ago."""
    since = timezone.localdate() - timedelta(days=BELIEVED_DAYS)
    return Q(last_checked=None) | Q(last_checked__lt=since)
