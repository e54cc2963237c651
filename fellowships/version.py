"""The data version: a number that rises whenever what visitors see has changed. Pages are cached under it."""

from django.db.models import F
from django.utils import timezone

from fellowships.models import DataVersion


def current() -> int:
    """One primary-key read; 0 when nothing was ever published."""
    number = DataVersion.objects.filter(pk=1).values_list("number", flat=True).first()
    return number or 0


def bump() -> None:
    """Raise the version. Call it in the transaction of the change."""
    changed = DataVersion.objects.filter(pk=1).update(number=F("number") + 1, changed_at=timezone.now())
    if not changed:
        DataVersion.objects.create(pk=1)
