"""What history keeps beside the row itself: the list run that wrote it, when no person did."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HistoryBase(models.Model):
    """Base of the historical models: the import run, by number, so that no app below needs to know runs."""

    run_number = models.PositiveIntegerField(_("import run"), null=True, blank=True, db_index=False)

    class Meta:
        abstract = True
