"""The roles of staff. In public, and in every history, a change is by a role, never by a person."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Each is the name of a group of users; the first one a person holds is the one that is told."""

    ADMINISTRATOR = "administrator", _("Administrator")
    PUBLISHER = "publisher", _("Publisher")
    EDITOR = "editor", _("Editor")
    REVIEWER = "guide-reviewer", _("Guide reviewer")
    VOLUNTEER = "volunteer", _("Volunteer")


# Who else changes something, without signing in.
GROUP_CONTACT = "group-contact"
VISITOR = "visitor"
STAFF = "staff"  # signed in, without any role


def roles_of(person: Any) -> frozenset[str]:
    """Slugs of the roles a person holds; one query, remembered on the person."""
    known: frozenset[str] | None = getattr(person, "_roles", None)
    if known is None:
        held = set(person.groups.values_list("name", flat=True)) if person.is_authenticated else set()
        if getattr(person, "is_superuser", False):
            held.add(Role.ADMINISTRATOR.value)
        known = frozenset(held & set(Role.values))
        person._roles = known
    return known


def role_of(person: Any) -> str:
    """The slug that stands in histories; empty for nobody."""
    if not person.is_authenticated:
        return ""
    held = roles_of(person)
    return next((role for role in Role.values if role in held), STAFF)


def role_label(slug: str) -> str:
    """As a page says it: "editor" → "Editor"; what nobody knows says "Staff"."""
    named = {
        **dict(Role.choices),
        GROUP_CONTACT: _("The group's contact"),
        VISITOR: _("A visitor"),
        STAFF: _("Staff"),
        "": _("Not stated"),
    }
    return str(named.get(slug, named[STAFF]))
