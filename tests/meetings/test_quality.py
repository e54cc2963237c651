import pytest

from meetings.models import Feed
from meetings.quality import feed_qualities
from tests.meetings.feeds.saving import na_feed, queries, row, take
from tests.world import make_format, make_place

pytestmark = pytest.mark.django_db

NO_POINT = {"latitude": "", "longitude": ""}


def test_the_numbers_of_a_list_count_its_listed_meetings():
    make_place("Memphis", "TN")
    feed = na_feed("Area")
    take(
        [
            row(1, **NO_POINT),
            row(2, location_municipality="Nowhere", location_postal_code_1="", **NO_POINT),
            row(3, duration_time=""),
            row(4, meeting_name="Gone"),
        ],
        feed,
    )
    quality = feed_qualities()[0]
    assert (quality.listed, quality.no_coordinates, quality.approximate) == (4, 1, 1)
    assert (quality.no_end, quality.open_not_stated) == (1, 4)
    assert quality.problems == {"no-place": 1}
    assert quality.problem_count == 1
    assert (quality.last_outcome, quality.last_read is not None) == ("good", True)


def test_meetings_that_say_open_or_closed_are_not_counted_as_silent():
    take([row(1), row(2)])
    from tests.meetings.feeds.saving import meeting

    meeting(1).formats.add(make_format("open"), make_format("women"))
    assert feed_qualities()[0].open_not_stated == 1
    assert feed_qualities()[0].listed == 2


def test_a_list_that_was_never_read_has_no_date_and_the_demonstration_no_line():
    na_feed("New")
    Feed.objects.create(kind=Feed.Kind.DEMO, name="Demonstration")
    assert [(quality.feed.name, quality.last_read) for quality in feed_qualities()] == [("New", None)]


def test_many_lists_cost_what_one_costs():
    take([row(1)], na_feed("One"))
    one = len(queries(feed_qualities))
    for name in ("Two", "Three", "Four"):
        take([row(1, root_server_uri=f"https://{name}.example/root")], na_feed(name))
    assert len(queries(feed_qualities)) == one == 4
