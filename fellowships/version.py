"""The data version: a number that rises whenever what visitors see has changed. Pages are cached under it."""

import time

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from fellowships.compiled import CompiledQuery
from fellowships.models import DataVersion

NOTHING_RECENT = (0.0, 0)  # asked for again when, the number
_recent = NOTHING_RECENT
_NUMBER = CompiledQuery(lambda ids: DataVersion.objects.filter(pk__in=ids).values_list("number"))


def current() -> int:
    """One primary-key read; 0 when nothing was ever published."""
    found = _NUMBER.rows([1])
    return int(found[0][0]) if found else 0


def recent() -> int:
    """As `current`, but at most settings.VERSION_SECONDS old: a busy site need not ask for every request.

    Pages may be kept for a minute by whoever asked for them, so that a moment more changes nothing.
    """
    global _recent
    now = time.monotonic()
    until, number = _recent
    if now >= until:
        number = current()
        _recent = (now + settings.VERSION_SECONDS, number)
    return number


def bump() -> None:
    """Raise the version. Call it in the transaction of the change.

    It never falls below the clock, in microseconds: a number that was taken back (a transaction undone, a
    backup put back) does not come again for other data.
    """
    global _recent
    _recent = NOTHING_RECENT
    number = Greatest(F("number") + 1, Value(time.time_ns() // 1000))
    changed = DataVersion.objects.filter(pk=1).update(number=number, changed_at=timezone.now())
    if not changed:
        DataVersion.objects.create(pk=1, number=time.time_ns() // 1000)
