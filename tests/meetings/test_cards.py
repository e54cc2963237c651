"""Results as a page shows them, at noon of Sunday 22 November 2026 in Memphis."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from meetings.cards import list_sources, meeting_address, phone_lines
from tests.meetings.asking import NOON, around, ask, row_named
from tests.world import (
    SATURDAY,
    THURSDAY,
    make_feed,
    make_meeting,
    make_service_body,
    make_venue,
    publish,
)

pytestmark = pytest.mark.django_db


def card(name, query="", place="memphis-tn"):
    return row_named(around(query, place), name)


def test_a_result_shows_everything_in_words(shared_world):
    assert card("Lamp Group") == {
        "url": f"/meetings/na/lamp-group-{shared_world.lamp.pk}/",
        "name": "Lamp Group",
        "fellowship": "NA",
        "whom": "Narcotics Anonymous, for your own recovery",
        "place": "Lamp Hall, Memphis, TN",
        "distance": "less than 1 mile",
        "attendance": "In person",
        "openness": "Open: anyone may come",
        "what": "Discussion, Wheelchair",
        "own_clock": "",
        "notes": [],
        "when": "Tuesday",
        "live": False,
        "clock": "7:00 – 8:00 pm",
        "zone": "CST",
        "zone_long": "Central Standard Time",
        "datetime": "2026-11-25T01:00Z",
    }


def test_what_is_not_stated_is_not_guessed(shared_world):
    row = card("Plain Group")
    assert (row["openness"], row["what"]) == ("Open or closed: not stated", "")


@pytest.mark.parametrize(
    "formats, words",
    [
        (["open"], "Open: anyone may come"),
        (["closed"], "Closed: only for people who come for themselves"),
        (["open", "closed"], "Listed as open and as closed: ask before you go"),
    ],
)
def test_open_and_closed_are_said_in_words(shared_world, formats, words):
    make_meeting("Other", formats=formats)
    assert card("Other")["openness"] == words


@pytest.mark.parametrize(
    "fellowship, words",
    [
        ("wfs", "Women for Sobriety, for women, for their own recovery"),
        ("smart", "SMART Recovery, for your own recovery"),
        ("nar-anon", "Nar-Anon Family Groups, for family and friends"),
    ],
)
def test_a_result_says_whom_it_is_for(shared_world, fellowship, words):
    make_meeting("Other", fellowship=fellowship)
    assert card("Other", f"fellowship={fellowship}")["whom"] == words


def test_six_words_of_what_happens_and_how_many_more(shared_world):
    make_meeting("Much", formats=["women", *(f"kind-{n}" for n in range(7))], languages=["es"])
    assert card("Much")["what"] == "Women, Kind 0, Kind 1, Kind 2, Kind 3, Kind 4, 3 more"


def test_the_language_is_among_what_happens(shared_world):
    make_meeting("Luz", languages=["es", "en"])
    assert card("Luz")["what"] == "Spanish, English"


def test_a_hidden_address_shows_its_town_only_and_a_rough_distance(shared_world):
    row = card("Harbor Group")
    assert row["place"] == "Memphis, TN (the address is given by the group)"
    assert row["distance"].startswith("about ")
    assert "Quiet" not in str(row)
    assert "Secret" not in str(row)


def test_a_venue_without_a_name_shows_its_street(shared_world):
    make_meeting("Street", venue=make_venue(name="", street="9 Made-Up Road"))
    assert card("Street")["place"] == "9 Made-Up Road, Memphis, TN"


def test_an_online_result_has_neither_place_nor_distance(shared_world):
    row = row_named(ask("/meetings/online/"), "Lantern Online")
    assert (row["place"], row["distance"], row["attendance"]) == ("", "", "Online")


def test_certain_weeks_of_the_month_are_named(shared_world):
    assert card("Twice a Month")["notes"] == ["1st and last Saturday of the month"]


def test_a_pattern_that_stands_in_notes_only_is_a_reason_to_check(shared_world):
    make_meeting("Monthly perhaps", weekday=SATURDAY, pattern_in_notes=True)
    (note,) = card("Monthly perhaps")["notes"]
    assert note.startswith("Its notes name certain weeks of the month")


def test_a_meeting_by_appointment_stands_without_a_date(shared_world):
    row = card("Visiting Group")
    assert (row["when"], row["clock"], row["datetime"], row["live"]) == ("By appointment", "", "", False)


def test_a_closed_venue_keeps_its_meeting_without_a_date(shared_world):
    assert card("Roof Group")["when"] == "Closed for now"


def test_contact_for_details_is_a_note(shared_world):
    make_meeting("Ask", contact_for_details=True)
    assert card("Ask")["notes"] == ["Contact the group for details"]


def test_a_cancelled_date_is_named_and_the_next_one_shown(shared_world):
    shared_world.lamp.cancellations.create(date=dt.date(2026, 11, 24))
    publish(shared_world.lamp)
    row = card("Lamp Group")
    assert (row["when"], row["notes"]) == (
        "Tuesday 1 December",
        ["Not on Tuesday 24 November: cancelled"],
    )


def test_a_building_closed_for_a_week_is_named(shared_world):
    shared_world.hall.closures.create(first_day="2026-11-23", last_day="2026-11-26", reason="Paint")
    publish(shared_world.lamp, shared_world.hybrid)
    assert card("Lamp Group")["notes"] == ["Not on Tuesday 24 November: closed"]


def test_on_a_public_holiday_one_checks_first(shared_world):
    make_meeting("Thursday", weekday=THURSDAY)  # 26 November 2026 is Thanksgiving
    assert card("Thursday")["notes"] == ["Public holiday: check first"]
    make_meeting("Thursday online", weekday=THURSDAY, attendance="online", online_url="https://x.example/")
    assert row_named(ask("/meetings/online/"), "Thursday online")["notes"] == []


def test_a_meeting_closed_on_holidays_is_never_offered_on_one(shared_world):
    make_meeting("Closed then", weekday=THURSDAY, formats=["closed-on-holidays"])
    row = card("Closed then")
    assert row["when"] == "Thursday 3 December"
    assert row["notes"] == ["Probably not on Thursday 26 November: public holiday"]


def test_an_address_is_what_the_url_table_says(shared_world):
    for language in ("en", "es"):
        with translation.override(language):
            expected = reverse("meeting-page", args=["na", "lamp-group-7"])
            assert meeting_address("na", "lamp-group", 7) == expected


def test_the_lists_of_a_page_are_named_with_the_day_they_were_read(shared_world):
    make_feed("Invented list", last_good_run=timezone.now() - dt.timedelta(days=400))
    page = around()
    assert len(page["sources"]) == 1
    assert page["sources"][0].startswith("From the list “Invented list”, read ")


def test_a_list_read_today_says_so(shared_world):
    make_feed("Invented list", last_good_run=dt.datetime.fromtimestamp(NOON, dt.UTC))
    assert around()["sources"] == ["From the list “Invented list”, read today."]


def test_a_list_never_read_says_nothing(shared_world):
    make_feed("Invented list", last_good_run=None)
    assert around()["sources"] == []
    assert list_sources([], NOON) == []


def test_phone_lines_come_once_and_can_be_called(shared_world):
    area = make_service_body("Area", helpline="901-555-0100 x 2")
    make_service_body("Silent area")
    ids = [make_meeting(name, service_body=area).pk for name in ("One", "Two")]
    assert phone_lines(ids) == [{"name": "Area", "number": "901-555-0100 x 2", "tel": "9015550100"}]
    assert phone_lines([]) == []
