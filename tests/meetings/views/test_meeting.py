import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import AlsoListed, Cancellation, SearchRow
from meetings.presenting.meeting import address
from tests.meetings.views.pages import in_days, links_of, page_of, text_of, weekday_in
from tests.world import (
    make_feed,
    make_format,
    make_group,
    make_meeting,
    make_record,
    make_service_body,
    make_venue,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


def test_the_page_says_when_where_and_for_whom(client, world):
    text = text_of(client, world.lamp)
    assert "Every Tuesday at 7:00 pm" in text
    assert "7:00 – 8:00 pm CST Central Standard Time" in text or "CDT Central Daylight Time" in text
    assert "How long 1 hour" in text
    assert "Lamp Hall 12 Invented Avenue Memphis, TN 38103" in text
    assert "Getting in The green door." in text
    assert "Kind of building Not stated" in text
    assert "Open: anyone may come" in text
    assert "Discussion Discussion, in invented words." in text
    assert "Wheelchair Wheelchair, in invented words." in text
    assert "Attendance slips Not stated" in text
    assert "Languages Not stated" in text


def test_what_nobody_stated_is_said_to_be_not_stated(client, world):
    text = text_of(client, world.no_end)
    assert "How long Not stated" in text
    assert "Open or closed: not stated" in text
    assert "What happens Not stated" in text
    assert "Step-free for wheelchairs: not stated" in text


def test_directions_are_links_by_name_and_address_that_tell_nobody(client, world):
    page = page_of(client, world.lamp)
    outside = [
        link for link in page.all("a") if "maps" in link.attrs["href"] or "map.org" in link.attrs["href"]
    ]
    assert len(outside) == 3
    assert all(link.attrs["rel"] == "noreferrer nofollow" for link in outside)
    assert all("12%20Invented%20Avenue" in link.attrs["href"] for link in outside)
    assert any(link.attrs["href"].startswith("geo:0,0?q=Lamp%20Hall") for link in page.all("a"))


def test_a_venue_with_nothing_but_a_point_is_found_by_it(client, world):
    meeting = make_meeting(
        "Point Group", venue=make_venue(name="", street="", city="", state="", postal_code="")
    )
    assert any(link.endswith("query=35.14950%2C-90.04900") for link in links_of(client, meeting))


def test_a_venue_known_only_by_its_town_has_no_directions(client, world):
    venue = make_venue(name="", street="", located="town")
    meeting = make_meeting("Town Group", venue=venue)
    assert not [link for link in links_of(client, meeting) if "openstreetmap" in link]
    assert "Memphis, TN" in text_of(client, meeting)


def test_the_way_to_join_stands_behind_a_link_and_not_on_the_page(client, world):
    response = client.get(address(world.online))
    html = response.content.decode()
    assert "video.example" not in html
    assert "1234" not in html.replace(f"{world.online.pk}", "")
    assert f'href="{address(world.online)}join/" rel="nofollow"' in html
    assert "Kind of online meeting: Video" in text_of(client, world.online)


def test_an_online_meeting_without_a_link_says_so(client, world):
    meeting = make_meeting("Bare Online", attendance="online")
    text = text_of(client, meeting)
    assert "Its list gives no link and no number" in text
    assert "Where Not stated" not in text


def test_closures_are_said_with_their_end_and_reason(client, world):
    meeting = make_meeting("Closing Group", attendance="hybrid", venue=make_venue())
    meeting.venue.closures.create(first_day=in_days(-3), last_day=in_days(30), reason="New floor")
    meeting.closures.create(first_day=in_days(60))
    publish(meeting)
    text = text_of(client, meeting)
    assert "Building closed until" in text
    assert "(that day too): meets online. New floor" in text
    assert "Closed from" in text
    assert "until further notice." in text


def test_a_meeting_closed_without_an_end_has_no_date(client, world):
    text = text_of(client, world.closed_venue)
    assert "Building closed until further notice. The roof is mended" in text
    assert "No date is known" in text
    meeting = make_meeting("Paused Group", closed_for_now=True)
    assert "Closed for now. Its list does not say until when." in text_of(client, meeting)


def test_a_closure_to_come_names_both_its_days(client, world):
    meeting = make_meeting("Summer Group")
    meeting.closures.create(first_day=in_days(10), last_day=in_days(20))
    publish(meeting)
    day = in_days(20)
    assert f"– {day:%A} {day.day} {day:%B}" in text_of(client, meeting)


def test_a_cancelled_date_is_named_and_is_not_the_next(client, world):
    meeting = make_meeting("Sometimes Group", weekday=weekday_in(3), start="23:00")
    Cancellation.objects.create(meeting=meeting, date=in_days(3))
    publish(meeting)
    text = text_of(client, meeting)
    day = in_days(3)
    assert f"Not on {day:%A} {day.day} {day:%B}" in text


def test_notes_that_name_weeks_are_pointed_at(client, world):
    meeting = make_meeting(
        "Noted Group", pattern_in_notes=True, notes="Only on the 1st Tuesday", building_closed=True
    )
    text = text_of(client, meeting)
    assert "The notes name certain weeks of the month. Check them before you go." in text
    assert "Building closed for now: meets online." in text
    assert "Only on the 1st Tuesday" in text


def test_by_appointment_shows_no_time(client, world):
    text = text_of(client, world.by_appointment)
    assert "By appointment: ask before you go" in text
    assert "Usually By appointment" in text


def test_the_page_says_whose_list_it_is_and_who_looked(client, world):
    feed = make_feed("Lamp list", last_good_run=timezone.now())
    other = make_feed("Second list")
    meeting = make_meeting("Sourced Group")
    record = make_record(
        meeting, feed, list_changed_on=dt.date(2025, 3, 4), said={"source_url": "https://list.example/1"}
    )
    AlsoListed.objects.create(record=record, feed=other)
    text = text_of(client, meeting)
    assert "In the list “Lamp list”, read today." in text
    assert "Changed in the list on Tuesday 4 March 2025." in text
    assert "Also listed by “Second list”." in text
    assert "Not confirmed by a person yet." in text
    assert "https://list.example/1" in links_of(client, meeting)


def test_a_confirmation_names_a_role_and_never_a_person(client, world):
    meeting = make_meeting("Seen Group", confirmed_on=dt.date(2025, 3, 4), confirmed_by="volunteer")
    assert "Confirmed on Tuesday 4 March 2025 (Volunteer)." in text_of(client, meeting)
    assert "It stands in no list that we read" in text_of(client, meeting)
    unnamed = make_meeting("Seen Too", confirmed_on=dt.date(2025, 3, 4))
    assert "Confirmed on Tuesday 4 March 2025." in text_of(client, unnamed)


def test_a_record_that_left_its_list_is_said_to_have_left(client, world):
    meeting = make_meeting("Kept Group")
    make_record(meeting, world.feed, present=False)
    assert "but not when that was read on" in text_of(client, meeting)


def test_only_web_addresses_become_links(client, world):
    body = make_service_body(website="javascript:alert(1)", helpline="+1 (555) 0100 day and night")
    meeting = make_meeting(
        "Linked Group", service_body=body, online_url="ftp://x.example", attendance="online"
    )
    make_record(meeting, world.feed, said={"source_url": "javascript:alert(2)"})
    links = links_of(client, meeting)
    assert not [link for link in links if link.startswith(("javascript:", "ftp:"))]
    assert "tel:+15550100" in links
    assert client.get(address(meeting) + "join/").status_code == 404


def test_everything_from_a_list_is_escaped(client, world):
    script = "<script>alert(1)</script>"
    venue = make_venue(name=script, street=script, getting_in=script, transit=script, city=script)
    group = make_group(script, website="https://group.example/")
    body = make_service_body(script)
    names = {"notes": script, "online_notes": script, "phone": f"{script} 555 0100", "passcode": script}
    meeting = make_meeting(
        script, venue=venue, group=group, service_body=body, attendance="hybrid", languages=[script], **names
    )
    make_record(meeting, make_feed(script))
    for path in ("", "join/"):
        html = client.get(address(meeting) + path).content.decode()
        assert "<script>alert" not in html
    assert "<script>alert" not in client.get(f"/list/?m={meeting.pk}").content.decode()


def test_odd_data_is_still_a_page(client, world):
    nothing = {"street": "", "city": "", "state": "", "postal_code": "", "country": "ZZ", "latitude": None}
    venue = make_venue(
        name="", longitude=None, located="nowhere", time_zone="", point=(None, None), **nothing
    )
    odd = make_meeting(
        "Ödd 会议", venue=venue, time_zone="No/Such", languages=["", "xx-Odd", 7, None], weeks=0b10000
    )
    assert client.get(address(odd)).status_code == 200
    nowhere = make_meeting("会议", venue=None, weekday=None, start=None, by_appointment=True)
    assert client.get(address(nowhere)).status_code == 200
    SearchRow.objects.all().delete()
    assert client.get(address(odd)).status_code == 200


def test_a_family_programme_is_said_to_be_for_family(client, world):
    assert "For family and friends" in text_of(client, world.family)


def test_a_format_of_the_vocabulary_is_explained(client, world):
    make_format("women", label="Women", meaning="For women, in words of our own.")
    assert "Women For women, in words of our own." in text_of(client, world.hidden)
