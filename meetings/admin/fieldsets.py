"""The parts of a meeting's form, in the order of its public page."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from meetings.admin.several_days import NEW_VENUE

NAMED: Final = ("name", "fellowship")
HELD: Final = ("start", "duration", "weeks", "by_appointment", "pattern_in_notes", "time_zone")
JOINING: Final = (
    *("online_url", "online_kind", "passcode", "online_notes", "phone", "phone_notes"),
    "contact_for_details",
)
WHAT: Final = ("formats", "languages")
NOTES: Final = ("notes", "slips")
Fieldsets = list[tuple[Any, dict[str, Any]]]


def fieldsets_of_a_change(in_a_list: bool) -> Fieldsets:
    """A meeting of a list is passed on or not as the list says."""
    status = ("status", "unlisted_why", *(() if in_a_list else ("republish",)), "checked_today")
    return [
        (None, {"fields": NAMED}),
        (_("When"), {"fields": ("weekday", *HELD, "closed_for_now")}),
        (_("Where"), {"fields": ("attendance", "venue", "building_closed")}),
        (_("How to join from anywhere"), {"fields": JOINING}),
        (_("Who it is for and what happens"), {"fields": WHAT}),
        (_("Notes and attendance slips"), {"fields": NOTES}),
        (_("Group and service body"), {"fields": ("group", "service_body", "world_id")}),
        (_("Where this comes from"), {"fields": ("said_by_lists", "our_corrections", "waiting_reports")}),
        (_("Status and this change"), {"fields": (*status, "reason", "until")}),
    ]


def fieldsets_of_a_new_one(venues: bool, groups: bool) -> Fieldsets:
    """`venues`, `groups`: whether this person may write new ones."""
    new_venue = {
        "fields": tuple(NEW_VENUE),
        "description": _(
            "Only if the venue is not among ours. It is put on the map by its postcode or town."
        ),
    }
    group = ("group", *(("new_group",) if groups else ()), "service_body")
    return [
        (None, {"fields": NAMED}),
        (_("When"), {"fields": ("days", *HELD)}),
        (_("Where"), {"fields": ("attendance", "venue")}),
        *([(_("Where: a new venue"), new_venue)] if venues else []),
        (_("How to join from anywhere"), {"fields": JOINING}),
        (_("Who it is for and what happens"), {"fields": WHAT}),
        (_("Notes and attendance slips"), {"fields": NOTES}),
        (_("Group and service body"), {"fields": group}),
        (_("Status"), {"fields": ("status", "republish", "checked_today", "reason")}),
    ]
