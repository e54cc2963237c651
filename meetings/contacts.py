"""Asking a group whether its meetings are still true: one link by mail, no account.

The link is signed, holds for 60 days, and is void once the contact is another. It shows nothing private.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from fellowships import acting
from fellowships.roles import GROUP_CONTACT
from meetings import words
from meetings.changing import confirm_meetings
from meetings.mailing import send
from meetings.models import GroupContact, Meeting

SALT = "group-contact"
LINK_SECONDS = 60 * 86_400
ASK_AGAIN_DAYS = 30
DIGEST_LENGTH = 16


def token_of(contact: GroupContact) -> str:
    """For a link; the address of the contact cannot be read from it."""
    return signing.dumps([contact.pk, _digest(contact)], salt=SALT)


def contact_of(token: str) -> GroupContact | None:
    """Whose link this is; None for one that is too old, void or none of ours."""
    try:
        pk, digest = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    contact = GroupContact.objects.select_related("group").filter(pk=pk).first()
    return contact if contact is not None and _digest(contact) == digest else None


def _digest(contact: GroupContact) -> str:
    """Another one for another address, group or nonce."""
    said = f"{contact.nonce} {contact.group_id} {contact.email}"
    return salted_hmac(SALT, said).hexdigest()[:DIGEST_LENGTH]


def meetings_of(contact: GroupContact) -> list[Meeting]:
    """What the group is asked about, in the order of the week."""
    listed = Meeting.objects.listed().filter(group=contact.group_id)
    return list(listed.select_related("venue", "fellowship").order_by("weekday", "start", "pk"))


def ask_contacts(today: dt.date) -> int:
    """Mail those whose group's meetings are due, each at most once in 30 days; how many were asked."""
    due = Meeting.objects.listed().real().due_for_confirmation(today).filter(group=OuterRef("group"))
    waited = Q(asked_on=None) | Q(asked_on__lte=today - dt.timedelta(days=ASK_AGAIN_DAYS))
    contacts = GroupContact.objects.filter(waited, Exists(due)).select_related("group").order_by("pk")
    return sum(_ask(contact, today) for contact in contacts)


def _ask(contact: GroupContact, today: dt.date) -> int:
    subject = _("Is this still true? Meetings of %(group)s") % {"group": contact.group.name}
    context = {
        "group": contact.group.name,
        "meetings": [described(meeting) for meeting in meetings_of(contact)],
        "url": settings.SITE_URL + reverse("still-true", args=[token_of(contact)]),
        "days": LINK_SECONDS // 86_400,
    }
    sent = send("still_true", [contact.email], subject, context)
    if sent:
        GroupContact.objects.filter(pk=contact.pk).update(asked_on=today)
    return sent


def described(meeting: Meeting) -> str:
    """ "Lamp Group: every Tuesday at 7:00 pm. Lamp Hall, Memphis, TN"; of a hidden address only the town."""
    venue = meeting.venue if meeting.near_a_place else None
    parts = [venue.name, venue.street] if venue and not venue.address_hidden else []
    where = ", ".join(part for part in (*parts, venue.town if venue else "") if part)
    said = {
        "name": meeting.name,
        "when": words.usually(meeting.weekday, meeting.start, meeting.weeks),
        "how": words.attendance_words(meeting.attendance),
    }
    sentence = _("%(name)s: %(when)s. %(how)s") % said
    return f"{sentence}, {where}" if where else sentence


def still_true(contact: GroupContact, ids: Iterable[int], today: dt.date) -> list[int]:
    """The group says that these of its meetings are held as written; the ids that were its own."""
    own = Meeting.objects.listed().filter(group=contact.group_id, pk__in=list(ids))
    with transaction.atomic(), acting.acting_as(GROUP_CONTACT, reason=_("The group said it is still true")):
        said = list(own.values_list("pk", flat=True))
        confirm_meetings(said, today, GROUP_CONTACT)
        if said:
            GroupContact.objects.filter(pk=contact.pk).update(answered_on=today)
    return said
