"""Whose list a meeting stands in, when that was read, and when a person looked at it last."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from fellowships.roles import role_label
from meetings import words
from meetings.feeds.publish import CONFIRMED_BY_LIST
from meetings.models import Feed, Meeting, SourceRecord
from meetings.presenting.joining import web_link
from meetings.times import local


def present_sources(meeting: Meeting, records: list[SourceRecord], moment: int) -> dict[str, object]:
    """`records` with their feed and `also_listed__feed`."""
    today = local(moment, settings.TIME_ZONE).date()
    sentences = [sentence for record in records for sentence in _said(record, today)]
    if not records:
        sentences.append(_("It stands in no list that we read: it was entered here by hand."))
    sentences.append(confirmed_words(meeting, today))
    return {
        "sentences": sentences,
        "original": _original(records),
    }


def _said(record: SourceRecord, today: dt.date) -> list[str]:
    where = {"list": record.feed.name, "date": _read_on(record.feed, today)}
    if not where["date"]:
        sentences = [_("In the list “%(list)s”.") % where]
    elif record.present:
        sentences = [_("In the list “%(list)s”, read %(date)s.") % where]
    else:
        sentences = [_("Was in the list “%(list)s”, but not when that was read %(date)s.") % where]
    if record.list_changed_on:
        changed = words.date_words(record.list_changed_on, today)
        sentences.append(_("Changed in the list on %(date)s.") % {"date": changed})
    others = list(dict.fromkeys(f"“{also.feed.name}”" for also in record.also_listed.all()))
    if others:
        sentences.append(_("Also listed by %(lists)s.") % {"lists": words.joined(others)})
    return sentences


def _read_on(feed: Feed, today: dt.date) -> str:
    if feed.last_good_run is None:
        return ""
    day = local(int(feed.last_good_run.timestamp()), settings.TIME_ZONE).date()
    if day == today:
        return _("today")
    return _("on %(date)s") % {"date": words.date_words(day, today)}


def confirmed_words(meeting: Meeting, today: dt.date) -> str:
    """By whom in the words of a role; never who."""
    if meeting.confirmed_on is None:
        return _("Not confirmed by a person yet.")
    date = {"date": words.date_words(meeting.confirmed_on, today)}
    if meeting.confirmed_by == CONFIRMED_BY_LIST:
        return _("Confirmed on %(date)s by its list, which changed it then.") % date
    if meeting.confirmed_by:
        return _("Confirmed on %(date)s (%(role)s).") % {**date, "role": role_label(meeting.confirmed_by)}
    return _("Confirmed on %(date)s.") % date


def _original(records: list[SourceRecord]) -> str:
    """The meeting's own page in its list, where the list named one."""
    for record in records:
        said = record.said if isinstance(record.said, dict) else {}
        if address := web_link(str(said.get("source_url") or "")):
            return address
    return ""
