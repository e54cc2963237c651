"""Writing what was accepted of a report: into a meeting, into its building, or as a new meeting."""

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from fellowships.roles import role_of
from meetings.changing import add_meetings, change_meetings, change_venue, save_published
from meetings.deciding import Acting, Refused, remember_venue
from meetings.fields import FIELDS, LINKS, VENUE_FIELDS, VENUE_PREFIX, as_python, field_label, snapshot
from meetings.models import Attendance, Format, Meeting, Report, Venue
from meetings.placing import place_venue
from meetings.scope import scope_of
from meetings.soundness import problems_of

PLACED: Final = ("latitude", "longitude", "located", "time_zone")
OUR_OWN: Final = ("feed", "key", "id", "located")
NOT_TOLD_BY: Final = (Report.Reason.CLOSED, Report.Reason.NOBODY_THERE)


def read_value(field: str, value: Any) -> Any:
    """A value of JSON types as the model holds it; refused with a sentence when it cannot be."""
    name = field.removeprefix(VENUE_PREFIX)
    model = Venue if field.startswith(VENUE_PREFIX) else Meeting
    if name not in (VENUE_FIELDS if model is Venue else FIELDS):
        raise Refused(_("There is no field “%(field)s”.") % {"field": field})
    try:
        if field == "formats":
            return _formats(value)
        if field in LINKS or field == "fellowship":
            return _linked(field, value)
        return _plain(model._meta.get_field(name), as_python(field, value))
    except (ValidationError, ValueError, TypeError) as error:
        said = " ".join(error.messages) if isinstance(error, ValidationError) else _("It cannot be read.")
        raise Refused(f"{field_label(field)}: {said}") from error


def _plain(column: Any, value: Any) -> Any:
    if column.name == "languages" and not _texts(value):
        raise ValueError(column.name)
    if value is None and isinstance(column, models.CharField | models.TextField):
        value = ""
    return column.clean(value, None)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _formats(value: Any) -> list[int]:
    known = Format.objects.filter(pk__in=list(value or ())).order_by("pk")
    return list(known.values_list("pk", flat=True))


def _linked(field: str, value: Any) -> int | None:
    if value in (None, ""):
        return None
    model: Any = Meeting._meta.get_field(field).related_model
    if not model._default_manager.filter(pk=int(value)).exists():
        raise ValueError(field)
    return int(value)


def parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fields of the meeting, and of its venue without the prefix."""
    own = {name: value for name, value in values.items() if not name.startswith(VENUE_PREFIX)}
    place = {name.removeprefix(VENUE_PREFIX): value for name, value in values.items() if name not in own}
    return own, place


def take(acting: Acting, report: Report, values: Mapping[str, Any], why: str, *, moved: bool) -> None:
    """Into the report's meeting; `moved`: it alone meets elsewhere now, the building stays as it is."""
    meeting = acting.meeting
    if meeting is None:
        take_missing(acting, report, values, why)
        return
    own, place = parted(values)
    if place and (moved or meeting.venue is None):
        venue = _new_venue(acting, place, meeting.venue, why)
        own["venue"] = venue.pk
        if meeting.near_a_place and venue.time_zone:
            own.setdefault("time_zone", venue.time_zone)
    _refuse_new_problems(meeting, own)
    if place and "venue" not in own and meeting.venue is not None:
        _change_building(acting, meeting.venue, place, why)
    own.update(_confirmation(acting, report, meeting, own))
    change_meetings({meeting.pk: own}, reason=why)


def _refuse_new_problems(meeting: Meeting, own: Mapping[str, Any]) -> None:
    """What a list said wrongly before is not this report's fault; what is listed now has to be right."""
    before = snapshot(meeting)
    listing = own.get("status") == Meeting.Status.LISTED and not meeting.listed
    old = set() if listing else set(problems_of(before))
    if problems := [one for one in problems_of({**before, **own}) if one not in old]:
        raise Refused(" ".join(problems))


def _confirmation(acting: Acting, report: Report, meeting: Meeting, own: Mapping[str, Any]) -> dict[str, Any]:
    """Who was there and says what is wrong says that the rest holds."""
    told = report.origin != Report.Origin.STAFF and report.reason not in NOT_TOLD_BY
    if not told or not meeting.listed or "confirmed_on" in own:
        return {}
    return {"confirmed_on": timezone.localdate(), "confirmed_by": role_of(acting.by)}


def _new_venue(acting: Acting, place: Mapping[str, Any], like: Venue | None, why: str) -> Venue:
    venue = Venue()
    if like is not None:
        for column in Venue._meta.fields:
            if column.name not in OUR_OWN:
                setattr(venue, column.name, getattr(like, column.name))
        if "street" in place or "city" in place or "postal_code" in place:
            venue.latitude = venue.longitude = None
            venue.time_zone = ""
    for name, value in place.items():
        setattr(venue, name, value)
    place_venue(venue)
    if like is not None and not venue.time_zone:
        venue.time_zone = like.time_zone
    save_published(venue, reason=why)
    acting.made(venue)
    return venue


def _change_building(acting: Acting, venue: Venue, place: Mapping[str, Any], why: str) -> None:
    """For all that meet there; their clocks follow when the building stands in another zone."""
    if not scope_of(acting.by).covers(venue):
        raise Refused(
            _("Other meetings use this building too, and they are not yours to change. Choose “Only this ")
            + _("meeting moved”, or leave it to a publisher.")
        )
    remember_venue(acting, venue)
    zone = venue.time_zone
    for name, value in place.items():
        setattr(venue, name, value)
    place_venue(venue)
    values = {**place, **{name: getattr(venue, name) for name in PLACED}}
    change_venue(venue.pk, values, reason=why)
    if venue.time_zone and venue.time_zone != zone:
        there = venue.meetings.filter(time_zone=zone, attendance__in=["in-person", "hybrid"])
        ids = there.values_list("pk", flat=True)
        change_meetings({pk: {"time_zone": venue.time_zone} for pk in ids}, reason=why)


def take_missing(acting: Acting, report: Report, values: Mapping[str, Any], why: str) -> None:
    """A meeting that was missing: listed from now on."""
    own, place = parted(values)
    own.setdefault("fellowship", report.fellowship_id)
    own.setdefault("name", "")
    own["status"] = Meeting.Status.LISTED.value
    if place:
        venue = _new_venue(acting, place, None, why)
        own["venue"] = venue.pk
        own.setdefault("time_zone", venue.time_zone or settings.TIME_ZONE)
    own.setdefault("time_zone", settings.TIME_ZONE)
    own.setdefault("attendance", (Attendance.IN_PERSON if place else Attendance.ONLINE).value)
    if problems := problems_of(own):
        raise Refused(" ".join(problems))
    own.update(confirmed_on=timezone.localdate(), confirmed_by=role_of(acting.by))
    (meeting,) = add_meetings([own], reason=why)
    acting.made(meeting)
    acting.decision.meeting = report.meeting = acting.meeting = meeting
