"""What is read about meetings, in words. Page, feed, sitemap and admin use the same `listed()`."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import models

from fellowships.querysets import PublishedQuerySet
from meetings.exceptions import Exceptions, from_text
from meetings.search import ROW_FIELDS, WITH_EXCEPTIONS, Row

if TYPE_CHECKING:
    from meetings.models import Meeting, SearchRow  # noqa: F401


class MeetingQuerySet(PublishedQuerySet["Meeting"]):
    def listed(self) -> "MeetingQuerySet":
        """What visitors may see."""
        return self.filter(status="listed", merged_into=None, fellowship__published=True)

    def real(self) -> "MeetingQuerySet":
        """Listed meetings that were not invented for the demonstration."""
        return self.exclude(records__feed__kind="demo")

    def passed_on(self) -> "MeetingQuerySet":
        """Listed meetings that every export may hold."""
        return self.listed().given()

    def given(self) -> "MeetingQuerySet":
        """Entered by our staff to be passed on, or standing in a list whose owner lets us do so. An owner
        who takes that back is obeyed at once."""
        lists = apps.get_model("meetings", "SourceRecord").objects.filter(meeting=models.OuterRef("pk"))
        # Not a join: without fresh statistics SQLite would read all of a list for each of its meetings.
        feeds = apps.get_model("meetings", "Feed").objects.filter(republish=True).exclude(kind="demo")
        willing = lists.filter(feed__in=feeds.order_by().values("pk"))
        return self.filter(~models.Exists(lists) | models.Exists(willing), republish=True)

    def due_for_confirmation(self, today: date) -> "MeetingQuerySet":
        """What nobody has confirmed within settings.CONFIRM_DAYS, or ever."""
        last_fresh = today - timedelta(days=settings.CONFIRM_DAYS)
        return self.filter(models.Q(confirmed_on=None) | models.Q(confirmed_on__lt=last_fresh))


class SearchRowQuerySet(models.QuerySet["SearchRow"]):
    def listed(self) -> "SearchRowQuerySet":
        return self.filter(status__gt=0)

    def in_cells(self, cells: Iterable[int]) -> "SearchRowQuerySet":
        return self.filter(cell__in=list(cells))

    def narrow(self) -> list[Row]:
        """The tuples that meetings/search.py reads, in one query over the covering index."""
        return list(self.values_list(*ROW_FIELDS))

    def exceptions(self, rows: Iterable[Row]) -> dict[int, Exceptions]:
        """Exceptions of those rows that are marked to have some: one query, none when no row is marked."""
        marked = [row[0] for row in rows if row[8] == WITH_EXCEPTIONS]
        if not marked:
            return {}
        texts = self.filter(pk__in=marked).values_list("pk", "exceptions")
        return {pk: from_text(text) for pk, text in texts}
