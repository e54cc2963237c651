"""Groups are asked by mail whether their meetings are still true; what their link may do."""

import datetime as dt

import pytest
from django.core import mail, signing

from meetings import contacts
from meetings.changing import unlist_meetings
from meetings.contacts import ask_contacts, contact_of, still_true, token_of
from meetings.models import GroupContact, Meeting
from tests.world import MONDAY, make_feed, make_fellowship, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
ADDRESS = "lamp@group.example"


def make_contact(group=None, **changes):
    return GroupContact.objects.create(group=group or make_group(), **{"email": ADDRESS, **changes})


@pytest.fixture
def contact():
    made = make_contact()
    make_meeting("Lamp Group", group=made.group)
    return made


def days(number):
    return TODAY + dt.timedelta(days=number)


def test_a_group_with_meetings_that_are_due_is_asked_once_in_thirty_days(contact):
    assert [ask_contacts(days(number)) for number in (0, 1, 29, 30)] == [1, 0, 0, 1]
    contact.refresh_from_db()
    assert contact.asked_on == days(30)


def test_the_mail_says_what_we_list_and_holds_the_link(contact, settings):
    make_meeting("Early Lamp", group=contact.group, weekday=MONDAY, start="07:30")
    settings.SITE_URL = "https://meetings.example"
    ask_contacts(TODAY)
    (sent,) = mail.outbox
    assert sent.to == [ADDRESS]
    assert sent.subject == "Is this still true? Meetings of Invented Lamp Group"
    assert (
        "- Early Lamp: Every Monday at 7:30 am. In person, Invented Hall, 1 Made-Up Street, Memphis, TN\n"
        "- Lamp Group: Every Tuesday at 7:00 pm. In person"
    ) in sent.body
    assert f"https://meetings.example/meetings/still-true/{token_of(contact)}/" in sent.body
    assert ADDRESS not in sent.body


def test_a_hidden_address_is_in_no_mail():
    contact = make_contact()
    make_meeting(group=contact.group, venue=make_venue(address_hidden=True, name="Unseen House"))
    ask_contacts(TODAY)
    assert "Unseen" not in mail.outbox[0].body
    assert "Made-Up" not in mail.outbox[0].body
    assert "Memphis, TN" in mail.outbox[0].body


@pytest.mark.parametrize(
    "changes",
    [{"confirmed_on": days(-180)}, {"status": "draft"}, {"status": "unlisted"}, {"feed": "demo"}],
    ids=["confirmed", "draft", "gone", "demonstration"],
)
def test_who_has_nothing_that_is_due_is_not_asked(changes):
    if changes.get("feed"):
        changes = {"feed": make_feed("Demo", kind="demo")}
    make_meeting(group=make_contact().group, **changes)
    assert ask_contacts(TODAY) == 0
    assert mail.outbox == []


def test_a_line_break_in_a_name_is_no_header(contact):
    group = contact.group
    group.name = "Lamp\nBcc: everybody@list.example"
    group.save()
    ask_contacts(TODAY)
    assert mail.outbox[0].subject == "Is this still true? Meetings of Lamp Bcc: everybody@list.example"
    assert mail.outbox[0].recipients() == [ADDRESS]


def test_a_mail_that_cannot_be_sent_is_tried_again(contact, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert ask_contacts(TODAY) == 0
    contact.refresh_from_db()
    assert contact.asked_on is None


def test_many_groups_are_found_in_one_query(django_assert_num_queries):
    for number in range(3):
        make_meeting(group=make_contact(make_group(f"Group {number}")).group, confirmed_on=days(-1))
    with django_assert_num_queries(1):
        assert ask_contacts(TODAY) == 0


# Links


def test_a_link_is_the_contact_s_until_it_is_another(contact):
    token = token_of(contact)
    assert contact_of(token) == contact
    assert ADDRESS not in token
    GroupContact.objects.filter(pk=contact.pk).update(email="other@group.example")
    assert contact_of(token) is None


def test_a_new_nonce_voids_the_links_that_are_out(contact):
    token = token_of(contact)
    GroupContact.objects.filter(pk=contact.pk).update(nonce="another")
    assert contact_of(token) is None


def test_a_link_ends_after_sixty_days(contact, monkeypatch):
    token = token_of(contact)
    monkeypatch.setattr(contacts, "LINK_SECONDS", -1)
    assert contact_of(token) is None


def test_what_we_did_not_sign_is_nobody_s(contact):
    forged = ["", "x", "a:b:c", signing.dumps([1, "x"]), signing.dumps(7, salt=contacts.SALT)]
    assert [contact_of(token) for token in forged] == [None] * len(forged)


# Answers


def test_the_group_confirms_as_a_role(contact):
    meeting = Meeting.objects.get()
    assert still_true(contact, [meeting.pk], TODAY) == [meeting.pk]
    meeting.refresh_from_db()
    assert (meeting.confirmed_on, meeting.confirmed_by) == (TODAY, "group-contact")
    newest = Meeting.history.filter(id=meeting.pk).latest()
    assert (newest.role, newest.history_user, newest.history_change_reason) == (
        "group-contact",
        None,
        "The group said it is still true",
    )
    contact.refresh_from_db()
    assert contact.answered_on == TODAY
    assert ask_contacts(TODAY) == 0


def test_it_confirms_no_meeting_of_another_group_and_none_that_is_gone(contact):
    own, other = Meeting.objects.get(), make_meeting("Other")
    unlist_meetings([own.pk], "Closed")
    assert still_true(contact, [own.pk, other.pk], TODAY) == []
    contact.refresh_from_db()
    assert contact.answered_on is None
    assert set(Meeting.objects.values_list("confirmed_on", flat=True)) == {None}


def test_a_programme_taken_off_the_site_asks_nobody(contact):
    make_fellowship("na", published=False)
    assert ask_contacts(TODAY) == 0
