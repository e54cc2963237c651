"""What every row shares that a fixture brings and staff may change."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Loadable(models.Model):
    """A row that a fixture brings and staff may change: the digest tells the one from the other."""

    # Of rows that share a slug, which of them shipped rows mean by it.
    named: ClassVar[dict[str, str]] = {}

    loaded_digest = models.CharField(
        _("digest it was loaded with"), max_length=64, blank=True, editable=False, default=""
    )

    class Meta:
        abstract = True

    def derive(self) -> None:
        """Fill in what is made from other fields; before every write."""
