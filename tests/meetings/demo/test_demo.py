from io import StringIO

import pytest
from django.core.management import call_command

from meetings.demo import delete_demo, make_demo
from meetings.demo.save import CannotInvent
from meetings.models import Feed, Meeting
from tests.meetings.demo.ground import TODAY, make_ground
from tests.world import make_meeting, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    make_ground()


def test_nothing_is_invented_among_real_meetings(ground):
    make_meeting("Invented, but real to the site", attendance="online")
    with pytest.raises(CannotInvent, match="real meetings"):
        make_demo(TODAY)
    out = StringIO()
    call_command("make_demo_meetings", stdout=out)
    assert "real meetings" in out.getvalue()
    assert Meeting.objects.count() == 1


def test_without_places_or_programmes_the_command_says_what_to_run_first():
    out = StringIO()
    call_command("make_demo_meetings", stdout=out)
    assert "load_places" in out.getvalue()
    make_place()
    call_command("make_demo_meetings", stdout=out)
    assert "load_fellowships" in out.getvalue()
    assert not Feed.objects.exists()


def test_the_command_says_how_many_it_invented(ground):
    out = StringIO()
    call_command("make_demo_meetings", stdout=out)
    call_command("make_demo_meetings", stdout=out)
    assert f"Invented {Meeting.objects.count()} meetings." in out.getvalue()
    assert "there already" in out.getvalue()


def test_looking_for_a_demonstration_that_is_not_there_costs_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert delete_demo() == 0
