"""The guides as an Atom feed, for readers and programs that follow what is new."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.models import DEFAULT, Guide
from fellowships.caching import public_feed
from fellowships.json_ld import absolute

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
BEFORE_ALL = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class GuideFeed(Atom1Feed):
    def latest_post_date(self) -> dt.datetime:
        """A feed without guides was never updated: Django would say now, anew at each reading."""
        return super().latest_post_date() if self.items else BEFORE_ALL


@public_feed(hourly=False)
def guides_feed(request: HttpRequest) -> HttpResponse:
    """`/feeds/guides.atom`: the published guides, the last changed first."""
    guides = Guide.objects.published().in_language(DEFAULT).with_last_change()
    feed = GuideFeed(
        title=_("Guides"),
        link=absolute(reverse("guides")),
        description=_("In our own words, each statement with its source. Free to read, print and pass on."),
        language=DEFAULT,
        author_name=settings.SITE_NAME,
        author_link=absolute("/"),
        feed_url=absolute(request.path),
        feed_guid=_permanent_id("guides"),
    )
    for guide in sorted(guides, key=last_changed, reverse=True):
        feed.add_item(
            title=guide.title,
            link=absolute(reverse("guide", args=[guide.slug])),
            description=escape(guide.summary),
            unique_id=_permanent_id(f"guides/{guide.slug}"),
            pubdate=_midnight(guide.written),
            updateddate=last_changed(guide),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=CONTENT_TYPE)


def last_changed(guide: Guide) -> dt.datetime:
    """By its history; of one without, when it was written. Ask for it `with_last_change`."""
    changed: dt.datetime | None = getattr(guide, "changed", None)
    return changed or _midnight(guide.written)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _permanent_id(name: str) -> str:
    """RFC 4151: stays the same if the addresses of pages ever change."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{BEFORE_ALL.date()}:{name}"
