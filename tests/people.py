"""Invented staff for tests: a person of each role."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from meetings.models import VolunteerScope
from recovery_site.roles import make_roles

PASSWORD = "an invented passphrase"


def make_person(role="editor", name="", **scope):
    """Staff with that role ("" for none); `scope` makes a VolunteerScope (service_body=…, group=…)."""
    person = get_user_model().objects.create_user(
        name or f"invented-{role}", password=PASSWORD, is_staff=True
    )
    if role:
        if not Group.objects.filter(name=role).exists():
            make_roles()
        person.groups.add(Group.objects.get(name=role))
    if scope:
        VolunteerScope.objects.create(user=person, **scope)
    return person


def signed_in(person):
    """A client of the admin, past the second factor."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def staff_client(role="editor", **scope):
    return signed_in(make_person(role, **scope))
