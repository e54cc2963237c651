"""What counts as confirmed, when it is due again, and when the page warns."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.changing import change_meeting, confirm_meetings
from meetings.confirming import unconfirmed_words
from meetings.models import Meeting, SourceRecord
from tests.meetings.asking import ask, row_named
from tests.meetings.feeds.saving import meeting as of_list
from tests.meetings.feeds.saving import na_feed, row, take
from tests.meetings.views.pages import in_days, text_of
from tests.world import make_feed, make_meeting

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def due(settings=None):
    return [one.name for one in Meeting.objects.listed().due_for_confirmation(TODAY).order_by("pk")]


def days_before(number):
    return TODAY - dt.timedelta(days=number)


def test_it_is_due_after_half_a_year_or_never_having_been_confirmed():
    make_meeting("Fresh", confirmed_on=days_before(180))
    make_meeting("Old", confirmed_on=days_before(181))
    make_meeting("Never")
    make_meeting("Gone", status="unlisted")
    assert due() == ["Old", "Never"]


def test_how_long_is_a_setting(settings):
    make_meeting("Old", confirmed_on=days_before(181))
    settings.CONFIRM_DAYS = 200
    assert due() == []


# By a list


def test_a_list_that_says_the_same_again_confirms_nothing():
    feed = na_feed()
    take([row(1)], feed)
    take([row(1)], feed)
    assert (of_list().confirmed_on, of_list().confirmed_by) == (None, "")


def test_the_list_s_own_date_of_change_confirms_and_repeating_it_does_not_again():
    feed = na_feed()
    for _time in range(2):
        take([row(1)], feed)
        SourceRecord.objects.update(list_changed_on=None)
    pk = of_list().pk
    change_meeting(pk, {"confirmed_on": dt.date(2026, 3, 1), "confirmed_by": "list"})
    take([row(1)], feed)
    assert of_list().confirmed_on == dt.date(2026, 3, 1)


def test_a_change_in_the_list_without_a_date_confirms_nothing_and_takes_no_confirmation_away():
    feed = na_feed()
    take([row(1)], feed)
    confirm_meetings([of_list().pk], days_before(3), "editor")
    take([row(1, start_time="20:00:00")], feed)
    assert (of_list().confirmed_on, of_list().confirmed_by) == (days_before(3), "editor")
    assert of_list().start == dt.time(20)


# On the page and the row


@pytest.mark.parametrize("days,said", [(365, False), (366, True)])
def test_after_a_year_the_page_says_so(days, said):
    words = unconfirmed_words(make_meeting(confirmed_on=days_before(days)), TODAY)
    assert bool(words) == said
    if said:
        assert words == (
            "Nobody has confirmed this meeting since Friday 21 November 2025. Check before you go."
        )


def test_one_never_confirmed_warns_when_nothing_changed_for_a_year():
    meeting = make_meeting(feed=make_feed())
    assert unconfirmed_words(meeting, timezone.localdate()) == ""
    assert unconfirmed_words(meeting, in_days(365)) == ""
    assert unconfirmed_words(meeting, in_days(366)).startswith(
        "Nobody has confirmed this meeting, and nothing about it has changed here since"
    )
    assert unconfirmed_words(Meeting(), TODAY) == ""


def test_page_and_result_say_it_and_no_longer_once_somebody_confirmed(client, world):
    meeting = make_meeting("Forgotten Group", confirmed_on=in_days(-400), confirmed_by="editor")
    assert "Nobody has confirmed this meeting since" in text_of(client, meeting)
    assert "Not confirmed for over a year: check first" in notes()
    confirm_meetings([meeting.pk], in_days(0), "editor")
    text = text_of(client, meeting)
    assert "Nobody has confirmed" not in text
    assert "(Editor)." in text
    assert "Not confirmed for over a year: check first" not in notes()


def notes():
    now = int(timezone.now().timestamp())
    return row_named(ask("/meetings/near/memphis-tn/?q=forgotten", now), "Forgotten Group")["notes"]


@pytest.mark.parametrize(
    "role,said",
    [("publisher", "(Publisher)."), ("group-contact", "(The group's contact)."), ("list", "by its list")],
)
def test_who_confirmed_is_a_role(client, role, said):
    meeting = make_meeting(confirmed_on=in_days(-3), confirmed_by=role)
    assert said in text_of(client, meeting).replace("’", "'")
