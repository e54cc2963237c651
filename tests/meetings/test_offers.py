"""What a page says and offers when it found nothing: every offer is followed and must find that number."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from meetings.finding import Spot
from meetings.offers import covered_fellowships
from tests.meetings.asking import HOUR, NOON, around, ask, names, number, rows_of
from tests.world import (
    make_feed,
    make_fellowship,
    make_meeting,
    make_place,
    make_venue,
    publish,
)

pytestmark = pytest.mark.django_db
NIGHT = NOON + 9 * HOUR + 600  # Sunday 21:10: the phone meeting is on


def offers(context):
    return {offer.label: offer for offer in context["empty"].offers}


def counted(context):
    """Offers with a number; the others lead to one meeting."""
    return [offer for offer in context["empty"].offers if offer.count]


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/near/memphis-tn/?day=thursday",
        "/meetings/near/memphis-tn/?day=tuesday&time=morning&type=open",
        "/meetings/near/memphis-tn/?type=open&type=women&format=step-study",
        "/meetings/near/memphis-tn/?access=wheelchair&day=friday",
        "/meetings/near/memphis-tn/?fellowship=ha",
        "/meetings/near/memphis-tn/?fellowship=ha&fellowship=na&language=es",
        "/meetings/near/memphis-tn/?fellowship=nar-anon&day=monday&sort=distance",
        "/meetings/near/nashville-tn/?fellowship=na&radius=5",
        "/meetings/near/west-memphis-ar/?radius=1",
        "/meetings/near/west-memphis-ar/?radius=2&unit=km&day=monday",
        "/meetings/online/?day=thursday",
        "/meetings/online/?type=closed&fellowship=na&tz=Asia/Kolkata",
        "/meetings/?q=group&day=thursday&time=morning",
        "/meetings/?fellowship=ha&day=sunday&time=morning",
    ],
)
def test_every_offer_finds_the_number_it_names(shared_world, address):
    moment = NIGHT if "ha" in address else NOON
    page = ask(address, moment)
    assert rows_of(page) == []
    assert counted(page) or page["empty"].finders
    for offer in counted(page):
        assert urlsplit(offer.url).path.startswith("/meetings/")
        there = ask(offer.url, moment)
        assert number(there["heading"].removeprefix("Online")) == number(offer.count) > 0, offer


def test_the_filter_that_left_everything_out_is_named(shared_world):
    page = around("day=thursday&type=open")
    assert page["empty"].sentence == "No meeting near Memphis, TN fits all that you chose."
    assert [offer.label for offer in counted(page)][:1] == ["Without “Day: Thursday”"]
    assert number(offers(page)["Without “Day: Thursday”"].count) == 1


def test_a_filter_that_is_not_the_reason_is_not_offered(shared_world):
    assert "Without “Who it is for: Women”" not in offers(around("day=thursday&type=women"))
    assert "Without “Day: Thursday”" in offers(around("day=thursday&type=women"))


def test_open_and_women_are_taken_away_apart(shared_world):
    found = offers(around("type=open&type=women&day=friday"))
    assert number(found["Without “Who it is for: Open”"].count) == 1
    assert "type=women" in found["Without “Who it is for: Open”"].url
    assert "Without “Who it is for: Women”" not in found


def test_a_wider_circle_is_the_next_that_finds_something(shared_world):
    make_meeting("Over the river", venue=make_venue(point=(35.1465, -90.1445)))
    found = [
        offer for offer in counted(around("radius=1", place="west-memphis-ar")) if "Within" in offer.label
    ]
    assert [(offer.label, offer.count) for offer in found] == [("Within 5 miles", "1 meeting")]


def test_the_widest_circle_has_no_wider_one(shared_world):
    page = around("radius=100&fellowship=na&day=sunday", place="nashville-tn")
    assert [label for label in offers(page) if "Within" in label] == []


def test_other_programmes_that_the_same_question_finds_are_offered(shared_world):
    found = offers(around("fellowship=ha&day=tuesday"))
    assert number(found["Narcotics Anonymous"].count) == 2
    assert number(found["Nar-Anon Family Groups"].count) == 1


def test_the_nearest_meeting_of_the_programme_is_named_with_town_and_distance(shared_world, client):
    (nearest,) = [offer for label, offer in offers(around("fellowship=ha")).items() if "nearest" in label]
    assert nearest.label == ("The nearest HA meeting we know of is in Nashville, TN, about 196 miles away")
    assert client.get(nearest.url).status_code == 200
    assert nearest.url == f"/meetings/ha/river-group-{shared_world.nashville_ha.pk}/"


def test_the_nearest_is_found_across_an_ocean(shared_world):
    make_place(
        "Sydney", "NSW", slug="sydney-au", country="AU", point=(-33.87, 151.21), time_zone="Australia/Sydney"
    )
    page = around("fellowship=ha", place="sydney-au")
    (label,) = [label for label in offers(page) if "nearest" in label]
    assert label.startswith("The nearest HA meeting we know of is in Nashville, TN, about 14")
    assert label.endswith("km away")


def test_no_meeting_of_the_programme_at_all_offers_no_nearest(shared_world):
    make_fellowship("smart")
    publish()
    assert [label for label in offers(around("fellowship=smart")) if "nearest" in label] == []


def test_the_programmes_own_finder_is_offered(shared_world):
    finders = around("fellowship=ha")["empty"].finders
    assert [(one.label, one.url) for one in finders] == [
        ("Meeting finder of Heroin Anonymous", "https://ha.example/find")
    ]


def test_without_a_programme_some_finders_are_offered_and_none_for_family(shared_world):
    finders = around("day=thursday")["empty"].finders
    assert {one.url for one in finders} == {"https://na.example/find", "https://ha.example/find"}


def test_a_programme_without_a_finder_is_found_on_its_website(shared_world):
    make_fellowship("ha", finder="")
    publish()
    assert [one.url for one in around("fellowship=ha")["empty"].finders] == ["https://ha.example/"]


def test_meetings_online_now_are_offered_with_their_number(shared_world):
    found = offers(around("fellowship=na&day=thursday", moment=NIGHT))
    offer = found["Online or by phone, on now or within 30 minutes"]
    assert number(offer.count) == 1
    assert names(ask(offer.url, NIGHT)) == ["Evening Line"]


def test_where_nothing_is_online_now_what_comes_later_is_offered(shared_world):
    found = offers(around("fellowship=na&day=thursday"))
    assert number(found["Online or by phone, at any time"].count) == 2
    assert "Online or by phone, on now or within 30 minutes" not in found


def test_no_list_is_no_proof_that_there_is_no_meeting(shared_world):
    sentence = around("fellowship=ha")["empty"].sentence
    assert sentence == (
        "We do not have the list of Heroin Anonymous for Memphis, TN: we cannot say that there is none."
    )


def test_a_list_that_covers_the_state_lets_us_say_that_there_is_none(shared_world):
    make_feed("HA", fellowship=shared_world.ha, covers=["us-tn"], last_good_run=timezone.now())
    publish()
    sentence = around("fellowship=ha")["empty"].sentence
    assert sentence == "Heroin Anonymous lists no meeting near Memphis, TN that fits what you chose."
    over_the_line = around("fellowship=ha", place="west-memphis-ar")["empty"].sentence
    assert over_the_line.startswith("We do not have the list of Heroin Anonymous for West Memphis, AR")


def test_each_programme_is_told_apart(shared_world):
    sentence = around("fellowship=ha&fellowship=na&day=sunday&time=morning", place="nashville-tn")[
        "empty"
    ].sentence
    assert "Narcotics Anonymous lists no meeting near Nashville, TN" in sentence
    assert "We do not have the list of Heroin Anonymous" in sentence


@pytest.mark.parametrize(
    "changes, covered",
    [
        ({"covers": ["us-tn"]}, True),
        ({"covers": ["us"]}, True),
        ({"covers": ["us-ms", "us-tn"]}, True),
        ({"covers": ["us-ms"]}, False),
        ({"covers": []}, False),
        ({"covers": ["us"], "enabled": False}, False),
        ({"covers": ["us"], "last_good_run": None}, False),
        ({"covers": ["us"], "fellowship": None}, False),
    ],
)
def test_a_list_covers_what_it_was_read_for(changes, covered):
    smart = make_fellowship("smart")
    make_feed("SMART", **{"fellowship": smart, "last_good_run": timezone.now(), **changes})
    assert (smart.pk in covered_fellowships(Spot.of(make_place()))) == covered


def test_a_place_without_any_meeting_says_what_we_know(shared_world):
    make_place(
        "Tahiti", "", slug="tahiti-pf", country="PF", point=(-17.6, -149.4), time_zone="Pacific/Tahiti"
    )
    page = around(place="tahiti-pf")
    assert page["empty"].sentence.startswith("We know of no meeting near Tahiti")
    assert page["heading"].startswith("Meetings near Tahiti")
    assert [row["name"] for row in page["first"]["rows"]] == ["Evening Line", "Lantern Online"]


def test_nothing_online_of_a_programme_offers_its_finder(shared_world):
    page = ask("/meetings/online/?fellowship=ha")
    assert [one.url for one in page["empty"].finders] == ["https://ha.example/find"]
    assert page["heading"] == "Online and phone meetings"


def test_a_name_nobody_has_is_said_kindly(shared_world):
    page = ask("/meetings/?q=zzz")
    assert (page["heading"], page["empty"].sentence) == (
        "Meetings named like “zzz”",
        "We know of no meeting that fits all that you chose.",
    )
