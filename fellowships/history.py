"""What history keeps beside the row itself: the list run that wrote it, or the role of who did."""

from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager

from fellowships import acting

LONGEST_REASON = 100


class Histories(HistoryManager):  # type: ignore[misc]
    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        """Made once: simple_history asks for a new class whenever a row's history is named."""
        return super().from_queryset(queryset_class, class_name)


class HistoryBase(models.Model):
    """Base of the historical models. The run by number, so that no app below needs to know runs."""

    run_number = models.PositiveIntegerField(_("import run"), null=True, blank=True, db_index=False)
    role = models.CharField(_("role"), max_length=20, blank=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.role = self.role or acting.role()
        if not self.history_change_reason:  # type: ignore[has-type]
            self.history_change_reason = acting.reason()[:LONGEST_REASON] or None
        super().save(*args, **kwargs)
