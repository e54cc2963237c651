"""What is read about meetings, in words. Page, feed, sitemap and admin use the same `listed()`."""

from typing import TYPE_CHECKING

from fellowships.querysets import PublishedQuerySet

if TYPE_CHECKING:
    from meetings.models import Meeting  # noqa: F401


class MeetingQuerySet(PublishedQuerySet["Meeting"]):
    def listed(self) -> "MeetingQuerySet":
        """What visitors may see."""
        return self.filter(status="listed", merged_into=None, fellowship__published=True)

    def real(self) -> "MeetingQuerySet":
        """Listed meetings that were not invented for the demonstration."""
        return self.exclude(records__feed__kind="demo")
