"""Where everything on this site is from: lists of meetings and how good they are, places, lines, texts."""

import datetime as dt
import time
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import metadata
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fellowships.caching import public_page
from fellowships.dates import partial_date_words
from fellowships.models import HelpLine, Source
from meetings import words
from meetings.accuracy import accuracy
from meetings.models import Feed, ImportRun, website_of
from meetings.places.countries import country_name
from meetings.places.regions import US_STATES
from meetings.quality import FeedQuality, feed_qualities
from meetings.times import local
from recovery_site.pages.accuracy import present_accuracy

TEXTS = 50  # on one page, which then fits into what arrives before the first wait
WENT_WELL = (ImportRun.Outcome.GOOD, ImportRun.Outcome.NOT_MODIFIED, "")


@public_page(minute=True, max_age=60)
@require_safe
def sources_page(request: HttpRequest) -> HttpResponse:
    today = local(int(time.time()), settings.TIME_ZONE).date()
    number, texts, last = texts_of(request.GET.get("page", ""))
    context = {
        "title": _("Sources") if number == 1 else _("Sources, page %(number)d") % {"number": number},
        "canonical": f"{settings.SITE_URL}{request.path}" if number == 1 else "",
        "first": number == 1,
        "pages": _pages(number, last, request.path),
        "texts": [present_text(source) for source in texts],
    }
    if number == 1:
        context |= _lists_and_lines(today)
    return render(request, "pages/sources.html", context)


def texts_of(asked: str) -> tuple[int, list[Source], int]:
    """The page of texts that was asked for, what stands on it, and the last page: one query."""
    texts = list(Source.objects.all())
    last = max(1, -(-len(texts) // TEXTS))
    number = min(int(asked), last) if asked.isdecimal() and len(asked) < 5 and int(asked) else 1
    return number, texts[(number - 1) * TEXTS : number * TEXTS], last


def _pages(number: int, last: int, path: str) -> dict[str, str] | None:
    if last == 1:
        return None
    return {
        "previous_url": f"{path}?page={number - 1}" if number > 2 else path if number == 2 else "",
        "next_url": f"{path}?page={number + 1}" if number < last else "",
        "words": _("Page %(page)d of %(last)d") % {"page": number, "last": last},
    }


def _lists_and_lines(today: dt.date) -> dict[str, Any]:
    return {
        "accuracy": present_accuracy(accuracy(timezone.now())),
        "lists": [present_list(quality, today) for quality in feed_qualities()],
        "packages": [_package(name) for name in ("zipcodes", "tzfpy", "holidays")],
        "lines": present_lines(list(HelpLine.objects.published().exclude(source_name=""))),
    }


def present_list(quality: FeedQuality, today: dt.date) -> dict[str, Any]:
    feed = quality.feed
    host, url = website_of(feed.address)
    return {
        "name": feed.name,
        "told": [
            (_("Kind"), feed.get_kind_display()),
            (_("Program"), feed.fellowship.name if feed.fellowship else _("Several, or not stated")),
            (_("Whole list for"), _covers(feed.covers)),
            (_("License"), feed.licence or _("Not stated")),
            (_("Passed on by us"), _("Yes") if feed.republish else _("No, shown on our pages only")),
            (_("Last read well"), _age(quality.last_read, today)),
            *_trouble(quality, feed),
        ],
        "numbers": _numbers(quality),
        "host": host,
        "url": url,
    }


def _covers(codes: Sequence[str]) -> str:
    """["us-tn", "gb"] as "Tennessee and United Kingdom"."""
    named = []
    for code in codes:
        country, _dash, state = str(code).upper().partition("-")
        named.append(US_STATES.get(state, state) if state else country_name(country))
    return words.joined(named) if named else _("Not stated: it may leave meetings out anywhere")


def _age(read: dt.datetime | None, today: dt.date) -> str:
    if read is None:
        return _("Not yet")
    day = local(int(read.timestamp()), settings.TIME_ZONE).date()
    days = (today - day).days
    if days < 1:
        return _("%(date)s, today") % {"date": date_format(day, "DATE_FORMAT")}
    ago = ngettext("%(date)s, %(days)d day ago", "%(date)s, %(days)d days ago", days)
    return ago % {"date": date_format(day, "DATE_FORMAT"), "days": days}


def _trouble(quality: FeedQuality, feed: Feed) -> list[tuple[str, str]]:
    """Only what a visitor should know: that the last try did not work, or that we no longer try."""
    told = []
    if quality.last_outcome not in WENT_WELL:
        told.append((_("Last try"), str(ImportRun.Outcome(quality.last_outcome).label)))
    if not feed.enabled:
        told.append((_("Now"), _("We no longer read it")))
    return told


def _numbers(quality: FeedQuality) -> list[tuple[str, str]]:
    counted = [
        (_("Meetings listed"), quality.listed),
        (_("No place on a map"), quality.no_coordinates),
        (_("Place only about right"), quality.approximate),
        (_("No end stated"), quality.no_end),
        (_("Open or closed not stated"), quality.open_not_stated),
        (_("Not held every week, so not in our Meeting Guide feeds"), quality.monthly),
        (_("Rows with a problem"), quality.problem_count),
    ]
    return [(name, number_format(number, force_grouping=True)) for name, number in counted]


@lru_cache(maxsize=8)
def _package(name: str) -> dict[str, str]:
    about = metadata(name)
    licence = next((about[key] for key in ("License-Expression", "License") if key in about), "")
    return {"name": name, "version": about["Version"], "licence": licence}


def present_lines(lines: Sequence[HelpLine]) -> list[dict[str, str]]:
    return [
        {
            "name": line.name,
            "from": line.source_name,
            "url": line.source_url,
            "read": date_format(line.source_read_on, "DATE_FORMAT") if line.source_read_on else "",
            "checked": date_format(line.last_checked, "DATE_FORMAT") if line.last_checked else "",
        }
        for line in lines
    ]


def present_text(source: Source) -> dict[str, str]:
    """ "White W. L. Philadelphia Department …, 2011." with what we did to read it."""
    by = [source.author, source.publisher, partial_date_words(source.published)]
    updated = partial_date_words(source.updated)
    read = date_format(source.read_on, "DATE_FORMAT") if source.read_on else ""
    return {
        "slug": source.slug,
        "title": source.title,
        "url": source.address,
        "by": ", ".join(filter(None, by)),
        "updated": _("updated %(date)s") % {"date": updated} if updated else "",
        "read": _("read on %(date)s") % {"date": read} if read else "",
        "note": source.note,
    }
