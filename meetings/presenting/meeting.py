"""A meeting as the strings its page shows (templates/meetings/meeting.html)."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from fellowships.page_language import Said, said
from meetings import words
from meetings.exceptions import Exceptions, from_text
from meetings.language_names import language_names
from meetings.models import Format, Meeting, SearchRow, SourceRecord
from meetings.presenting.against import present_corrections
from meetings.presenting.changed import present_changes
from meetings.presenting.dates import present_dates, title_of, when_of
from meetings.presenting.joining import present_joining, tel, web_link
from meetings.presenting.place import harmless, present_place, town_of
from meetings.presenting.sources import present_sources
from meetings.times import local

STEP_FREE = "wheelchair"


def present(meeting: Meeting, moment: int) -> dict[str, object]:
    """More queries than were made for the meeting: formats, lists, who also lists it, corrections, versions,
    their formats, versions of the venue; and names for what those speak of."""
    exceptions = exceptions_in(meeting)
    today = local(moment, settings.TIME_ZONE).date()
    # Also those that were merged into this one: their lists name it too.
    of_it = Meeting.objects.filter(Q(pk=meeting.pk) | Q(merged_into=meeting.pk))
    said = SourceRecord.objects.filter(meeting__in=of_it).order_by("pk")
    records = list(said.select_related("feed").prefetch_related("also_listed__feed"))
    return {
        **heading(meeting, exceptions, moment),
        **present_dates(meeting, exceptions, moment),
        "place": present_place(meeting),
        "joining": present_joining(meeting),
        "attendance": words.attendance_words(meeting.attendance),
        **_what(meeting, list(meeting.formats.all())),
        "slips": str(Meeting.Slips(meeting.slips).label) if meeting.slips else _("Not stated"),
        "languages": words.joined(language_names(meeting.languages)) or _("Not stated"),
        "notes": harmless(meeting.notes, meeting.venue),
        "group_site": web_link(meeting.group.website) if meeting.group else "",
        "service": _service(meeting),
        "source": present_sources(meeting, records, moment),
        "against": present_corrections(meeting, today),
        "changes": present_changes(meeting, today),
    }


def heading(meeting: Meeting, exceptions: Exceptions, moment: int) -> dict[str, object]:
    """What the pages of a meeting have in common."""
    fellowship = meeting.fellowship
    town = town_of(meeting)
    title, when = title_of(meeting, exceptions, moment), when_of(meeting, exceptions, moment)
    how = words.attendance_words(meeting.attendance)
    return {
        "title": title,
        "shared_as": _("Meeting – %(when)s") % {"when": when} if when else _("Meeting"),
        "shared_words": ". ".join(part for part in (town, how) if part),
        "name": meeting.name,
        "number": meeting.pk,
        "fellowship": fellowship.name,
        "audience": fellowship.get_audience_display(),
        "whom": said(fellowship.whom_it_is_for).words,
        "description": ". ".join(part for part in (title, town, how) if part),
        "canonical": settings.SITE_URL + address(meeting),
        "url": address(meeting),
        "join_url": address(meeting, "meeting-join"),
        "calendar_url": address(meeting, "meeting-calendar"),
        "report_url": address(meeting, "meeting-report"),
    }


def address(meeting: Meeting, page: str = "meeting-page") -> str:
    return reverse(page, args=[meeting.fellowship.slug, f"{meeting.slug}-{meeting.pk}"])


def exceptions_in(meeting: Meeting) -> Exceptions:
    """As its search row holds them; one read with `select_related("search_row")` costs nothing."""
    try:
        return from_text(meeting.search_row.exceptions)
    except SearchRow.DoesNotExist:
        return Exceptions()


def _what(meeting: Meeting, formats: list[Format]) -> dict[str, object]:
    """Each word with its meaning, under who it is for, what happens, and the building."""
    slugs = {one.slug for one in formats}
    by_axis = {axis: [one for one in formats if one.axis == axis] for axis in Format.Axis.values}
    access = by_axis["access"] if meeting.near_a_place else []
    return {
        "openness": words.openness_words(slugs),
        "types": [_word(one) for one in by_axis["type"] if one.slug not in ("open", "closed")],
        "formats": [_word(one) for one in by_axis["format"]],
        "access": [_word(one) for one in access],
        "step_free_not_stated": meeting.near_a_place and STEP_FREE not in slugs,
    }


def _word(one: Format) -> dict[str, Said]:
    return {"label": said(one.label), "meaning": said(one.meaning)}


def _service(meeting: Meeting) -> dict[str, str] | None:
    """Who to ask: the area or region that lists the meeting."""
    body = meeting.service_body
    if body is None:
        return None
    return {
        "name": body.name,
        "website": web_link(body.website),
        "helpline": body.helpline,
        "tel": tel(body.helpline),
    }
