"""Contacts of members in every text field of an invented list: none is in the database or on disk later."""

import csv
import io

import pytest
from django.apps import apps

from meetings.feeds.clean import ALLOWED_FIELDS
from meetings.models import Feed
from tests.meetings.feeds.saving import na_feed, row, take

pytestmark = pytest.mark.django_db

WHO = "Contact Mildred Testperson at"
HOW = "mildred.q@example.com or (901) 555-0142"
SECRETS = ("mildred.q@", "555-0142", "5550142", "Testperson")
NOTES = set(
    "comments location_info virtual_meeting_additional_info train_lines bus_lines public_transport "
    "notes location_notes group_notes conference_url_notes conference_phone_notes Directions "
    "VirtualMeetingInfo".split()
)
# Keys, numbers and the fields that say how to join are what they are.
LEFT = set(
    "id_bigint slug bmlt_id Committee day time end_time weekday_tinyint start_time duration_time venue_type "
    "Day Time published latitude longitude Latitude Longitude coordinates time_zone timezone TimeZone "
    "root_server_uri lang_enum formats format_shared_id_list types attendance_option updated LastChanged "
    "Delete unpublished Institutional phone_meeting_number conference_phone PhoneMeetingNumber "
    "worldid_mixed service_body_bigint approximate".split()
)
DIRTY = {name: f"{WHO} {HOW}" if name in NOTES else HOW for name in sorted(ALLOWED_FIELDS - LEFT)}
SAID = f"{WHO} {HOW}"


def database():
    """Every value of every row of the lists' tables, as one text."""
    parts = []
    for model in apps.get_app_config("meetings").get_models():
        for values in model._default_manager.values_list():
            parts.append(str(values))
    return "\n".join(parts)


def nothing_is_left(folder):
    kept = database()
    assert [secret for secret in SECRETS if secret in kept] == []
    for path in folder.rglob("*"):
        if path.is_file():
            assert not any(secret.encode() in path.read_bytes() for secret in SECRETS), path


def test_nothing_of_a_bmlt_list(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    extra = {"contact_name_1": SAID, "contact_email_1": SAID, "contact_phone_1": SAID, "admin_notes": SAID}
    dirty = {**row(1), **DIRTY, **extra, "latitude": "35.1", "longitude": "-90.0"}
    take([dirty, {**dirty, "id_bigint": "2", "start_time": SAID}, row(3)])
    assert "Lamp Group 3" in database()
    nothing_is_left(tmp_path)


def test_nothing_of_a_meeting_guide(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    feed = na_feed("Guide", kind=Feed.Kind.MEETING_GUIDE, time_zone="America/Chicago")
    extra = {"contact_1_name": SAID, "contact_1_email": SAID, "email": SAID, "phone": SAID, "venmo": SAID}
    whole = {**DIRTY, **extra, "slug": "a", "day": 1, "time": "19:00", "regions": [SAID, SAID]}
    take([whole, {**whole, "slug": "b", "time": SAID}, {**whole, "slug": "c", "name": "Plain"}], feed)
    nothing_is_left(tmp_path)


def test_nothing_of_a_naws_file(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    feed = na_feed("NAWS", kind=Feed.Kind.NAWS_CSV, time_zone="America/Chicago")
    extra = {"ContactName": SAID, "ContactPhone": SAID, "ContactGP": SAID}
    whole = {
        **DIRTY,
        **extra,
        "Committee": "G1",
        "Day": "Monday",
        "Time": "1900",
        "Delete": "",
        "bmlt_id": "1",
    }
    text = io.StringIO()
    writer = csv.DictWriter(text, sorted(whole))
    writer.writeheader()
    writer.writerows([whole, {**whole, "bmlt_id": "2", "Time": "9999"}])
    take(text.getvalue().encode(), feed)
    nothing_is_left(tmp_path)
