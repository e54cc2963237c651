"""The page of a group's link: it shows what any visitor sees, and only its buttons confirm."""

import pytest

from meetings.contacts import token_of
from meetings.models import GroupContact, Meeting, Report
from meetings.presenting.meeting import address
from tests.meetings.views.pages import in_days
from tests.site.markup import Page
from tests.world import make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    made = make_group("Lamp Group of Memphis")
    GroupContact.objects.create(group=made, email="lamp@group.example")
    return made


@pytest.fixture
def meetings(group):
    return [make_meeting("Lamp Early", group=group, start="07:00"), make_meeting("Lamp Late", group=group)]


def link_of(group):
    return f"/meetings/still-true/{token_of(group.contact)}/"


def confirmed():
    return set(Meeting.objects.exclude(confirmed_on=None).values_list("name", flat=True))


def test_opening_the_link_shows_the_meetings_and_confirms_nothing(client, group, meetings):
    response = client.get(link_of(group))
    text = Page(response.content.decode()).one("main").text
    assert "Lamp Early" in text
    assert "Every Tuesday at 7:00 am" in text
    assert "Invented Hall" in text
    assert "1 Made-Up Street" in text
    assert "All of this is still true" in text
    assert confirmed() == set()
    assert client.head(link_of(group)).status_code == 200
    assert confirmed() == set()


def test_nobody_keeps_or_finds_the_page(client, group, meetings):
    response = client.get(link_of(group))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "lamp@group.example" not in response.content.decode()
    assert not response.cookies
    assert "Disallow: /meetings/still-true/" in client.get("/robots.txt").content.decode()


def test_one_button_confirms_all(client, group, meetings):
    link = link_of(group)
    response = client.post(link, {"true": "all"})
    assert (response.status_code, response.headers["Location"]) == (303, link)
    assert confirmed() == {"Lamp Early", "Lamp Late"}
    text = Page(client.get(link_of(group)).content.decode()).one("main").text
    assert "Thank you." in text
    assert "(The group’s contact)." in text.replace("'", "’")
    assert "All of this is still true" not in text


def test_each_has_a_button_of_its_own(client, group, meetings):
    client.post(link_of(group), {"true": str(meetings[1].pk)})
    assert confirmed() == {"Lamp Late"}
    page = Page(client.get(link_of(group)).content.decode())
    assert [button.attrs["value"] for button in page.one("main").all("button")] == [
        str(meetings[0].pk),
        "all",
    ]


def test_something_changed_leads_to_the_report_with_the_link(client, group, meetings):
    page = Page(client.get(link_of(group)).content.decode())
    links = [link.attrs["href"] for link in page.one("main").all("a") if "/report/" in link.attrs["href"]]
    assert len(links) == 2
    assert all("?contact=" in link for link in links)
    assert client.get(links[0]).headers["Cache-Control"] == "private, no-store"


def send_a_change(client, group, meeting, contact=None):
    """The form behind "Something changed", filled in and sent."""
    link = f"{address(meeting)}report/?contact={token_of(contact or group.contact)}"
    hidden = {
        field.attrs["name"]: field.attrs["value"]
        for field in Page(client.get(link).content.decode()).all("input")
        if field.attrs.get("type") == "hidden"
    }
    sent = client.post(f"{address(meeting)}report/", {**hidden, "reason": "wrong-time", "start": "20:00"})
    assert sent.status_code == 303
    return Report.objects.get()


def test_what_the_group_sends_there_is_the_group_s_word(client, group, meetings):
    report = send_a_change(client, group, meetings[0])
    assert (report.origin, report.role) == ("group-contact", "group-contact")
    assert report.meeting == meetings[0]


def test_the_link_of_one_group_does_not_speak_for_another(client, group, meetings):
    other = make_group("Other")
    report = send_a_change(client, other, make_meeting(group=other), contact=group.contact)
    assert (report.origin, report.role) == ("visitor", "")


@pytest.mark.parametrize("sent", [{}, {"true": ""}, {"true": "x"}, {"true": "999999"}])
def test_pressing_nothing_says_so(client, group, meetings, sent):
    response = client.post(link_of(group), sent)
    assert response.status_code == 400
    assert "Please press one of the buttons." in response.content.decode()
    assert confirmed() == set()


def test_a_meeting_of_another_group_is_not_confirmed(client, group, meetings):
    other = make_meeting("Other")
    assert client.post(link_of(group), {"true": str(other.pk)}).status_code == 400
    assert confirmed() == set()


def test_another_website_cannot_press_for_the_group(client, group, meetings):
    response = client.post(link_of(group), {"true": "all"}, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 400
    assert confirmed() == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_void_link_says_so_and_what_to_do(client, group, meetings, method):
    old = link_of(group)
    GroupContact.objects.update(nonce="another")
    for link in (old, "/meetings/still-true/x/"):
        response = getattr(client, method)(link, {"true": "all"} if method == "post" else None)
        assert response.status_code == 410
        assert "You can still tell us what changed" in response.content.decode()
        assert response.headers["Cache-Control"] == "private, no-store"
    assert confirmed() == set()


def test_a_hidden_address_stays_hidden(client, group):
    make_meeting(
        group=group, venue=make_venue(address_hidden=True, name="Unseen House", street="7 Unseen Lane")
    )
    assert "Unseen" not in client.get(link_of(group)).content.decode()


def test_a_group_without_listed_meetings_can_tell_of_one(client, group):
    text = Page(client.get(link_of(group)).content.decode()).one("main").text
    assert "We list no meeting of Lamp Group of Memphis now." in text
    assert "All of this" not in text


def test_confirmed_yesterday_may_be_confirmed_again(client, group):
    make_meeting(group=group, confirmed_on=in_days(-1), confirmed_by="editor")
    client.post(link_of(group), {"true": "all"})
    assert Meeting.objects.get().confirmed_by == "group-contact"
