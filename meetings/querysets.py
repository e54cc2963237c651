"""What is read about meetings, in words. Page, feed, sitemap and admin use the same `listed()`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models

from fellowships.querysets import PublishedQuerySet
from meetings.search import ROW_FIELDS, Row

if TYPE_CHECKING:
    from meetings.models import Meeting, SearchRow  # noqa: F401


class MeetingQuerySet(PublishedQuerySet["Meeting"]):
    def listed(self) -> "MeetingQuerySet":
        """What visitors may see."""
        return self.filter(status="listed", merged_into=None, fellowship__published=True)

    def real(self) -> "MeetingQuerySet":
        """Listed meetings that were not invented for the demonstration."""
        return self.exclude(records__feed__kind="demo")


class SearchRowQuerySet(models.QuerySet["SearchRow"]):
    def listed(self) -> "SearchRowQuerySet":
        return self.filter(status__gt=0)

    def in_cells(self, cells: Iterable[int]) -> "SearchRowQuerySet":
        return self.filter(cell__in=list(cells))

    def narrow(self) -> list[Row]:
        """The tuples that meetings/search.py reads, in one query over the covering index."""
        return list(self.values_list(*ROW_FIELDS))
